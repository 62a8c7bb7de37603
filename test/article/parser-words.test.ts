/** What parsers say is known, in English as they say it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parse, type TomlError } from "smol-toml";
import { afterEach, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { jsonWords, tomlWords, yamlWords } from "../../src/article/parser-words.js";
import { useLocale } from "../../src/locale/index.js";

afterEach(() => useLocale("en"));

const yamlSays = (source: string): string => parseDocument(source, { prettyErrors: false }).errors[0]?.message ?? "";

function tomlSays(source: string): string {
  try {
    parse(source);
    return "";
  } catch (error) {
    const [first = ""] = (error as TomlError).message.split("\n", 1);
    return first.replace(/^Invalid TOML document: /, "");
  }
}

const yaml: readonly (readonly [source: string, english: string, chinese: string])[] = [
  ["a: 1\na: 2", "Map keys must be unique", "映射的键不能重复"],
  ["a: b: c", "Nested mappings are not allowed in compact mappings", "写在同一行的映射中不能再有映射"],
  ["a: 'b", "Missing closing 'quote", "缺少结尾的引号 '"],
  ["{b: 1", "Flow map must end with a }", "流式映射必须以 } 结尾"],
  [
    "a: {b: 1\nc: 2",
    "Flow map in block collection must be sufficiently indented and end with a }",
    "块集合中的流式映射必须缩进，并以 } 结尾",
  ],
  ["a: [1,,2]", "Unexpected , in flow sequence", "流式序列中有多余的 ,"],
  ["a: @b", "Plain value cannot start with reserved character @", "不带引号的值不能以保留字符 @ 开头"],
  ["a:\n\t- b", "Tabs are not allowed as indentation", "不能用制表符缩进"],
  ["a: &x &y b", "A node can have at most one anchor", "一个节点最多有一个锚点"],
  ["a: |x\n  b", "Block scalar header includes extra characters: |x", "块标量开头有多余的字符：|x"],
  [
    "--- a\n--- b",
    "Source contains multiple documents; please use YAML.parseAllDocuments()",
    "内容含有多个文档，只能有一个",
  ],
];

describe("what the parser of YAML says", () => {
  it.each(yaml)("is known: %j", async (source, english, chinese) => {
    const said = yamlSays(source);
    expect(said).toBe(english);
    expect(yamlWords(said)).toBe(english);
    await useLocale("zh-CN");
    expect(yamlWords(said)).toBe(chinese);
  });
});

describe("what the parser of TOML says", () => {
  it("is known as it says it", async () => {
    expect(tomlSays('a = "b')).toBe("unfinished string");
    expect(tomlWords("unfinished string")).toBe("unfinished string");
    await useLocale("zh-CN");
    expect(tomlWords("unfinished string")).toBe("字符串未闭合");
  });

  it("is known to the last", async () => {
    await useLocale("zh-CN");
    const folder = path.dirname(createRequire(import.meta.url).resolve("smol-toml"));
    const code = ["extract", "parse", "primitive", "struct", "util"].map((name) =>
      readFileSync(path.join(folder, `${name}.js`), "utf8"),
    );
    const sayings = [...code.join("\n").matchAll(/TomlError\.x\((['`])((?:(?!\1).)+)\1/g)].map(
      ([, , words = ""]) => words,
    );
    expect(sayings.length).toBeGreaterThan(20);
    // Front matter that is nested so deep is told of before.
    const known = sayings.filter((words) => !words.startsWith("document contains excessively nested"));
    expect(known.filter((words) => tomlWords(words) === words)).toEqual([]);
  });
});

describe("what the parser of JSON says", () => {
  it("is known by its codes", async () => {
    expect(jsonWords("CloseBraceExpected")).toBe("close brace expected");
    await useLocale("zh-CN");
    expect(jsonWords("CloseBraceExpected")).toBe("缺少 }");
  });
});
