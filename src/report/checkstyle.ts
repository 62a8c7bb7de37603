/** Checkstyle XML, which Jenkins and many review tools read. It lists every checked file. */
import type { FileResult } from "../results.js";
import { foldedResult } from "./folded.js";
import type { Format } from "./types.js";
import { xml } from "./xml.js";

export const checkstyle: Format = () => {
  let lead = '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n';
  const next = (text: string) => {
    const all = lead + text;
    lead = "";
    return all;
  };
  return {
    file: (result) => next(fileElement(result)),
    end: ({ folded }) => next(`${folded.map((one) => fileElement(foldedResult(one))).join("")}</checkstyle>\n`),
  };
};

function fileElement({ path, article, violations, errors }: FileResult): string {
  const found = violations.map(({ line, column, severity, message, rule }) => {
    // Checkstyle uses line 0 for a whole file.
    const place = article === false ? 'line="0"' : `line="${line}" column="${column}"`;
    return `<error ${place} severity="${severity}" message="${xml(message)}" source="stet.${xml(rule)}"/>\n`;
  });
  const failed = errors.map(
    ({ message }) => `<error line="0" severity="error" message="${xml(message)}" source="stet"/>\n`,
  );
  return `<file name="${xml(path)}">\n${[...found, ...failed].join("")}</file>\n`;
}
