/** The plain validator agrees with ajv. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { configSchema } from "../../src/config/config-schema.js";
import type { SchemaObject } from "../../src/schema/applicable.js";
import { readDocuments } from "../../src/schema/documents.js";
import { compileSchema, schemaFile } from "../../src/schema/index.js";
import { isPlain, PlainValidator } from "../../src/schema/plain.js";

const $schema = "https://json-schema.org/draft/2020-12/schema";
const key = fc.constantFrom("a", "b", "c", "d/e", "~", "constructor", "名");
const text = fc.constantFrom(
  "",
  "a",
  "ab",
  "😀",
  "https://img.example.cn/a.png",
  "/a b.png",
  "2021-12-11",
  "名".repeat(1_001),
);
const number = fc.constantFrom(0, 1, 2, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }), weight: 1 },
    { arbitrary: fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: false }), weight: 2 },
  ),
}));

const type = fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object");
const least = fc.constantFrom(0, 1, 2);
const names = fc.uniqueArray(key, { maxLength: 2 });

/** Of all keywords that are judged without ajv. */
const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const sub = tie("schema");
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(fc.oneof(text, least, fc.constant(null)), { minLength: 1, maxLength: 3 }),
    const: fc.oneof(text, least, fc.constant(null)),
    $ref: fc.constantFrom("#/$defs/x", "#/$defs/d~1e", "#"),
    anyOf: fc.array(sub, { minLength: 1, maxLength: 3 }),
    format: fc.constantFrom("image-url", "local-path", "date-loose", "date-rfc1123"),
    pattern: fc.constantFrom("^a", "b$", "^.$"),
    minLength: least,
    maxLength: least,
    minimum: least,
    maximum: least,
    minItems: least,
    maxItems: least,
    prefixItems: fc.array(sub, { minLength: 1, maxLength: 2 }),
    items: sub,
    required: names,
    dependentRequired: fc.dictionary(key, names, { maxKeys: 2, noNullPrototype: true }),
    propertyNames: fc.constantFrom({ maxLength: 1 }, { enum: ["a", "b"] }, { pattern: "^[a-z]" }),
    properties: fc.dictionary(key, sub, { maxKeys: 3, noNullPrototype: true }),
    patternProperties: fc.dictionary(fc.constantFrom("^a", "^[b-d]", "名"), sub, { maxKeys: 2, noNullPrototype: true }),
    additionalProperties: sub,
    title: fc.constant("a title"),
    deprecated: fc.boolean(),
  };
  const some = fc
    .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 5 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((one) => [one, keywords[one] ?? fc.constant(0)]))));
  return {
    schema: fc.oneof(
      { maxDepth: 3 },
      { arbitrary: fc.constantFrom<unknown>(true, {}), weight: 1 },
      { arbitrary: some, weight: 3 },
    ),
  };
});

const alone = (one: object) => new Map([["", one as SchemaObject]]);

/** The same schema for ajv: by a keyword that the judge does not know. */
const byAjv = (plain: SchemaObject) => compileSchema({ ...plain, "x-note": "" }, "a schema");

describe("what fits without ajv", () => {
  it("fits for ajv, which finds the pictures in the same places", async () => {
    let fitting = 0;
    let tried = 0;
    const parts = fc.tuple(schema, schema, schema, fc.array(value, { minLength: 8, maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(parts, async ([x, y, judged, values]) => {
        const plain = { $schema, $defs: { x, "d/e": y }, properties: { v: judged } };
        expect(isPlain(alone(plain), "2020-12")).toBe(true);
        const ajv = await byAjv(plain);
        const judge = new PlainValidator(alone(plain), "", "theirs");
        for (const v of values) {
          const data = { v };
          const found = judge.fits(data);
          let isValid: boolean;
          try {
            isValid = ajv.validate(data).length === 0;
          } catch (error) {
            // A schema that leads to itself at the same place has no verdict.
            if (error instanceof RangeError) continue;
            throw error;
          }
          tried++;
          if (found === undefined) continue;
          fitting++;
          expect(isValid).toBe(true);
          expect(new Set(found)).toEqual(new Set(pointers(ajv.imagePaths(data))));
        }
      }),
      { numRuns: 300 },
    );
    expect(fitting).toBeGreaterThan(tried / 10);
  });
});

const pointers = (paths: readonly (readonly (string | number)[])[]): string[] =>
  paths.map((steps) => steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""));

describe("is judged without ajv", () => {
  it.each(["article", "astro", "hexo", "hugo", "jekyll"])("all that preset:%s says", async (name) => {
    const { schemas, draft } = await readDocuments(schemaFile(`preset:${name}`, "."), (file) => file, undefined);
    expect(isPlain(schemas, draft)).toBe(true);
  });

  it("all that is said of configurations", () => {
    expect(isPlain(alone(configSchema(rules)), "2020-12")).toBe(true);
  });

  it.each([
    ["article", { title: "雨", date: "2021-12-11", cover: "/a.png", images: ["/b.png"] }, ["/cover", "/images/0"]],
    ["hexo", { title: "雨", categories: [["天气", "雨"]], headimg: "https://img.example.cn/a.png" }, ["/headimg"]],
  ])("an article of preset:%s, with its pictures", async (name, data, images) => {
    const { schemas, root } = await readDocuments(schemaFile(`preset:${name}`, "."), (file) => file, undefined);
    expect(new PlainValidator(schemas, root, "theirs").fits(data)).toEqual(images);
  });
});

describe("is left to ajv", () => {
  const judge = (one: object) => new PlainValidator(alone({ $schema, ...one }), "", "theirs");

  it.each([
    ["what does not fit", { properties: { a: { type: "string" } } }, { a: 1 }],
    ["a keyword of which nothing is known here", { properties: { a: { multipleOf: 2 } } }, { a: 4 }],
    ["a text that patterns may take long for", { properties: { a: { pattern: "a" } } }, { a: "a".repeat(1_001) }],
    ["a key without a value", { properties: { a: true } }, { a: undefined }],
    ["a mapping in a list of values", { properties: { a: { enum: [{}] } } }, { a: {} }],
    ["what leads to itself without end", { anyOf: [{ $ref: "#" }, { $ref: "#" }] }, {}],
  ])("%s", (_what, one, data) => expect(judge(one).fits(data)).toBeUndefined());

  it.each([
    ["a schema that is not valid", { type: "text" }],
    ["a reference that leads nowhere", { $ref: "#/$defs/none" }],
    ["a reference to a file", { $ref: "./a.json" }],
    ["a format that drafts have", { format: "email" }],
    ["a schema with a name of its own inside", { $defs: { a: { $id: "https://a.example/" } } }],
    ["names that are no list of different texts", { required: ["a", "a"] }],
  ])("%s", (_what, one) => expect(isPlain(alone({ $schema, ...one }), "2020-12")).toBe(false));

  it("what means something else in the old draft", () => {
    expect(isPlain(alone({ dependentRequired: { a: ["b"] } }), "draft-07")).toBe(false);
    expect(isPlain(alone({ properties: { a: { $ref: "#", type: "string" } } }), "draft-07")).toBe(false);
    expect(isPlain(alone({ properties: { a: { type: "string" } } }), "draft-07")).toBe(true);
  });
});
