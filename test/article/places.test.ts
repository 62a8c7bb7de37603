import { describe, expect, test } from "vitest";
import type { Path } from "../../src/article/types.js";
import { cut, edited, frontMatterOf } from "./support.js";

const yaml = [
  "\ufeff",
  "---",
  "title: '晨雾 ''里'''   # 注",
  "tags: ",
  " - 城市",
  ' - "😀"',
  "flow: [a, {b: c}]",
  "empty:",
  "image: ''",
  "'quoted key': 1",
  "text: |",
  "  一",
  "  二",
  "",
  "nested:",
  "    deep: x",
  "---",
  "",
].join("\n");

const toml = [
  "+++",
  'title = "晨雾" # 注',
  "a.'b c' = 'x'",
  "list = [ 1,",
  "  { k = 2 }, # 二",
  "]",
  'long = """',
  'a"""',
  "[params.inner]",
  "when = 2021-01-02",
  "[[items]]",
  "n = 1",
  "[[items]]",
  "n = 2",
  "+++",
  "",
].join("\n");

const json = '{\n  "title": "晨雾",\n  "tags": ["a", { "b": null }]\n}\n';

describe("places of keys, values and entries", () => {
  const cases: [language: string, text: string, path: Path, key: string, value: string, entry: string][] = [
    ["YAML", yaml, ["title"], "title", "'晨雾 ''里'''", "title: '晨雾 ''里'''"],
    ["YAML", yaml, ["tags"], "tags", '- 城市\n - "😀"', 'tags: \n - 城市\n - "😀"'],
    ["YAML", yaml, ["tags", 0], "城市", "城市", "城市"],
    ["YAML", yaml, ["tags", 1], '"😀"', '"😀"', '"😀"'],
    ["YAML", yaml, ["flow"], "flow", "[a, {b: c}]", "flow: [a, {b: c}]"],
    ["YAML", yaml, ["flow", 1, "b"], "b", "c", "b: c"],
    ["YAML", yaml, ["empty"], "empty", "", "empty:"],
    ["YAML", yaml, ["image"], "image", "''", "image: ''"],
    ["YAML", yaml, ["quoted key"], "'quoted key'", "1", "'quoted key': 1"],
    ["YAML", yaml, ["text"], "text", "|\n  一\n  二", "text: |\n  一\n  二"],
    ["YAML", yaml, ["nested"], "nested", "deep: x", "nested:\n    deep: x"],
    ["YAML", yaml, ["nested", "deep"], "deep", "x", "deep: x"],
    ["TOML", toml, ["title"], "title", '"晨雾"', 'title = "晨雾"'],
    ["TOML", toml, ["a", "b c"], "'b c'", "'x'", "'b c' = 'x'"],
    ["TOML", toml, ["a"], "a", "a.'b c' = 'x'", "a.'b c' = 'x'"],
    ["TOML", toml, ["list"], "list", "[ 1,\n  { k = 2 }, # 二\n]", "list = [ 1,\n  { k = 2 }, # 二\n]"],
    ["TOML", toml, ["list", 0], "1", "1", "1"],
    ["TOML", toml, ["list", 1, "k"], "k", "2", "k = 2"],
    ["TOML", toml, ["long"], "long", '"""\na"""', 'long = """\na"""'],
    [
      "TOML",
      toml,
      ["params", "inner"],
      "inner",
      "[params.inner]\nwhen = 2021-01-02",
      "[params.inner]\nwhen = 2021-01-02",
    ],
    ["TOML", toml, ["params", "inner", "when"], "when", "2021-01-02", "when = 2021-01-02"],
    ["TOML", toml, ["items", 0, "n"], "n", "1", "n = 1"],
    ["TOML", toml, ["items", 1], "items", "[[items]]\nn = 2", "[[items]]\nn = 2"],
    ["TOML", toml, ["items", 1, "n"], "n", "2", "n = 2"],
    ["JSON", json, ["title"], '"title"', '"晨雾"', '"title": "晨雾"'],
    ["JSON", json, ["tags"], '"tags"', '["a", { "b": null }]', '"tags": ["a", { "b": null }]'],
    ["JSON", json, ["tags", 0], '"a"', '"a"', '"a"'],
    ["JSON", json, ["tags", 1, "b"], '"b"', "null", '"b": null'],
  ];
  test.each(cases)("%s: %#", (_language, text, path, key, value, entry) => {
    const { place, written } = bound(text);
    expect(cut(text, place(path, "key"))).toBe(key);
    expect(cut(text, place(path, "value"))).toBe(value);
    expect(cut(text, place(path, "entry"))).toBe(entry);
    expect(written(path)).toBe(value);
  });

  test("are the same under CRLF", () => {
    const text = yaml.replaceAll("\n", "\r\n");
    const { place } = bound(text);
    expect(cut(text, place(["tags", 1], "value"))).toBe('"😀"');
    expect(cut(text, place(["text"], "value"))).toBe("|\r\n  一\r\n  二");
    expect(cut(text, place(["nested", "deep"], "entry"))).toBe("deep: x");
  });

  test("are found by the steps of a JSON pointer, which are all strings", () => {
    expect(cut(yaml, frontMatterOf(yaml).place(["tags", "1"], "value"))).toBe('"😀"');
  });

  test("of the whole block are its opening fence and its content", () => {
    const { place, open, content } = bound(yaml);
    expect(place([], "key")).toEqual(open);
    expect(place([], "value")).toEqual(content);
  });

  test("of what is not written are undefined", () => {
    const { place, written } = bound(yaml);
    expect(place(["date"], "value")).toBeUndefined();
    expect(place(["tags", 2], "key")).toBeUndefined();
    expect(place(["title", "x"], "key")).toBeUndefined();
    expect(written(["toString"])).toBeUndefined();
  });

  test("through an alias are the alias, and within it what it stands for", () => {
    const text = "---\na: &x {k: v}\nb: *x\n---\n";
    const { place, setString } = bound(text);
    expect(cut(text, place(["b"], "value"))).toBe("*x");
    expect(place(["b", "k"], "value")).toEqual(place(["a", "k"], "value"));
    // An edit there would change `a` as well.
    expect(setString(["b", "k"], "w")).toBeUndefined();
  });
});

describe("edits", () => {
  const cases: [name: string, text: string, path: Path, value: string, line: string][] = [
    ["single quotes stay", "---\na: 'x'\n---\n", ["a"], "它叫'甲'", "a: '它叫''甲'''"],
    ["double quotes stay", '---\na: "x"\n---\n', ["a"], '说"好"\\', 'a: "说\\"好\\"\\\\"'],
    ["plain stays where it can", "---\na: x # y\n---\n", ["a"], "新 值", "a: 新 值 # y"],
    ["plain gets quotes where it must", "---\na: x\n---\n", ["a"], "甲: 乙", "a: '甲: 乙'"],
    ["a string that YAML would take for a number", "---\na: x\n---\n", ["a"], "010", "a: '010'"],
    ["a string that YAML 1.1 would take for a boolean", "---\na: x\n---\n", ["a"], "no", "a: 'no'"],
    ["a string that YAML 1.1 would take for a date", "---\na: x\n---\n", ["a"], "2021-01-02", "a: '2021-01-02'"],
    ["the empty string", "---\na: x\n---\n", ["a"], "", "a: ''"],
    ["outer blanks", "---\na: x\n---\n", ["a"], " x ", "a: ' x '"],
    ["control characters", "---\na: 'x'\n---\n", ["a"], "a\nb\u0007", 'a: "a\\nb\\u0007"'],
    ["a comma is plain in a block", "---\na: x\n---\n", ["a"], "a, b", "a: a, b"],
    ["a comma needs quotes in a flow list", "---\na: [x]\n---\n", ["a", 0], "a, b", "a: ['a, b']"],
    ["a value where none was", "---\na:\n---\n", ["a"], "x", "a: x"],
    ["a value where none was, behind a blank", "---\na: \n---\n", ["a"], "x", "a: x"],
    ["a block scalar becomes one line", "---\na: |\n  x\n  y\n---\n", ["a"], "z", "a: z"],
    ["a TOML basic string", '+++\na = "x"\n+++\n', ["a"], 'b"\u007f', 'a = "b\\"\\u007f"'],
    ["a TOML literal string stays", "+++\na = 'x'\n+++\n", ["a"], "C:\\y", "a = 'C:\\y'"],
    ["a TOML literal string that cannot hold it", "+++\na = 'x'\n+++\n", ["a"], "it's", 'a = "it\'s"'],
    ["a JSON string", '{"a": 1}\n', ["a"], "b\n", '{"a": "b\\n"}'],
  ];
  test.each(cases)("%s", (_name, text, path, value, line) => {
    const result = edited(text, [frontMatterOf(text).setString(path, value)]);
    expect(result.split("\n")[text.startsWith("{") ? 0 : 1]).toBe(line);
    const data = frontMatterOf(result).data as { a: unknown };
    expect(path.length === 1 ? data.a : (data.a as unknown[])[0]).toBe(value);
  });

  test("setSource writes what the caller gives", () => {
    const text = "---\ndate: Sat, 11 Dec 2021 04:49:15 GMT\nnone:\n---\n";
    const { setSource } = bound(text);
    expect(edited(text, [setSource(["date"], "2021-12-11 04:49:15"), setSource(["none"], "[]")])).toBe(
      "---\ndate: 2021-12-11 04:49:15\nnone: []\n---\n",
    );
  });

  test("renameKey quotes where the language needs it", () => {
    const rename = (text: string, path: Path, name: string) =>
      edited(text, [frontMatterOf(text).renameKey(path, name)]);
    expect(rename("---\nTitel: x\n---\n", ["Titel"], "title")).toBe("---\ntitle: x\n---\n");
    expect(rename("---\na: x\n---\n", ["a"], "b: c")).toBe("---\n'b: c': x\n---\n");
    expect(rename("---\na: x\n---\n", ["a"], "yes")).toBe("---\n'yes': x\n---\n");
    expect(rename('---\n"a": x\n---\n', ["a"], "b")).toBe('---\n"b": x\n---\n');
    expect(rename("+++\na.b = 1\n+++\n", ["a", "b"], "c d")).toBe('+++\na."c d" = 1\n+++\n');
    expect(rename('{"a": 1}\n', ["a"], "b")).toBe('{"b": 1}\n');
  });

  test("a list, a mapping and what is not there cannot be set", () => {
    const { setString, setSource, renameKey } = bound("---\na: [1]\nb: {c: 1}\n---\n");
    expect(setString(["a"], "x")).toBeUndefined();
    expect(setSource(["b"], "x")).toBeUndefined();
    expect(setString(["z"], "x")).toBeUndefined();
    expect(renameKey(["a", 0], "x")).toBeUndefined();
  });
});

/** The methods, which tests call without their object. */
function bound(text: string) {
  const block = frontMatterOf(text);
  return {
    open: block.open,
    content: block.content,
    place: block.place.bind(block),
    written: block.written.bind(block),
    setString: block.setString.bind(block),
    setSource: block.setSource.bind(block),
    renameKey: block.renameKey.bind(block),
  };
}
