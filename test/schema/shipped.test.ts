import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { longestFor } from "../../src/patterns/pattern-cost.js";
import { loadSchema } from "../../src/schema/index.js";

const folder = fileURLToPath(new URL("../../schemas/", import.meta.url));

/** Patterns, and keys of `patternProperties`. */
function patternsIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { pattern, patternProperties } = schema as { pattern?: unknown; patternProperties?: object };
  return [
    ...(typeof pattern === "string" ? [pattern] : []),
    ...Object.keys(typeof patternProperties === "object" ? patternProperties : {}),
    ...Object.values(schema).flatMap(patternsIn),
  ];
}

it("every pattern of a schema that is shipped is cheap, since nothing watches how long it takes", () => {
  const all = readdirSync(folder).flatMap((name) => patternsIn(JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))));
  expect(all).toContain("\\S");
  for (const pattern of new Set(all))
    expect([pattern, longestFor(pattern, 10_000_000) > 1_000]).toEqual([pattern, true]);
});

it("every schema that is shipped is valid by its meta-schema", async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
  expect(files).toContain("article.schema.json");
  for (const file of files) await loadSchema(file, folder);
});
