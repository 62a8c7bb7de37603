/** Changes to copies of schemas, so that ajv validates what their authors wrote. */
import { isObject } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";

/** Ajv loses its way where the root of an embedded schema is nothing but a reference into itself. */
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

/** What an unknown keyword holds is no schema, but ajv finds the names of schemas in it. */
export function removeIds(value: unknown): void {
  for (const stack = [value]; stack.length > 0; ) {
    const next = stack.pop();
    if (!isObject(next)) continue;
    for (const keyword of ["$id", "$anchor", "$dynamicAnchor"])
      if (typeof next[keyword] === "string") delete next[keyword];
    stack.push(...Object.values(next));
  }
}

/** Ajv passes over the property `__proto__`, but not over a pattern that it fits. */
export function moveProtoProperty(schema: JsonSchema): void {
  if (!isObject(schema.properties) || !Object.hasOwn(schema.properties, "__proto__")) return;
  const { __proto__: _, ...rest } = schema.properties;
  const patterns = isObject(schema.patternProperties) ? schema.patternProperties : {};
  const own = Object.getOwnPropertyDescriptor(schema.properties, "__proto__")?.value;
  schema.properties = rest;
  schema.patternProperties = { ...patterns, "^__proto__$": own };
}
