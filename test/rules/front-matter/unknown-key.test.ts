import { expect, it } from "vitest";
import date from "../../../rules/front-matter/date.js";
import rule from "../../../rules/front-matter/unknown-key.js";
import { lintText } from "../../../src/run/lint-text.js";
import { schemaFile } from "../../schema/support.js";
import { planFor, testRule } from "../../support/rule-tester.js";

const closed = schemaFile({
  properties: { title: {}, tags: {}, author: { properties: { name: {} }, additionalProperties: false } },
  additionalProperties: false,
});
const open = schemaFile({
  properties: {
    title: {},
    description: {},
    updated: {},
    author: { properties: { website: {} } },
    "last-modified": {},
    keywords: {},
    date: {},
  },
  patternProperties: { "^titel-": {} },
});

testRule(rule, {
  accepts: [
    { name: "known keys", schema: closed, article: "---\ntitle: 甲\ntags: [乙]\n---\n" },
    {
      name: "keys that are like no known one where others are allowed",
      schema: open,
      article: "---\nkatex: true\n---\n",
    },
    {
      name: "short keys, and other forms of a known word, where others are allowed",
      schema: open,
      article: "---\ndata: 1\nupdates: 2\nkeyword: 3\n---\n",
    },
    {
      name: "a key that is like a known one which is there too",
      schema: open,
      article: "---\ntitle: 甲\ntitel: 乙\n---\n",
    },
    {
      name: "a misspelt key that the schema requires, of which another rule speaks",
      schema: "preset:article",
      article: "---\ntitel: 甲\n---\n",
    },
    {
      name: "a date under a name that front-matter/date knows, beside a similar known key",
      schema: "preset:article",
      article: "---\ntitle: 甲\npublishedAt: 2021-12-11\n---\n",
    },
    { name: "a key that a pattern of the schema names", schema: open, article: "---\ntitel-: 甲\n---\n" },
  ],
  rejects: [
    {
      name: "a key that the schema does not know",
      schema: closed,
      article: "---\ntitle: 甲\n«katex»: true\n---\n",
      messages: 'Unknown key "katex". Remove the key or add it to the schema.',
    },
    {
      name: "one that is like a known key, and renames it on request",
      schema: closed,
      article: "---\n«tilte»: 甲 # 标题\nauthor: { «nmae»: 乙 }\n---\n正文\n",
      messages: ['Unknown key "tilte". Did you mean "title"?', 'Unknown key "author.nmae". Did you mean "name"?'],
      unsafelyFixed: "---\ntitle: 甲 # 标题\nauthor: { name: 乙 }\n---\n正文\n",
    },
    {
      name: "one that is like a known key which is there already, and does not rename it",
      schema: closed,
      article: "---\ntitle: 甲\n«Title»: 乙\n---\n",
      messages: 'Unknown key "Title". Did you mean "title"?',
    },
    {
      name: "a misspelt key where others are allowed: letters swapped, left out, exchanged, and another case",
      schema: open,
      article: '---\n«titel»: 甲\n«discription»: 乙\n«Last_Modified»: 2021-12-11\nauthor:\n  «wbsite»: "/"\n---\n',
      messages: [
        'Unknown key "titel". Did you mean "title"?',
        'Unknown key "discription". Did you mean "description"?',
        'Unknown key "Last_Modified". Did you mean "last-modified"?',
        'Unknown key "author.wbsite". Did you mean "website"?',
      ],
      unsafelyFixed: '---\ntitle: 甲\ndescription: 乙\nlast-modified: 2021-12-11\nauthor:\n  website: "/"\n---\n',
    },
    {
      name: "a name that the schema forbids",
      schema: schemaFile({ propertyNames: { pattern: "^[a-z]+$" } }),
      article: "---\n«标题»: 甲\n---\n",
      messages: '"标题" is not an allowed key name: it must match the pattern ^[a-z]+$.',
    },
    {
      name: "a key in the words of the schema's author",
      schema: schemaFile({ additionalProperties: false, errorMessage: { additionalProperties: "未知的字段" } }),
      article: "---\n«甲»: 1\n---\n",
      messages: "未知的字段",
    },
  ],
});

it("a key that is allowed and looks misspelt is a warning", async () => {
  const plan = await planFor(rule, { schema: open });
  const { violations } = await lintText({ path: "a.md", text: "---\ntitel: 甲\n---\n" }, plan, async () => {
    throw new Error("nobody asks for pictures");
  });
  expect(violations.map(({ severity }) => severity)).toEqual(["warning"]);
});

it.each(["article", "hexo", "jekyll", "hugo", "astro"])(
  "the keys that front-matter/date takes for dates are known to preset:%s",
  async (preset) => {
    const plan = await planFor(rule, { schema: `preset:${preset}` });
    const keys = [...(date.options?.keys.default ?? []), "createdAt", "publishAt", "publish_at"];
    expect(keys).toContain("publishedAt");
    for (const key of keys) {
      const text = `---\ntitle: 甲\n${key}: 2021-12-11\n---\n`;
      const { violations } = await lintText({ path: "a.md", text }, plan, async () => {
        throw new Error("no image is requested");
      });
      expect(
        violations.map(({ message }) => message),
        key,
      ).toEqual([]);
    }
  },
);
