/**
 * The JSON Schema Test Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite), as Debian packages it: each
 * schema a file, each instance written as front matter, and judged as the suite says. Its optional cases, and those that
 * lead to other addresses, are left aside. Skipped, loudly, where the suite is not installed.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/platform/errors.js";
import { loadSchema } from "../../src/schema/index.js";
import { frontMatterOf } from "../article/support.js";
import { folder } from "./support.js";

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const suite =
  process.env.JSON_SCHEMA_TEST_SUITE ?? "/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests";
const isInstalled = existsSync(suite);
if (!isInstalled)
  console.warn("libtest-json-schema-acceptance-perl is not installed: the JSON Schema Test Suite is SKIPPED");

const drafts = {
  draft7: "http://json-schema.org/draft-07/schema#",
  "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
  "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
};

const withoutHash = (uri: string): string => uri.replace(/#.*$/, "");

function groupsOf(draft: string): [name: string, group: Group][] {
  if (!isInstalled) return [];
  return readdirSync(path.join(suite, draft))
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) =>
      (JSON.parse(readFileSync(path.join(suite, draft, name), "utf8")) as Group[]).map((group): [string, Group] => [
        `${name}: ${group.description}`,
        group,
      ]),
    );
}

/** Whether a reference of the schema is to what stands in none of its parts. */
function leadsElsewhere(schema: unknown): boolean {
  const ids = new Set<string>(Object.values(drafts).map(withoutHash));
  const references = new Set<string>();
  const read = (part: unknown, base: string): void => {
    if (typeof part !== "object" || part === null) return;
    const { $id, $ref, $dynamicRef, $schema } = part as Record<string, unknown>;
    const inner = typeof $id === "string" ? new URL($id, base).href : base;
    ids.add(withoutHash(inner));
    for (const reference of [$ref, $dynamicRef, $schema])
      if (typeof reference === "string") references.add(withoutHash(new URL(reference, inner).href));
    for (const below of Object.values(part)) read(below, inner);
  };
  read(schema, "file:///case.json");
  return [...references].some((reference) => !ids.has(reference));
}

describe.skipIf(!isInstalled).each(Object.entries(drafts))("%s", (draft, $schema) => {
  it.each(groupsOf(draft))("%s", async (_name, { schema, tests }) => {
    const isFile = typeof schema === "object";
    const root = folder({
      ...(isFile && { "case.json": { $schema, ...schema } }),
      "article.json": { $schema, properties: { value: isFile ? { $ref: "./case.json" } : schema } },
    });
    if (leadsElsewhere(schema)) {
      await expect(loadSchema("article.json", root)).rejects.toBeInstanceOf(UserError);
      return;
    }
    const judge = await loadSchema("article.json", root);
    for (const { description, data, valid } of tests) {
      const written = JSON.stringify({ value: data });
      for (const text of [`---json\n${written}\n---\n`, `---\n${written}\n---\n`]) {
        const { data: read, problems } = frontMatterOf(text);
        expect(problems).toEqual([]);
        const found = judge.validate(read);
        expect(found.length === 0, `${description}: ${JSON.stringify({ schema, data, found })}`).toBe(valid);
      }
    }
  });
});

describe.skipIf(!isInstalled)("of the suite", () => {
  it("nearly all can be asked", () => {
    const groups = Object.keys(drafts).flatMap((draft) => groupsOf(draft));
    expect(groups.length).toBeGreaterThan(900);
    expect(groups.filter(([, { schema }]) => leadsElsewhere(schema)).length).toBeLessThan(60);
  });
});
