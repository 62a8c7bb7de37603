/** On schemas and values that nobody thought of, the same verdict as another implementation of the drafts. */
import { registerSchema, type SchemaObject, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/draft-2019-09";
import "@hyperjump/json-schema/draft-07";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/schema/index.js";

const uris = {
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
};
type Draft = keyof typeof uris;

const names = ["a", "b", "c", "toString", "__proto__"] as const;
const name = fc.constantFrom(...names);
const scalar = fc.constantFrom<unknown>(0, 1, 2, 1.5, "", "a", "ab", "😀", true, false, null);
/** As front matter hands them over: without prototypes. */
const mapping = (value: fc.Arbitrary<unknown>) => fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: false });

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }), weight: 1 },
    { arbitrary: mapping(tie("value")), weight: 1 },
  ),
}));
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

const type = fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object");
const least = fc.constantFrom(0, 1, 2);

function schemas(draft: Draft): fc.Arbitrary<unknown> {
  const isNew = draft !== "draft-07";
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
    const sub = tie("schema");
    const two = fc.array(sub, { minLength: 2, maxLength: 2 });
    const keywords: Record<string, fc.Arbitrary<unknown>> = {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })),
      enum: fc.uniqueArray(value.map(plain), { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
      const: value.map(plain),
      properties: mapping(sub),
      patternProperties: fc.dictionary(fc.constantFrom("^a", "b$", "^[a-c]$"), sub, { maxKeys: 2 }),
      additionalProperties: sub,
      propertyNames: fc.constantFrom({ maxLength: 1 }, { enum: ["a", "b"] }, { pattern: "^[a-z]" }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      items: draft === "2020-12" ? sub : fc.oneof(sub, two),
      contains: sub,
      minItems: least,
      maxItems: least,
      minProperties: least,
      maxProperties: least,
      uniqueItems: fc.boolean(),
      allOf: two,
      anyOf: two,
      oneOf: two,
      not: sub,
      if: sub,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: sub,
      else: sub,
      minimum: least,
      exclusiveMaximum: least,
      multipleOf: fc.constantFrom(0.5, 1, 2),
      minLength: least,
      pattern: fc.constantFrom("^a", "b$", "."),
      $ref: fc.constantFrom("#/definitions/x", "#/definitions/y"),
      ...(draft === "2020-12" ? { prefixItems: two } : { additionalItems: sub }),
      ...(isNew
        ? {
            minContains: least,
            maxContains: fc.constantFrom(1, 2),
            dependentRequired: fc.constant({ a: ["c"] }),
            dependentSchemas: fc.dictionary(fc.constantFrom("a", "b"), sub, { maxKeys: 1 }),
            unevaluatedProperties: fc.oneof(fc.constant(false), sub),
            unevaluatedItems: fc.oneof(fc.constant(false), sub),
          }
        : {
            dependencies: fc.dictionary(fc.constantFrom("a", "b"), fc.oneof(sub, fc.constant(["c"])), { maxKeys: 1 }),
          }),
    };
    const some = fc
      .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 4 })
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((one) => [one, keywords[one] ?? fc.constant(0)]))));
    const simple = fc.constantFrom<unknown>(
      true,
      false,
      { type: "string" },
      { const: 1 },
      { type: ["object", "array"] },
    );
    return { schema: fc.oneof({ maxDepth: 3 }, { arbitrary: simple, weight: 1 }, { arbitrary: some, weight: 2 }) };
  });
  return schema;
}

/** References that lead in a circle have no verdict. */
const withoutReferences = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), function (this: unknown, key, part) {
    return key === "$ref" && typeof part === "string" ? undefined : part;
  });

describe("agrees with @hyperjump/json-schema on", () => {
  for (const draft of Object.keys(uris) as Draft[])
    it(draft, async () => {
      let count = 0;
      const parts = fc.tuple(
        schemas(draft),
        schemas(draft),
        schemas(draft),
        fc.array(value, { minLength: 10, maxLength: 10 }),
      );
      await fc.assert(
        fc.asyncProperty(parts, async ([x, y, judge, values]) => {
          const schema = plain({
            $schema: uris[draft],
            definitions: { x: withoutReferences(x), y: withoutReferences(y) },
            properties: { value: judge },
          }) as { [keyword: string]: unknown };
          const url = `https://example.com/${draft}/${count++}`;
          registerSchema(structuredClone(schema) as SchemaObject, url);
          const theirs = await validate(url);
          const ours = await compileSchema(schema, "a");
          for (const one of values) {
            const data = { value: one };
            const verdict = theirs(plain(data) as never).valid;
            expect(ours.validate(data).length === 0, JSON.stringify({ schema, data })).toBe(verdict);
          }
          unregisterSchema(url);
        }),
        { numRuns: 60, seed: 20211211 },
      );
    }, 60_000);
});
