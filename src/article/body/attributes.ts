/** The attributes of an element, with their places. */
import type { DefaultTreeAdapterMap } from "parse5";
import type { Attribute, Attributes, Range } from "../types.js";
import type { HtmlSource } from "./html-source.js";
import { templateTags } from "./mask.js";

export const noAttributes: Attributes = Object.freeze(Object.create(null) as Record<string, Attribute>);

export function toAttributes(node: DefaultTreeAdapterMap["element"], source: HtmlSource): Attributes {
  const places = node.sourceCodeLocation?.attrs;
  const computed = computedIn(node, source);
  if (!places || node.attrs.length === 0) {
    if (!computed) return noAttributes;
    return unknownAttributes(Object.create(null) as Record<string, Attribute>, computed, source);
  }
  const attributes = Object.create(null) as Record<string, Attribute>;
  let before: Before = { end: (node.sourceCodeLocation?.startOffset ?? 0) + 1 + node.tagName.length, quoted: false };
  for (const { name, prefix, value } of node.attrs) {
    const fullName = (prefix ? `${prefix}:${name}` : name).toLowerCase();
    const place = places[fullName];
    // Markup escaped in Markdown (`\<`) is hidden from the parser, even in names.
    const ownName = source.mask.restore(fullName);
    if (!place) continue;
    const attribute = toAttribute(ownName, value, place, source, before);
    attributes[ownName] = attribute;
    before = attribute.hasValue && !attribute.quote ? undefined : { end: place.endOffset, quoted: attribute.hasValue };
  }
  // What a script computes has no known value, but it is there.
  for (const attribute of Object.values(attributes)) {
    const [, vue, angular] = bound.exec(attribute.name) ?? [];
    const name = vue ?? angular;
    if (name !== undefined && !attributes[name])
      attributes[name] = { ...attribute, name, value: `{${attribute.value}}` };
  }
  const all = attributes["v-bind"]?.range ?? computed;
  return all ? unknownAttributes(attributes, all, source) : attributes;
}

/** The template tag that may write attributes: `<img {{ attributes }}>`. The parser sees spaces in its place. */
function computedIn(node: DefaultTreeAdapterMap["element"], { base, text, masked }: HtmlSource): Range | undefined {
  const tag = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
  if (!tag || !needsAttributes.has(node.tagName)) return undefined;
  const written = text.slice(base + tag.startOffset, base + tag.endOffset);
  const from = tag.startOffset;
  const found = templateTags(written).find(({ start, end }) => masked.slice(from + start, from + end).trim() === "");
  return found && { start: base + from + found.start, end: base + from + found.end };
}

/** Elements with attributes that rules require. */
const needsAttributes = new Set(["a", "area", "audio", "iframe", "img", "source", "video"]);

/** Attributes that rules require, with an unknown value: a script or a template may set them. */
export const oftenComputed = ["src", "alt", "title", "href"];

function unknownAttributes(
  attributes: Record<string, Attribute>,
  range: Range,
  { text }: HtmlSource,
): Record<string, Attribute> {
  const raw = text.slice(range.start, range.end);
  const value = /^[{<]/.test(raw) ? raw : `{${raw}}`;
  for (const name of oftenComputed)
    attributes[name] ??= { name, value, range, valueRange: range, quote: "", hasValue: true, raw, spaceBefore: 0 };
  return attributes;
}

/** `:src` and `v-bind:src` of Vue, `x-bind:src` of Alpine, `[src]` of Angular. */
const bound = /^(?::|v-bind:|x-bind:)([a-z][a-z\d-]*)$|^\[([a-z][a-z\d-]*)\]$/;

/**
 * The end of the attribute or name before an attribute, and whether it is quoted. `undefined` after an unquoted value,
 * which would absorb the following text.
 */
type Before = { readonly end: number; readonly quoted: boolean } | undefined;

/** See `Attribute.spaceBefore`. */
function spaceBefore(start: number, end: number, { text, base }: HtmlSource, before: Before): number {
  let from = start;
  while (from > 0 && isSpace(text[base + from - 1])) from--;
  const next = text[base + end];
  if (next === undefined || next === ">" || isSpace(next)) return start - from;
  // The list omits duplicate attributes, so the text directly before this attribute may not be `before`.
  const isSafe = before !== undefined && before.end === from && (before.quoted || next === "/");
  return isSafe ? start - from : 0;
}

const isSpace = (char: string | undefined): boolean => char !== undefined && " \t\n\r\f".includes(char);

/** parse5 gives the location of an attribute, but not of its value. The value is located in the source. */
function toAttribute(
  name: string,
  value: string,
  { startOffset, endOffset }: { startOffset: number; endOffset: number },
  source: HtmlSource,
  before: Before,
): Attribute {
  const { base, masked, mask, text } = source;
  const space = spaceBefore(startOffset, endOffset, source, before);
  const written = masked.slice(startOffset, endOffset);
  const start = base + startOffset;
  const range = { start, end: base + endOffset };
  // A name may begin with `=`; the next `=` ends it.
  const nameEnd = written.slice(1).search(/[\s/>=]/);
  const nameLength = nameEnd === -1 ? written.length : nameEnd + 1;
  const equals = /^\s*=\s*/.exec(written.slice(nameLength));
  if (!equals) {
    const end = start + nameLength;
    return {
      name,
      value: "",
      range,
      valueRange: { start: end, end },
      quote: "",
      hasValue: false,
      raw: "",
      spaceBefore: space,
    };
  }
  let from = nameLength + equals[0].length;
  let to = written.length;
  const first = written[from];
  // The mask shows an MDX expression as a quoted value.
  const isExpression = text[start + from] === "{";
  const quote = !isExpression && (first === '"' || first === "'") ? first : "";
  if (quote) {
    from++;
    if (to > from && written[to - 1] === quote) to--;
  }
  const valueRange = { start: start + from, end: start + Math.max(from, to) };
  const raw = text.slice(valueRange.start, valueRange.end);
  return {
    name,
    value: isExpression ? raw : mask.restore(value),
    range,
    valueRange,
    quote,
    hasValue: true,
    raw,
    spaceBefore: space,
  };
}
