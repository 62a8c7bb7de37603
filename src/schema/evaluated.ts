/**
 * `unevaluatedProperties` and `unevaluatedItems` of 2019-09 and 2020-12, instead of those of ajv. Ajv decides most of it
 * at compile time, and is wrong for `if`, `anyOf` or `dependentSchemas` next to `$ref` or `allOf`, and for items that
 * `contains` matched. Here, all adjacent keywords are evaluated for each value.
 */

import type { Ajv, ErrorObject } from "ajv";
import { append } from "../platform/lists.js";
import { type Compiled, isObject, type SchemaObject } from "./applicable.js";
import type { Draft } from "./drafts.js";

type Check = ((schema: unknown, data: unknown, parent: SchemaObject) => boolean) & {
  errors?: Partial<ErrorObject>[] | null;
};

/**
 * The errors of one unevaluated value. Stored separately, because ajv would mix them with the errors of other values.
 */
export interface Within {
  readonly step: string | number;
  readonly errors: readonly ErrorObject[];
}

/** What the adjacent schemas have evaluated: keys, or indexes of items. */
type Evaluated = "all" | ReadonlySet<string | number>;

export function addUnevaluated(ajv: Ajv, draft: Draft, compiled: Compiled): void {
  if (draft === "draft-07") return;
  // Ajv would track evaluated properties itself, and throw an error for some schemas.
  ajv.opts.unevaluated = false;
  for (const keyword of ["unevaluatedProperties", "unevaluatedItems"] as const) {
    const isAboutItems = keyword === "unevaluatedItems";
    const check: Check = (schema, data, parent) => {
      const evaluated = evaluatedBy(parent, data, keyword, draft, compiled);
      if (evaluated === "all") return true;
      const left = isAboutItems
        ? (data as unknown[]).map((_, index) => index).filter((index) => !evaluated.has(index))
        : Object.keys(data as object).filter((key) => !evaluated.has(key));
      const errors: Partial<ErrorObject>[] = [];
      if (schema === false && isAboutItems && left.length > 0)
        errors.push({ keyword, params: { len: left[0] }, parentSchema: parent });
      else if (schema === false)
        for (const key of left) errors.push({ keyword, params: { unevaluatedProperty: key }, parentSchema: parent });
      else if (isObject(schema)) {
        const validate = compiled.part(parent, keyword);
        const within = left.flatMap((step): Within[] => {
          if (!validate || validate((data as Record<string | number, unknown>)[step])) return [];
          return [{ step, errors: validate.errors ?? [] }];
        });
        if (within.length > 0) errors.push({ keyword, params: { within }, parentSchema: parent });
      }
      check.errors = errors;
      return errors.length === 0;
    };
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type: isAboutItems ? "array" : "object",
      schemaType: ["object", "boolean"],
      errors: "full",
      validate: check as never,
    });
  }
}

function evaluatedBy(
  schema: SchemaObject,
  data: unknown,
  keyword: "unevaluatedProperties" | "unevaluatedItems",
  draft: Draft,
  compiled: Compiled,
): Evaluated {
  const evaluated = new Set<string | number>();
  const seen = new Set<unknown>();
  const stack: unknown[] = [schema];
  while (stack.length > 0) {
    const next = stack.pop();
    if (next === true || !isObject(next) || seen.has(next)) continue;
    seen.add(next);
    // A nested schema with the same keyword evaluates everything that is left.
    if (next !== schema && keyword in next) return "all";
    const own =
      keyword === "unevaluatedItems"
        ? ownItems(next, data as unknown[], draft, compiled)
        : ownKeys(next, data as object, compiled);
    if (own === "all") return "all";
    for (const step of own) evaluated.add(step);
    append(stack, adjacentSchemas(next, data, compiled));
  }
  return evaluated;
}

/** The schemas that apply to the same value; of branches, those that match. */
function adjacentSchemas(schema: SchemaObject, data: unknown, compiled: Compiled): unknown[] {
  const fits = (...steps: (string | number)[]): boolean => compiled.part(schema, ...steps)?.(data) === true;
  const found: unknown[] = [compiled.target(schema)];
  if (Array.isArray(schema.allOf)) append(found, schema.allOf);
  for (const keyword of ["anyOf", "oneOf"])
    if (Array.isArray(schema[keyword]))
      append(
        found,
        schema[keyword].filter((_branch: unknown, index: number) => fits(keyword, index)),
      );
  if (schema.if !== undefined) found.push(...(fits("if") ? [schema.if, schema.then] : [schema.else]));
  if (isObject(schema.dependentSchemas) && isObject(data))
    for (const [key, then] of Object.entries(schema.dependentSchemas)) if (Object.hasOwn(data, key)) found.push(then);
  return found;
}

function ownKeys(schema: SchemaObject, data: object, compiled: Compiled): Evaluated {
  const { properties, patternProperties, additionalProperties } = schema;
  if (additionalProperties !== undefined) return "all";
  const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  const names = isObject(properties) ? properties : {};
  return new Set(
    Object.keys(data).filter(
      (key) => Object.hasOwn(names, key) || patterns.some((pattern) => compiled.matches(pattern, key)),
    ),
  );
}

function ownItems(schema: SchemaObject, data: unknown[], draft: Draft, compiled: Compiled): Evaluated {
  const { items, prefixItems, additionalItems, contains } = schema;
  const tuple = draft === "2020-12" ? prefixItems : items;
  const isTuple = Array.isArray(tuple);
  if (draft === "2020-12" ? items !== undefined : items !== undefined && !isTuple) return "all";
  if (draft === "2019-09" && isTuple && additionalItems !== undefined) return "all";
  const evaluated = new Set<number>();
  if (isTuple) for (let index = 0; index < tuple.length; index++) evaluated.add(index);
  // The specification of 2019-09 does not require this for `contains`, but the JSON Schema test suite does.
  if (contains === true) return "all";
  const validate = contains === undefined ? undefined : compiled.part(schema, "contains");
  if (validate) for (const [index, item] of data.entries()) if (validate(item)) evaluated.add(index);
  return evaluated;
}
