/** Schemas and values in plain words. */
import { say } from "../words.js";

/** The most characters of a value that a message shows. */
const longest = 60;
/** The most allowed values that a message lists. */
const most = 8;

export function cut(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A value as it would be written. */
export function quoted(value: unknown): string {
  if (typeof value === "string") return say`"${cut(value)}"`;
  return value === null ? say`nothing` : cut(JSON.stringify(value) ?? String(value));
}

/** What the data is: `a number (12)`. Where only a string was possible, the string alone is `enough`. */
export function actual(data: unknown, enough = false): string {
  if (data === null || data === undefined) return say`empty`;
  if (data === "") return enough ? say`empty` : say`an empty string`;
  if (typeof data === "string") return enough ? quoted(data) : say`a string (${quoted(data)})`;
  if (typeof data === "boolean") return String(data);
  if (Array.isArray(data)) return data.length === 0 ? say`an empty list` : say`a list`;
  return typeof data === "object" ? say`a mapping` : say`a number (${String(data)})`;
}

/** `"a", "b", "c" (and 3 more)`. */
export function list(names: readonly string[]): string {
  const rest = names.length - most;
  return rest > 1 ? say`${names.slice(0, most).join(say`, `)} (and ${rest} more)` : names.join(say`, `);
}

/** `a, b or c`. */
export function alternatives(forms: readonly string[]): string {
  const rest = forms.length - most;
  if (rest > 1) return say`one of ${list(forms)}`;
  return forms.length < 2 ? forms.join("") : say`${forms.slice(0, -1).join(say`, `)} or ${forms.at(-1) ?? ""}`;
}

const formats: Readonly<Record<string, () => string>> = {
  "image-url": () => say`the URL of a picture`,
  "local-path": () => say`the path of a file of the site`,
  "date-loose": () => say`a date such as "2021-12-11 04:49:15 +0800"`,
  "date-rfc1123": () => say`a date such as "Sat, 11 Dec 2021 04:49:15 GMT"`,
  date: () => say`a date such as "2021-12-11"`,
  "date-time": () => say`a date and time such as "2021-12-11T04:49:15Z"`,
  time: () => say`a time such as "04:49:15Z"`,
  email: () => say`an e-mail address`,
  uri: () => say`a URI`,
  url: () => say`a URL`,
  "uri-reference": () => say`a URI or a path`,
  hostname: () => say`a host name`,
  "idn-email": () => say`an e-mail address`,
  "idn-hostname": () => say`a host name`,
  iri: () => say`a URI, of any script`,
  "iri-reference": () => say`a URI of any script, or a path`,
  regex: () => say`a regular expression`,
  uuid: () => say`a UUID`,
};

export const formatPhrase = (format: string): string => formats[format]?.() ?? say`of the format "${format}"`;

/** Whether messages name what this schema allows: `deprecated` is how JSON Schema says "allowed, but do not write it". */
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

/** The forms that a schema allows, as phrases; empty if it says nothing that a short phrase can. */
export function describe(schema: unknown, target: (schema: object) => unknown, only?: string): string[] {
  return [...new Set(forms(schema, target, only, 0))];
}

function forms(
  schema: unknown,
  target: (schema: object) => unknown,
  only: string | undefined,
  depth: number,
): string[] {
  // Recursive schemas end here; a phrase of more levels is none.
  if (typeof schema !== "object" || schema === null || depth > 4) return [];
  const { type, const: value, enum: values, format, items, maxLength, ...rest } = schema as Record<string, unknown>;
  const inner = (next: unknown): string[] => forms(next, target, undefined, depth + 1);
  const each = (branches: readonly unknown[]): string[] =>
    complete(branches.filter((branch) => isAdvertised(branch, target)).map(inner));
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
  return withoutNull.flatMap((name) => {
    if (name === "string")
      return [maxLength === 0 ? say`empty` : typeof format === "string" ? formatPhrase(format) : say`a string`];
    if (name === "array") return [listOf(inner(items))];
    return words[String(name)]?.() ?? [];
  });
}

/** All or nothing: a list of forms that leaves one out would be wrong. Forms for nothing are left out. */
function complete(branches: readonly string[][]): string[] {
  if (branches.some((found) => found.length === 0)) return [];
  const told = branches.flat().filter((form) => form !== say`empty`);
  return [...new Set(told.length > 0 ? told : branches.flat())];
}

const words: Readonly<Record<string, () => readonly string[]>> = {
  number: () => [say`a number`],
  integer: () => [say`a whole number`],
  boolean: () => ["true", "false"],
  object: () => [say`a mapping`],
  null: () => [say`empty`],
};

function implied(schema: object): string[] {
  if ("format" in schema || "minLength" in schema || "maxLength" in schema || "pattern" in schema) return ["string"];
  if ("properties" in schema || "required" in schema) return ["object"];
  return "items" in schema ? ["array"] : [];
}

function listOf(items: readonly string[]): string {
  return items.length === 0 ? say`a list` : say`a list of ${alternatives(items.map(plural))}`;
}

/** In English; forms in other languages stay as they are. */
const plural = (form: string): string =>
  form.replace(/^(?:an? ((?:whole )?\w+)|the URL)(?= |$)/, (_, noun) => (noun ? `${noun}s` : "URLs"));
