/** Changes to copies of schemas, so that ajv validates what their authors wrote. */
import { append } from "../platform/lists.js";
import { isObject } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";

/** Ajv fails if the root of an embedded schema is only a reference into itself. */
export function moveRefToAllOf(schema: JsonSchema): void {
  const { $ref } = schema;
  if (typeof $ref !== "string") return;
  delete schema.$ref;
  addToAllOf(schema, $ref);
}

/** A second reference of the same schema object. */
export function addToAllOf(schema: JsonSchema, $ref: string): void {
  schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), { $ref }];
}

/** The value of an unknown keyword is not a schema, but ajv would register identifiers in it. */
export function removeIds(value: unknown): void {
  for (const stack = [value]; stack.length > 0; ) {
    const next = stack.pop();
    if (!isObject(next)) continue;
    for (const keyword of ["$id", "$anchor", "$dynamicAnchor"])
      if (typeof next[keyword] === "string") delete next[keyword];
    append(stack, Object.values(next));
  }
}

/** Ajv ignores `__proto__` in `properties`, but not a pattern that matches it. */
export function moveProtoProperty(schema: JsonSchema): void {
  if (!isObject(schema.properties) || !Object.hasOwn(schema.properties, "__proto__")) return;
  const { __proto__: _, ...rest } = schema.properties;
  const patterns = isObject(schema.patternProperties) ? schema.patternProperties : {};
  const own = Object.getOwnPropertyDescriptor(schema.properties, "__proto__")?.value;
  schema.properties = rest;
  schema.patternProperties = { ...patterns, "^__proto__$": own };
}
