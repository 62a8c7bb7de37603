import { describe, expect, test } from "vitest";
import { articleOf, cut, frontMatterOf } from "./support.js";

describe("where front matter is", () => {
  interface Shape {
    readonly name: string;
    readonly text: string;
    readonly language?: string;
    readonly lead?: string;
    readonly open: string;
    readonly content: string;
    readonly close: string | undefined;
    readonly whole: string;
    readonly body: string;
    readonly data: unknown;
  }
  const shapes: Shape[] = [
    {
      name: "YAML between two fences",
      text: "---\ntitle: 晨雾\n---\n正文",
      open: "---",
      content: "title: 晨雾\n",
      close: "---",
      whole: "---\ntitle: 晨雾\n---",
      body: "正文",
      data: { title: "晨雾" },
    },
    {
      name: "a byte order mark before the fence",
      text: "\ufeff---\na: 1\n---\nx",
      lead: "\ufeff",
      open: "---",
      content: "a: 1\n",
      close: "---",
      whole: "---\na: 1\n---",
      body: "x",
      data: { a: 1 },
    },
    {
      name: "a byte order mark, blank lines and CRLF",
      text: "\ufeff\r\n \t\r\n---\r\na: 1\r\n---\r\nx\r\n",
      lead: "\ufeff\r\n \t\r\n",
      open: "---",
      content: "a: 1\r\n",
      close: "---",
      whole: "---\r\na: 1\r\n---",
      body: "x\r\n",
      data: { a: 1 },
    },
    {
      name: "a blank line before the fence, as the founding corpus has it",
      text: "\n---\ncategories: \n - 要闻\n---\n\n<div>   \n",
      lead: "\n",
      open: "---",
      content: "categories: \n - 要闻\n",
      close: "---",
      whole: "---\ncategories: \n - 要闻\n---",
      body: "\n<div>   \n",
      data: { categories: ["要闻"] },
    },
    {
      name: "lone carriage returns",
      text: "\r---\ra: 1\rb: 二\r---\rx",
      lead: "\r",
      open: "---",
      content: "a: 1\rb: 二\r",
      close: "---",
      whole: "---\ra: 1\rb: 二\r---",
      body: "x",
      data: { a: 1, b: "二" },
    },
    {
      name: "astral characters before and in it",
      text: "---\n𠮷: 😀\n'🐎': b\n---\n😀",
      open: "---",
      content: "𠮷: 😀\n'🐎': b\n",
      close: "---",
      whole: "---\n𠮷: 😀\n'🐎': b\n---",
      body: "😀",
      data: { 𠮷: "😀", "🐎": "b" },
    },
    {
      name: "blanks behind both fences",
      text: "---  \na: 1\n--- \t\nx",
      open: "---",
      content: "a: 1\n",
      close: "---",
      whole: "---  \na: 1\n--- \t",
      body: "x",
      data: { a: 1 },
    },
    {
      name: "no line break at the end of the file",
      text: "---\na: 1\n---",
      open: "---",
      content: "a: 1\n",
      close: "---",
      whole: "---\na: 1\n---",
      body: "",
      data: { a: 1 },
    },
    {
      name: "an empty block",
      text: "---\n---\nx",
      open: "---",
      content: "",
      close: "---",
      whole: "---\n---",
      body: "x",
      data: {},
    },
    {
      name: "a block of comments and blank lines",
      text: "---\n# 无\n\n---\nx",
      open: "---",
      content: "# 无\n\n",
      close: "---",
      whole: "---\n# 无\n\n---",
      body: "x",
      data: {},
    },
    {
      name: "YAML closed by three dots",
      text: "---\na: 1\n...\n---\nx",
      open: "---",
      content: "a: 1\n",
      close: "...",
      whole: "---\na: 1\n...",
      body: "---\nx",
      data: { a: 1 },
    },
    {
      name: "a line within that only begins like a fence",
      text: "---\na: |\n  x\n  ---\nb: c\n ---foo\n---\nx",
      open: "---",
      content: "a: |\n  x\n  ---\nb: c\n ---foo\n",
      close: "---",
      whole: "---\na: |\n  x\n  ---\nb: c\n ---foo\n---",
      body: "x",
      data: { a: "x\n---\n", b: "c ---foo" },
    },
    {
      name: "a later rule in the body, which is the body's",
      text: "---\na: 1\n---\nx\n\n---\n\ny",
      open: "---",
      content: "a: 1\n",
      close: "---",
      whole: "---\na: 1\n---",
      body: "x\n\n---\n\ny",
      data: { a: 1 },
    },
    {
      name: "YAML named in the fence",
      text: "--- YAML\na: 1\n---\nx",
      open: "--- YAML",
      content: "a: 1\n",
      close: "---",
      whole: "--- YAML\na: 1\n---",
      body: "x",
      data: { a: 1 },
    },
    {
      name: "TOML between plus signs",
      language: "toml",
      text: '+++\r\ntitle = "晨雾"\r\n+++\r\nx',
      open: "+++",
      content: 'title = "晨雾"\r\n',
      close: "+++",
      whole: '+++\r\ntitle = "晨雾"\r\n+++',
      body: "x",
      data: { title: "晨雾" },
    },
    {
      name: "TOML with a line of dashes in a string",
      language: "toml",
      text: '+++\na = """\n---\n"""\n+++\nx',
      open: "+++",
      content: 'a = """\n---\n"""\n',
      close: "+++",
      whole: '+++\na = """\n---\n"""\n+++',
      body: "x",
      data: { a: "---\n" },
    },
    {
      name: "TOML named in a fence of dashes",
      language: "toml",
      text: "---toml\na = 1\n---\nx",
      open: "---toml",
      content: "a = 1\n",
      close: "---",
      whole: "---toml\na = 1\n---",
      body: "x",
      data: { a: 1 },
    },
    {
      name: "JSON named in the fence",
      language: "json",
      text: '---json\n{ "a": [1] }\n---\nx',
      open: "---json",
      content: '{ "a": [1] }\n',
      close: "---",
      whole: '---json\n{ "a": [1] }\n---',
      body: "x",
      data: { a: [1] },
    },
    {
      name: "JSON between semicolons, without braces, as Hexo reads it",
      language: "json",
      text: ';;;\n"a": 1,\n"b": "二"\n;;;\nx',
      open: ";;;",
      content: '"a": 1,\n"b": "二"\n',
      close: ";;;",
      whole: ';;;\n"a": 1,\n"b": "二"\n;;;',
      body: "x",
      data: { a: 1, b: "二" },
    },
    {
      name: "JSON without fences",
      language: "json",
      text: '\n{\n  "a": { "b": "}" }\n}\nx',
      lead: "\n",
      open: "{",
      content: '{\n  "a": { "b": "}" }\n}',
      close: "}",
      whole: '{\n  "a": { "b": "}" }\n}',
      body: "x",
      data: { a: { b: "}" } },
    },
  ];
  test.each(shapes)("$name", ({ text, language = "yaml", lead = "", open, content, close, whole, body, data }) => {
    const article = articleOf(text);
    const { frontMatter } = article;
    expect(cut(text, article.lead)).toBe(lead);
    expect(frontMatter?.language).toBe(language);
    expect(frontMatter?.problems).toEqual([]);
    expect(cut(text, frontMatter?.open)).toBe(open);
    expect(cut(text, frontMatter?.content)).toBe(content);
    expect(cut(text, frontMatter?.close)).toBe(close);
    expect(cut(text, frontMatter?.range)).toBe(whole);
    expect(cut(text, article.body.range)).toBe(body);
    expect(frontMatter?.data).toEqual(data);
  });

  const bodies: [name: string, text: string][] = [
    ["an empty text", ""],
    ["prose", "只有正文"],
    ["a thematic break first", "---\n\n一段话。\n"],
    ["a thematic break and a remark with a colon", "---\nNote: 一句话\n\n一段话。\n"],
    ["four dashes", "----\na: 1\n----\n"],
    ["a fence with more than a name behind it", "--- 甲 乙\na: 1\n---\n"],
    ["an indented fence", " ---\na: 1\n---\n"],
    ["a template tag", "{{ content }}\n"],
    ["a block tag", "{% raw %}\n{% endraw %}\n"],
    ["a brace in prose", "{甲}\n"],
    ["one line of plus signs", "+++\n\n正文\n"],
  ];
  test.each(bodies)("%s is no front matter", (_name, text) => {
    const article = articleOf(text);
    expect(article.frontMatter).toBeUndefined();
    expect(cut(text, article.body.range)).toBe(text);
  });

  test("blank lines before a body without front matter are the lead", () => {
    const text = "\ufeff\n\n正文";
    const article = articleOf(text);
    expect(cut(text, article.lead)).toBe("\ufeff\n\n");
    expect(cut(text, article.body.range)).toBe("正文");
  });
});

describe("what front matter says", () => {
  test("dates stay the text that was written, in YAML and TOML", () => {
    const yaml = frontMatterOf("---\na: 2021-03-22 04:50:47\nb: 2021-03-22\nc: 2021-03-22T04:50:47Z\n---\n");
    expect(yaml.data).toEqual({ a: "2021-03-22 04:50:47", b: "2021-03-22", c: "2021-03-22T04:50:47Z" });
    const toml = frontMatterOf("+++\na = 2021-03-22 04:50:47\nb = [2021-03-22]\n[c]\nd = 04:50:47.10 # 早\n+++\n");
    expect(toml.data).toEqual({ a: "2021-03-22 04:50:47", b: ["2021-03-22"], c: { d: "04:50:47.10" } });
  });

  test("scalars are what YAML 1.2 says they are", () => {
    const { data } = frontMatterOf("---\na: yes\nb: true\nc: ~\nd:\ne: 010\nf: 1.5\ng: '1'\nh: 0x1F\n---\n");
    expect(data).toEqual({ a: "yes", b: true, c: null, d: null, e: 10, f: 1.5, g: "1", h: 31 });
  });

  test("keys of Object.prototype are data", () => {
    for (const text of [
      "---\n__proto__: 1\nconstructor: 2\ntoString: 3\n---\n",
      "+++\n__proto__ = 1\nconstructor = 2\ntoString = 3\n+++\n",
      '{ "__proto__": 1, "constructor": 2, "toString": 3 }\n',
    ]) {
      const { data, place } = frontMatterOf(text);
      expect(Object.entries(data ?? {})).toEqual([
        ["__proto__", 1],
        ["constructor", 2],
        ["toString", 3],
      ]);
      expect(data?.valueOf).toBeUndefined();
      expect(place).toBeTypeOf("function");
    }
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });

  test("aliases and merge keys are resolved", () => {
    const text = "---\nx: &a {k: v, w: 0}\ny: *a\nz:\n  <<: *a\n  w: 1\n---\n";
    expect(frontMatterOf(text).data).toEqual({ x: { k: "v", w: 0 }, y: { k: "v", w: 0 }, z: { k: "v", w: 1 } });
  });

  test("the same text twice gives two objects: nothing is shared", () => {
    const first = frontMatterOf("---\na: [1]\n---\n").data as { a: number[] };
    first.a.push(2);
    expect(frontMatterOf("---\na: [1]\n---\n").data).toEqual({ a: [1] });
  });
});

describe("what is wrong with front matter", () => {
  const cases: [name: string, text: string, code: string, at: string][] = [
    ["YAML that is never closed", "---\ntitle: 甲\ndate: 乙\n\n正文", "unclosed", "---"],
    ["YAML that is never closed, behind a comment", "---\n# 注\n\ntitle: 甲\n", "unclosed", "---"],
    ["TOML that is never closed", "+++\ntitle = '甲'\n", "unclosed", "+++"],
    ["JSON that is never closed", '{\n  "title": "甲",\n', "unclosed", "{"],
    ["a JavaScript block", "---js\n{ a: 1 }\n---\n", "language", "js"],
    ["a block in an unknown language", "--- Lua\na = 1\n---\n", "language", "Lua"],
    ["a block named like a property of every object", "---constructor\na: 1\n---\n", "language", "constructor"],
    ["a block named __proto__", "---__proto__\na: 1\n---\n", "language", "__proto__"],
    ["a YAML list", "---\n- 甲\n- 乙\n---\n", "not-a-mapping", "- 甲\n- 乙"],
    ["a YAML scalar", "---\n只是一句话\n---\n", "not-a-mapping", "只是一句话"],
    ["a JSON list", "---json\n[1]\n---\n", "not-a-mapping", "[1]"],
    ["a tab as indentation", "---\na:\n\tb: 1\n---\n", "syntax", "\t"],
    ["a quote that is never closed", '---\na: 1\ntitle: "甲\nb: 2\n---\n', "syntax", '"甲'],
    ["an alias without an anchor", "---\na: *b\n---\n", "syntax", "*b"],
    ["a bracket that is never closed", "---\na: [1, 2\n---\n", "syntax", "["],
    ["TOML without a value", "+++\na =\nb = 1\n+++\n", "syntax", "="],
    ["TOML with a bad escape", '+++\na = "\\q"\n+++\n', "syntax", "\\q"],
    ["TOML with a key twice", "+++\na = 1\nb = 2\na = 3\n+++\n", "duplicate-key", "a"],
    ["JSON with a trailing comma", '---json\n{"a": 1,}\n---\n', "syntax", ","],
    ["JSON with a comment", '---json\n{"a": 1 // 一\n}\n---\n', "syntax", "// 一"],
  ];
  test.each(cases)("%s", (_name, text, code, at) => {
    const { problems, data } = frontMatterOf(text);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(cut(text, problems[0]?.range)).toBe(at);
    expect(data).toBeUndefined();
  });

  test("a key that is there twice is told at the second, and keeps its first value", () => {
    for (const [text, second] of [
      ["---\na: 1\nb: 2\na: 3\n---\n", 14],
      ['{ "a": 1, "b": 2, "a": 3 }\n', 18],
    ] as const) {
      const { problems, data } = frontMatterOf(text);
      expect(problems).toMatchObject([{ code: "duplicate-key", range: { start: second } }]);
      expect(data).toEqual({ a: 1, b: 2 });
    }
  });

  test("keys twice in an inner mapping are told too", () => {
    const text = "---\na:\n  b: 1\n  b: 2\n---\n";
    const { problems, data } = frontMatterOf(text);
    expect(problems.map(({ code, range }) => [code, range.start])).toEqual([["duplicate-key", 16]]);
    expect(data).toEqual({ a: { b: 1 } });
  });

  test("each broken line is told once, not as the parser's cascade", () => {
    const text = "---\na: 'b' c' d'\ne: 1\nf: [g] ]\n---\n";
    const { problems } = frontMatterOf(text);
    expect(problems.map(({ range }) => text.slice(0, range.start).split("\n").length)).toEqual([2, 4]);
  });

  test("JavaScript front matter is never run", () => {
    const trap = globalThis as { trapped?: boolean };
    for (const name of ["js", "javascript", "JS", " js", "coffee", "cson"])
      expect(frontMatterOf(`---${name}\nglobalThis.trapped = true\n---\n`).data).toBeUndefined();
    expect(trap.trapped).toBeUndefined();
  });
});

describe("front matter beyond any reason", () => {
  const cases: [name: string, text: string][] = [
    ["too many characters", `---\na: ${"x".repeat(300_000)}\n---\n`],
    ["too many blank lines in a row", `---\na: 1\n${"\n".repeat(100_000)}b: 2\n---\n`],
    ["brackets in brackets", `---\na: ${"[".repeat(20_000)}\n---\n`],
    ["braces in braces", `---\na: ${"{a: ".repeat(20_000)}\n---\n`],
    ["lists in lists on one line", `---\n${"- ".repeat(50_000)}a\n---\n`],
    [
      "lists in lists on many lines",
      `---\n${Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}-\n`).join("")}---\n`,
    ],
    ["keys in keys", `---\n${"? ".repeat(50_000)}a\n---\n`],
    ["mappings in mappings", `---\n${Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")}---\n`],
    ["TOML arrays in arrays", `+++\na = ${"[".repeat(50_000)}\n+++\n`],
    ["TOML keys with many dots", `+++\n${"a.".repeat(50_000)}b = 1\n+++\n`],
    ["TOML keys with many dots in an inline table", `+++\na = { ${"a.".repeat(50_000)}b = 1 }\n+++\n`],
    ["JSON arrays in arrays", `---json\n{"a": ${"[".repeat(50_000)}\n---\n`],
    [
      "aliases of aliases of aliases",
      `---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]\n`).join("")}---\n`,
    ],
    ["an alias of what it stands in", "---\na: &a [*a]\n---\n"],
  ];
  test.each(cases)("%s: told, not read", (_name, text) => {
    const { problems, data } = frontMatterOf(text);
    expect(problems.map(({ code }) => code)).toEqual(["limit"]);
    expect(data).toBeUndefined();
  });

  test("brackets in a text that is long but not nested are read", () => {
    const value = "「[注]」".repeat(300);
    expect(frontMatterOf(`---\na: '${value}'\n---\n`).data).toEqual({ a: value });
  });

  test.each([
    ["a comment", `# ${".".repeat(200)}\na = 1\n`, { a: 1 }],
    ["a string of many lines", `a = """\n${".".repeat(200)}"""\n`, { a: ".".repeat(200) }],
    ["a quoted key", `"${".".repeat(200)}" = 1\n`, { [".".repeat(200)]: 1 }],
    ["a line of numbers", `a = [\n${"1.5, ".repeat(200)}\n]\n`, { a: Array(200).fill(1.5) }],
  ])("the dots of TOML in %s do not nest", (_name, block, data) => {
    expect(frontMatterOf(`+++\n${block}+++\n`)).toMatchObject({ problems: [], data });
  });

  test("thirty thousand keys are read", () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}: 1\n`).join("");
    expect(Object.keys(frontMatterOf(`---\n${keys.slice(0, 250_000)}\n---\n`).data ?? {}).length).toBeGreaterThan(
      20_000,
    );
  });
});

// As js-yaml 4.1 and Psych 5.1 (libyaml) read it, although YAML requires indentation.
test.each([
  ['title: "甲\n乙"\ndate: 2020-01-01', { title: "甲 乙", date: "2020-01-01" }],
  ["title: '甲\n\n乙'", { title: "甲\n乙" }],
  ['a:\n  b: "c\nd"', { a: { b: "c d" } }],
])("a text in quotes goes on in lines that are not indented: %j", (block, data) => {
  const { frontMatter } = articleOf(`---\n${block}\n---\n正文\n`);
  expect(frontMatter?.problems).toEqual([]);
  expect(frontMatter?.data).toEqual(data);
});
test("a quotation mark is missing if the next line is an entry, although generators read it", () => {
  const { frontMatter } = articleOf('---\ntitle: "甲\ntags: 乙"\n---\n正文\n');
  expect(frontMatter?.problems.map(({ message }) => message)).toEqual(['Missing closing " quote']);
});
