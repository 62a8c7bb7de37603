/** `stet migrate`: configurations of other programs, and what becomes of them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { openConfigs } from "../../src/config/index.js";
import { readMigration } from "../../src/migrate/index.js";
import { compileSchema } from "../../src/schema/index.js";
import { makeSite } from "../support/site.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-migrate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

/** Also writes the files, and has stet read the configuration: it must be valid. */
async function migrated() {
  const migration = await readMigration(folder);
  for (const [name, schema] of migration.schemas) write(name, schema);
  write("stet.config.json", migration.config);
  const configs = await openConfigs({ cwd: folder, registry: rules });
  await configs.planFor(path.join(folder, "posts/a.md"));
  return { ...migration, without: migration.sources.flatMap(({ without }) => without) };
}

/** The keys of an article at which it does not match the schema of this name. */
async function mismatches(schemas: ReadonlyMap<string, object>, name: string, data: unknown): Promise<string[]> {
  const schema = schemas.get(`schemas/${name}.schema.json`);
  if (!schema) throw new Error(`no schema ${name}`);
  const { validate } = await compileSchema(schema as never, name);
  return validate(data as never).map(({ path: at, key }) => String(at[0] ?? key));
}

describe("markdownlint", () => {
  it("rules by name or alias, with options, and those that stet does not have", async () => {
    write(
      ".markdownlint.jsonc",
      `{
  // comments are allowed
  "default": true,
  "MD013": false,
  "no-trailing-spaces": { "br_spaces": 0 },
  "md033": { "allowed_elements": ["KBD", "br"] },
  "MD045": "warning",
  "MD051": false,
  "links": false,
  "MD025": true
}`,
    );
    const { config, without } = await migrated();
    expect(config.rules).toEqual({
      "source/trailing-space": ["error", { hardBreaks: false }],
      "html/allowed": ["error", { elements: ["kbd", "br"] }],
      "image/alt": "warn",
      "link/fragment": "off",
    });
    expect(without).toEqual(["links", "MD025"]);
  });
  it("of which those not named are off with default: false", async () => {
    write(".markdownlint.yaml", "default: false\nMD047: true\nMD033: true\n");
    const { config, without } = await migrated();
    expect(config.rules).toMatchObject({ "source/final-newline": "error", "image/alt": "off", "link/href": "off" });
    expect(without).toEqual(["MD033"]);
  });
  it("of cli2, with the ignored paths", async () => {
    write(".markdownlint-cli2.yaml", "config:\n  MD001: true\nignores:\n- drafts/**\nglobs: ['**/*.md', '#vendor']\n");
    write(".markdownlintignore", "# not these\nold/\n");
    const { config } = await migrated();
    expect(config.rules).toEqual({ "html/heading-order": "error" });
    expect(config.ignores).toEqual(["drafts/**", "vendor", "old/"]);
  });
  it("of cli2 has no rules if there is a file of rules, which replaces them", async () => {
    write(".markdownlint-cli2.yaml", "config:\n  extends: .markdownlint.yaml\n  MD045: true\nignores: [old]\n");
    write(".markdownlint.yaml", "MD045: false\n");
    const { config, without } = await migrated();
    expect(config).toMatchObject({ rules: { "image/alt": "off" }, ignores: ["old"] });
    expect(without).toEqual([]);
  });
  it("is not read if it is code, which is named", async () => {
    write(".markdownlint.cjs", "throw new Error('ran')");
    expect(await readMigration(folder)).toMatchObject({ sources: [], code: [".markdownlint.cjs"] });
  });
});

it("HTMLHint and html-validate: the stricter of two settings for one rule counts", async () => {
  write(".htmlhintrc", { "alt-require": true, "id-unique": "off", "tag-pair": "warn", "doctype-first": true });
  write(".htmlvalidate.json", {
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules: {
      "close-order": "error",
      "no-inline-style": ["warn", { include: [] }],
      "no-dup-id": "off",
      "long-title": 2,
    },
  });
  const { config, without } = await migrated();
  expect(config.rules).toEqual({
    "image/alt": "error",
    "html/duplicate-id": "off",
    "html/unclosed-element": "error",
    "html/stray-end-tag": "error",
    "html/inline-style": "warn",
  });
  expect(without).toEqual(["doctype-first", "long-title", "extends: html-validate:a11y"]);
});

it("Decap: also in the folder of a site, with paths from the root of the repository", async () => {
  write(
    "site/static/admin/config.yml",
    "collections: [{ name: post, folder: site/content/post, fields: [{ name: title }] }]\n",
  );
  write("site/package.json", "{}");
  const { config, sources } = await migrated();
  expect(sources.map(({ source }) => source)).toEqual(["site/static/admin/config.yml"]);
  expect(config.schemas).toEqual({ "site/content/post/**": "./schemas/post.schema.json" });
});

it("Decap and Sveltia: a schema for each collection of articles", async () => {
  write(
    "static/admin/config.yml",
    `backend: { name: git-gateway }
collections:
  - name: blog
    label: Blog
    folder: content/blog/
    fields:
      - { name: title, widget: string }
      - { name: date, widget: datetime }
      - { name: cover, widget: image, required: false, hint: Above the article }
      - { name: rating, widget: number, min: 1, max: 5, required: false }
      - { name: kind, widget: select, options: [news, { label: How-to, value: howto }] }
      - { name: tags, widget: list, required: false, max: 3 }
      - { name: links, widget: list, required: false, fields: [{ name: url, pattern: ['^https', 'HTTPS'] }] }
      - { name: body, widget: markdown }
      - { name: place, widget: whatever, required: false }
  - { name: pages, files: [{ file: about.md, name: about }] }
  - { name: authors, folder: data/authors, format: json, fields: [] }
`,
  );
  const { config, schemas, without } = await migrated();
  expect(config.schemas).toEqual({ "content/blog/**": "./schemas/blog.schema.json" });
  expect(without).toEqual(["blog: widget whatever", "collections: pages", "collections: authors"]);
  const article = { title: "a", date: "2024-05-01", kind: "howto" };
  const check = (more: object) => mismatches(schemas, "blog", { ...article, ...more });
  expect(await check({ rating: 5, cover: "/a.png", tags: ["a"], links: [{ url: "https://a.example" }] })).toEqual([]);
  expect(await check({ cover: "", rating: null })).toEqual([]);
  expect(await check({ rating: 6 })).toEqual(["rating"]);
  expect(await check({ kind: "other" })).toEqual(["kind"]);
  expect(await check({ tags: ["a", "b", "c", "d"] })).toEqual(["tags"]);
  expect(await check({ links: [{ url: "http://a.example" }] })).toEqual(["links"]);
  expect(await mismatches(schemas, "blog", { date: "2024-05-01", kind: "news" })).toEqual(["title"]);
});

it("Front Matter CMS: a schema for each content type, for the folders that have no other", async () => {
  write("frontmatter.json", {
    "frontMatter.content.pageFolders": [
      { title: "posts", path: "[[workspace]]/content/posts", contentTypes: ["post"] },
      { title: "mixed", path: "[[workspace]]/content/mixed", contentTypes: ["post", "note"] },
    ],
    "frontMatter.taxonomy.contentTypes": [
      {
        name: "post",
        fields: [
          { name: "title", type: "string", required: true },
          { name: "draft", type: "boolean" },
          { name: "tags", type: "tags" },
          { name: "level", type: "choice", choices: ["low", { id: "high", title: "High" }] },
          { title: "A line", type: "divider", name: "line" },
        ],
      },
      { name: "note", fields: [] },
    ],
  });
  const { config, schemas, sources } = await migrated();
  expect(config.schemas).toEqual({ "content/posts/**": "./schemas/post.schema.json" });
  expect(sources[0]?.schemas.filter(({ glob }) => glob === undefined).map(({ name }) => name)).toEqual(["note"]);
  expect(await mismatches(schemas, "post", { title: "a", draft: true, tags: ["x"], level: "high" })).toEqual([]);
  expect(await mismatches(schemas, "post", { title: "a", draft: "yes" })).toEqual(["draft"]);
  expect(await mismatches(schemas, "post", { level: "none" })).toEqual(expect.arrayContaining(["title", "level"]));
});

it("the command creates the files once, and names what it cannot use", async () => {
  const site = await makeSite({ ".htmlhintrc": '{ "alt-require": true, "doctype-first": true }' });
  try {
    const shown = await site.stet(["migrate", "--dry-run"]);
    expect(shown.stdout).toContain('"image/alt": "error"');
    expect(shown.stderr).toBe(".htmlhintrc: rules 1, ignored paths 0, schemas 0\n  no equivalent: doctype-first\n");
    expect((await site.stet(["migrate"])).stdout).toBe("Created stet.config.json\n");
    const again = await site.stet(["migrate"]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("A configuration already exists")]);
  } finally {
    await site.remove();
  }
});

it("Astro: the schemas of its collections, for the folder of each", async () => {
  const schema = {
    $ref: "#/definitions/blog",
    definitions: {
      blog: {
        type: "object",
        properties: { title: { type: "string" }, $schema: { type: "string" } },
        required: ["title"],
        additionalProperties: false,
      },
    },
    $schema: "http://json-schema.org/draft-07/schema#",
  };
  write(".astro/collections/blog.schema.json", schema);
  write(".astro/collections/elsewhere.schema.json", schema);
  write("src/content/blog/a.md", "");
  const { config, schemas } = await migrated();
  expect(config.schemas).toEqual({ "src/content/blog/**": "./schemas/blog.schema.json" });
  expect([...schemas.keys()]).toEqual(["schemas/blog.schema.json", "schemas/elsewhere.schema.json"]);
  expect(await mismatches(schemas, "blog", { title: 3 })).toEqual(["title"]);
});

it("Decap: dates in a format of their own are not checked as dates", async () => {
  write(
    "static/admin/config.yml",
    `collections:
- name: blog
  folder: blog
  fields:
  - { name: day, widget: datetime, format: "MMMM D, YYYY" }
  - { name: updated, widget: datetime, format: YYYY-MM-DD }
`,
  );
  const { schemas } = await migrated();
  const data = { day: "February 19, 2020", updated: "February 19, 2020" };
  expect(await mismatches(schemas, "blog", data)).toEqual(["updated"]);
});
