import rule from "../../../rules/front-matter/schema.js";
import { schemaFile } from "../../schema/support.js";
import { testRule } from "../../support/rule-tester.js";

const author = schemaFile({ properties: { author: { type: "object", required: ["name"] } } });
const lengths = schemaFile({
  properties: { author: { properties: { name: { maxLength: 2 } } }, tags: { minItems: 2 } },
});
const slug = schemaFile({ properties: { slug: { pattern: "^[a-z0-9-]+$", "x-fix": "slug" } } });
const chinese = schemaFile({
  required: ["title"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the schema, not of JavaScript
  properties: { summary: { minLength: 10, errorMessage: "摘要“${0}”太短" } },
  errorMessage: { required: { title: "每篇文章要有标题" } },
});

testRule(rule, {
  accepts: [
    {
      name: "what the schema accepts",
      schema: "preset:article",
      article: "---\ntitle: 甲\ndate: 2021-12-11\n---\n正文\n",
    },
    { name: "text without front matter", schema: "preset:article", article: "正文\n" },
    { name: "front matter that cannot be read", schema: "preset:article", article: "---\ntitle: [\n---\n" },
    { name: "anything where no schema applies", article: "---\ntags: 12\n---\n" },
    {
      name: "wrong types and unknown keys, of which other rules speak",
      schema: schemaFile({ properties: { tags: { type: "array" } }, additionalProperties: false }),
      article: "---\ntags: 12\ntitle: 甲\n---\n",
    },
  ],
  rejects: [
    {
      name: "a key that may be missing, where a schema was chosen that requires it",
      schema: "preset:article",
      article: "«---»\nlayout: home\n---\n正文\n",
      options: { optional: ["title"] },
      messages: 'Missing required key "title". Add it to the front matter.',
    },
    {
      name: "a key that is missing because it is misspelt, at what is there for it",
      schema: "preset:article",
      article: "---\n«titel»: 甲 # 标题\ndate: 2021-12-11\n---\n",
      messages: 'Missing required key "title". Rename "titel" to "title"?',
      unsafelyFixed: "---\ntitle: 甲 # 标题\ndate: 2021-12-11\n---\n",
    },
    {
      name: "one that is misspelt within a value",
      schema: schemaFile({ properties: { author: { required: ["website"], properties: { website: {} } } } }),
      article: "---\nauthor:\n  «webiste»: 甲\n---\n",
      messages: 'Missing required key "website" in "author". Rename "webiste" to "website"?',
      unsafelyFixed: "---\nauthor:\n  website: 甲\n---\n",
    },
    {
      name: "a key that is missing, at the opening fence",
      schema: "preset:article",
      article: "\n«---»\ndate: 2021-12-11\n---\n",
      messages: 'Missing required key "title". Add it to the front matter.',
    },
    {
      name: "a key that is missing in an object, at the key of that object",
      schema: author,
      article: "---\n«author»:\n  url: /a\n---\n",
      messages: 'Missing required key "name" in "author". Add the key.',
    },
    {
      name: "a block as a whole, at the opening fence",
      schema: schemaFile({ minProperties: 3 }),
      article: '«+++»\ntitle = "甲"\n+++\n',
      messages: "The front matter must have at least 3 entries, but has 1.",
    },
    {
      name: "a value, at its place",
      schema: lengths,
      article: "---\nauthor:\n  name: «王小明» # 笔名\ntags: «[甲]»\n---\n",
      messages: [
        '"author.name" must have at most 2 characters, but has 3.',
        '"tags" must have at least 2 items, but has 1.',
      ],
    },
    {
      name: "a key that is there and must not be",
      schema: schemaFile({ properties: { old: false } }),
      article: "---\n«old»: 1\n---\n",
      messages: '"old" is not allowed here.',
    },
    {
      name: "a value for which the schema says how it is corrected",
      schema: slug,
      article: "---\nslug: «Hangzhou Rain» # 地址\n---\n",
      messages: '"slug" must match the pattern ^[a-z0-9-]+$, but is "Hangzhou Rain".',
      fixed: "---\nslug: hangzhou-rain # 地址\n---\n",
    },
    {
      name: "a value with blanks around it, in its quotes",
      schema: schemaFile({ properties: { site: { type: "string", format: "uri" } } }),
      article: "---\nsite: «' https://example.com/'»\n---\n",
      messages: '"site" must be a URI, but is " https://example.com/".',
      fixed: "---\nsite: 'https://example.com/'\n---\n",
    },
    {
      name: "defects in the words of the schema's author",
      schema: chinese,
      article: "«---»\nsummary: «太短»\n---\n",
      messages: ["每篇文章要有标题", "摘要“太短”太短"],
    },
  ],
});
