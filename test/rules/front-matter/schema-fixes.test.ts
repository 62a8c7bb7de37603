/** Fixes of schema problems change the values they are for, and nothing else. */
import fc from "fast-check";
import { expect, it } from "vitest";
import deprecatedKey from "../../../rules/front-matter/deprecated-key.js";
import type from "../../../rules/front-matter/type.js";
import unknownKey from "../../../rules/front-matter/unknown-key.js";
import { parseArticle } from "../../../src/article/index.js";
import { fixText } from "../../../src/fix/passes.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";
import { loadSchema } from "../../../src/schema/index.js";
import { schemaFile } from "../../schema/support.js";

const schema = await loadSchema(
  schemaFile({
    properties: {
      title: { type: "string" },
      draft: { type: "boolean" },
      comments: { type: "boolean" },
      weight: { type: "integer" },
      tags: { type: "array", items: { type: "string" } },
      layout: { enum: ["post", "page"] },
      category: { deprecated: true, "x-replacement": "section" },
      note: { type: "string" },
    },
  }),
  "/",
);
const plan = {
  rules: [type, unknownKey, deprecatedKey].map((rule) => ({ rule, severity: "error" as const, options: {} })),
  schema,
  lazyAttributes: [],
  imagesRoot: undefined,
};
const nobody = () => Promise.reject(new Error("no picture is asked for"));
const dataOf = (text: string) =>
  parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [] }).frontMatter?.data;

/** A line as it is written, and the key and value that it is to have. */
type Line = readonly [written: string, key: string, value: unknown];
const wrong: readonly Line[] = [
  ["title: 2021", "title", "2021"],
  ['comments: "false"', "comments", false],
  ["draft: 'True'", "draft", true],
  ["weight: '12'", "weight", 12],
  ["tags: 天气", "tags", ["天气"]],
  ['tags: "a: b"', "tags", ["a: b"]],
  ["tags: [雨, 2021]", "tags", ["雨", "2021"]],
  ["tags:\n  - 雨\n  - 1.50", "tags", ["雨", "1.50"]],
  ["layout: Post", "layout", "post"],
  ["layout: ' page '", "layout", "page"],
  ["category: 天气", "section", "天气"],
  ["category: [天气, 雨]", "section", ["天气", "雨"]],
];
const other = fc.constantFrom<Line>(
  ["note: 甲", "note", "甲"],
  ["更多: [1, {a: b}]", "更多", [1, { a: "b" }]],
  ["x: |\n  两行\n  文字", "x", "两行\n文字\n"],
  ["y: 'it''s'", "y", "it's"],
);
const remark = fc.constantFrom("", " # 旁注", "\n# 一行旁注", "\n");
const order = fc.shuffledSubarray([...wrong], { minLength: 1 }).map((lines) => {
  const keys = new Set<string>();
  return lines.filter(([, key]) => !keys.has(key) && keys.add(key));
});

it("for any of them together, in any order, among comments and other values", async () => {
  await fc.assert(
    fc.asyncProperty(
      order,
      fc.uniqueArray(other, { selector: ([, key]) => key }),
      fc.array(remark),
      async (a, b, c) => {
        const lines = [...a, ...b];
        // A remark behind the last line of a text block would be part of the text.
        const rows = lines.map(([written], at) => written + (written.includes("\n") ? "" : (c[at] ?? "")));
        const text = `---\n${rows.join("\n")}\n---\n正文\n`;
        const { after, errors } = await fixText(
          text,
          async (next) => asFixInput(await lintText({ path: "a.md", text: next }, plan, nobody)),
          {
            unsafe: false,
          },
        );
        expect(errors).toEqual([]);
        expect({ ...dataOf(after) }, text).toEqual(Object.fromEntries(lines.map(([, key, value]) => [key, value])));
        for (const [written] of b) expect(after).toContain(written);
        expect(after.match(/#.*/g)).toEqual(text.match(/#.*/g));
        expect(schema.validate(dataOf(after))).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});
