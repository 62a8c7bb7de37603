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

describe("an inferred schema", () => {
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
    expect(properties.cover?.description).toBe("In 50 % of 1,000 articles.");
    expect(properties.source?.description).toBe("In 10 % of 1,000 articles.");
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
    expect(properties.views).toMatchObject({ type: "integer", $comment: "also seen: string 1" });
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
