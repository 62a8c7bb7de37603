import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadSchema } from "../../src/schema/index.js";

const folder = fileURLToPath(new URL("../../schemas/", import.meta.url));

it("every schema that is shipped is valid by its meta-schema", async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
  expect(files).toContain("article.schema.json");
  for (const file of files) await loadSchema(file, folder);
});
