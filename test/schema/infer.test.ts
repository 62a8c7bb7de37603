import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/schema/index.js";
import { defaultInferOptions, Inference } from "../../src/schema/infer.js";

type Data = Readonly<Record<string, unknown>>;

function inferred(corpus: readonly Data[], options = {}) {
  const inference = new Inference({ ...defaultInferOptions, ...options });
  for (const data of corpus) inference.add(data);
  return inference.schema() as { properties: Record<string, Record<string, unknown>>; required?: string[] };
}
const many = (count: number, make: (index: number) => Data): Data[] => Array.from({ length: count }, (_, i) => make(i));

/** A key as a site's schema has it: how an article's value is made, and what is to be found out about it. */
interface Field {
  readonly shape: object;
  readonly value: (index: number) => unknown;
  /** One of so many articles does without it; 0: none does. */
  readonly missing: number;
}

/** Of plain values, lists of them, and objects with such fields. */
function field(depth: number): fc.Arbitrary<Field> {
  const day = (i: number) => String(1 + (i % 28)).padStart(2, "0");
  const kinds: fc.Arbitrary<Omit<Field, "missing">>[] = [
    fc.constant({ shape: { type: "string" }, value: (i: number) => `第 ${i} 篇` }),
    fc.constant({ shape: { type: "integer" }, value: (i: number) => i }),
    fc.constant({ shape: { type: "number" }, value: (i: number) => i / 2 }),
    fc.constant({ shape: { type: "boolean" }, value: (i: number) => i % 3 === 0 }),
    fc.constant({ shape: { type: "null" }, value: () => null }),
    fc.constant({ shape: { type: "string", format: "date" }, value: (i: number) => `2022-05-${day(i)}` }),
    fc.constant({
      shape: { type: "string", format: "date-time" },
      value: (i: number) => `2022-05-${day(i)}T09:30:00+08:00`,
    }),
    fc.constant({
      shape: { type: "string", format: "date-loose" },
      value: (i: number) => `2022-05-${day(i)} 09:30:00 +0800`,
    }),
    fc.constant({ shape: { type: "string", format: "email" }, value: (i: number) => `a${i}@news.example` }),
    fc.constant({ shape: { type: "string", format: "uri" }, value: (i: number) => `https://news.example/${i}` }),
    fc.constant({ shape: { type: "string", format: "image-url" }, value: (i: number) => `/img/${i}.webp` }),
    fc.uniqueArray(fc.stringMatching(/^[甲乙丙丁戊]{1,4}$/), { minLength: 1, maxLength: 12 }).map((values) => ({
      shape: { type: "string", enum: [...values].sort() },
      value: (i: number) => values[i % values.length],
    })),
  ];
  if (depth > 0) {
    kinds.push(
      field(0).map(({ shape, value }) => ({
        shape: { type: "array", items: shape },
        value: (i: number) => [value(i), value(i + 1)],
      })),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), field(depth - 1), { minKeys: 1, maxKeys: 4 }).map((fields) => ({
        shape: schemaOf(fields),
        value: (i: number) => dataOf(fields, i, 120),
      })),
    );
  }
  const missing = fc.constantFrom(0, 2, 5);
  return fc.oneof(...kinds).chain((kind) => missing.map((often) => ({ ...kind, missing: often })));
}

type Fields = Readonly<Record<string, Field>>;
const schemaOf = (fields: Fields): object => ({
  type: "object",
  properties: Object.fromEntries(Object.entries(fields).map(([key, { shape }]) => [key, shape])),
  required: Object.keys(fields)
    .filter((key) => fields[key]?.missing === 0)
    .sort(),
});
/** Keys are missing in blocks of so many articles: others than lack a certain value, or the object that the key is in. */
const dataOf = (fields: Fields, i: number, block = 12): Data =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, { missing }]) => Math.floor(i / block) % missing !== 1)
      .map(([key, { value }]) => [key, value(i)]),
  );
const corpusOf = (fields: Fields) => ({
  corpus: many(600, (i) => dataOf(fields, i)),
  schema: schemaOf(fields),
});

/** What a schema demands, without its comments; lists in one order. */
function shapeOf(schema: object): object {
  const { $schema, title, description, $comment, ...rest } = schema as Record<string, unknown>;
  const { properties, items, required = [], enum: values } = rest;
  return {
    ...rest,
    ...(Array.isArray(values) && { enum: [...values].sort() }),
    ...(items !== undefined && { items: shapeOf(items as object) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties as object).map(([key, inner]) => [key, shapeOf(inner as object)]),
      ),
      required: [...(required as string[])].sort(),
    }),
  };
}

describe("an inferred schema", () => {
  it("takes a rare key that is a common one misspelt for a slip, and one of its own kind for a key", () => {
    const corpus = many(200, (i) => ({ [i === 7 ? "titel" : "title"]: `第 ${i} 篇`, ...(i === 9 && { titles: 1 }) }));
    const { properties } = inferred(corpus);
    expect(Object.keys(properties)).toEqual(["title", "titles"]);
    expect(properties.title?.$comment).toBe('also spelled: "titel" 1');
    expect(Object.keys(inferred(corpus, { share: 1 }).properties)).toContain("titel");
  });

  it("recovers the schema that a corpus was made from", () => {
    const sections = ["本地", "文化", "体育"];
    const corpus = many(1000, (i) => ({
      title: `第 ${i} 篇`,
      date: `2022-05-${String(1 + (i % 28)).padStart(2, "0")}T09:30:00+08:00`,
      section: sections[i % 3],
      weight: i,
      score: i % 2 ? i : i + 0.5,
      draft: i % 5 === 0,
      tags: [`标签${i}`, "新闻"],
      author: { name: `作者${i}`, email: `a${i}@news.example` },
      ...(i % 2 && { cover: `/img/${i}.jpg` }),
      ...(i % 10 === 0 && { source: `https://news.example/${i}` }),
    }));
    const { properties, required } = inferred(corpus);
    const shapes = Object.fromEntries(
      Object.entries(properties).map(([key, { description: _, ...shape }]) => [key, shape]),
    );
    expect(shapes).toMatchObject({
      title: { type: "string" },
      date: { type: "string", format: "date-time" },
      section: { type: "string", enum: expect.arrayContaining(sections) },
      weight: { type: "integer" },
      score: { type: "number" },
      draft: { type: "boolean" },
      tags: { type: "array", items: { type: "string" } },
      author: {
        type: "object",
        properties: { name: { type: "string" }, email: { type: "string", format: "email" } },
        required: ["email", "name"],
      },
      cover: { type: "string", format: "image-url" },
      source: { type: "string", format: "uri" },
    });
    expect(new Set(required)).toEqual(
      new Set(["title", "date", "section", "weight", "score", "draft", "tags", "author"]),
    );
    expect(properties.cover?.description).toBe("In 50% of 1,000 articles.");
    expect(properties.source?.description).toBe("In 10% of 1,000 articles.");
  });

  it.each([
    ["date", "2022-05-01"],
    ["date-rfc1123", "Sat, 11 Dec 2021 04:49:15 GMT"],
    ["date-loose", "2022-05-01 09:30:00"],
  ])("knows dates of the format %s", (format, value) => {
    expect(inferred(many(30, () => ({ date: value }))).properties.date).toMatchObject({ type: "string", format });
  });

  it("takes what nearly all have for what is meant, and says what else was seen", () => {
    const { properties, required } = inferred(
      many(100, (i) => (i === 0 ? { views: "many" } : i === 1 ? { views: 1 } : { views: i, id: i })),
    );
    expect(properties.views).toMatchObject({ type: "integer", $comment: "other values: string 1" });
    expect(required).toEqual(["views", "id"]);
  });

  it("states two types where both are common", () => {
    const { properties } = inferred(many(100, (i) => ({ categories: i % 3 ? "本地" : ["本地"] })));
    expect(properties.categories).toMatchObject({ type: ["string", "array"], items: { type: "string" } });
  });

  it("makes no list of values seen too rarely to be one", () => {
    expect(inferred(many(19, () => ({ a: "x" }))).properties.a).not.toHaveProperty("enum");
    expect(
      inferred(
        many(100, (i) => ({ a: `x${i % 12}` })),
        { enumMax: 11 },
      ).properties.a,
    ).not.toHaveProperty("enum");
    expect(inferred(many(100, (i) => ({ a: `x${i % 12}` }))).properties.a?.enum).toHaveLength(12);
  });

  it("refuses unseen keys where it is asked to", () => {
    expect(inferred([{ a: 1 }], { closed: true })).toMatchObject({ additionalProperties: false });
    expect(inferred([{ a: 1 }])).not.toHaveProperty("additionalProperties");
  });

  it("takes __proto__ and constructor for keys like others", () => {
    const { properties } = inferred([JSON.parse('{"__proto__": 1, "constructor": "a"}')]);
    expect(Object.getOwnPropertyNames(properties).sort()).toEqual(["__proto__", "constructor"]);
  });

  it("says how often each value of a list was seen, and takes what was seen once, or very rarely, for a slip", () => {
    const sections = (i: number) => (i === 9 ? "文话" : i % 3 ? "文化" : "体育");
    expect(inferred(many(100, (i) => ({ section: sections(i) }))).properties.section).toEqual({
      description: "In 100% of 100 articles.",
      $comment: '"文化" 66, "体育" 33; other values: "文话" 1',
      type: "string",
      enum: ["文化", "体育"],
    });
    expect(
      inferred(
        many(100, (i) => ({ section: sections(i) })),
        { share: 1 },
      ).properties.section?.enum,
    ).toEqual(["文化", "体育", "文话"]);
  });

  it("allows no value where many are empty, and takes few for slips", () => {
    const cover = (empty: number) => many(100, (i) => ({ cover: i < empty ? "" : `/img/${i}.jpg` }));
    expect(inferred(cover(40)).properties.cover).toMatchObject({
      $comment: "empty: 40 of 100 strings",
      type: "string",
      anyOf: [{ format: "image-url" }, { maxLength: 0 }],
    });
    expect(inferred(cover(1)).properties.cover).toMatchObject({
      $comment: "empty: 1 of 100 strings",
      format: "image-url",
    });
  });

  it("says how many texts a format does not fit", () => {
    const { date } = inferred(many(100, (i) => ({ date: i ? "2022-05-01" : "tomorrow" }))).properties;
    expect(date).toMatchObject({ $comment: "other format: 1 of 100 strings", format: "date" });
  });

  it("counts the keys of objects among the objects", () => {
    const { author } = inferred(many(100, (i) => ({ author: i % 2 ? "甲" : { name: "甲" } }))).properties;
    expect(author).toMatchObject({
      $comment: "object 50, string 50",
      type: ["object", "string"],
      properties: { name: { description: "In 100% of 50 such mappings." } },
    });
  });

  it("makes no list of prose, or of nothing", () => {
    expect(inferred(many(100, () => ({ a: "" }))).properties.a).not.toHaveProperty("enum");
    const text = "秋".repeat(81);
    expect(inferred(many(100, () => ({ a: text }))).properties.a).not.toHaveProperty("enum");
  });

  it("recovers any schema that a corpus was made from", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), field(1), { minKeys: 1 }), (fields) => {
        const { corpus, schema } = corpusOf(fields);
        expect(shapeOf(inferred(corpus))).toEqual(schema);
      }),
      { numRuns: 100 },
    );
  });

  it("fits whatever it was inferred from, where everything counts", async () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const key = fc.constantFrom("a", "b", "c");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value))), { minLength: 1, maxLength: 30 }),
        async (corpus) => {
          const compiled = await compileSchema(inferred(corpus, { share: 1, closed: true }), "inferred");
          for (const data of corpus) expect(compiled.validate(data)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
