/**
 * Finds blocks that look like front matter but that generators ignore: misplaced, without a valid fence, or a second
 * block.
 */
import { isDeepStrictEqual } from "node:util";
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, MisplacedFrontMatter } from "../types.js";
import { lineStart } from "./entries.js";
import { type Fences, findFences, linesFrom } from "./fence.js";
import { readBlock } from "./read-block.js";
import type { YamlVersion } from "./scalar.js";

/** A block with one of these keys is front matter rather than prose after a thematic break. */
const typicalKeys = ["title", "date", "layout", "tags", "categories", "author", "description", "permalink", "slug"];

const typicalEntry = new RegExp(`^[ \\t"']{0,9}(?:${typicalKeys.join("|")})["']?[ \\t]{0,9}[:=]`, "m");

/** Reads the block at an offset if it is clearly front matter in the wrong place. */
function readIfFrontMatter(text: string, at: number, version: YamlVersion) {
  const fences = findFences(text, at);
  if (!fences?.close || fences.bare) return undefined;
  const { start, end } = fences.content;
  // A cheap check first, because text between two thematic breaks is usually prose.
  if (end - start > 20_000 || !typicalEntry.test(text.slice(start, end))) return undefined;
  const { data } = readBlock(text, fences, version);
  return data && typicalKeys.some((key) => key in data) ? { fences, data } : undefined;
}

/**
 * Front matter that generators ignore because it is not at the very beginning, or because its first fence is missing or
 * wrong. Searches the first lines of an article without front matter.
 */
export function findMisplaced(text: string, start: number, version: YamlVersion): MisplacedFrontMatter | undefined {
  const unopened = findUnopened(text, start, version);
  if (unopened) return unopened;
  let lines = 0;
  for (const line of linesFrom(text, start)) {
    // After 30 lines, or in a code block, it is an example.
    if (++lines > 30 || /^\s*(?:```|~~~)/.test(text.slice(line.start, Math.min(line.end, line.start + 100)))) break;
    const invisible = /[\s\u200b-\u200f\u2060\ufeff]*/y;
    invisible.lastIndex = line.start;
    const at = Math.min(line.end, line.start + (invisible.exec(text)?.[0].length ?? 0));
    const found =
      text[at] === "-" || text[at] === "+" || text[at] === ";" ? readIfFrontMatter(text, at, version) : undefined;
    if (!found) continue;
    const { range, open, bodyStart } = found.fences;
    return { range, open, before: { start, end: at }, bodyStart };
  }
  return undefined;
}

/** `----`, `--`, dashes that a word processor replaced, a comment after the fence. */
const almostFence = /^(?:-{2}|-{4,12}|[-\u2010-\u2015\u2212]{1,6}|---[ \t]+#.*)[ \t]*$/s;

/** YAML front matter at the very beginning whose first fence is missing or almost right. */
function findUnopened(text: string, start: number, version: YamlVersion): MisplacedFrontMatter | undefined {
  const lines = linesFrom(text, start);
  const first = lines.next().value;
  if (!first || first.end - first.start > 200) return undefined;
  const written = text.slice(first.start, first.end).trimEnd();
  const isFence = almostFence.test(written) && written !== "-";
  if (!isFence && !typicalEntry.test(written)) return undefined;
  let count = 1;
  for (const line of lines) {
    if (++count > 100) return undefined;
    const closing = text.slice(line.start, Math.min(line.end, line.start + 100)).trimEnd();
    if (closing !== "---" && !(isFence && closing === written)) continue;
    const close = { start: line.start, end: line.start + closing.length };
    const open = { start: first.start, end: first.start + (isFence ? written.length : 0) };
    const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
    const comment = /#.*/s.exec(written)?.[0];
    const edits = [
      { range: open, text: isFence && !comment ? "---" : `---${lineBreak}${isFence ? comment : ""}` },
      ...(closing === "---" ? [] : [{ range: close, text: "---" }]),
    ];
    const lengthChange = edits.reduce((sum, { range, text: put }) => sum + put.length - (range.end - range.start), 0);
    const corrected = `${text.slice(0, open.start)}${edits[0]?.text}${text.slice(open.end, close.start)}---${text.slice(close.end)}`;
    const found = readIfFrontMatter(corrected, start, version);
    // One line above --- is a Markdown heading.
    if (!found || (!isFence && Object.keys(found.data).length < 2)) return undefined;
    return {
      unopened: { written: isFence ? written : "", edits },
      range: { start, end: close.end },
      open: isFence ? open : { start: first.start, end: first.end },
      before: { start, end: start },
      bodyStart: found.fences.bodyStart - lengthChange,
    };
  }
  return undefined;
}

/** The problem of a second block right after the first one or after blank lines. */
export function secondBlock(
  text: string,
  { range, bodyStart }: Fences,
  data: Readonly<Record<string, unknown>>,
  version: YamlVersion,
): FrontMatterProblem | undefined {
  const blank = /\s*/y;
  blank.lastIndex = bodyStart;
  const at = bodyStart + (blank.exec(text)?.[0].length ?? 0);
  const char = text[at];
  if ((char !== "-" && char !== "+" && char !== ";") || lineStart(text, at) !== at) return undefined;
  const second = readIfFrontMatter(text, at, version);
  if (!second) return undefined;
  const isSame = isDeepStrictEqual(data, second.data);
  const isEmpty = Object.keys(data).length === 0;
  return {
    code: "second-block",
    message: isEmpty
      ? t(
          "frontMatter.emptyBlock",
          "Generators read the empty block above as the front matter. Remove the empty block.",
        )
      : t(
          "frontMatter.secondBlock",
          "Generators read only the first block of front matter and show this one as text. Merge the two or remove one.",
        ),
    range: second.fences.open,
    ...(isEmpty && {
      repair: {
        title: t("frontMatter.fix.removeEmptyBlock", "Remove the empty block"),
        edits: [{ range: { start: range.start, end: at }, text: "" }],
      },
    }),
    ...(isSame && {
      repair: {
        title: t("frontMatter.fix.removeBlock", "Remove the identical block"),
        edits: [{ range: { start: at, end: second.fences.bodyStart }, text: "" }],
      },
    }),
  };
}
