import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadSchema, type SchemaProblem } from "../../src/schema/index.js";

/** A temporary folder with these files; what is no string is written as JSON. */
export function folder(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(path.join(tmpdir(), "stet-schema-"));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
  }
  return root;
}

/** The path of a file that holds the schema. */
export const schemaFile = (schema: unknown): string => path.join(folder({ "a.schema.json": schema }), "a.schema.json");

/** The schema, from a file of its own. */
export const compiled = (schema: unknown) => loadSchema("a.json", folder({ "a.json": schema }));

/** `path: message`, or `path/key: message`, with what may be meant behind it. */
export const told = (problems: readonly SchemaProblem[]): string[] =>
  problems.map(({ path: steps, key, message, didYouMean }) => {
    const place = `/${[...steps, ...(key === undefined ? [] : [key])].join("/")}`;
    return `${place}: ${message}${didYouMean ? ` (${didYouMean.join(", ")}?)` : ""}`;
  });

/** What a schema says of data. */
export const says = async (schema: unknown, data: unknown): Promise<string[]> =>
  told((await compiled(schema)).validate(data));
