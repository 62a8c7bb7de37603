/**
 * The Reviewdog Diagnostic Format, https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. reviewdog posts it as
 * review comments, with fixes as suggestions. Columns count UTF-8 bytes, from 1.
 */

import { largest } from "../platform/lists.js";
import type { FileResult, ResultFix, Violation } from "../results.js";
import { foldedResult } from "./folded.js";
import { jsonList } from "./list.js";
import type { Format, ReportOptions } from "./types.js";
import { visible } from "./visible.js";

/** The maximum length of a suggestion. A longer one is not useful in a comment. */
const longest = 4000;

export const rdjson: Format = ({ rules }) => {
  const list = jsonList('{\n  "source": { "name": "stet" },\n  "diagnostics": [', "    ");
  return {
    file(result) {
      const at = result.text === undefined ? undefined : byteColumns(result.text);
      return list.items([
        ...result.violations.map((violation) => diagnostic(result, violation, at, rules)),
        ...result.errors.map(({ message }) => ({
          message: visible(message),
          location: { path: visible(result.path) },
          severity: "ERROR",
          code: { value: "stet" },
        })),
      ]);
    },
    end({ folded }) {
      const last = list.items(
        // Without the text, columns in bytes are not known.
        folded
          .map(foldedResult)
          .flatMap((result) => result.violations.map((violation) => diagnostic(result, violation, undefined, rules))),
      );
      return `${last}${list.lead() || "\n  "}]\n}\n`;
    },
  };
};

type At = (offset: number) => { line: number; column: number };

function diagnostic(result: FileResult, violation: Violation, at: At | undefined, rules: ReportOptions["rules"]) {
  const { rule, severity, message, line, endLine, range, fix, suggestions = [] } = violation;
  const docs = rules?.get(rule)?.docs;
  const place = at
    ? { start: at(range.start), end: at(range.end) }
    : { start: { line }, ...(endLine > line && { end: { line: endLine } }) };
  const offered = at ? [...(fix ? [fix] : []), ...suggestions].flatMap((one) => suggestion(one, result.text, at)) : [];
  return {
    message: visible(message),
    location: { path: visible(result.path), ...(result.article !== false && { range: place }) },
    severity: severity === "error" ? "ERROR" : "WARNING",
    code: { value: rule, ...(docs !== undefined && { url: docs }) },
    ...(offered.length > 0 && { suggestions: offered }),
  };
}

/** The edits of a fix must be applied together, so one suggestion covers all of them and the text between them. */
function suggestion({ edits }: ResultFix, text = "", at: At) {
  const [first] = edits;
  if (!first) return [];
  const end = largest(edits.map(({ range }) => range.end));
  let from = first.range.start;
  let written = "";
  for (const edit of edits) {
    written += text.slice(from, edit.range.start) + edit.text;
    from = edit.range.end;
  }
  if (written.length > longest || end - first.range.start > longest) return [];
  return [{ range: { start: at(first.range.start), end: at(end) }, text: written }];
}

/**
 * Returns a function for the line and byte column of an offset. It reuses the count of the previous offset, because one
 * line may be a whole article.
 */
function byteColumns(text: string): At {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  let last = { start: 0, offset: 0, bytes: 0 };
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = starts[low] ?? 0;
    const from = last.start === start && last.offset <= offset ? last : { start, offset: start, bytes: 0 };
    last = { start, offset, bytes: from.bytes + Buffer.byteLength(text.slice(from.offset, offset)) };
    return { line: low + 1, column: last.bytes + 1 };
  };
}
