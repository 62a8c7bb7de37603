/** The quotation marks of CSS in an attribute with the same quotation marks: `style="font-family:"PingFang SC";"`. */
import type { Edit, Range } from "../../src/rule.js";

export interface NestedQuotes {
  /** The name of the attribute as written. */
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What the value gains are only fonts for the text. */
  readonly onlyFonts: boolean;
}

/**
 * The attribute of a start tag whose value ends early, if it is certain what was meant: all quotation marks within it are
 * in pairs around a text of CSS, and after its last one the tag continues as tags do.
 */
export function nestedQuotesIn(text: string, { start, end }: Range): NestedQuotes | undefined {
  const tag = text.slice(start, end);
  for (const { index, 0: before, 1: name = "", 2: quote = "" } of tag.matchAll(/\s(style)\s*=\s*(["'])/gi)) {
    const from = index + before.length;
    const marks = pairsFrom(tag, from, quote);
    if (!marks) continue;
    const [first = from] = marks;
    const last = marks.at(-1) ?? from;
    const other = quote === '"' ? "'" : '"';
    const declarations = tag.slice(from, tag.indexOf(quote, last + 1)).split(";");
    let at = from;
    const gained = declarations.filter((one) => {
      at += one.length + 1;
      return at > first && one.trim() !== "";
    });
    return {
      name,
      edits: marks.map((mark) => ({ range: { start: start + mark, end: start + mark + 1 }, text: other })),
      onlyFonts: gained.every((one) => /^\s*font-family\s*:/i.test(one)),
    };
  }
  return undefined;
}

/** The places of the quotation marks within a value that starts at `from`; `undefined` if they are not as in CSS. */
function pairsFrom(tag: string, from: number, quote: string): number[] | undefined {
  const other = quote === '"' ? "'" : '"';
  const marks: number[] = [];
  for (let open = tag.indexOf(quote, from); open !== -1; ) {
    // The end of the value: the tag ends, or the next attribute begins.
    const isEnd = /^(?:\s*\/?>|\s+[a-z][\w:-]*(?:\s*=|\s*\/?>|\s+[a-z]))/i.test(tag.slice(open + 1, open + 80));
    if (isEnd && !/[:,(]\s*$/.test(tag.slice(Math.max(from, open - 20), open)))
      return marks.length > 0 ? marks : undefined;
    const close = tag.indexOf(quote, open + 1);
    if (close === -1 || !/[:,(]\s*$/.test(tag.slice(Math.max(from, open - 20), open))) return undefined;
    const inner = tag.slice(open + 1, close);
    if (inner.trim() === "" || /[<>&;:]/.test(inner) || inner.includes(other)) return undefined;
    if (!/^\s*(?:[,;)!]|["'])/.test(tag.slice(close + 1, close + 20))) return undefined;
    marks.push(open, close);
    open = tag.indexOf(quote, close + 1);
  }
  return undefined;
}
