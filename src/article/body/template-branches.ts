/** The parts of a template of which readers see only one. */
import type { Range } from "../types.js";
import { templateTags } from "./mask.js";

const word = /^(?:\{\{|\{%|<%)[-~_+]?\s*(?:[}\s]*)([#/^]?\w+|)/;

/** Keywords whose end is `end…`, `end` or `/…`. */
const begins = new Set([
  "if",
  "unless",
  "case",
  "for",
  "ifchanged",
  "range",
  "with",
  "#if",
  "#unless",
  "#each",
  "#with",
]);
const separates = new Set(["else", "elsif", "elseif", "elif", "when"]);
const ends = /^(?:end\w*|\/(?:if|unless|each|with))$/;
/** `<% } %>`. */
const endsScript = /^<%[-_]?\s*\}\s*;?\s*[-_]?%>$/;

/** Template blocks with an `else` or a second `when`, from the tag that opens them to the one that closes them. */
export function templateBranches(text: string): Range[] {
  const found: Range[] = [];
  const open: { start: number; branches: number }[] = [];
  for (const { start, end } of templateTags(text)) {
    const tag = text.slice(start, end);
    const name = endsScript.test(tag) ? "end" : (word.exec(tag)?.[1] ?? "");
    const last = open.at(-1);
    if (begins.has(name)) open.push({ start, branches: name === "case" ? 0 : 1 });
    else if (separates.has(name) && last) last.branches++;
    else if (ends.test(name) && last) {
      open.pop();
      if (last.branches > 1) found.push({ start: last.start, end });
    }
  }
  return found;
}
