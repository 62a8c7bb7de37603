/** A quotation mark that is missing at the start or the end of a value. */
import type { Attribute, Edit, Element, Range } from "../../src/rule.js";

export interface MissingQuote {
  readonly id: "missing-closing-quote" | "missing-opening-quote";
  readonly at: Range;
  readonly name: string;
  readonly edit: Edit;
}

/** The attribute whose quotation mark is missing: the tag then ends at a later one. */
export function missingQuoteIn(
  { attributes, startTag }: Pick<Element, "attributes" | "startTag">,
  { start }: Range,
): MissingQuote | undefined {
  const all = Object.values(attributes).sort((a, b) => a.range.start - b.range.start);
  for (const attribute of all) {
    const { name, raw, quote, valueRange } = attribute;
    if (quote && attribute.range.start < start) {
      const end = endOf(attribute);
      if (end === undefined) continue;
      const at = valueRange.start + end;
      return {
        id: "missing-closing-quote",
        at: { start: valueRange.start - 1, end: Math.min(at, startTag.end) },
        name,
        edit: { range: { start: at, end: at }, text: quote },
      };
    }
    const [last = ""] = /["']$/.exec(raw) ?? [];
    if (!quote && last && raw.indexOf(last) === raw.length - 1 && raw.length > 1)
      return {
        id: "missing-opening-quote",
        at: { start: valueRange.end - 1, end: valueRange.end },
        name,
        edit: { range: { start: valueRange.start, end: valueRange.start }, text: last },
      };
  }
  return undefined;
}

/** Where a value that contains another attribute or tags should end; `undefined` if it contains none. */
function endOf({ raw }: Attribute): number | undefined {
  // `width="640 height="480"`
  const next = raw.search(/(?<!\s)\s+[a-z][\w:-]*\s*=\s*$/i);
  if (next !== -1 && !/[<>]/.test(raw)) return next;
  // `href="/a>text</a> … <a href="/b"`
  const tag = raw.search(/\/?>/);
  return tag !== -1 && /<\/?[a-z]/i.test(raw.slice(tag)) ? tag : undefined;
}
