import rule from "../../../rules/front-matter/type.js";
import { schemaFile } from "../../schema/support.js";
import { testRule } from "../../support/rule-tester.js";

const list = { type: "array", items: { type: "string" } };
const schema = schemaFile({
  properties: {
    title: { type: "string" },
    draft: { type: "boolean" },
    comments: { type: "boolean" },
    weight: { type: "integer" },
    rating: { type: "number", maximum: 5 },
    tags: list,
    years: { type: "array", items: { type: "integer" } },
    keywords: { anyOf: [list, { type: "object" }] },
    author: { type: "object", properties: { name: { type: "string" }, verified: { type: "boolean" } } },
    kind: { enum: ["post", "page", "Q&A"] },
    layout: { enum: ["post", "page"], "x-fix": { article: "post", 2: "page" } },
    section: { enum: ["news", "weather"], "x-fix": ["lowercase", { 天气: "weather" }] },
    people: { ...list, "x-fix": "split" },
    own: { type: "string", errorMessage: { type: "“own”只能是文字" } },
  },
});

testRule(rule, {
  accepts: [
    {
      name: "values of the types that the schema wants",
      schema,
      article: "---\ntitle: 甲\ndraft: false\nweight: 3\ntags: [甲, '2021']\nkind: Q&A\n---\n",
    },
    {
      name: "what is wrong in another way, of which another rule speaks",
      schema,
      article: "---\nrating: 6\n---\n",
    },
  ],
  rejects: [
    {
      name: "a word in quotes where true or false is wanted, and takes the quotes away",
      schema,
      article: '---\ndraft: «"false"» # 先不发\n---\n正文\n',
      messages: '"draft" must be true or false, but is a string ("false").',
      // A text that is not empty is true in some generators.
      unsafelyFixed: "---\ndraft: false # 先不发\n---\n正文\n",
    },
    {
      name: "the same in another case, in a mapping, in TOML and in JSON",
      schema,
      article: "---\nauthor: { name: 甲, verified: «'True'» }\n---\n",
      messages: '"author.verified" must be true or false, but is a string ("True").',
      fixed: "---\nauthor: { name: 甲, verified: true }\n---\n",
    },
    {
      name: "in TOML",
      schema,
      article: '+++\ndraft = «"true"» # 先不发\nweight = «"3"»\ntags = «"甲"»\ntitle = «2021»\n+++\n',
      messages: [
        '"draft" must be true or false, but is a string ("true").',
        '"weight" must be an integer, but is a string ("3").',
        '"tags" must be a list of strings, but is a string ("甲").',
        '"title" must be a string, but is a number (2021).',
      ],
      fixed: '+++\ndraft = true # 先不发\nweight = 3\ntags = ["甲"]\ntitle = "2021"\n+++\n',
    },
    {
      name: "in JSON",
      schema,
      article: '---json\n{ "comments": «"false"», "tags": «"甲"», "title": «1.10» }\n---\n',
      messages: [
        '"comments" must be true or false, but is a string ("false").',
        '"tags" must be a list of strings, but is a string ("甲").',
        '"title" must be a string, but is a number (1.1).',
      ],
      fixed: '---json\n{ "comments": false, "tags": ["甲"], "title": "1.10" }\n---\n',
    },
    {
      name: "yes for true, which another reader of YAML may have read as true: fixed on request",
      schema,
      article: "---\ndraft: «yes»\n---\n",
      messages: '"draft" must be true or false, but is a string ("yes").',
      unsafelyFixed: "---\ndraft: true\n---\n",
    },
    {
      name: "a number in quotes, but not text that a number would change",
      schema,
      article: "---\nweight: «'12'»\nrating: «'4.50'»\n---\n",
      messages: [
        '"weight" must be an integer, but is a string ("12").',
        '"rating" must be a number, but is a string ("4.50").',
      ],
      fixed: "---\nweight: 12\nrating: '4.50'\n---\n",
    },
    {
      name: "a number that the schema would not have either",
      schema,
      article: "---\nrating: «'9'»\n---\n",
      messages: '"rating" must be a number, but is a string ("9").',
    },
    {
      name: "a number where text is wanted, and quotes it as it is written",
      schema,
      article: "---\ntitle: «1.10» # 版本\ntags: [甲, «2021»]\n---\n",
      messages: [
        '"title" must be a string, but is a number (1.1).',
        '"tags[1]" must be a string, but is a number (2021).',
      ],
      fixed: "---\ntitle: '1.10' # 版本\ntags: [甲, '2021']\n---\n",
    },
    {
      name: "one name where a list is wanted, also of numbers and in a union",
      schema,
      article: '---\ntags: «天气» # 一个\nyears: «2021»\nkeywords: «"a: b"»\n---\n',
      messages: [
        '"tags" must be a list of strings, but is a string ("天气").',
        '"years" must be a list of integers, but is a number (2021).',
        '"keywords" must be a mapping or a list of strings, but is a string ("a: b").',
      ],
      fixed: '---\ntags: [天气] # 一个\nyears: [2021]\nkeywords: ["a: b"]\n---\n',
    },
    {
      name: "several names in one text, which may be one name with a comma: fixed on request",
      schema,
      article: "---\ntags: «雨，杭州、 'West Lake'»\n---\n",
      messages: '"tags" must be a list of strings, but is a string ("雨，杭州、 \'West Lake\'").',
      unsafelyFixed: "---\ntags: [雨, 杭州, '''West Lake''']\n---\n",
    },
    {
      name: "several names in one text, which the schema says to part",
      schema,
      article: "---\npeople: «王小明，李华»\n---\n",
      messages: '"people" must be a list of strings, but is a string ("王小明，李华").',
      fixed: "---\npeople: [王小明, 李华]\n---\n",
    },
    {
      name: "an allowed value in another case, and with blanks around it",
      schema,
      article: "---\nkind: «Post»\nlayout: «' page '»\n---\n",
      messages: [
        '"kind" must be one of "post", "page", "Q&A", but is "Post".',
        '"layout" must be one of "post", "page", but is " page ".',
      ],
      fixed: "---\nkind: post\nlayout: 'page'\n---\n",
    },
    {
      name: "values for which the schema says what is meant",
      schema,
      article: "---\nlayout: «article»\nsection: «天气»\n---\n",
      messages: [
        '"layout" must be one of "post", "page", but is "article".',
        '"section" must be one of "news", "weather", but is "天气".',
      ],
      fixed: "---\nlayout: post\nsection: weather\n---\n",
    },
    {
      name: "a value that is nearly an allowed one, which is only suggested",
      schema,
      article: "---\nlayout: «pots»\n---\n",
      messages: '"layout" must be one of "post", "page", but is "pots".',
    },
    {
      name: "what nobody can correct, and a value that is not written",
      schema,
      article: "---\nauthor: «甲»\n«title»:\n---\n",
      messages: ['"author" must be a mapping, but is a string ("甲").', '"title" must be a string, but is empty.'],
    },
    {
      name: "a type in the words of the schema's author",
      schema,
      article: "---\nown: «[甲]»\n---\n",
      messages: "“own”只能是文字",
    },
  ],
});
