/** Which schema objects apply to a value: annotations and custom messages may be in any of them. */

import type { ValidateFunction } from "ajv";
import type { Path } from "../article/types.js";
import { append } from "../platform/lists.js";

export type SchemaObject = Readonly<Record<string, unknown>>;

/** What schema walkers need from the compiled schema. */
export interface Compiled {
  /** The validator of the subschema at these steps of a schema object; `undefined` if there is none. */
  part(parent: object, ...steps: readonly (string | number)[]): ValidateFunction | undefined;
  /** The target of a `$ref` in this object. */
  target(schema: object): unknown;
  /** Whether a name matches a pattern of the schema. */
  matches(pattern: string, name: string): boolean;
  /** Whether matching was aborted because it took too long. */
  isTooSlow(pattern: string, value: string): boolean;
  /** Whether any schema has an `errorMessage`. */
  readonly hasOwnWords: boolean;
  /** Whether any schema has `deprecated: true` that may be about a key. */
  readonly hasDeprecated: boolean;
}

export const isObject = (value: unknown): value is SchemaObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The schema objects that apply to the value: these, and those that `$ref`, `allOf`, `dependentSchemas` and `if` add.
 * With `branches: "fitting"`, also the branches of `anyOf` and `oneOf` that the value matches.
 */
export function applicableWith(
  schemas: readonly unknown[],
  value: unknown,
  compiled: Compiled,
  branches: "fitting" | "none",
): SchemaObject[] {
  const [only] = schemas;
  const always = schemas.length === 1 && isObject(only) ? constant[branches].get(only) : undefined;
  if (always) return always;
  const found = new Set<SchemaObject>();
  const stack = [...schemas].reverse();
  let isConstant = true;
  while (stack.length > 0) {
    const schema = stack.pop();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    const fits = (...steps: (string | number)[]): boolean => compiled.part(schema, ...steps)?.(value) === true;
    stack.push(compiled.target(schema));
    if (Array.isArray(schema.allOf)) append(stack, schema.allOf);
    if (["if", "dependentSchemas", "dependencies"].some((keyword) => keyword in schema)) isConstant = false;
    if (schema.if !== undefined) {
      const then = fits("if");
      if (then) stack.push(schema.if);
      stack.push(then ? schema.then : schema.else);
    }
    for (const keyword of ["dependentSchemas", "dependencies"])
      if (isObject(value) && isObject(schema[keyword]))
        for (const [key, schemaThen] of Object.entries(schema[keyword]))
          if (Object.hasOwn(value, key)) stack.push(schemaThen);
    if (branches === "none") continue;
    for (const keyword of ["anyOf", "oneOf"])
      if (Array.isArray(schema[keyword])) {
        isConstant = false;
        for (const [index, branch] of schema[keyword].entries()) if (fits(keyword, index)) stack.push(branch);
      }
  }
  const list = [...found];
  if (isConstant && schemas.length === 1 && isObject(only)) constant[branches].set(only, list);
  return list;
}

/** Cached results that do not depend on the value, as for most schemas. */
const constant: Readonly<Record<"fitting" | "none", WeakMap<SchemaObject, SchemaObject[]>>> = {
  fitting: new WeakMap(),
  none: new WeakMap(),
};

/** The subschemas that these schemas of an object or array have for its property or item `step`. */
export function forChild(schemas: readonly SchemaObject[], step: string | number, compiled: Compiled): unknown[] {
  return schemas.flatMap((schema) => {
    if (typeof step === "number") {
      const { items, prefixItems = Array.isArray(items) ? items : [] } = schema;
      const tuple = prefixItems as readonly unknown[];
      if (step < tuple.length) return [tuple[step]];
      return [(Array.isArray(items) ? schema.additionalItems : items) ?? schema.unevaluatedItems];
    }
    const { properties, patternProperties } = schema;
    const found: unknown[] = [];
    if (isObject(properties) && Object.hasOwn(properties, step)) found.push(properties[step]);
    if (isObject(patternProperties))
      for (const [pattern, child] of Object.entries(patternProperties))
        if (compiled.matches(pattern, step)) found.push(child);
    return found.length > 0 ? found : [schema.additionalProperties ?? schema.unevaluatedProperties];
  });
}

/** Finds the schema objects that apply at a path of the data. Results are cached for each path. */
export function applicableSchemas(
  root: unknown,
  data: unknown,
  compiled: Compiled,
): (path: Path) => readonly SchemaObject[] {
  const known = new Map<string, { schemas: SchemaObject[]; value: unknown }>();
  return (path) => {
    let name = "";
    let here = known.get(name) ?? { schemas: applicableWith([root], data, compiled, "none"), value: data };
    known.set(name, here);
    for (const step of path) {
      name += `/${JSON.stringify(step)}`;
      let next = known.get(name);
      if (!next) {
        const { value: parent, schemas } = here;
        const value =
          typeof parent === "object" && parent !== null && Object.hasOwn(parent, step)
            ? (parent as Record<string | number, unknown>)[step]
            : undefined;
        next = { schemas: applicableWith(forChild(schemas, step, compiled), value, compiled, "none"), value };
        known.set(name, next);
      }
      here = next;
    }
    return here.schemas;
  };
}

/** Cached by the schema, or by the list of schemas; schemas do not change. */
const keysOf = new WeakMap<object, ReadonlySet<string>>();

/** The keys that schemas define for an object, in any of their branches. */
export function knownKeys(schemas: readonly unknown[], compiled: Compiled): ReadonlySet<string> {
  const [first] = schemas;
  const subject = schemas.length === 1 && isObject(first) ? first : schemas;
  const before = keysOf.get(subject);
  if (before) return before;
  const known = new Set<string>();
  keysOf.set(subject, known);
  const seen = new Set<unknown>();
  const stack = [...schemas];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!isObject(node) || seen.has(node)) continue;
    seen.add(node);
    for (const key of Object.keys(node.properties ?? {})) known.add(key);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) append(stack, Object.values(node[keyword] ?? {}));
    append(stack, [node.if, node.then, node.else, compiled.target(node)]);
    append(stack, Object.values(node.dependentSchemas ?? {}));
  }
  return known;
}
