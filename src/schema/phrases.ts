/** Schemas and values in plain words. */
import { t } from "../platform/i18n.js";

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
  if (typeof value === "string") return t("common.quoted", '"{dotted}"', { dotted: cut(value) });
  return value === null ? t("schema.nothing", "nothing") : cut(JSON.stringify(value) ?? String(value));
}

/** What the data is: `a number (12)`. Where only a string was possible, the string alone is `enough`. */
export function actual(data: unknown, enough = false): string {
  if (data === null || data === undefined) return t("schema.empty2", "empty");
  if (data === "") return enough ? t("schema.empty2", "empty") : t("schema.emptyString", "an empty string");
  if (typeof data === "string")
    return enough ? quoted(data) : t("schema.string", "a string ({data})", { data: quoted(data) });
  if (typeof data === "boolean") return String(data);
  if (Array.isArray(data))
    return data.length === 0 ? t("schema.emptyList", "an empty list") : t("schema.list", "a list");
  return typeof data === "object"
    ? t("schema.mapping", "a mapping")
    : t("schema.number", "a number ({data})", { data: String(data) });
}

/** `"a", "b", "c" (and 3 more)`. */
export function list(names: readonly string[]): string {
  const rest = names.length - most;
  return rest > 1
    ? t("schema.more", "{names} (and {rest} more)", { names: names.slice(0, most).join(t("schema.comma", ", ")), rest })
    : names.join(t("schema.comma", ", "));
}

/** `a, b or c`. */
export function alternatives(forms: readonly string[]): string {
  const rest = forms.length - most;
  if (rest > 1) return t("schema.oneOf", "one of {forms}", { forms: list(forms) });
  return forms.length < 2
    ? forms.join("")
    : t("schema.or", "{forms} or {forms2}", {
        forms: forms.slice(0, -1).join(t("schema.comma", ", ")),
        forms2: forms.at(-1) ?? "",
      });
}

const formats: Readonly<Record<string, () => string>> = {
  "image-url": () => t("schema.urlPicture", "the URL of a picture"),
  "local-path": () => t("schema.pathFileSite", "the path of a file of the site"),
  "date-loose": () => t("schema.dateSuch", 'a date such as "2021-12-11 04:49:15 +0800"'),
  "date-rfc1123": () => t("schema.dateSuchSat", 'a date such as "Sat, 11 Dec 2021 04:49:15 GMT"'),
  date: () => t("schema.dateSuch2", 'a date such as "2021-12-11"'),
  "date-time": () => t("schema.dateTimeSuch", 'a date and time such as "2021-12-11T04:49:15Z"'),
  time: () => t("schema.timeSuchZ", 'a time such as "04:49:15Z"'),
  email: () => t("schema.eMailAddress", "an e-mail address"),
  uri: () => t("schema.uri", "a URI"),
  url: () => t("schema.url", "a URL"),
  "uri-reference": () => t("schema.uriPath", "a URI or a path"),
  hostname: () => t("schema.hostName", "a host name"),
  "idn-email": () => t("schema.eMailAddress", "an e-mail address"),
  "idn-hostname": () => t("schema.hostName", "a host name"),
  iri: () => t("schema.uriScript", "a URI, of any script"),
  "iri-reference": () => t("schema.uriScriptPath", "a URI of any script, or a path"),
  regex: () => t("schema.regularExpression", "a regular expression"),
  uuid: () => t("schema.uuid", "a UUID"),
};

export const formatPhrase = (format: string): string =>
  formats[format]?.() ?? t("schema.format", 'of the format "{format}"', { format });

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
      return [
        maxLength === 0
          ? t("schema.empty2", "empty")
          : typeof format === "string"
            ? formatPhrase(format)
            : t("schema.string2", "a string"),
      ];
    if (name === "array") return [listOf(inner(items))];
    return words[String(name)]?.() ?? [];
  });
}

/** All or nothing: a list of forms that leaves one out would be wrong. Forms for nothing are left out. */
function complete(branches: readonly string[][]): string[] {
  if (branches.some((found) => found.length === 0)) return [];
  const told = branches.flat().filter((form) => form !== t("schema.empty2", "empty"));
  return [...new Set(told.length > 0 ? told : branches.flat())];
}

const words: Readonly<Record<string, () => readonly string[]>> = {
  number: () => [t("schema.number2", "a number")],
  integer: () => [t("schema.wholeNumber", "a whole number")],
  boolean: () => ["true", "false"],
  object: () => [t("schema.mapping", "a mapping")],
  null: () => [t("schema.empty2", "empty")],
};

function implied(schema: object): string[] {
  if ("format" in schema || "minLength" in schema || "maxLength" in schema || "pattern" in schema) return ["string"];
  if ("properties" in schema || "required" in schema) return ["object"];
  return "items" in schema ? ["array"] : [];
}

function listOf(items: readonly string[]): string {
  return items.length === 0
    ? t("schema.list", "a list")
    : t("schema.list2", "a list of {items}", { items: alternatives(items.map(plural)) });
}

/** In English; forms in other languages stay as they are. */
const plural = (form: string): string =>
  form.replace(/^(?:an? ((?:whole )?\w+)|the URL)(?= |$)/, (_, noun) => (noun ? `${noun}s` : "URLs"));
