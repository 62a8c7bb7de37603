// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of the schema, not of JavaScript
/** `errorMessage`. */
import { describe, expect, it } from "vitest";
import { says } from "./support.js";

describe("errorMessage", () => {
  it("as a string stands for all that is wrong with a value", async () => {
    const schema = { properties: { slug: { type: "string", pattern: "^[a-z]+$", maxLength: 3, errorMessage: "坏" } } };
    expect(await says(schema, { slug: "ABCD" })).toEqual(["/slug: 坏"]);
    expect(await says(schema, { slug: 12 })).toEqual(["/slug: 坏"]);
  });

  it("and in it: at its place if it is one thing, else at the value as a whole", async () => {
    const schema = {
      properties: {
        author: { required: ["name"], properties: { name: {}, url: { type: "string" } }, errorMessage: "坏" },
      },
    };
    expect(await says(schema, { author: { name: 1, url: 2 } })).toEqual(["/author/url: 坏"]);
    expect(await says(schema, { author: { url: 2 } })).toEqual(["/author: 坏"]);
  });

  it("as an object has messages by keyword; the others stay", async () => {
    const schema = {
      properties: { a: { type: "string", minLength: 3, pattern: "^x", errorMessage: { minLength: "太短" } } },
    };
    expect(await says(schema, { a: "y" })).toEqual(["/a: 太短", '/a: must match the pattern ^x, but is "y"']);
    expect(await says(schema, { a: 1 })).toEqual(["/a: must be a string, but is a number (1)"]);
  });

  it("for required and dependentRequired also by key", async () => {
    const schema = {
      required: ["title", "date"],
      dependentRequired: { cover: ["alt"] },
      errorMessage: { required: { title: "没有标题" }, dependentRequired: { alt: "封面没有说明" } },
    };
    expect(await says(schema, { cover: "a.png" })).toEqual([
      "/: 封面没有说明",
      "/title: 没有标题",
      '/date: must have "date"',
    ]);
  });

  it("for what stands in the value by properties and items", async () => {
    const schema = {
      properties: {
        a: { type: "string" },
        b: { items: { type: "string" }, errorMessage: { items: ["", "第二项坏"] } },
      },
      errorMessage: { properties: { a: "a 坏" } },
    };
    expect(await says(schema, { a: 1, b: [1, 2] })).toEqual(["/a: a 坏", "/b/0: ", "/b/1: 第二项坏"]);
  });

  it("for all other keywords by _", async () => {
    const schema = { type: "string", minLength: 3, errorMessage: { type: "不是文字", _: "别的" } };
    expect(await says(schema, 1)).toEqual(["/: 不是文字"]);
    expect(await says(schema, "a")).toEqual(["/: 别的"]);
  });

  it("of anyOf, oneOf and unknown keys by their keywords", async () => {
    const union = { anyOf: [{ type: "string" }, { type: "array" }], errorMessage: { anyOf: "文字或列表" } };
    expect(await says(union, 1)).toEqual(["/: 文字或列表"]);
    expect(await says({ ...union, errorMessage: "总之坏" }, 1)).toEqual(["/: 总之坏"]);
    const closed = { additionalProperties: false, errorMessage: { additionalProperties: "不认识" } };
    expect(await says(closed, { a: 1 })).toEqual(["/a: 不认识"]);
  });

  it("of the branch that was meant", async () => {
    const branch = (kind: string) => ({
      properties: { kind: { const: kind }, n: { type: "integer", errorMessage: `${kind} 的 n 坏` } },
      required: ["kind"],
    });
    expect(await says({ oneOf: [branch("a"), branch("b")] }, { kind: "b", n: "x" })).toEqual(["/n: b 的 n 坏"]);
  });

  it("beside a reference, and in what it leads to, where the innermost wins", async () => {
    const schema = {
      properties: {
        a: { $ref: "#/$defs/date", errorMessage: "a 不是日期" },
        b: { $ref: "#/$defs/date" },
        c: { $ref: "#/$defs/own" },
      },
      errorMessage: "全坏",
      $defs: { date: { type: "string" }, own: { type: "string", errorMessage: { type: "own 坏" } } },
    };
    expect(await says(schema, { a: 1 })).toEqual(["/a: a 不是日期"]);
    expect(await says(schema, { b: 1 })).toEqual(["/b: 全坏"]);
    expect(await says(schema, { c: 1 })).toEqual(["/c: own 坏"]);
  });

  it("of then is none of else", async () => {
    const schema = {
      if: { required: ["draft"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ["note"], errorMessage: "草稿要有备注" },
      else: { required: ["date"], errorMessage: "要有日期" },
    };
    expect(await says(schema, { draft: true })).toEqual(["/note: 草稿要有备注"]);
    expect(await says(schema, {})).toEqual(["/date: 要有日期"]);
  });

  it("may show values: by a pointer from the root, or from the value, and its key", async () => {
    const with_ = (errorMessage: string) => ({
      properties: { a: { properties: { b: { type: "string", errorMessage } } } },
    });
    const said = async (words: string) => (await says(with_(words), { t: "雨", a: { b: 3, c: ["x"] } }))[0]?.slice(6);
    expect(await said("${/t}")).toBe("雨");
    expect(await said("${0}")).toBe("3");
    expect(await said("${1/c/0} ${0#} ${2/t}")).toBe("x b 雨");
    expect(await said("${/none} ${9} ${x}")).toBe("nothing ${9} ${x}");
    expect(await said("${/a/c}")).toBe('["x"]');
    expect(await said("${/__proto__} ${/constructor}")).toBe("nothing nothing");
  });
});
