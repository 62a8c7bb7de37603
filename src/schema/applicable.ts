/** Which schemas judge a value: annotations, and messages of the author's own, stand in any of them. */
import type { ValidateFunction } from "ajv";
import type { Path } from "../article/types.js";

export type SchemaObject = Readonly<Record<string, unknown>>;

/** What must be known of the compiled schema to walk it. */
export interface Compiled {
  /** The validator of what stands within a schema object at these steps; `undefined` if it cannot be had. */
  part(parent: object, ...steps: readonly (string | number)[]): ValidateFunction | undefined;
  /** The schema that a `$ref` in this object leads to. */
  target(schema: object): unknown;
  /** Whether a name fits a pattern of the schema. */
  matches(pattern: string, name: string): boolean;
  isTooSlow(pattern: string, value: string): boolean;
}

export const isObject = (value: unknown): value is SchemaObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The schema objects that judge the value together: these, and what they lead to by `$ref`, `allOf`, `dependentSchemas`
 * and `if`. Of `anyOf` and `oneOf` the branches that the value fits, where `branches` is `fitting`.
 */
export function together(
  schemas: readonly unknown[],
  value: unknown,
  compiled: Compiled,
  branches: "fitting" | "none",
): SchemaObject[] {
  const found = new Set<SchemaObject>();
  const stack = [...schemas].reverse();
  while (stack.length > 0) {
    const schema = stack.pop();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    const fits = (...steps: (string | number)[]): boolean => compiled.part(schema, ...steps)?.(value) === true;
    stack.push(compiled.target(schema));
    if (Array.isArray(schema.allOf)) stack.push(...schema.allOf);
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
      if (Array.isArray(schema[keyword]))
        for (const [index, branch] of schema[keyword].entries()) if (fits(keyword, index)) stack.push(branch);
  }
  return [...found];
}

/** The schemas that these, which judge an object or a list, have for what stands in it under `step`. */
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

/** For the root and each step of `path`, the schemas that judge what stands there. */
export function along(root: unknown, path: Path, data: unknown, compiled: Compiled): SchemaObject[][] {
  let schemas = together([root], data, compiled, "none");
  const levels = [schemas];
  let value = data;
  for (const step of path) {
    value = isObject(value) || Array.isArray(value) ? (value as Record<string | number, unknown>)[step] : undefined;
    schemas = together(forChild(schemas, step, compiled), value, compiled, "none");
    levels.push(schemas);
  }
  return levels;
}

/** The keys that a schema speaks of for the object it judges, in any of its branches. */
export function knownKeys(schemas: readonly unknown[], compiled: Compiled): Set<string> {
  const known = new Set<string>();
  const seen = new Set<unknown>();
  const stack = [...schemas];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!isObject(node) || seen.has(node)) continue;
    seen.add(node);
    for (const key of Object.keys(node.properties ?? {})) known.add(key);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) stack.push(...Object.values(node[keyword] ?? {}));
    stack.push(node.if, node.then, node.else, compiled.target(node), ...Object.values(node.dependentSchemas ?? {}));
  }
  return known;
}
