/** The problem that one ajv error stands for, by its keyword. */
import type { ErrorObject } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { type Compiled, knownKeys } from "./applicable.js";
import { suggestedNames } from "./misspellings.js";
import { alternatives, formatPhrase, formsOf, list, quoted, valuePhrase } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

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

/**
 * @param reason what is wrong with the name that `propertyNames` refuses.
 * @param demandOnly leaves out what the data is.
 */
export function problemOf(
  error: ErrorObject,
  path: Path,
  compiled: Compiled,
  reason?: ErrorObject,
  demandOnly = false,
): SchemaProblem {
  const { keyword, params, schema, data } = error;
  const parent = (error.parentSchema ?? {}) as Record<string, unknown>;
  const tell = (message: string, more: Partial<SchemaProblem> = {}): SchemaProblem => ({
    path,
    kind: kinds[keyword] ?? "value",
    keyword,
    message,
    ...more,
  });
  const but = (demand: string, is: string) =>
    tell(demandOnly ? demand : t("schema.butIs", "{must}, but is {value}", { must: demand, value: is }));
  switch (keyword) {
    case "type": {
      const forms = formsOf({ ...parent, enum: undefined, const: undefined }, compiled.target);
      return but(
        t("schema.mustBe", "must be {values}", {
          values: alternatives(forms.length > 0 ? forms : [String(params.type)]),
        }),
        valuePhrase(data),
      );
    }
    case "nullable":
      return but(
        t("schema.mustBe", "must be {values}", { values: alternatives(formsOf(parent, compiled.target)) }),
        valuePhrase(data),
      );
    case "enum":
    case "const": {
      const allowed: unknown[] = keyword === "enum" ? params.allowedValues : [params.allowedValue];
      const { message, ...meant } = notOneOf(allowed, data, demandOnly);
      return tell(message, meant);
    }
    case "required":
      return tell(t("schema.missingKey", 'must have "{key}"', { key: params.missingProperty }), {
        key: params.missingProperty,
      });
    case "dependentRequired":
    case "dependencies":
      return tell(
        t("schema.missingDependent", 'must have "{missing}", because it has "{present}"', {
          missing: params.missingProperty,
          present: params.property,
        }),
      );
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key: string = params.additionalProperty ?? params.unevaluatedProperty;
      const didYouMean = suggestedNames(key, knownKeys([parent], compiled));
      return tell(t("schema.unknownKey", "is not a known key"), { key, ...(didYouMean.length > 0 && { didYouMean }) });
    }
    case "propertyNames": {
      const key: string = params.propertyName;
      const why = reason && problemOf({ ...reason, data: key }, path, compiled, undefined, true);
      if (!why) return tell(t("schema.keyName", "is not an allowed key name"), { key });
      return tell(t("schema.keyName.reason", "is not an allowed key name: it {reason}", { reason: why.message }), {
        key,
        ...(why.didYouMean && { didYouMean: why.didYouMean }),
      });
    }
    case "false schema": {
      const key = path.at(-1);
      if (typeof key !== "string") return tell(forbidden(data));
      return tell(t("schema.notAllowedHere", "is not allowed here"), { path: path.slice(0, -1), key });
    }
    case "format":
      return but(
        t("schema.mustBe", "must be {values}", { values: formatPhrase(params.format) }),
        valuePhrase(data, true),
      );
    case "pattern":
      if (params.pattern === "\\S")
        return tell(
          data === ""
            ? t("schema.notEmpty", "must not be empty")
            : t("schema.onlySpaces", "must not consist only of spaces"),
        );
      if (compiled.isTooSlow(params.pattern, data as string))
        return tell(
          t(
            "schema.slowPattern",
            "takes too long to compare with the schema's pattern {pattern}. Simplify the pattern",
            { pattern: params.pattern },
          ),
        );
      return but(
        t("schema.pattern", "must match the pattern {pattern}", { pattern: params.pattern }),
        valuePhrase(data, true),
      );
    case "minLength":
      if (data === "" && params.limit === 1) return tell(t("schema.notEmpty", "must not be empty"));
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: characters(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxLength":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: characters(params.limit),
          count: sizeOf(data),
        }),
      );
    case "minItems":
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: items(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxItems":
    case "additionalItems":
    case "unevaluatedItems":
    case "items":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: items(params.limit ?? params.len),
          count: sizeOf(data),
        }),
      );
    case "minProperties":
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: entries(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxProperties":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: entries(params.limit),
          count: sizeOf(data),
        }),
      );
    case "uniqueItems": {
      const twice = (data as unknown[])[params.i];
      return tell(
        t("schema.duplicateItem", "must not have duplicate items, but {value} is item {first} and item {second}", {
          value: valuePhrase(twice, true),
          first: params.j + 1,
          second: params.i + 1,
        }),
      );
    }
    case "minimum":
      return but(t("schema.minimum", "must be at least {limit}", { limit: params.limit }), String(data));
    case "maximum":
      return but(t("schema.maximum", "must be at most {limit}", { limit: params.limit }), String(data));
    case "exclusiveMinimum":
      return but(t("schema.exclusiveMinimum", "must be greater than {limit}", { limit: params.limit }), String(data));
    case "exclusiveMaximum":
      return but(t("schema.exclusiveMaximum", "must be less than {limit}", { limit: params.limit }), String(data));
    case "multipleOf":
      return but(t("schema.multipleOf", "must be a multiple of {factor}", { factor: params.multipleOf }), String(data));
    case "contains": {
      const what =
        alternatives(formsOf(schema, compiled.target)) ||
        t("schema.containsForm", 'an item that matches "contains" of the schema');
      const { minContains: min = 1, maxContains: max } = params;
      if (max !== undefined && max !== null)
        return tell(
          t("schema.containsRange", "must contain {min} to {max} items of this kind: {what}", { min, max, what }),
        );
      return tell(
        min === 1
          ? t("schema.contains", "must contain {what}", { what })
          : t("schema.containsAtLeast", "must contain at least {min} items of this kind: {what}", { min, what }),
      );
    }
    case "not": {
      const what = alternatives(formsOf(schema, compiled.target));
      return what
        ? but(t("schema.mustNotBe", "must not be {what}", { what }), valuePhrase(data))
        : tell(forbidden(data));
    }
    // Of ajv-formats: how two dates or times compare.
    case "formatMinimum":
    case "formatMaximum":
    case "formatExclusiveMinimum":
    case "formatExclusiveMaximum":
      return tell(
        t("schema.compare", "must be {comparison} {limit}", { comparison: params.comparison, limit: params.limit }),
      );
    default:
      // No keyword of ajv's comes here.
      return tell(t("schema.noMatch", "does not match the schema"));
  }
}

export function notOneOf(
  allowed: readonly unknown[],
  value: unknown,
  demandOnly = false,
): { message: string; didYouMean?: readonly string[] } {
  const names = allowed.filter((one) => typeof one === "string");
  const didYouMean = typeof value === "string" ? suggest(value, names) : [];
  const values = list(allowed.map(quoted));
  const must =
    allowed.length > 1
      ? t("schema.mustBeOneOf", "must be one of {values}", { values })
      : t("schema.mustBe", "must be {values}", { values });
  return {
    message: demandOnly ? must : t("schema.butIs", "{must}, but is {value}", { must, value: valuePhrase(value, true) }),
    ...(didYouMean.length > 0 && { didYouMean }),
  };
}

const forbidden = (data: unknown): string =>
  t("schema.forbiddenValue", "has a value that the schema does not allow: {value}", { value: valuePhrase(data) });

/** A string's in characters. */
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
