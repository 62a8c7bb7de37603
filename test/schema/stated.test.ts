/** `$schema` in an article. */
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import schemaRule from "../../rules/front-matter/schema.js";
import typeRule from "../../rules/front-matter/type.js";
import unknownKey from "../../rules/front-matter/unknown-key.js";
import { openConfigs } from "../../src/config/index.js";
import { lintText } from "../../src/run/lint-text.js";
import { folder } from "./support.js";

const registry = [schemaRule, typeRule, unknownKey];
const text = { type: "object", properties: { weight: { type: "string" } }, additionalProperties: false };

/** What is said of an article at `posts/a.md` of the project, as `line:column message`. */
async function says(
  article: string,
  files: Readonly<Record<string, unknown>> = {},
  { cli = undefined as string | undefined, root = folder({ "stet.config.json": {}, ...files }) } = {},
): Promise<string[]> {
  const configs = await openConfigs({ cwd: root, registry, ...(cli !== undefined && { cli: { schema: cli } }) });
  const file = path.join(root, "posts/a.md");
  const plan = await configs.planFor(file);
  const { violations, errors } = await lintText({ path: "posts/a.md", file, text: article }, plan, () =>
    Promise.reject(new Error("no picture is asked for")),
  );
  expect(errors).toEqual([]);
  const shown = path.relative(process.cwd(), root).replaceAll(path.sep, "/");
  return violations.map(({ line, column, message }) => `${line}:${column} ${message}`.replaceAll(`${shown}/`, ""));
}

const naming = (reference: string): string => `---\n$schema: ${reference}\nweight: 1\n---\n`;
const wrong = '3:9 "weight" must be a string, but is a number (1).';
const refused = (what: string): string =>
  `2:10 Schema ${what} is outside the project, and articles can only use schemas in the project. Save a copy in the project, or set the schema in the configuration.`;

describe("an article's own $schema", () => {
  it("is a file, relative to the article, or to the project with a slash in front", async () => {
    expect(await says(naming("./text.json"), { "posts/text.json": text })).toEqual([wrong]);
    expect(await says(naming("../text.json"), { "text.json": text })).toEqual([wrong]);
    expect(await says(naming("/schemas/text.json"), { "schemas/text.json": text })).toEqual([wrong]);
  });

  it("or a preset", async () => {
    expect(await says("---\n$schema: preset:article\ntags: 12\n---\n")).toEqual([
      '1:1 Missing required key "title". Add it to the front matter.',
      '3:7 "tags" must be a string or a list of strings, but is a number (12).',
    ]);
  });

  it("outweighs the configuration, also where that says none", async () => {
    const number = { properties: { weight: { type: "integer" } } };
    const config = { schemas: { "**": "./number.json" } };
    const files = { "number.json": number, "text.json": text };
    expect(await says("---\nweight: a\n---\n", { ...files, "stet.config.json": config })).toHaveLength(1);
    expect(await says(naming("/text.json"), { ...files, "stet.config.json": config })).toEqual([wrong]);
    expect(await says(naming("/text.json"), { ...files, "stet.config.json": { schemas: { "**": false } } })).toEqual([
      wrong,
    ]);
  });

  it("is outweighed by --schema", async () => {
    const files = { "number.json": { properties: { weight: { type: "integer" } } }, "text.json": text };
    expect(await says(naming("/text.json"), files, { cli: "number.json" })).toEqual([]);
  });

  it("is a key that every schema knows", async () => {
    expect(await says("---\n$schema: /text.json\nweight: a\n---\n", { "text.json": text })).toEqual([]);
    expect(await says("---\n$schema: x\nweight: a\n---\n", { "text.json": text }, { cli: "text.json" })).toEqual([]);
  });

  it("is read from TOML and JSON too", async () => {
    expect(await says('+++\n"$schema" = "/text.json"\nweight = 1\n+++\n', { "text.json": text })).toEqual([
      '3:10 "weight" must be a string, but is a number (1).',
    ]);
    expect(await says('{\n"$schema": "/text.json",\n"weight": 1\n}\n', { "text.json": text })).toHaveLength(1);
  });

  it("is refused where it leads out of the project, by its path or by a link", async () => {
    const outside = folder({ "text.json": text });
    const root = folder({ "stet.config.json": {}, "posts/ref.json": { $ref: "./linked/text.json" } });
    mkdirSync(path.join(root, "posts"), { recursive: true });
    symlinkSync(outside, path.join(root, "posts/linked"), "junction");
    expect(await says(naming("linked/text.json"), {}, { root })).toEqual([refused("posts/linked/text.json")]);
    expect(await says(naming("ref.json"), {}, { root })).toEqual([
      refused("posts/linked/text.json").replace("Schema", "posts/ref.json:2:3: Schema"),
    ]);
    const [away] = await says(naming("../../../../../../../../etc/hostname"), {}, { root });
    expect(away).toContain("is outside the project");
    const [absolute] = await says(naming("/../a.json"), {}, { root });
    expect(absolute).toContain("is outside the project");
  });

  it("is refused where it is an address", async () => {
    for (const address of ["https://example.com/a.json", "file:///etc/passwd", "//example.com/a.json"])
      expect(await says(naming(address))).toEqual([
        `2:10 "$schema" is the URL "${address}", but stet reads schemas only from files. Save that schema in the project and set "$schema" to the file, for example "./post.schema.json".`,
      ]);
  });

  it("that cannot be used is the one thing that is said", async () => {
    expect(await says(naming("./none.json"))).toEqual([
      "2:10 Schema posts/none.json cannot be read: there is no such file. Correct the path.",
    ]);
    expect(await says(naming("/posts"), { "posts/x.json": {} })).toEqual([
      "2:10 Schema posts cannot be read: it is a folder. Correct the path.",
    ]);
    expect(await says(naming("/bad.json"), { "bad.json": { type: "strin" } })).toEqual([
      expect.stringMatching(/^2:10 bad\.json:1:1: Not a valid 2020-12 schema: \/type must/),
    ]);
    expect(await says("---\n$schema: 12\n---\n")).toEqual([
      '2:10 Invalid "$schema". Use the path of a file, or a preset such as "preset:article".',
    ]);
  });
});
