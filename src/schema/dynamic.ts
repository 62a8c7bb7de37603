/**
 * Converts `$dynamicRef` (2020-12) and `$recursiveRef` (2019-09) to `$ref`. Their targets depend on the schemas through
 * which validation passed (the dynamic scope). There are few different scopes, so each schema is copied once per scope,
 * in which the target is known. Ajv only finds anchors that it has already met, and all code that walks a schema only
 * has to support `$ref`.
 */

import { escapeInUri } from "./pointer.js";
import type { JsonSchema } from "./types.js";

export interface Unfolded {
  /** The copies, by `$id`. */
  readonly schemas: Map<string, JsonSchema>;
  readonly root: string;
  readonly references: Map<object, string>;
  /** Maps each reference to a schema in a copy to the reference of the original schema. */
  readonly origins: Map<string, string>;
}

/** The schema resource that first defines each anchor, by anchor name. `""` represents `$recursiveAnchor`. */
type Scope = ReadonlyMap<string, string>;

/**
 * @param references the reference of each schema object: `https://example.com/a.json#/properties/title`.
 * @param root the `$id` of the schema where validation starts.
 * @returns `undefined` if there are no such references.
 */
export function unfoldDynamicScope(references: ReadonlyMap<object, string>, root: string): Unfolded | undefined {
  const all = [...references] as [JsonSchema, string][];
  if (!all.some(([schema]) => "$dynamicRef" in schema || "$recursiveRef" in schema)) return undefined;
  const resources = new Map<string, JsonSchema>();
  /** By resource: the names of its anchors and their locations. */
  const anchors = new Map<string, Map<string, string>>();
  for (const [schema, reference] of all) {
    const [resource, pointer] = split(reference);
    if (pointer === "") resources.set(resource, schema);
    const names = anchors.get(resource) ?? new Map<string, string>();
    if (typeof schema.$dynamicAnchor === "string") names.set(schema.$dynamicAnchor, pointer);
    if (schema.$recursiveAnchor === true && pointer === "") names.set("", pointer);
    anchors.set(resource, names);
  }

  const unfolded = { schemas: new Map<string, JsonSchema>(), root, references: new Map(), origins: new Map() };
  const ids = new Map<string, string>();
  const waiting: { resource: string; scope: Scope; id: string }[] = [];
  const scopeIn = (resource: string, scope: Scope): Scope =>
    new Map([...[...(anchors.get(resource)?.keys() ?? [])].map((name) => [name, resource] as const), ...scope]);
  /** The `$id` of the copy for this scope. */
  const enter = (resource: string, from: Scope): string => {
    const scope = scopeIn(resource, from);
    const key = JSON.stringify([resource, [...scope].sort()]);
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size === 0 ? resource : `https://stet.invalid/scope/${ids.size}`;
      ids.set(key, id);
      waiting.push({ resource, scope, id });
    }
    return id;
  };

  const copyOf = (resource: string, scope: Scope, id: string): JsonSchema => {
    const copy = (value: unknown, pointer: string): unknown => {
      if (typeof value !== "object" || value === null) return value;
      const below = (key: string | number): string => `${pointer}/${escapeInUri(String(key))}`;
      if (Array.isArray(value)) return value.map((item, index) => copy(item, below(index)));
      const schema = value as JsonSchema;
      const reference = references.get(schema);
      const [inner] = split(reference ?? "");
      const isOther = reference !== undefined && inner !== resource;
      const made = isOther
        ? { $ref: `${enter(inner, scope)}#` }
        : (Object.fromEntries(
            Object.entries(schema).map(([key, child]) => [key, copy(child, below(key))]),
          ) as JsonSchema);
      if (reference === undefined) return made;
      if (pointer === "") made.$id = id;
      if (!isOther) refer(made, pointer);
      unfolded.references.set(made, `${id}#${pointer}`);
      unfolded.origins.set(`${id}#${pointer}`, reference);
      return made;
    };
    const refer = (schema: JsonSchema, pointer: string): void => {
      const { $ref, $dynamicRef, $recursiveRef } = schema;
      if (typeof $ref === "string" && !$ref.startsWith("#")) {
        const [target, fragment] = split($ref);
        if (resources.has(target)) schema.$ref = `${enter(target, scope)}#${fragment}`;
      }
      const written = $dynamicRef ?? $recursiveRef;
      if (typeof written !== "string") return;
      delete schema.$dynamicRef;
      delete schema.$recursiveRef;
      const [target, name] = split(written);
      const inner = scopeIn(target || resource, scope);
      const outermost = inner.get(name) ?? (target || resource);
      // Ajv does not find the anchor of a root schema.
      const dynamic = `${enter(outermost, inner)}#${anchors.get(outermost)?.get(name) ?? name}`;
      if (schema.$ref === undefined) {
        schema.$ref = dynamic;
        return;
      }
      const added = { $ref: dynamic };
      const others = Array.isArray(schema.allOf) ? schema.allOf : [];
      unfolded.references.set(added, `${id}#${pointer}/allOf/${others.length}`);
      schema.allOf = [...others, added];
    };
    return copy(resources.get(resource), "") as JsonSchema;
  };

  enter(root, new Map());
  for (let next = waiting.shift(); next; next = waiting.shift())
    unfolded.schemas.set(next.id, copyOf(next.resource, next.scope, next.id));
  return unfolded;
}

function split(reference: string): [resource: string, fragment: string] {
  const at = reference.indexOf("#");
  return at < 0 ? [reference, ""] : [reference.slice(0, at), reference.slice(at + 1)];
}
