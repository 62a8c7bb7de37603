/** No word of ajv's reaches a person: each of its keywords is told in words of stet's own, which are in the catalog. */
import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterEach, describe, expect, it } from "vitest";
import { useLocale } from "../../src/locale/index.js";
import { compileSchema } from "../../src/schema/index.js";

type Sample = readonly [schema: Record<string, unknown>, data: unknown, words: string, more?: Record<string, unknown>];

const photo = { type: "object", properties: { kind: { const: "photo" } } };

/** By keyword, data that it refuses, and what is said of it. */
const samples: Readonly<Record<string, Sample>> = {
  type: [{ type: "string" }, 12, "必须是字符串，实际是数字（12）"],
  enum: [{ enum: ["post", "page"] }, "Post", "必须是“post”、“page”之一，实际是“Post”"],
  const: [{ const: "post" }, "page", "必须是“post”，实际是“page”"],
  required: [{ required: ["title"] }, {}, "缺少“title”"],
  dependencies: [
    { $schema: "http://json-schema.org/draft-07/schema#", dependencies: { lat: ["lon"] } },
    { lat: 1 },
    "有“lat”时必须有“lon”",
  ],
  dependentRequired: [{ dependentRequired: { lat: ["lon"] } }, { lat: 1 }, "有“lat”时必须有“lon”"],
  additionalProperties: [{ properties: { title: {} }, additionalProperties: false }, { mood: 1 }, "不是已知的键"],
  unevaluatedProperties: [{ properties: { title: {} }, unevaluatedProperties: false }, { mood: 1 }, "不是已知的键"],
  propertyNames: [{ propertyNames: { maxLength: 2 } }, { abc: 1 }, "不是允许的键名：最多只能有 2 个字符，实际有 3 个"],
  "false schema": [{ properties: { mood: false } }, { mood: 1 }, "不能用在这里"],
  format: [{ format: "email" }, "a", "必须是电子邮件地址，实际是“a”"],
  formatMinimum: [{ format: "date", formatMinimum: "2020-01-01" }, "2019-01-01", "必须 >= 2020-01-01"],
  formatMaximum: [{ format: "date", formatMaximum: "2020-01-01" }, "2021-01-01", "必须 <= 2020-01-01"],
  formatExclusiveMinimum: [{ format: "date", formatExclusiveMinimum: "2020-01-01" }, "2020-01-01", "必须 > 2020-01-01"],
  formatExclusiveMaximum: [{ format: "date", formatExclusiveMaximum: "2020-01-01" }, "2020-01-01", "必须 < 2020-01-01"],
  pattern: [{ pattern: "^a" }, "b", "必须匹配正则表达式 ^a，实际是“b”"],
  minLength: [{ minLength: 3 }, "ab", "至少要有 3 个字符，实际有 2 个"],
  maxLength: [{ maxLength: 1 }, "ab", "最多只能有 1 个字符，实际有 2 个"],
  minItems: [{ minItems: 2 }, [1], "至少要有 2 个列表项，实际有 1 个"],
  maxItems: [{ maxItems: 1 }, [1, 2], "最多只能有 1 个列表项，实际有 2 个"],
  items: [{ prefixItems: [{}], items: false }, [1, 2], "最多只能有 1 个列表项，实际有 2 个"],
  additionalItems: [
    { $schema: "http://json-schema.org/draft-07/schema#", items: [{}], additionalItems: false },
    [1, 2],
    "最多只能有 1 个列表项，实际有 2 个",
  ],
  unevaluatedItems: [{ prefixItems: [{}], unevaluatedItems: false }, [1, 2], "最多只能有 1 个列表项，实际有 2 个"],
  minProperties: [{ minProperties: 2 }, { a: 1 }, "至少要有 2 个条目，实际有 1 个"],
  maxProperties: [{ maxProperties: 1 }, { a: 1, b: 2 }, "最多只能有 1 个条目，实际有 2 个"],
  uniqueItems: [{ uniqueItems: true }, ["雨", "雪", "雨"], "不能有重复的项，第 1 项和第 3 项都是“雨”"],
  minimum: [{ minimum: 1 }, 0, "不能小于 1，实际是 0"],
  maximum: [{ maximum: 1 }, 2, "不能大于 1，实际是 2"],
  exclusiveMinimum: [{ exclusiveMinimum: 1 }, 1, "必须大于 1，实际是 1"],
  exclusiveMaximum: [{ exclusiveMaximum: 1 }, 1, "必须小于 1，实际是 1"],
  multipleOf: [{ multipleOf: 2 }, 3, "必须是 2 的倍数，实际是 3"],
  contains: [{ contains: { type: "number" } }, ["雨"], "必须包含数字"],
  not: [{ not: { type: "number" } }, 1, "不能是数字，实际是数字（1）"],
  anyOf: [{ anyOf: [{ type: "boolean" }, photo] }, "雨", "必须是 true、false 或映射，实际是字符串（“雨”）"],
  oneOf: [{ oneOf: [{ type: "string" }, { minLength: 1 }] }, "雨", "只能符合 2 种形式中的一种，实际符合多种"],
  // What it says is said by what follows `then` or `else`.
  if: [{ if: { type: "number" }, else: { maxLength: 1 } }, "雨雪", "最多只能有 1 个字符，实际有 2 个"],
};

/** Those with errors of their own, as ajv has them. */
function keywordsOf(ajv: Ajv): string[] {
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  return Object.values(ajv.RULES.all).flatMap((rule) =>
    typeof rule === "object" && rule.definition && "error" in rule.definition ? [rule.keyword] : [],
  );
}

afterEach(() => useLocale("en"));

describe("what schemas refuse", () => {
  it("is known here, keyword by keyword", () => {
    const all = [new Ajv(), new Ajv2019() as Ajv, new Ajv2020() as Ajv].flatMap(keywordsOf);
    expect(all.length).toBeGreaterThan(60);
    // Of these two, ajv speaks without a definition.
    const named = new Set([...all, "type", "false schema"]);
    expect([...named].filter((keyword) => !Object.hasOwn(samples, keyword))).toEqual([]);
  });

  it.each(Object.entries(samples))("is said in Chinese: %s", async (_, [schema, data, words]) => {
    await useLocale("zh-CN");
    const { validate } = await compileSchema(schema, "here");
    expect(validate(data).map(({ message }) => message)).toEqual([words]);
  });
});
