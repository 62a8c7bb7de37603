// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
/**
 * Every keyword of the three drafts, by what their specifications say of it, in cases of our own: the value stands in
 * front matter, in JSON and in YAML, and the schema that judges it is a file of its own. `format` is left out: by the
 * specifications it may assert or not, for stet it does (formats.test.ts).
 */
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { folder } from "./support.js";

type Draft = "07" | "2019" | "2020";
const uris: Readonly<Record<Draft, string>> = {
  "07": "http://json-schema.org/draft-07/schema#",
  "2019": "https://json-schema.org/draft/2019-09/schema",
  "2020": "https://json-schema.org/draft/2020-12/schema",
};
const all: readonly Draft[] = ["07", "2019", "2020"];
const since2019: readonly Draft[] = ["2019", "2020"];
const until2019: readonly Draft[] = ["07", "2019"];

interface Case {
  readonly keyword: string;
  readonly says: string;
  readonly drafts: readonly Draft[];
  readonly schema: unknown;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

const cases: Case[] = [];
const given = (
  keyword: string,
  says: string,
  schema: unknown,
  [valid, invalid]: readonly [valid: readonly unknown[], invalid: readonly unknown[]],
  drafts: readonly Draft[] = all,
): void => {
  cases.push({ keyword, says, drafts, schema, valid, invalid });
};

const everything = [1, 1.5, "a", "", true, false, null, [], ["a"], {}, { a: 1 }];
const named = (source: string): unknown => JSON.parse(source);

given("boolean schema", "true takes everything", true, [everything, []]);
given("boolean schema", "false takes nothing", false, [[], everything]);
given("boolean schema", "an empty schema takes everything", {}, [everything, []]);

given("type", "of strings", { type: "string" }, [
  ["a", ""],
  [1, true, null, [], {}],
]);
given("type", "of whole numbers, also written with a point", { type: "integer" }, [
  [1, 1.0, -0],
  [1.5, "1", true],
]);
given("type", "of numbers", { type: "number" }, [
  [1, 1.5],
  ["1", null],
]);
given("type", "of booleans", { type: "boolean" }, [
  [true, false],
  [0, 1, "true", ""],
]);
given("type", "of null", { type: "null" }, [[null], [0, false, "", []]]);
given("type", "of lists", { type: "array" }, [
  [[], [1]],
  [{}, "a"],
]);
given("type", "of mappings", { type: "object" }, [
  [{}, { a: 1 }],
  [[], null],
]);
given("type", "of several", { type: ["string", "null"] }, [
  ["a", null],
  [1, []],
]);

given("enum", "by equal values, however deep", { enum: [6, "a", [], true, { a: [1, { b: null }] }] }, [
  [6, "a", [], true, { a: [1, { b: null }] }],
  [null, false, "A", [1], {}, { a: [1, { b: 0 }] }],
]);
given("enum", "false is not 0, true is not 1, a list of them neither", { enum: [false, [true]] }, [
  [false, [true]],
  [0, [1], [0], true],
]);
given("enum", "0 is not false, and 1 is 1.0", { enum: [0, 1] }, [
  [0, 0.0, 1.0],
  [false, true, "0"],
]);
given("const", "by equal values, whatever the order of keys", { const: { a: 1, b: [2] } }, [
  [
    { a: 1, b: [2] },
    { b: [2], a: 1 },
  ],
  [{ a: 1 }, { a: 1, b: [2], c: 3 }, [["a", 1]], null],
]);
given("const", "null", { const: null }, [[null], [0, false, ""]]);
given("const", "a mapping with false is none with 0", { const: { a: false } }, [
  [{ a: false }],
  [{ a: 0 }, { a: [false] }],
]);
given("const", "large numbers", { const: 9007199254740992 }, [[9007199254740992], [9007199254740991]]);

given("multipleOf", "by a whole number", { multipleOf: 2 }, [
  [10, 0, -4, "a"],
  [7, 1.5],
]);
given("multipleOf", "by a part of one", { multipleOf: 0.0001 }, [[0.0075, 0], [0.00751]]);
given("multipleOf", "by hundredths, which no binary number is", { multipleOf: 0.01 }, [
  [4.35, 19.99, -0.07, 1e21],
  [4.355, 1e-7],
]);
given("minimum", "the limit belongs to it", { minimum: -2 }, [
  [-2, 0, "a"],
  [-2.0001, -3],
]);
given("maximum", "the limit belongs to it", { maximum: 300 }, [[300, 300.0, 1], [300.5]]);
given("exclusiveMinimum", "the limit does not belong to it", { exclusiveMinimum: 1.1 }, [
  [1.2, "a"],
  [1.1, 0.6],
]);
given("exclusiveMaximum", "the limit does not belong to it", { exclusiveMaximum: 3 }, [[2.2], [3, 3.5]]);

given("minLength", "in characters, not in halves of them", { minLength: 2 }, [
  ["ab", "甲乙", "😀😀", 1],
  ["a", "😀", ""],
]);
given("maxLength", "in characters, not in halves of them", { maxLength: 2 }, [
  ["ab", "😀😀", [1, 2, 3]],
  ["abc", "😀😀😀"],
]);
given("maxLength", "a limit with a point", { maxLength: 2.0 }, [["ab"], ["abc"]]);
given("pattern", "found anywhere", { pattern: "a+" }, [["xaay", 12, null], ["xyz"]]);
given("pattern", "of Unicode", { pattern: "^\\p{Script=Han}{2}$" }, [["杭州"], ["杭", "hz"]]);

given("items", "for all items", { items: { type: "integer" } }, [[[], [1, 2], {}, "a"], [[1, "a"]]]);
given("items", "none may be there", { items: false }, [[[], "a"], [[1]]]);
given("items", "in items", { items: { items: { items: { type: "number" } } } }, [[[[[1], [2]]]], [[[["a"]]]]]);
given(
  "items",
  "a list is a tuple",
  { items: [{ type: "integer" }, { type: "string" }] },
  [
    [[1, "a"], [1], [], [1, "a", true]],
    [
      ["a", 1],
      [1, 2],
    ],
  ],
  until2019,
);
given(
  "items",
  "longer than the list, it stops no keyword behind it",
  { not: { items: [true, { type: "integer" }], contains: { type: "string" }, minItems: 1 } },
  [
    [[], [1], [1, 2]],
    [["a"], ["a", 1]],
  ],
  until2019,
);
given(
  "additionalItems",
  "for items behind the tuple",
  { items: [{}], additionalItems: { type: "integer" } },
  [[[null, 2], ["a"]], [[1, "a"]]],
  until2019,
);
given(
  "additionalItems",
  "means nothing without a tuple",
  { items: { type: "integer" }, additionalItems: false },
  [[[1, 2, 3]], [["a"]]],
  until2019,
);
given(
  "prefixItems",
  "for the first items, items for the others",
  { prefixItems: [{ type: "integer" }, { type: "string" }], items: { type: "boolean" } },
  [
    [[1, "a"], [1], [], [1, "a", true]],
    [["a"], [1, 2], [1, "a", 3]],
  ],
  ["2020"],
);
given(
  "prefixItems",
  "longer than the list, it stops no keyword behind it",
  { not: { prefixItems: [true, { type: "integer" }], contains: { type: "string" }, minItems: 1 } },
  [
    [[], [1], [1, 2]],
    [["a"], ["a", 1]],
  ],
  ["2020"],
);
given("contains", "one item at least", { contains: { minimum: 5 } }, [
  [[3, 5], [6], {}],
  [[], [1, 2]],
]);
given("contains", "none can be what nothing is", { contains: false }, [["a"], [[], ["a"]]]);
given(
  "minContains",
  "so many, none is none",
  { contains: { const: 1 }, minContains: 2 },
  [
    [
      [1, 1],
      [1, 2, 1],
    ],
    [[], [1]],
  ],
  since2019,
);
given("minContains", "0 asks for none", { contains: { const: 1 }, minContains: 0 }, [[[], [2]], []], since2019);
given(
  "maxContains",
  "no more",
  { contains: { const: 1 }, maxContains: 1 },
  [
    [[1], [1, 2]],
    [[], [1, 1]],
  ],
  since2019,
);
given("maxContains", "means nothing without contains", { maxContains: 1 }, [[[1, 1]], []], since2019);
given("minItems", "the least", { minItems: 1 }, [[[1], "", {}], [[]]]);
given("maxItems", "the most", { maxItems: 2 }, [[[1, 2], "abc"], [[1, 2, 3]]]);
given(
  "const",
  "mappings with keys that every object of JavaScript has",
  { const: { toString: 1, valueOf: [2], hasOwnProperty: null } },
  [
    [{ hasOwnProperty: null, valueOf: [2], toString: 1 }],
    [{}, { toString: 1 }, { toString: 1, valueOf: [3], hasOwnProperty: null }],
  ],
);
given("uniqueItems", "also of such mappings", { uniqueItems: true }, [
  [[{ toString: 1 }, { toString: 2 }, {}]],
  [
    [{ valueOf: 1 }, { valueOf: 1 }],
    [{ toString: { a: 1 } }, 1, { toString: { a: 1 } }],
  ],
]);
given("uniqueItems", "by equal values", { uniqueItems: true }, [
  [
    [1, 2],
    [1, true],
    [0, false],
    [[1], [true]],
    [{ a: false }, { a: 0 }],
    ["a", "A"],
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
  ],
  [
    [1, 1.0],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [[1], [1]],
    [null, null],
    ["a", "b", "a"],
  ],
]);
given("uniqueItems", "false asks for nothing", { uniqueItems: false }, [[[1, 1]], []]);

given("properties", "for the keys it names", { properties: { a: { type: "integer" }, b: {} } }, [
  [{ a: 1, b: [] }, { c: {} }, [], 12],
  [{ a: "x" }, { a: {}, b: {} }],
]);
given("properties", "a key that is forbidden", { properties: { a: true, b: false } }, [
  [{}, { a: 1 }],
  [{ b: 1 }, { a: 1, b: 2 }],
]);
given(
  "properties",
  "with names that JavaScript has a meaning for",
  named(
    '{ "properties": { "__proto__": { "type": "number" }, "toString": { "type": "number" }, "constructor": { "type": "number" } } }',
  ),
  [
    [{}, [], 12, named('{ "__proto__": 1, "toString": 2, "constructor": 37 }')],
    [named('{ "__proto__": "a" }'), named('{ "toString": {} }'), named('{ "constructor": [1] }')],
  ],
);
given(
  "properties",
  "with quotes, blanks and slashes in their names",
  { properties: { 'a"b': { type: "number" }, "c/d~e\\f": { type: "number" } } },
  [[{ 'a"b': 1, "c/d~e\\f": 2 }], [{ 'a"b': "x" }, { "c/d~e\\f": "x" }]],
);
given(
  "patternProperties",
  "for the keys that match, each for itself",
  { patternProperties: { "a+": { type: "integer" }, "a{3}": { maximum: 20 } } },
  [
    [{ a: 21 }, { aaaa: 18 }, { b: "x" }, []],
    [{ a: "x" }, { aaa: 31 }, { xaax: null }],
  ],
);
given(
  "patternProperties",
  "upper case counts, anywhere in the name",
  { patternProperties: { X_: { type: "string" } } },
  [
    [{ x_a: 3 }, { aX_b: "x" }],
    [{ X_a: 3 }, { aX_b: 3 }],
  ],
);
given(
  "additionalProperties",
  "for keys that neither of the others speaks of",
  { properties: { a: {} }, patternProperties: { "^v": {} }, additionalProperties: false },
  [
    [{ a: 1 }, { a: 1, vroom: 2 }, [1], "a"],
    [{ a: 1, b: 2 }, { xv: 1 }],
  ],
);
given("additionalProperties", "with a schema", { properties: { a: {} }, additionalProperties: { type: "boolean" } }, [
  [{ a: 1, b: true }],
  [{ a: 1, b: 2 }],
]);
given(
  "additionalProperties",
  "does not look into allOf",
  { allOf: [{ properties: { a: {} } }], additionalProperties: { type: "boolean" } },
  [[{ a: true }], [{ a: 1, b: true }]],
);
given("propertyNames", "for every name", { propertyNames: { maxLength: 3 } }, [
  [{ f: {}, foo: {} }, {}, [], "abcd"],
  [{ foobar: 1 }],
]);
given("propertyNames", "false lets none", { propertyNames: false }, [[{}], [{ a: 1 }]]);
given("required", "keys that must be there, even if empty", { required: ["a"] }, [
  [{ a: null }, [], "a", 12],
  [{}, { b: 1 }],
]);
given("required", "names that JavaScript has a meaning for", { required: ["__proto__", "toString", "constructor"] }, [
  [named('{ "__proto__": 1, "toString": 2, "constructor": 3 }'), []],
  [{}, named('{ "toString": 1 }'), named('{ "__proto__": 1 }')],
]);
given("minProperties", "the least", { minProperties: 1 }, [[{ a: 1 }, [], ""], [{}]]);
given("maxProperties", "the most", { maxProperties: 1 }, [[{}, { a: 1 }, [1, 2]], [{ a: 1, b: 2 }]]);
given(
  "dependencies",
  "of keys, and of schemas",
  { dependencies: { a: ["b"], c: { properties: { d: { type: "integer" } } }, e: false } },
  [
    [{}, { b: 1 }, { a: 1, b: 2 }, { c: 1, d: 2 }, { d: "x" }, ["a"]],
    [{ a: 1 }, { c: 1, d: "x" }, { e: 1 }],
  ],
  ["07"],
);
given(
  "dependentRequired",
  "keys that others ask for",
  { dependentRequired: { a: ["b", "c"], d: [] } },
  [
    [{}, { b: 1 }, { a: 1, b: 2, c: 3 }, { d: 1 }, "a"],
    [{ a: 1 }, { a: 1, b: 2 }],
  ],
  since2019,
);
given(
  "dependentSchemas",
  "schemas that keys ask for",
  { dependentSchemas: { a: { properties: { b: { type: "integer" } } }, c: false } },
  [
    [{}, { b: "x" }, { a: 1, b: 2 }, []],
    [{ a: 1, b: "x" }, { c: 1 }],
  ],
  since2019,
);

given(
  "allOf",
  "all of them, and what stands beside",
  { properties: { a: {} }, required: ["a"], allOf: [{ required: ["b"] }, { required: ["c"] }] },
  [[{ a: 1, b: 2, c: 3 }], [{ b: 1, c: 2 }, { a: 1, b: 2 }, { a: 1 }]],
);
given("anyOf", "one of them, or more", { anyOf: [{ type: "integer" }, { minimum: 2 }] }, [[1, 2.5, 3, "a"], [1.5]]);
given("anyOf", "with what stands beside", { type: "string", anyOf: [{ maxLength: 2 }, { minLength: 4 }] }, [
  ["ab", "abcd"],
  ["abc", 3],
]);
given("oneOf", "just one of them", { oneOf: [{ type: "integer" }, { minimum: 2 }] }, [
  [1, 2.5],
  [3, 1.5],
]);
given("oneOf", "true twice is too much", { oneOf: [true, true, false] }, [[], ["a"]]);
given("oneOf", "by keys", { oneOf: [{ required: ["a", "b"] }, { required: ["a", "c"] }] }, [
  [{ a: 1, b: 2 }],
  [{ b: 1 }, { a: 1, b: 2, c: 3 }],
]);
given("not", "not that", { not: { type: ["integer", "boolean"] } }, [
  ["a", 1.5],
  [1, true],
]);
given("not", "not not", { not: { not: {} } }, [everything, []]);
given("not", "a forbidden key", { properties: { a: { not: {} } } }, [[{ b: 1 }], [{ a: 1 }]]);
given(
  "if",
  "then if it fits, else if not",
  { if: { exclusiveMaximum: 0 }, then: { minimum: -10 }, else: { multipleOf: 2 } },
  [
    [-1, 4],
    [-100, 3],
  ],
);
given("if", "alone decides nothing", { if: { const: 0 } }, [[0, 1], []]);
given("if", "then and else without it mean nothing", { then: { const: 0 }, else: { const: 1 } }, [[2], []]);
given(
  "if",
  "does not reach over to another one",
  { allOf: [{ if: { exclusiveMaximum: 0 } }, { then: { minimum: -10 } }, { else: { multipleOf: 2 } }] },
  [[-100, 3], []],
);
given("if", "true and false", { if: true, then: { const: "a" }, else: { const: "b" } }, [["a"], ["b"]]);

given("$ref", "to the root", { properties: { a: { $ref: "#" } }, additionalProperties: false }, [
  [{ a: false }, { a: { a: false } }],
  [{ b: 1 }, { a: { b: 1 } }],
]);
given(
  "$ref",
  "to a place in the same file",
  { properties: { a: { type: "integer" }, b: { $ref: "#/properties/a" } } },
  [[{ b: 3 }], [{ b: true }]],
);
given(
  "$ref",
  "to an item of a list of schemas",
  { allOf: [{ type: "integer" }], properties: { a: { $ref: "#/allOf/0" } } },
  [[1], ["a", { a: 1 }]],
);
given(
  "$ref",
  "with everything that a pointer escapes",
  {
    definitions: {
      "ti~lde": { type: "integer" },
      "sla/sh": { type: "integer" },
      "per%cent": { type: "integer" },
      "引用 b": { type: "integer" },
    },
    properties: {
      a: { $ref: "#/definitions/ti~0lde" },
      b: { $ref: "#/definitions/sla~1sh" },
      c: { $ref: "#/definitions/per%25cent" },
      d: { $ref: "#/definitions/引用%20b" },
    },
  },
  [[{ a: 1, b: 1, c: 1, d: 1 }], [{ a: "x" }, { b: "x" }, { c: "x" }, { d: "x" }]],
);
given(
  "$ref",
  "from one to the next",
  {
    definitions: { a: { type: "integer" }, b: { $ref: "#/definitions/a" }, c: { $ref: "#/definitions/b" } },
    $ref: "#/definitions/c",
  },
  [[5], ["a"]],
);
given(
  "$ref",
  "stands alone: what is beside it is not read",
  { definitions: { list: { type: "array" } }, properties: { a: { $ref: "#/definitions/list", maxItems: 2 } } },
  [[{ a: [] }, { a: [1, 2, 3] }], [{ a: "x" }]],
  ["07"],
);
given(
  "$ref",
  "and what is beside it",
  { $defs: { list: { type: "array" } }, properties: { a: { $ref: "#/$defs/list", maxItems: 2 } } },
  [
    [{ a: [] }, { a: [1, 2] }],
    [{ a: "x" }, { a: [1, 2, 3] }],
  ],
  since2019,
);
given("$ref", "as the name of a key is none", { properties: { $ref: { type: "string" } } }, [
  [{ $ref: "a" }],
  [{ $ref: 2 }],
]);
given(
  "$ref",
  "to true and to false",
  {
    definitions: { yes: true, no: false },
    properties: { a: { $ref: "#/definitions/yes" }, b: { $ref: "#/definitions/no" } },
  },
  [[{ a: 1 }], [{ b: 1 }]],
);
given(
  "$ref",
  "of a tree to itself",
  {
    definitions: {
      node: {
        type: "object",
        required: ["value"],
        properties: { value: { type: "number" }, children: { type: "array", items: { $ref: "#/definitions/node" } } },
      },
    },
    $ref: "#/definitions/node",
  },
  [
    [{ value: 1, children: [{ value: 2, children: [{ value: 3 }] }] }],
    [{ value: 1, children: [{ value: 2, children: [{ value: "x" }] }] }, { children: [] }],
  ],
);
given(
  "$ref",
  "to the same from two places is no circle",
  {
    definitions: { int: { type: "integer" } },
    allOf: [
      { properties: { a: { $ref: "#/definitions/int" } } },
      { additionalProperties: { $ref: "#/definitions/int" } },
    ],
  },
  [[{ a: 1 }], [{ a: "x" }]],
);
for (const draft of all)
  given(
    "$ref",
    "to the meta-schema of the draft",
    { $ref: uris[draft] },
    [[{ minLength: 1 }], [{ minLength: -1 }]],
    [draft],
  );
given(
  "$id",
  "is what references below it start from",
  {
    $id: "https://example.com/root.json",
    properties: { a: { $ref: "list.json" }, b: { $ref: "https://example.com/list.json#/definitions/item" } },
    definitions: {
      list: {
        $id: "list.json",
        type: "array",
        items: { $ref: "#/definitions/item" },
        definitions: { item: { type: "integer" } },
      },
    },
  },
  [[{ a: [1], b: 2 }], [{ a: ["x"] }, { a: 1 }, { b: "x" }]],
);
given("$id", "within data is data", { enum: [{ $id: "https://example.com/x.json", type: "null" }] }, [
  [{ $id: "https://example.com/x.json", type: "null" }],
  [null, { type: "null" }],
]);
given(
  "$id",
  "with a name behind #",
  { allOf: [{ $ref: "#item" }], definitions: { a: { $id: "#item", type: "integer" } } },
  [[1], ["a"]],
  ["07"],
);
given(
  "$anchor",
  "is a name to refer to",
  { $ref: "#item", $defs: { a: { $anchor: "item", type: "integer" } } },
  [[1], ["a"]],
  since2019,
);
given(
  "$anchor",
  "belongs to the $id above it",
  {
    $id: "https://example.com/anchors.json",
    $ref: "nested.json#item",
    $defs: { a: { $id: "nested.json", $defs: { b: { $anchor: "item", type: "integer" } } } },
  },
  [[1], ["a"]],
  since2019,
);
given(
  "$recursiveRef",
  "to the outermost schema that allows it",
  {
    $id: "https://example.com/strict-tree.json",
    $recursiveAnchor: true,
    $ref: "tree.json",
    unevaluatedProperties: false,
    $defs: {
      tree: {
        $id: "tree.json",
        $recursiveAnchor: true,
        type: "object",
        properties: { data: true, children: { type: "array", items: { $recursiveRef: "#" } } },
      },
    },
  },
  [[{ data: 1, children: [{ data: 2 }] }], [{ children: [{ daat: 1 }] }]],
  ["2019"],
);
given(
  "$recursiveRef",
  "without an anchor is a $ref",
  { properties: { a: { $recursiveRef: "#" } }, additionalProperties: false },
  [[{ a: { a: false } }], [{ a: { b: 1 } }]],
  ["2019"],
);
given(
  "$dynamicRef",
  "to the outermost anchor of its name",
  {
    $id: "https://example.com/strict-tree-2020.json",
    $dynamicAnchor: "node",
    $ref: "tree.json",
    unevaluatedProperties: false,
    $defs: {
      tree: {
        $id: "tree.json",
        $dynamicAnchor: "node",
        type: "object",
        properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
      },
    },
  },
  [[{ data: 1, children: [{ data: 2 }] }], [{ children: [{ daat: 1 }] }]],
  ["2020"],
);
given(
  "$dynamicRef",
  "to an anchor that is not dynamic is a $ref",
  { items: { $dynamicRef: "#item" }, $defs: { a: { $anchor: "item", type: "string" } } },
  [[["a"]], [[1]]],
  ["2020"],
);

given(
  "$recursiveRef",
  "stays in a schema without an anchor, whatever stands around it",
  {
    $id: "https://example.com/outer-2019.json",
    $recursiveAnchor: true,
    anyOf: [
      { type: "boolean" },
      {
        type: "object",
        additionalProperties: {
          $id: "inner.json",
          anyOf: [{ type: "integer" }, { type: "object", additionalProperties: { $recursiveRef: "#" } }],
        },
      },
    ],
  },
  [
    [true, { a: 1 }, { a: { b: 1 } }],
    [1, { a: true }, { a: { b: true } }],
  ],
  ["2019"],
);
given(
  "$dynamicRef",
  "to an anchor that is not met on the way",
  { items: { $dynamicRef: "#item" }, $defs: { a: { $dynamicAnchor: "item", type: "string" } } },
  [[["a"]], [[1]]],
  ["2020"],
);
given(
  "$dynamicRef",
  "leads elsewhere by each way in",
  {
    properties: { words: { $ref: "words-2020.json" }, numbers: { $ref: "numbers-2020.json" } },
    $defs: {
      list: {
        $id: "list-2020.json",
        items: { $dynamicRef: "#item" },
        $defs: { any: { $dynamicAnchor: "item" } },
      },
      words: {
        $id: "words-2020.json",
        $ref: "list-2020.json",
        $defs: { item: { $dynamicAnchor: "item", type: "string" } },
      },
      numbers: {
        $id: "numbers-2020.json",
        $ref: "list-2020.json",
        $defs: { item: { $dynamicAnchor: "item", type: "integer" } },
      },
    },
  },
  [[{ words: ["a"], numbers: [1] }], [{ words: [1] }, { numbers: ["a"] }]],
  ["2020"],
);
given(
  "$dynamicRef",
  "counts beside a $ref",
  {
    $ref: "#/$defs/short",
    $dynamicRef: "#word",
    $defs: { short: { maxLength: 2 }, word: { $dynamicAnchor: "word", type: "string" } },
  },
  [["ab"], ["abc", 1]],
  ["2020"],
);
given(
  "$anchor",
  "of a whole file",
  { $anchor: "node", type: "object", properties: { a: { $ref: "#node" } } },
  [[{ a: { a: {} } }], [{ a: { a: 1 } }]],
  since2019,
);
given(
  "$id",
  "beside a $ref within, which leads into it",
  {
    $id: "https://example.com/outer.json",
    $ref: "inner.json",
    $defs: {
      a: { $id: "inner.json", $ref: "#/$defs/word", $defs: { word: { type: "string" } } },
    },
  },
  [["a"], [1]],
  since2019,
);
given(
  "$id",
  "beside a $ref is not read",
  {
    $id: "https://example.com/base/",
    definitions: {
      near: { $id: "foo.json", type: "number" },
      far: { $id: "https://example.com/foo.json", type: "string" },
    },
    allOf: [{ $id: "https://example.com/", $ref: "foo.json" }],
  },
  [[1], ["a"]],
  ["07"],
);
given(
  "$id",
  "in what is no schema names none",
  {
    definitions: { a: { $id: "https://example.com/id.json", type: "string" } },
    "x-draft": { $id: "https://example.com/id.json", type: "null" },
    enum: ["a", 1, { $id: "https://example.com/id.json" }],
    allOf: [{ $ref: "https://example.com/id.json" }],
  },
  [["a"], [1, null]],
);

given(
  "unevaluatedProperties",
  "sees what allOf, $ref, if and dependentSchemas have judged",
  {
    allOf: [{ properties: { a: true } }],
    $ref: "#/$defs/b",
    if: { properties: { kind: { const: "x" } }, required: ["kind"] },
    then: { properties: { x: true } },
    dependentSchemas: { a: { properties: { d: true } } },
    unevaluatedProperties: false,
    $defs: { b: { properties: { b: true } } },
  },
  [
    [{}, { a: 1, b: 2 }, { kind: "x", x: 1 }, { a: 1, d: 2 }],
    [{ c: 1 }, { x: 1 }, { kind: "y" }, { d: 2 }],
  ],
  since2019,
);
given(
  "unevaluatedProperties",
  "sees the branches that fit, and none of not",
  {
    anyOf: [
      { properties: { a: { const: 1 } }, required: ["a"] },
      { properties: { b: true }, required: ["b"] },
    ],
    not: { not: { properties: { c: true } } },
    unevaluatedProperties: false,
  },
  [
    [{ a: 1 }, { b: 1 }, { a: 1, b: 2 }],
    [
      { a: 2, b: 1 },
      { a: 1, c: 2 },
    ],
  ],
  since2019,
);
given(
  "unevaluatedProperties",
  "with a schema",
  { properties: { a: true }, unevaluatedProperties: { minLength: 3 } },
  [[{ a: 1, b: "abc" }], [{ b: "ab" }]],
  since2019,
);
given(
  "unevaluatedItems",
  "sees tuples and what allOf has judged",
  { allOf: [{ items: [{ type: "string" }] }], items: [true, { type: "number" }], unevaluatedItems: false },
  [
    [["a"], ["a", 1], []],
    [["a", 1, 2], [1]],
  ],
  ["2019"],
);
given(
  "unevaluatedItems",
  "sees prefixItems, items, and what contains has found",
  { prefixItems: [{ type: "string" }], contains: { const: 1 }, unevaluatedItems: false },
  [
    [
      ["a", 1],
      ["a", 1, 1],
    ],
    [["a", 1, 2], ["a"]],
  ],
  ["2020"],
);

given(
  "default",
  "is not put in, nor judged",
  { properties: { a: { type: "integer", default: [] } }, required: ["a"] },
  [[{ a: 1 }], [{}]],
);
given(
  "content keywords",
  "say nothing of validity",
  { contentMediaType: "application/json", contentEncoding: "base64" },
  [["{:}", "%%", 12], []],
);
given(
  "annotations",
  "say nothing of validity",
  { title: "a", description: "b", readOnly: true, examples: [1], $comment: "c" },
  [everything, []],
);
given(
  "unknown keywords",
  "are not read, and nothing in them is",
  { "x-unknown": { $ref: "nowhere.json", type: "null" }, frobnicate: 1 },
  [everything, []],
);

describe("by its specification,", () => {
  for (const draft of all)
    describe(draft === "07" ? "draft-07" : `${draft === "2019" ? "2019-09" : "2020-12"}`, () => {
      for (const { keyword, says, drafts, schema, valid, invalid } of cases) {
        if (!drafts.includes(draft)) continue;
        it(`${keyword}: ${says}`, async () => {
          const stated = typeof schema === "boolean" ? schema : { $schema: uris[draft], ...(schema as object) };
          // A whole file cannot be true or false.
          const root =
            typeof stated === "boolean"
              ? folder({ "root.json": { $schema: uris[draft], properties: { value: stated } } })
              : folder({
                  "root.json": { $schema: uris[draft], properties: { value: { $ref: "./case.json" } } },
                  "case.json": stated,
                });
          const compiled = await loadSchema("root.json", root);
          const judged = (value: unknown) =>
            written(value).map((text) => {
              const { frontMatter } = parseArticle(
                { path: "a.md", text },
                { bodyLanguage: "markdown", lazyAttributes: [] },
              );
              expect(frontMatter?.problems, text).toEqual([]);
              return compiled.validate(frontMatter?.data).length === 0;
            });
          for (const value of valid) expect(judged(value), JSON.stringify(value)).toEqual([true, true]);
          for (const value of invalid) expect(judged(value), JSON.stringify(value)).toEqual([false, false]);
        });
      }
    });
});

/** Front matter with this value, in JSON and in YAML, which JSON nearly is. */
const written = (value: unknown): string[] => {
  const json = JSON.stringify(value);
  return [`---json\n{ "value": ${json} }\n---\n`, `---\nvalue: ${json}\n---\n`];
};
