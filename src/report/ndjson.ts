/**
 * One JSON value per line, each with a `kind`: `run` first, then `file` as each file is done, `folded`, `image`, `link`, `note`,
 * and `summary` last. Without a `summary`, the run was interrupted. The values are those of `--format json`.
 */
import { fileOf, foldedOf, imageOf, linkOf } from "./json.js";
import type { Format } from "./types.js";
import { visibleJson } from "./visible.js";

export const ndjson: Format = ({ version }) => {
  let lead = line("run", { version: 1, stet: version });
  const next = (text: string) => {
    const all = lead + text;
    lead = "";
    return all;
  };
  return {
    file: (result) => next(line("file", fileOf(result))),
    end: ({ images, links, notes, folded, summary }) =>
      next(
        [
          ...folded.map((one) => line("folded", foldedOf(one))),
          ...images.map((fact) => line("image", imageOf(fact))),
          ...links.map((fact) => line("link", linkOf(fact))),
          ...notes.map((note) => line("note", { note })),
          line("summary", summary),
        ].join(""),
      ),
  };
};

const line = (kind: string, value: object): string => `${visibleJson({ kind, ...value })}\n`;
