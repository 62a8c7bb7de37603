/** Converts an ajv error to a problem, by its keyword. */
import type { ErrorObject } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { type Compiled, knownKeys, type SchemaObject } from "./applicable.js";
import { suggestedNames } from "./misspellings.js";
import { alternatives, formatPhrase, formsOf, list, quoted, valuePhrase } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

/** The information for an entry of the table below. */
interface KeywordError {
  /** Ajv's details, which differ by keyword. */
  readonly params: ErrorObject["params"];
  /** The value of the keyword. */
  readonly schema: unknown;
  /** The schema object that contains the keyword. */
  readonly parent: SchemaObject;
  readonly data: unknown;
  readonly path: Path;
  readonly compiled: Compiled;
  /** For `propertyNames`: the error of the name. */
  readonly nameError: ErrorObject | undefined;
}

/** A whole message, or its two parts: the requirement and the actual value. */
type Text = { readonly message: string } | { readonly must: string; readonly is: string };
type Details = Pick<SchemaProblem, "key" | "didYouMean"> & { readonly path?: Path };
type DescribedError = Text & Details;

const kinds: Readonly<Record<string, SchemaProblem["kind"]>> = {
  type: "type",
  nullable: "type",
  enum: "type",
  const: "type",
  required: "missing-key",
  additionalProperties: "unknown-key",
  unevaluatedProperties: "unknown-key",
  propertyNames: "unknown-key",
};

const descriptions: Readonly<Record<string, (error: KeywordError) => DescribedError>> = {
  type({ params, parent, data, compiled }) {
    const forms = formsOf({ ...parent, enum: undefined, const: undefined }, compiled.target);
    return { must: mustBe(forms.length > 0 ? forms : [String(params.type)]), is: valuePhrase(data) };
  },
  nullable: ({ parent, data, compiled }) => ({
    must: mustBe(formsOf(parent, compiled.target)),
    is: valuePhrase(data),
  }),
  enum: ({ params, data }) => notAllowed(params.allowedValues, data),
  const: ({ params, data }) => notAllowed([params.allowedValue], data),

  required: ({ params }) => ({
    message: t("schema.missingKey", 'must have "{key}"', { key: params.missingProperty }),
    key: params.missingProperty,
  }),
  dependentRequired: missingDependent,
  dependencies: missingDependent,
  additionalProperties: unknownKey,
  unevaluatedProperties: unknownKey,
  propertyNames: refusedName,
  "false schema": ({ path, data }) => {
    const key = path.at(-1);
    if (typeof key !== "string") return { message: forbidden(data) };
    return { message: t("schema.notAllowedHere", "is not allowed here"), path: path.slice(0, -1), key };
  },

  format: ({ params, data }) => ({
    must: t("schema.mustBe", "must be {values}", { values: formatPhrase(params.format) }),
    is: valuePhrase(data, true),
  }),
  pattern: patternMismatch,
  minLength: ({ params, data }) =>
    data === "" && params.limit === 1
      ? { message: t("schema.notEmpty", "must not be empty") }
      : tooFew(characters(params.limit), data),
  maxLength: ({ params, data }) => tooMany(characters(params.limit), data),
  formatMinimum: comparison,
  formatMaximum: comparison,
  formatExclusiveMinimum: comparison,
  formatExclusiveMaximum: comparison,

  minItems: ({ params, data }) => tooFew(items(params.limit), data),
  maxItems: tooManyItems,
  additionalItems: tooManyItems,
  unevaluatedItems: tooManyItems,
  items: tooManyItems,
  minProperties: ({ params, data }) => tooFew(entries(params.limit), data),
  maxProperties: ({ params, data }) => tooMany(entries(params.limit), data),
  uniqueItems: ({ params, data }) => ({
    message: t("schema.duplicateItem", "must not have duplicate items, but {value} is item {first} and item {second}", {
      value: valuePhrase((data as unknown[])[params.i], true),
      first: params.j + 1,
      second: params.i + 1,
    }),
  }),
  contains: containsMismatch,

  minimum: ({ params, data }) => ({
    must: t("schema.minimum", "must be at least {limit}", { limit: params.limit }),
    is: String(data),
  }),
  maximum: ({ params, data }) => ({
    must: t("schema.maximum", "must be at most {limit}", { limit: params.limit }),
    is: String(data),
  }),
  exclusiveMinimum: ({ params, data }) => ({
    must: t("schema.exclusiveMinimum", "must be greater than {limit}", { limit: params.limit }),
    is: String(data),
  }),
  exclusiveMaximum: ({ params, data }) => ({
    must: t("schema.exclusiveMaximum", "must be less than {limit}", { limit: params.limit }),
    is: String(data),
  }),
  multipleOf: ({ params, data }) => ({
    must: t("schema.multipleOf", "must be a multiple of {factor}", { factor: params.multipleOf }),
    is: String(data),
  }),
  not({ schema, data, compiled }) {
    const what = alternatives(formsOf(schema, compiled.target));
    if (!what) return { message: forbidden(data) };
    return { must: t("schema.mustNotBe", "must not be {what}", { what }), is: valuePhrase(data) };
  },
};

/** @param nameError for `propertyNames`: the error of the name. */
export function problemOf(error: ErrorObject, path: Path, compiled: Compiled, nameError?: ErrorObject): SchemaProblem {
  const { keyword } = error;
  const described = describe(error, path, compiled, nameError);
  const message = messageOf(described);
  return { path, kind: kinds[keyword] ?? "value", keyword, message, ...detailsOf(described) };
}

function describe(error: ErrorObject, path: Path, compiled: Compiled, nameError?: ErrorObject): DescribedError {
  const { keyword, params, schema, data } = error;
  const parent = (error.parentSchema ?? {}) as SchemaObject;
  const entry = Object.hasOwn(descriptions, keyword) ? descriptions[keyword] : undefined;
  // The table contains every keyword for which ajv reports errors.
  if (!entry) return { message: t("schema.noMatch", "does not match the schema") };
  return entry({ params, schema, parent, data, path, compiled, nameError });
}

const messageOf = (text: Text): string =>
  "message" in text ? text.message : t("schema.butIs", "{must}, but is {value}", { must: text.must, value: text.is });

const detailsOf = ({ path, key, didYouMean }: DescribedError): Details => ({
  ...(path !== undefined && { path }),
  ...(key !== undefined && { key }),
  ...(didYouMean !== undefined && { didYouMean }),
});

/** The message for a value that is not allowed, and suggestions. */
export function notOneOf(allowed: readonly unknown[], value: unknown): Pick<SchemaProblem, "message" | "didYouMean"> {
  const described = notAllowed(allowed, value);
  return { message: messageOf(described), ...detailsOf(described) };
}

function notAllowed(allowed: readonly unknown[], value: unknown): DescribedError {
  const didYouMean = typeof value === "string" ? suggest(value, textsOf(allowed)) : [];
  const values = list(allowed, quoted);
  return {
    must:
      allowed.length > 1
        ? t("schema.mustBeOneOf", "must be one of {values}", { values })
        : t("schema.mustBe", "must be {values}", { values }),
    is: valuePhrase(value, true),
    ...(didYouMean.length > 0 && { didYouMean }),
  };
}

const keys = new WeakMap<SchemaObject, ReadonlySet<string>>();

/** The same set for all unknown keys of an object. */
function keysOf(schema: SchemaObject, compiled: Compiled): ReadonlySet<string> {
  const known = keys.get(schema) ?? knownKeys([schema], compiled);
  keys.set(schema, known);
  return known;
}

const texts = new WeakMap<readonly unknown[], readonly string[]>();

/** The same list for all values of an `enum`. */
function textsOf(allowed: readonly unknown[]): readonly string[] {
  const known = texts.get(allowed) ?? allowed.filter((one) => typeof one === "string");
  texts.set(allowed, known);
  return known;
}

const mustBe = (forms: readonly string[]): string =>
  t("schema.mustBe", "must be {values}", { values: alternatives(forms) });

function missingDependent({ params }: KeywordError): DescribedError {
  return {
    message: t("schema.missingDependent", 'must have "{missing}", because it has "{present}"', {
      missing: params.missingProperty,
      present: params.property,
    }),
  };
}

function unknownKey({ params, parent, compiled }: KeywordError): DescribedError {
  const key: string = params.additionalProperty ?? params.unevaluatedProperty;
  const didYouMean = suggestedNames(key, keysOf(parent, compiled));
  return {
    message: t("schema.unknownKey", "is not a known key"),
    key,
    ...(didYouMean.length > 0 && { didYouMean }),
  };
}

function refusedName({ params, path, compiled, nameError }: KeywordError): DescribedError {
  const key: string = params.propertyName;
  if (!nameError) return { message: t("schema.keyName", "is not an allowed key name"), key };
  const reason = describe({ ...nameError, data: key }, path, compiled);
  return {
    message: t("schema.keyName.reason", "is not an allowed key name: it {reason}", {
      // The path of the problem already contains the name.
      reason: "message" in reason ? reason.message : reason.must,
    }),
    key,
    ...(reason.didYouMean && { didYouMean: reason.didYouMean }),
  };
}

function patternMismatch({ params, data, compiled }: KeywordError): DescribedError {
  const { pattern } = params;
  if (pattern === "\\S")
    return {
      message:
        data === ""
          ? t("schema.notEmpty", "must not be empty")
          : t("schema.onlySpaces", "must not consist only of spaces"),
    };
  if (compiled.isTooSlow(pattern, data as string)) return { message: slowPattern(pattern) };
  return {
    must: t("schema.pattern", "must match the pattern {pattern}", { pattern }),
    is: valuePhrase(data, true),
  };
}

/** The message about a value that is not compared with the pattern. */
export const slowPattern = (pattern: string): string =>
  t("schema.slowPattern", "takes too long to compare with the schema's pattern {pattern}. Simplify the pattern", {
    pattern,
  });

/** The comparison of two dates or times, from ajv-formats. */
function comparison({ params }: KeywordError): DescribedError {
  return {
    message: t("schema.compare", "must be {comparison} {limit}", {
      comparison: params.comparison,
      limit: params.limit,
    }),
  };
}

function containsMismatch({ params, schema, compiled }: KeywordError): DescribedError {
  const what =
    alternatives(formsOf(schema, compiled.target)) ||
    t("schema.containsForm", 'an item that matches "contains" of the schema');
  const { minContains: min = 1, maxContains: max } = params;
  if (max !== undefined && max !== null)
    return {
      message: t("schema.containsRange", "must contain {min} to {max} items of this kind: {what}", { min, max, what }),
    };
  return {
    message:
      min === 1
        ? t("schema.contains", "must contain {what}", { what })
        : t("schema.containsAtLeast", "must contain at least {min} items of this kind: {what}", { min, what }),
  };
}

const tooFew = (limit: string, data: unknown): DescribedError => ({
  message: t("schema.tooFew", "must have at least {limit}, but has {count}", { limit, count: sizeOf(data) }),
});

const tooMany = (limit: string, data: unknown): DescribedError => ({
  message: t("schema.tooMany", "must have at most {limit}, but has {count}", { limit, count: sizeOf(data) }),
});

function tooManyItems({ params, data }: KeywordError): DescribedError {
  return tooMany(items(params.limit ?? params.len), data);
}

const forbidden = (data: unknown): string =>
  t("schema.forbiddenValue", "has a value that the schema does not allow: {value}", { value: valuePhrase(data) });

/** The number of items, characters or keys. */
function sizeOf(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  return typeof data === "string" ? [...data].length : Object.keys(Object(data)).length;
}

const characters = (count: number): string =>
  count === 1 ? t("schema.character", "1 character") : t("schema.characters", "{count} characters", { count });
const items = (count: number): string =>
  count === 1 ? t("schema.item", "1 item") : t("schema.items", "{count} items", { count });
const entries = (count: number): string =>
  count === 1 ? t("schema.entry", "1 entry") : t("schema.entries", "{count} entries", { count });
