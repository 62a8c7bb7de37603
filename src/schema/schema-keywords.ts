/** The keywords that contain schemas, and those that contain data. */
import type { JsonSchema } from "./types.js";

/** The keyword added next to `"format": "image-url"`, so that ajv evaluates it for every value. */
export const imageKeyword = "x-stet-image-url";

/** Keywords whose value is a schema, a list of schemas, or schemas by name, in any of the drafts. */
const schemaKeywords = new Set(
  "additionalItems additionalProperties contains contentSchema else if items not propertyNames then unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);

const schemaListKeywords = new Set("allOf anyOf items oneOf prefixItems".split(" "));

const schemaMapKeywords = new Set(
  "$defs definitions dependencies dependentSchemas patternProperties properties".split(" "),
);

/**
 * The schemas in the value of a keyword, each with the steps to it; `undefined` if the keyword does not contain
 * schemas.
 */
export function schemasUnder(
  keyword: string,
  value: unknown,
): readonly (readonly [child: unknown, ...steps: (string | number)[]])[] | undefined {
  if (Array.isArray(value))
    return schemaListKeywords.has(keyword) ? value.map((child, index) => [child, index]) : undefined;
  if (schemaKeywords.has(keyword)) return [[value]];
  if (!schemaMapKeywords.has(keyword) || !isObject(value)) return undefined;
  return Object.entries(value).map(([name, child]) => [child, name]);
}

/** Keywords whose value is data, even if it looks like a schema. Ajv treats all other objects as schemas. */
export const dataKeywords = new Set("const default enum examples".split(" "));

export const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
