/** Keys and values of `stet edit`: what is given on the command line, and what it is in the front matter. */
import { changed } from "../article/front-matter/entries.js";
import type { Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { valueAt } from "../platform/value-at.js";

export type Data = Readonly<Record<string, unknown>>;

export type Scalar = string | number | boolean | null;
/** A value that can be set. `isDate`: written without quotes, where the language has dates. */
export interface Value {
  readonly to: Scalar | readonly Scalar[];
  readonly isDate: boolean;
}

const dateValue = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]| ?[+-]\d\d:?\d\d)?)?$/;

/** `true`, `3`, `"text"`, `[a, b]`, `2024-05-01`; everything else is text. */
export function readValue(source: string): Value {
  const text = source.trim();
  const list = /^\[([\s\S]*)\]$/.exec(text);
  if (list) return { to: itemsOf(list[1] ?? "").map((item) => scalarOf(item)), isDate: false };
  return { to: scalarOf(source), isDate: dateValue.test(text) };
}

/** The items between brackets: separated by commas that are not within quotes. A comma at the end begins no item. */
function itemsOf(text: string): string[] {
  if (text.trim() === "") return [];
  const items: string[] = [];
  // A quotation mark that nothing closes is a character like others, and so are those of its kind after it.
  const quoted = new Map([
    ['"', /"(?:[^"\\]|\\.)*"/sy],
    ["'", /'[^']*'/y],
  ]);
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const pattern = quoted.get(character);
    if (pattern) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) quoted.delete(character);
      else at += found.length - 1;
    } else if (character === ",") {
      items.push(text.slice(from, at));
      from = at + 1;
    }
  }
  if (from < text.length) items.push(text.slice(from));
  return items.map((item) => item.trim());
}

/** Spaces around a value are left out; in quotes, they stay. */
function scalarOf(source: string): Scalar {
  const text = source.trim();
  if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?)$/.test(text)) {
    const value = JSON.parse(text) as Scalar;
    // `1.10` is a version, and a number with many digits an identifier: as numbers they would be other texts.
    if (String(value) === text) return value;
  }
  if (/^".*"$/s.test(text)) {
    try {
      return JSON.parse(text) as string;
    } catch {
      return text;
    }
  }
  return /^'[^']*'$/.test(text) ? text.slice(1, -1) : text;
}

/** The path of a key: itself if the data has it, otherwise its parts, as `cover.image` of `cover`. */
export const pathOf = (data: Data, key: string): Path => (Object.hasOwn(data, key) ? [key] : key.split("."));

/** The value of a key; `undefined` if there is none. */
export const namedValue = (data: unknown, key: string): unknown => valueAt(data, pathOf(data as Data, key));

/** A copy of the data with another value at the path, or without the path. */
export const withValue = (data: unknown, path: Path, value?: { readonly to: unknown }): unknown =>
  changed(data, path, value);

/** `key=value`. @throws UserError if there is no `=`, or nothing before it. */
export function pairOf(option: string, given: string): readonly [string, string] {
  const equals = given.indexOf("=");
  const key = given.slice(0, equals).trim();
  if (equals < 0 || key === "") throw invalidPair(option, given);
  return [key, given.slice(equals + 1)];
}

/** `old=new`, or `a,b=c`: as `pairOf`, with something after the `=` as well. */
export function namesOf(option: string, given: string): readonly [string, string] {
  const [from, to] = pairOf(option, given);
  if (to.trim() === "") throw invalidPair(option, given);
  return [from, to.trim()];
}

const invalidPair = (option: string, value: string): UserError =>
  new UserError(
    t("edit.pair", 'Invalid value "{value}" for --{option}.', { value, option }),
    t("edit.pair.use", "Write a key, =, and a value, for example --set draft=true, --rename tag=tags."),
  );
