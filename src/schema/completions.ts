/** The keys and values that an editor can complete at a path. */
import type { Path } from "../article/types.js";
import { append } from "../platform/lists.js";
import { applicableWith, type Compiled, forChild, isObject, type SchemaObject } from "./applicable.js";
import type { Completions, Description, KeyCompletion, ValueCompletion } from "./types.js";

/** The keys and values that any branch of the schema defines at a path, in the order of the schema, each once. */
export function completionsAt(root: unknown, path: Path, compiled: Compiled): Completions {
  let schemas = allBranches([root], compiled);
  for (const step of path) schemas = allBranches(forChild(schemas, step, compiled), compiled);
  const required = new Set(schemas.flatMap((schema) => (Array.isArray(schema.required) ? schema.required : [])));
  const keys = new Map<string, KeyCompletion>();
  const values = new Map<string, ValueCompletion>();
  for (const schema of schemas) {
    if (isObject(schema.properties))
      for (const [name, child] of Object.entries(schema.properties))
        if (!keys.has(name)) keys.set(name, keyCompletion(name, child, required.has(name), compiled));
  }
  // A schema may allow other spellings of the same value, such as "true" for true, and marks them as deprecated.
  const current = schemas.filter(({ deprecated }) => deprecated !== true);
  const offered = current.some((schema) => valuesOf(schema).length > 0) ? current : schemas;
  for (const schema of offered)
    for (const value of valuesOf(schema))
      if (isScalar(value) && !values.has(String(value))) values.set(String(value), { value, ...described([schema]) });
  return { keys: [...keys.values()], values: [...values.values()] };
}

/** All branches, regardless of the data: the author may be writing any of them. */
function allBranches(schemas: readonly unknown[], compiled: Compiled): SchemaObject[] {
  const found = new Set<SchemaObject>();
  const stack = [...schemas].reverse();
  while (stack.length > 0) {
    const schema = stack.pop();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    const { allOf, anyOf, oneOf, dependentSchemas } = schema;
    const more = [
      compiled.target(schema),
      ...[allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : [])),
      ...[schema.if, schema.then, schema.else],
      ...(isObject(dependentSchemas) ? Object.values(dependentSchemas) : []),
    ];
    append(stack, more.reverse());
  }
  return [...found];
}

function keyCompletion(name: string, schema: unknown, required: boolean, compiled: Compiled): KeyCompletion {
  const applicable = applicableWith([schema], undefined, compiled, "none");
  return {
    name,
    ...described(applicable),
    deprecated: applicable.some(({ deprecated }) => deprecated === true),
    required,
  };
}

function described(schemas: readonly SchemaObject[]): Description {
  for (const { description, title, "x-message-id": messageId } of schemas) {
    if (typeof description === "string") return { description, ...(typeof messageId === "string" && { messageId }) };
    if (typeof title === "string") return { description: title };
  }
  return {};
}

/** The values that a schema lists. `examples` are the usual ones of many. */
function listOf(schema: SchemaObject): readonly unknown[] | undefined {
  if ("const" in schema) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum;
  return Array.isArray(schema.examples) ? schema.examples : undefined;
}

const valuesOf = (schema: SchemaObject): readonly unknown[] =>
  listOf(schema) ?? (isSwitch(schema) ? [true, false] : []);

const isSwitch = ({ type }: SchemaObject): boolean => (Array.isArray(type) ? type : [type]).includes("boolean");

const isScalar = (value: unknown): value is ValueCompletion["value"] =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
