/** Corrections of invalid values: what the author probably intended. */

import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { append } from "../platform/lists.js";
import { type Compiled, isObject, type SchemaObject } from "./applicable.js";
import { quoted } from "./phrases.js";
import type { Correction, SchemaProblem } from "./types.js";

/** The named values of `x-fix`. */
export const namedFixes: Readonly<Record<string, (value: unknown) => unknown>> = {
  lowercase: (value) => (typeof value === "string" ? value.toLowerCase() : undefined),
  uppercase: (value) => (typeof value === "string" ? value.toUpperCase() : undefined),
  slug: (value) => (typeof value === "string" ? slug(value) : undefined),
  split: (value) => (typeof value === "string" ? itemsOf(value) : undefined),
  list: (value) => (isScalar(value) ? [value] : undefined),
};

/** Lower case, letters and digits of any script, and hyphens between them. */
const slug = (text: string): string =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "");

const isScalar = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Chinese and Japanese commas also separate names. */
const commas = /[,，、;；]/;

const itemsOf = (text: string): string[] =>
  text
    .split(commas)
    .map((item) => item.trim())
    .filter((item) => item !== "");

/**
 * Possible corrections of a value, best first. The caller checks which of them the schema accepts.
 *
 * @param schemas the schemas that apply to the value.
 */
export function* candidates(
  value: unknown,
  kind: SchemaProblem["kind"],
  schemas: readonly SchemaObject[],
  compiled: Compiled,
): Generator<Correction> {
  yield* fromSchema(value, schemas);
  if (typeof value === "string") {
    const text = value.trim();
    if (text !== value && text !== "")
      yield { title: t("schema.fix.trim", "Remove the spaces around the value"), value: text, safe: true };
  }
  if (kind !== "type") return;
  const { types, values } = allowed(schemas, compiled);
  // A schema without `type` accepts every type and does not indicate the intended one.
  for (const candidate of ofOtherTypes(value, values)) if (types.has(typeOf(candidate.value))) yield candidate;
}

function* ofOtherTypes(value: unknown, values: readonly unknown[]): Generator<Correction> {
  if (typeof value === "string") {
    const text = value.trim();
    yield* unquoted(text);
    yield* sameButForCase(text, values);
    const items = itemsOf(text);
    // The comma may be part of a name, so this fix is not safe.
    if (items.length > 1)
      yield {
        title: t("schema.fix.listOf", "Change to a list of {count} items", { count: items.length }),
        value: items,
        safe: false,
      };
    else if (items[0] === text)
      for (const item of [text, ...[...unquoted(text)].map((other) => other.value)])
        yield { title: t("schema.fix.listOfOne", "Change to a list of one item"), value: [item], safe: true };
  } else if (typeof value === "number" || typeof value === "boolean") {
    const text = String(value);
    yield { title: t("schema.fix.quote", "Put the value in quotes"), value: text, asWritten: true, safe: true };
    yield { title: t("schema.fix.listOfOne", "Change to a list of one item"), value: [value], safe: true };
    yield {
      title: t("schema.fix.listOfOneQuoted", "Change to a list of one item in quotes"),
      value: [text],
      asWritten: true,
      safe: true,
    };
  }
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);

/** Corrections that the schema defines: `"x-fix": "lowercase"`, `{ "old": "new" }`, or a list of these. */
function* fromSchema(value: unknown, schemas: readonly SchemaObject[]): Generator<Correction> {
  for (const schema of schemas)
    for (const fix of [schema["x-fix"]].flat()) {
      if (typeof fix === "string" && Object.hasOwn(namedFixes, fix)) {
        const other = namedFixes[fix]?.(value);
        if (other !== undefined && other !== "")
          yield {
            title: Array.isArray(other)
              ? t("schema.fix.list", "Change to a list")
              : t("common.write2", "write {other}", { other: quoted(other) }),
            value: other,
            safe: true,
          };
      } else if (isObject(fix) && isScalar(value)) {
        const name = String(value);
        const other = Object.hasOwn(fix, name) ? fix[name] : undefined;
        if (other !== undefined)
          yield { title: t("common.write2", "write {other}", { other: quoted(other) }), value: other, safe: true };
      }
    }
}

/** A number that is written the same way after parsing: not `1.50` or `007`. */
const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?$/;

function* unquoted(text: string): Generator<Correction> {
  if (/^(?:true|false)$/i.test(text))
    yield {
      title: t("schema.fix.unquote", "Write {text} without quotes", { text: text.toLowerCase() }),
      value: text.toLowerCase() === "true",
      safe: true,
    };
  // YAML 1.1 reads these as booleans, YAML 1.2 as strings, which are always truthy.
  if (/^(?:yes|on|no|off)$/i.test(text)) {
    const meant = /^(?:yes|on)$/i.test(text);
    yield { title: t("common.write2", "write {other}", { other: String(meant) }), value: meant, safe: false };
  }
  if (number.test(text))
    yield {
      title: t("schema.fix.unquote", "Write {text} without quotes", { text }),
      value: Number(text),
      safe: true,
    };
}

function* sameButForCase(text: string, values: readonly unknown[]): Generator<Correction> {
  const fold = (value: string): string => value.normalize("NFKC").toLowerCase();
  for (const value of values)
    if (typeof value === "string" && value !== text && fold(value) === fold(text))
      yield { title: t("common.write", 'write "{real}"', { real: value }), value, safe: true };
}

/** The types and values that the schemas list, in any branch. */
function allowed(schemas: readonly SchemaObject[], compiled: Compiled): { types: Set<string>; values: unknown[] } {
  const types = new Set<string>();
  const values: unknown[] = [];
  const seen = new Set<unknown>();
  const stack: unknown[] = [...schemas];
  while (stack.length > 0) {
    const schema = stack.pop();
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    for (const type of [schema.type].flat()) types.add(type === "integer" ? "number" : String(type));
    if ("const" in schema) values.push(schema.const);
    if (Array.isArray(schema.enum)) append(values, schema.enum);
    for (const keyword of ["allOf", "anyOf", "oneOf"])
      if (Array.isArray(schema[keyword])) append(stack, schema[keyword]);
    stack.push(compiled.target(schema), schema.then, schema.else);
  }
  for (const value of values) types.add(typeOf(value));
  return { types, values };
}

/** A copy of the data with another value at `path`; everything else is shared with the original. */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(data))
    return data.map((item, index) => (index === Number(step) ? withValue(item, rest, value) : item));
  const parent = isObject(data) ? data : {};
  const inner = Object.hasOwn(parent, step) ? parent[step] : undefined;
  return { ...parent, [step]: withValue(inner, rest, value) };
}
