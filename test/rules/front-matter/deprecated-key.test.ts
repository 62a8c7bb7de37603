import rule from "../../../rules/front-matter/deprecated-key.js";
import { schemaFile } from "../../schema/support.js";
import { testRule } from "../../support/rule-tester.js";

const names = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };
const schema = schemaFile({
  properties: {
    category: { ...names, deprecated: true, "x-replacement": "categories" },
    categories: names,
    lastmod: { deprecated: true, "x-replacement": "updated" },
    updated: { type: "string" },
    spider: { deprecated: true },
    counter: { $ref: "#/$defs/gone" },
    draft: { anyOf: [{ type: "boolean" }, { enum: ["yes", "no"], deprecated: true }] },
    author: { properties: { mail: { deprecated: true, "x-replacement": "email" } } },
    rank: { deprecated: true, errorMessage: { deprecated: "“rank”已经不用了" } },
    block: {
      oneOf: [
        { properties: { kind: { const: "photo" }, src: { deprecated: true } }, required: ["kind"] },
        { properties: { kind: { const: "video" }, src: {} }, required: ["kind"] },
      ],
    },
  },
  $defs: { gone: { allOf: [{ deprecated: true }] } },
});

testRule(rule, {
  accepts: [
    { name: "keys that are not deprecated", schema, article: "---\ncategories: [甲]\n---\n" },
    { name: "a form of a value that is deprecated: the key is not", schema, article: "---\ndraft: yes\n---\n" },
    {
      name: "a key that another branch calls deprecated",
      schema,
      article: "---\nblock: { kind: video, src: /a }\n---\n",
    },
  ],
  rejects: [
    {
      name: "a key with a new name, and renames it",
      schema,
      article: "---\n«category»: [甲] # 分类\nauthor:\n  «mail»: a@example.com\n---\n正文\n",
      messages: [
        '"category" is deprecated. Use "categories" instead.',
        '"author.mail" is deprecated. Use "email" instead.',
      ],
      fixed: "---\ncategories: [甲] # 分类\nauthor:\n  email: a@example.com\n---\n正文\n",
    },
    {
      name: "one whose value the schema would not have under the new name: renamed on request",
      schema,
      article: "---\n«lastmod»: 2021\n---\n",
      messages: '"lastmod" is deprecated. Use "updated" instead.',
      unsafelyFixed: "---\nupdated: 2021\n---\n",
    },
    {
      name: "one whose new name is there and empty, and moves the value",
      schema,
      article: "---\n«category»: [甲] # 分类\ntags: [乙]\ncategories: # 新\n---\n",
      messages: '"category" is deprecated. Use "categories" instead.',
      fixed: "---\ntags: [乙]\ncategories: [甲] # 新\n---\n",
    },
    {
      name: "one that says the same as its new name, or nothing, and removes it",
      schema,
      article: "---\n«category»: [甲]\ncategories: [甲]\n«lastmod»:\nupdated: 2021-12-11\n---\n",
      messages: [
        '"category" is deprecated. Use "categories" instead.',
        '"lastmod" is deprecated. Use "updated" instead.',
      ],
      fixed: "---\ncategories: [甲]\nupdated: 2021-12-11\n---\n",
    },
    {
      name: "one whose new name the schema does not know itself, and leaves it",
      schema: schemaFile({
        properties: { category: { deprecated: true, "x-replacement": "categories" } },
        additionalProperties: false,
      }),
      article: "---\n«category»: [甲]\n---\n",
      messages: '"category" is deprecated. Use "categories" instead.',
    },
    {
      name: "one whose new name is there already, and leaves both",
      schema,
      article: "---\n«category»: 甲\ncategories: [乙]\n---\n",
      messages: '"category" is deprecated. Use "categories" instead.',
    },
    {
      name: "a key without a new name, also by reference",
      schema,
      article: "---\n«spider»: 1\n«counter»: 2\n---\n",
      messages: ['"spider" is deprecated. Remove the key.', '"counter" is deprecated. Remove the key.'],
    },
    {
      name: "a key in the branch that the value fits",
      schema,
      article: "---\nblock: { kind: photo, «src»: /a }\n---\n",
      messages: '"block.src" is deprecated. Remove the key.',
    },
    {
      name: "a key in the words of the schema's author",
      schema,
      article: "---\n«rank»: 1\n---\n",
      messages: "“rank”已经不用了",
    },
  ],
});
