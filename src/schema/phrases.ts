/** Schemas and values in plain words. */
import { t } from "../platform/i18n.js";

/** The most characters of a value that a message shows. */
const maxShownLength = 60;
/** The most allowed values that a message lists. */
const maxListed = 8;

export function cut(text: string): string {
  if (text.length <= maxShownLength) return text;
  return `${text.slice(0, maxShownLength - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The value in the form in which it is written. */
export function quoted(value: unknown): string {
  if (typeof value === "string") return t("common.quoted", '"{dotted}"', { dotted: cut(value) });
  return value === null ? t("schema.null", "null") : cut(JSON.stringify(value) ?? String(value));
}

/** A phrase for the data: `a number (12)`. If only a string is possible, the string alone is `enough`. */
export function valuePhrase(data: unknown, enough = false): string {
  if (data === null || data === undefined) return t("schema.empty", "empty");
  if (data === "") return enough ? t("schema.empty", "empty") : t("schema.emptyString", "an empty string");
  if (typeof data === "string")
    return enough ? quoted(data) : t("schema.stringValue", "a string ({value})", { value: quoted(data) });
  if (typeof data === "boolean") return String(data);
  if (Array.isArray(data))
    return data.length === 0 ? t("schema.emptyList", "an empty list") : t("schema.list", "a list");
  return typeof data === "object"
    ? t("schema.mapping", "a mapping")
    : t("schema.numberValue", "a number ({value})", { value: String(data) });
}

/** `"a", "b", "c" (and 3 more)`. */
export function list<T>(all: readonly T[], shown: (one: T) => string = String): string {
  const rest = all.length - maxListed;
  // Only those in the message are turned into text: an `enum` may have thousands.
  const names = (rest > 1 ? all.slice(0, maxListed) : all).map(shown);
  return rest > 1
    ? t("schema.more", "{names} (and {rest} more)", {
        names: names.join(t("schema.comma", ", ")),
        rest,
      })
    : names.join(t("schema.comma", ", "));
}

/** `a or b`; `a, b, or c`. */
export function alternatives(forms: readonly string[]): string {
  const rest = forms.length - maxListed;
  if (rest > 1) return t("schema.oneOf", "one of {forms}", { forms: list(forms) });
  if (forms.length < 2) return forms.join("");
  const first = forms.slice(0, -1).join(t("schema.comma", ", "));
  const last = forms.at(-1) ?? "";
  // "a list of strings or numbers, or a mapping": the comma shows where the list ends.
  const isLong = forms.length > 2 || / or /.test(first);
  return isLong
    ? t("schema.orLast", "{first}, or {last}", { first, last })
    : t("schema.or", "{first} or {last}", { first, last });
}

const formats: Readonly<Record<string, () => string>> = {
  "image-url": () => t("schema.format.imageUrl", "an image URL"),
  "local-path": () => t("schema.format.localPath", "a path to a file of the site"),
  "date-loose": () => t("schema.format.dateLoose", 'a date such as "2021-12-11 04:49:15 +0800"'),
  "date-rfc1123": () => t("schema.format.dateRfc1123", 'a date such as "Sat, 11 Dec 2021 04:49:15 GMT"'),
  date: () => t("schema.format.date", 'a date such as "2021-12-11"'),
  "date-time": () => t("schema.format.dateTime", 'a date and time such as "2021-12-11T04:49:15Z"'),
  time: () => t("schema.format.time", 'a time such as "04:49:15Z"'),
  email: () => t("schema.format.email", "an email address"),
  uri: () => t("schema.format.uri", "a URI"),
  url: () => t("schema.format.url", "a URL"),
  "uri-reference": () => t("schema.format.uriReference", "a URI or a path"),
  hostname: () => t("schema.format.hostname", "a host name"),
  "idn-email": () => t("schema.format.email", "an email address"),
  "idn-hostname": () => t("schema.format.hostname", "a host name"),
  iri: () => t("schema.format.iri", "a URI with characters of any script"),
  "iri-reference": () => t("schema.format.iriReference", "a URI or a path with characters of any script"),
  regex: () => t("schema.format.regex", "a regular expression"),
  uuid: () => t("schema.format.uuid", "a UUID"),
};

export const formatPhrase = (format: string): string =>
  formats[format]?.() ?? t("schema.format.other", 'a value in the format "{format}"', { format });

/**
 * Whether messages list what this schema allows. `deprecated` in JSON Schema means "allowed, but should not be used".
 */
export function isAdvertised(schema: unknown, target: (schema: object) => unknown): boolean {
  const seen = new Set<unknown>();
  let next = schema;
  while (typeof next === "object" && next !== null && !seen.has(next)) {
    if ("deprecated" in next && next.deprecated === true) return false;
    seen.add(next);
    next = target(next);
  }
  return true;
}

/** A phrase, or a list of values of these forms. An empty list of forms means any value. */
type Form = string | { readonly items: readonly Form[] };

/** The forms that a schema allows, as phrases, lists last; empty if no short phrase describes them all. */
export function formsOf(schema: unknown, target: (schema: object) => unknown, only?: string): string[] {
  const found = forms(schema, target, only, 0);
  const phrases = found.filter((form) => typeof form === "string");
  const lists = found.filter((form) => typeof form !== "string").flatMap(({ items }) => listPhrases(items));
  return [...new Set([...phrases, ...lists])];
}

function forms(schema: unknown, target: (schema: object) => unknown, only: string | undefined, depth: number): Form[] {
  // Limits recursive schemas: a phrase with more levels would not be readable.
  if (typeof schema !== "object" || schema === null || depth > 4) return [];
  const { type, const: value, enum: values, format, items, maxLength, ...rest } = schema as Record<string, unknown>;
  const inner = (next: unknown): Form[] => forms(next, target, undefined, depth + 1);
  const each = (branches: readonly unknown[]): Form[] =>
    allOrNone(branches.filter((branch) => isAdvertised(branch, target)).map(inner));
  const union = [rest.anyOf, rest.oneOf].find(Array.isArray) as unknown[] | undefined;
  if (only && union) return each(union);
  if (value !== undefined) return [quoted(value)];
  if (Array.isArray(values)) return values.filter((one) => one !== null).map(quoted);
  if (typeof rest.$ref === "string") return inner(target(schema));
  const types = Array.isArray(type) ? type : type === undefined ? implied(schema) : [type];
  if (types.length === 0) {
    if (union) return each(union);
    return Array.isArray(rest.allOf) ? (rest.allOf.map(inner).find((found) => found.length > 0) ?? []) : [];
  }
  const withoutNull = types.length > 1 ? types.filter((name) => name !== "null") : types;
  return withoutNull.flatMap((name): readonly Form[] => {
    if (name === "string")
      return [
        maxLength === 0
          ? t("schema.empty", "empty")
          : typeof format === "string"
            ? formatPhrase(format)
            : t("schema.string", "a string"),
      ];
    if (name === "array") return [{ items: inner(items) }];
    return typePhrases[String(name)]?.() ?? [];
  });
}

/** All or nothing: messages that leave out an allowed form would be wrong. Forms for empty values are left out. */
function allOrNone(branches: readonly Form[][]): Form[] {
  if (branches.some((found) => found.length === 0)) return [];
  const named = branches.flat().filter((form) => form !== t("schema.empty", "empty"));
  return [...new Set(named.length > 0 ? named : branches.flat())];
}

const typePhrases: Readonly<Record<string, () => readonly string[]>> = {
  number: () => [t("schema.number", "a number")],
  integer: () => [t("schema.integer", "an integer")],
  boolean: () => ["true", "false"],
  object: () => [t("schema.mapping", "a mapping")],
  null: () => [t("schema.empty", "empty")],
};

function implied(schema: object): string[] {
  if ("format" in schema || "minLength" in schema || "maxLength" in schema || "pattern" in schema) return ["string"];
  if ("properties" in schema || "required" in schema) return ["object"];
  return "items" in schema ? ["array"] : [];
}

/** Lists within lists are described by their innermost values, because "a list of lists of lists" is hard to read. */
function listPhrases(items: readonly Form[]): string[] {
  const values = items.filter((form) => typeof form === "string");
  const lists = items.filter((form) => typeof form !== "string");
  const inner = new Set(lists.flatMap(innermost));
  const isAnyList = lists.some(holdsAnything);
  const nested =
    inner.size === 0 || isAnyList
      ? t("schema.nestedLists.any", "nested lists")
      : t("schema.nestedLists", "nested lists of {items}", { items: plurals([...inner]) });
  return [...(values.length > 0 || lists.length === 0 ? [listOf(values)] : []), ...(lists.length > 0 ? [nested] : [])];
}

const innermost = ({ items }: { readonly items: readonly Form[] }): string[] =>
  items.flatMap((form) => (typeof form === "string" ? form : innermost(form)));

const holdsAnything = ({ items }: { readonly items: readonly Form[] }): boolean =>
  items.length === 0 || items.some((form) => typeof form !== "string" && holdsAnything(form));

function listOf(values: readonly string[]): string {
  if (values.length === 0) return t("schema.list", "a list");
  return values.length === 1
    ? t("schema.listOf", "a list of {items}", { items: plurals(values) })
    : t("schema.listOfSeveral", "a list of {items}", { items: plurals(values) });
}

function plurals(forms: readonly string[]): string {
  const hasBoth = forms.includes("true") && forms.includes("false");
  const booleans = t("schema.booleans", "booleans");
  const named = hasBoth
    ? forms.filter((form) => form !== "false").map((form) => (form === "true" ? booleans : form))
    : forms;
  return alternatives(named.map(plural));
}

/** In English; forms in other languages stay as they are. */
const plural = (form: string): string =>
  form.replace(/^an? ((?:image |email |host |regular )?\w+)(?= |$)/, (_, noun: string) =>
    noun.endsWith("s") ? `${noun}es` : `${noun}s`,
  );
