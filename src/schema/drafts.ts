/** The drafts of JSON Schema that stet reads, and their meta-schemas. */
import type { JsonSchema } from "./types.js";

export type Draft = "draft-07" | "2019-09" | "2020-12";

const metaSchemas: ReadonlyMap<string, Draft> = new Map([
  ["json-schema.org/draft-07/schema", "draft-07"],
  ["json-schema.org/draft/2019-09/schema", "2019-09"],
  ["json-schema.org/draft/2020-12/schema", "2020-12"],
  ["json-schema.org/schema", "2020-12"],
]);

export const draftOf = (uri: string): Draft | undefined =>
  metaSchemas.get(uri.replace(/^https?:\/\//, "").replace(/#$/, ""));

/**
 * Without `$schema` a schema is read as 2020-12, which is a superset of draft-07 but for one thing: a list of schemas
 * in `items`. Who writes that means the older draft.
 */
export function usesTuples(schema: JsonSchema): boolean {
  const stack: unknown[] = [schema];
  const seen = new Set<unknown>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if ("items" in node && Array.isArray(node.items)) return true;
    stack.push(...Object.values(node));
  }
  return false;
}
