/** The files that Eleventy copies: https://www.11ty.dev/docs/copy/ */
import { pathGlob } from "../../patterns/glob.js";
import { isRecord } from "../../platform/is-record.js";
import type { ConfigCall } from "./eleventy-plugins.js";
import { nameOf, tidyPath } from "./shared.js";
import type { SiteFiles } from "./types.js";

/**
 * @param input the folder of templates: empty, or with a slash at the end.
 * @param formats extensions that are copied.
 * @param others folders without templates.
 */
export function eleventyCopies(
  input: string,
  formats: readonly string[],
  calls: readonly ConfigCall[],
  files: SiteFiles,
  others: readonly string[],
): [string, string][] {
  const copies: [string, string][] = [];
  const inOutput = (path: string): string => (path.startsWith(input) ? path.slice(input.length) : path);
  const all = (): readonly string[] => files.below(".").filter((file) => !file.startsWith(others[0] ?? "\0"));
  const copy = (written: string, to: string | undefined): void => {
    const from = tidyPath(written).replace(/\/$/, "");
    if (/[*?{[]/.test(from)) {
      const matches = pathGlob(from);
      for (const file of all())
        if (matches(file)) copies.push([to === undefined ? inOutput(file) : tidyPath(`${to}/${nameOf(file)}`), file]);
    } else if (files.exists(from)) copies.push([to === undefined ? inOutput(from) : fileTarget(from, to), from]);
    else
      for (const file of files.below(from))
        copies.push([to === undefined ? inOutput(file) : tidyPath(`${to}/${file.slice(from.length + 1)}`), file]);
  };
  for (const { name, args } of calls) {
    if (name !== "addPassthroughCopy") continue;
    const [what] = args;
    if (typeof what === "string") copy(what, undefined);
    else if (isRecord(what))
      for (const [from, to] of Object.entries(what))
        if (typeof to === "string") copy(from, tidyPath(to).replace(/\/$/, ""));
  }
  if (formats.length > 0)
    for (const file of files.below(input === "" ? "." : input.slice(0, -1)))
      if (formats.some((format) => file.endsWith(`.${format}`)) && !others.some((folder) => file.startsWith(folder)))
        copies.push([inOutput(file), file]);
  return copies;
}

/** A file is copied to the path, or into the folder. */
const fileTarget = (from: string, to: string): string =>
  /\.[^./]+$/.test(to) ? to : tidyPath(`${to}/${nameOf(from)}`);
