/** Writes values into front matter: in the place of another value, or as a new entry. */
import { insertionsOf, writeString } from "../article/front-matter/index.js";
import type { Edit, FrontMatter, Path, ScalarStyle } from "../article/types.js";
import type { Scalar, Value } from "./value.js";

/** The value as the language writes it; `undefined` if it cannot. */
function written(language: string, value: Value, style: ScalarStyle): string | undefined {
  const { to, isDate } = value;
  if (!Array.isArray(to)) {
    if (isDate && language !== "json" && style.style !== "single" && style.style !== "double") return String(to).trim();
    return writtenScalar(language, to as Scalar, style);
  }
  const items = (to as readonly Scalar[]).map((item) => writtenScalar(language, item, { ...style, flow: true }));
  return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
}

const writtenScalar = (language: string, value: Scalar, style: ScalarStyle): string | undefined =>
  typeof value === "string" ? writeString(language, value, style) : JSON.stringify(value);

/** Edits that replace the value at a path, in order of preference. */
export function replacementOf(frontMatter: FrontMatter, path: Path, value: Value, text: string): Edit[] {
  const { language } = frontMatter;
  const style = frontMatter.scalarStyle(path);
  const edits: (Edit | undefined)[] = [];
  const { to } = value;
  if (Array.isArray(to) && to.every((item) => typeof item === "string")) edits.push(frontMatter.setList(path, to));
  // Quotes stay around text. A number or a date in quotes would be text.
  const kept = style && (typeof to === "string" ? style : { ...style, style: "plain" as const });
  const source = written(language, value, kept ?? { style: "plain", flow: false });
  if (source === undefined) return [];
  if (style) edits.push(frontMatter.setSource(path, source));
  else edits.push(wholeValue(frontMatter, path, source, text));
  return edits.filter((edit) => edit !== undefined);
}

/** Replaces a list or a mapping, from its key on. */
function wholeValue(frontMatter: FrontMatter, path: Path, source: string, text: string): Edit | undefined {
  const value = frontMatter.place(path, "value");
  const key = frontMatter.place(path, "key");
  if (!value || !key || value.start < key.end) return undefined;
  const between = text.slice(key.end, value.start);
  const colon = /^\s*[:=][ \t]*/.exec(between)?.[0];
  const old = text.slice(key.end, value.end);
  // A comment would be lost.
  if (colon === undefined || /(?:^|\s)#/.test(old)) return undefined;
  const isOnLine = !/[\r\n]/.test(between);
  const end = key.end + old.trimEnd().length;
  return isOnLine
    ? { range: { start: value.start, end }, text: source }
    : { range: { start: key.end, end }, text: `${colon.trimEnd()} ${source}` };
}

/** Edits that add an entry at the end of the front matter, in order of preference. */
export function insertionOf(frontMatter: FrontMatter, key: string, value: Value, text: string): Edit[] {
  const { language } = frontMatter;
  const source = written(language, value, { style: language === "json" ? "double" : "plain", flow: false });
  return source === undefined ? [] : insertionsOf(frontMatter, key, source, text);
}
