/** Completion in front matter, as an editor asks `stet lsp` for it. `|` is where the caret stands. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completeAt, type Editor, startEditor } from "../support/lsp-client.js";
import { makeSite, type Site } from "../support/site.js";

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["title"],
  properties: {
    layout: { description: "The template.", enum: ["post", "page", "no"] },
    title: { type: "string", title: "The headline." },
    writer: { type: "string", deprecated: true },
    draft: { type: "boolean" },
    author: { $ref: "#/$defs/person" },
    editors: { type: "array", items: { $ref: "#/$defs/person" } },
    crews: { type: "array", items: { properties: { captain: { $ref: "#/$defs/person" } } } },
    tags: { anyOf: [{ $ref: "#/$defs/tag" }, { type: "array", items: { $ref: "#/$defs/tag" } }] },
  },
  allOf: [{ properties: { lang: { oneOf: [{ const: "zh-CN", description: "Simplified." }, { const: "en" }] } } }],
  $defs: {
    person: { type: "object", properties: { name: { type: "string" }, role: { enum: ["reporter", "editor"] } } },
    tag: { enum: ["港口", "river"] },
  },
};

let site: Site;
let editor: Editor;
beforeAll(async () => {
  const config = { extends: [], schemas: { "**": "./post.schema.json" } };
  site = await makeSite({
    "stet.config.json": JSON.stringify(config),
    "post.schema.json": JSON.stringify(schema),
  });
  editor = await startEditor(site.folder, { initializationOptions: { offline: true } });
});
afterAll(async () => {
  editor.kill();
  await site.remove();
});

let number = 0;
const complete = (marked: string) => completeAt(editor, `${++number}.md`, marked);

describe("keys", () => {
  it("are those of the schema, through allOf, without those that are there", async () => {
    const { labels, taking } = await complete("---\ntitle: 渡口\nla|\n---\n一。\n");
    expect(labels).toEqual(["layout", "writer", "draft", "author", "editors", "crews", "tags", "lang"]);
    expect(taking("layout")).toBe("---\ntitle: 渡口\nlayout: \n---\n一。\n");
  });

  it.each([
    ["---\ntitle: 渡口\n|\n---\n"],
    ["---\n|\ntitle: 渡口\n---\n"],
    ["---\r\ntitle: 渡口\r\n|\r\n---\r\n"],
    ["---\nlayout: post\n\n|\n\ntitle: 渡口\n---\n"],
    ["+++\ntitle = '渡口'\n|\n+++\n"],
  ])("on an empty line are not those of the lines around it: %j", async (marked) => {
    const { labels } = await complete(marked);
    expect(labels).toContain("draft");
    expect(labels).not.toContain("title");
    expect(labels.includes("layout")).toBe(!marked.includes("layout"));
  });

  it("come with what the schema says: description, required, deprecated", async () => {
    const { items } = await complete("---\n|\n---\n");
    const by = (label: string) => items.find((item) => item.label === label);
    expect(by("layout")?.documentation).toBe("The template.");
    expect(by("title")).toMatchObject({ documentation: "The headline.", detail: "required" });
    expect(by("writer")?.tags).toEqual([1]);
    const sorted = [...items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    expect(sorted[0]?.label).toBe("title");
    expect(sorted.at(-1)?.label).toBe("writer");
  });

  it("of mappings within follow $ref", async () => {
    expect((await complete("---\nauthor:\n  |\n---\n")).labels).toEqual(["name", "role"]);
    expect((await complete("---\nauthor:\n  name: 沈\n  |\n---\n")).labels).toEqual(["role"]);
  });

  it("of list items stand behind the dash and under it", async () => {
    expect((await complete("---\neditors:\n- n|\n---\n")).labels).toEqual(["name", "role"]);
    expect((await complete("---\neditors:\n  - name: 沈\n    r|\n---\n")).labels).toEqual(["name", "role"]);
  });

  it("of mappings within list items follow their key, on the line of the dash or below", async () => {
    for (const lines of ["- captain:\n    |", "  - captain:\n      name: 沈\n      r|", "-\n  captain:\n    |"]) {
      const { labels } = await complete(`---\ncrews:\n${lines}\n---\n`);
      expect(labels, lines).toEqual(["name", "role"]);
    }
    expect((await complete("---\ncrews:\n- captain:\n    name: 沈\n- c|\n---\n")).labels).toEqual(["captain"]);
  });

  it("keep the sign that is there", async () => {
    const { taking } = await complete("---\nti|: 渡口\n---\n");
    expect(taking("title")).toBe("---\ntitle: 渡口\n---\n");
  });
});

describe("values", () => {
  it("are those of an enum, quoted where the language needs it", async () => {
    const { labels, taking } = await complete("---\nlayout: p|\n---\n");
    expect(labels).toEqual(["post", "page", "no"]);
    expect(taking("page")).toBe("---\nlayout: page\n---\n");
  });

  it("are true and false of a switch, and constants with what is said of them", async () => {
    expect((await complete("---\ndraft: |\n---\n")).labels).toEqual(["true", "false"]);
    const { items } = await complete("---\nlang: |\n---\n");
    expect(items.map(({ label, documentation }) => [label, documentation])).toEqual([
      ["zh-CN", "Simplified."],
      ["en", undefined],
    ]);
  });

  it("are offered in lists of both forms", async () => {
    expect((await complete("---\ntags: [river, |]\n---\n")).labels).toEqual(["港口", "river"]);
    expect((await complete("---\ntags:\n  - r|\n---\n")).labels).toEqual(["港口", "river"]);
  });

  it("of mappings within list items", async () => {
    expect((await complete("---\neditors:\n  - name: 沈\n    role: |\n---\n")).labels).toEqual(["reporter", "editor"]);
    expect((await complete("---\neditors:\n- role: |\n---\n")).labels).toEqual(["reporter", "editor"]);
  });
});

describe("TOML and JSON", () => {
  it("have keys and values too", async () => {
    const toml = await complete("+++\ntitle = '渡口'\nla|\n+++\n");
    expect(toml.taking("layout")).toBe("+++\ntitle = '渡口'\nlayout = \n+++\n");
    expect((await complete("+++\nlayout = |\n+++\n")).taking("post")).toBe('+++\nlayout = "post"\n+++\n');
    expect((await complete("+++\n[author]\n|\n+++\n")).labels).toEqual(["name", "role"]);
    const json = await complete('---json\n{ "title": "渡口", "lay|" }\n---\n');
    expect(json.taking("layout")).toBe('---json\n{ "title": "渡口", "layout":  }\n---\n');
    expect((await complete('---json\n{ "layout": "|" }\n---\n')).taking("page")).toBe(
      '---json\n{ "layout": "page" }\n---\n',
    );
  });
});

describe("nothing is offered", () => {
  it.each([
    ["in the body", "---\ntitle: 渡口\n---\n|\n"],
    ["on the fence", "---\ntitle: 渡口\n---|\n一。\n"],
    ["in a comment", "---\n# la|\n---\n"],
    ["without front matter", "|\n"],
    ["where the schema knows nothing", "---\ntitle: |\n---\n"],
  ])("%s", async (_where, marked) => {
    expect((await complete(marked)).labels).toEqual([]);
  });
});

it("is asked in a line of dashes and blanks, which a backtracking expression would read in exponentially many ways", async () => {
  const dashes = `${"-  ".repeat(40)}[x`;
  expect((await complete(`---\ntitle: 渡口\n${dashes}|\n---\n一。\n`)).labels).toEqual([]);
  expect((await complete(`---\n${dashes}\n  la|\n---\n一。\n`)).labels).not.toContain("x");
});
