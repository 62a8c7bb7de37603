import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edit, FrontMatter, Path } from "../../src/article/types.js";
import { cut, edited, frontMatterOf, pathsOf } from "./support.js";

describe("an entry is taken away with its lines and nothing else", () => {
  const cases: [name: string, text: string, path: Path, after: string][] = [
    ["a line", "---\na: 1\nb: 2 # 二\n# 三\nc: 3\n---\n", ["b"], "---\na: 1\n# 三\nc: 3\n---\n"],
    ["the last line", "---\na: 1\nb: 2\n---\nx", ["b"], "---\na: 1\n---\nx"],
    ["the only line", "---\na: 1\n---\nx", ["a"], "---\n---\nx"],
    ["a list of lines", "---\na:\n  - 1\n\n  - 2\n\nb: 2\n---\n", ["a"], "---\n\nb: 2\n---\n"],
    ["text of many lines", "---\na: |\n  甲\n\n  乙\nb: 2\n---\n", ["a"], "---\nb: 2\n---\n"],
    ["an entry without a value", "---\na:\nb: 2\n---\n", ["a"], "---\nb: 2\n---\n"],
    ["an item", "---\na:\n  - 1 # 一\n  - 2\n---\n", ["a", 0], "---\na:\n  - 2\n---\n"],
    ["an item in brackets", "---\na: [1, 2, 3]\n---\n", ["a", 1], "---\na: [1, 3]\n---\n"],
    ["the last item in brackets", "---\na: [1, 2] # 二\n---\n", ["a", 1], "---\na: [1] # 二\n---\n"],
    ["the only item in brackets", "---\na: [ 1 ]\n---\n", ["a", 0], "---\na: [  ]\n---\n"],
    ["an entry of an entry", "---\na:\n  b: 1\n  c: 2\n---\n", ["a", "b"], "---\na:\n  c: 2\n---\n"],
    ["TOML", "+++\na = 1\nb = 2 # 二\n[c]\nd = 1\n+++\n", ["b"], "+++\na = 1\n[c]\nd = 1\n+++\n"],
    ["a TOML table", "+++\na = 1\n\n[c]\nd = 1\ne = 2\n\n[f]\n+++\n", ["c"], "+++\na = 1\n\n\n[f]\n+++\n"],
    ["JSON", '{\n  "a": 1,\n  "b": 2\n}\nx', ["a"], '{\n  "b": 2\n}\nx'],
    ["the last of JSON", '{\n  "a": 1,\n  "b": 2\n}\nx', ["b"], '{\n  "a": 1\n}\nx'],
    ["JSON between semicolons", ';;;\n"a": 1,\n"b": 2\n;;;\nx', ["a"], ';;;\n"b": 2\n;;;\nx'],
  ];
  test.each(cases)("%s", (_name, text, path, after) => {
    expect(edited(text, [frontMatterOf(text).removeEntry(path)])).toBe(after);
    const crlf = text.replaceAll("\n", "\r\n");
    expect(edited(crlf, [frontMatterOf(crlf).removeEntry(path)])).toBe(after.replaceAll("\n", "\r\n"));
  });

  const never: [name: string, text: string, path: Path][] = [
    ["what is not there", "---\na: 1\n---\n", ["b"]],
    ["an anchor that an alias needs", "---\na: &x 1\nb: *x\n---\n", ["a"]],
    ["the first entry behind a dash", "---\na:\n  - b: 1\n    c: 2\n---\n", ["a", 0, "b"]],
    ["the last entry of an entry, which would become null", "---\na:\n  b: 1\n---\n", ["a", "b"]],
    ["a part of a dotted key", "+++\na.b = 1\na.c = 2\n+++\n", ["a", "b"]],
    ["a table in two places", "+++\n[a.b]\nx = 1\n[c]\n[a.d]\ny = 1\n+++\n", ["a"]],
    ["an item with a comment behind its comma", "+++\na = [\n  1, # 一\n  2,\n]\n+++\n", ["a", 0]],
    ["lines whose absence would be text of the entry above", "---\na: |+\n  甲\nb: |+\n  乙\n\nc: 1\n---\n", ["b"]],
  ];
  test.each(never)("but not %s", (_name, text, path) => {
    expect(frontMatterOf(text).removeEntry(path)).toBeUndefined();
  });
});

describe("a list keeps its form", () => {
  const cases: [name: string, text: string, path: Path, values: string[], after: string][] = [
    ["from a word", "---\na: 甲 # 一\n---\n", ["a"], ["甲"], "---\na: [甲] # 一\n---\n"],
    ["from a quoted word", "---\na: '甲'\n---\n", ["a"], ["甲", "乙"], "---\na: ['甲', '乙']\n---\n"],
    ["from nothing", "---\na:\n---\n", ["a"], ["甲"], "---\na: [甲]\n---\n"],
    ["from words between commas", "---\na: 甲, 乙\n---\n", ["a"], ["甲", "乙"], "---\na: [甲, 乙]\n---\n"],
    ["with items that need quotes", "---\na: 甲\n---\n", ["a"], ["a, b", "no"], "---\na: ['a, b', 'no']\n---\n"],
    ["in brackets", "---\na: [甲, 乙]\n---\n", ["a"], ["丙"], "---\na: [丙]\n---\n"],
    [
      "one a line",
      "---\na:\n  -   甲\n  -   乙\nb: 1\n---\n",
      ["a"],
      ["丙", "丁"],
      "---\na:\n  -   丙\n  -   丁\nb: 1\n---\n",
    ],
    ["in TOML", "+++\na = '甲'\n+++\n", ["a"], ["甲"], "+++\na = ['甲']\n+++\n"],
    ["in JSON", '{ "a": "甲" }\n', ["a"], ["甲"], '{ "a": ["甲"] }\n'],
  ];
  test.each(cases)("%s", (_name, text, path, values, after) => {
    expect(edited(text, [frontMatterOf(text).setList(path, values)])).toBe(after);
    const crlf = text.replaceAll("\n", "\r\n");
    expect(edited(crlf, [frontMatterOf(crlf).setList(path, values)])).toBe(after.replaceAll("\n", "\r\n"));
  });

  const never: [name: string, text: string, path: Path][] = [
    ["where a comment would be lost", "---\na:\n  - 甲 # 一\n  - 乙\n---\n", ["a"]],
    ["in the place of a mapping", "---\na: {b: 1}\n---\n", ["a"]],
    ["in the place of an alias", "---\nx: &x [1]\na: *x\n---\n", ["a"]],
  ];
  test.each(never)("but is not written %s", (_name, text, path) => {
    expect(frontMatterOf(text).setList(path, ["乙"])).toBeUndefined();
  });
});

describe("entries are brought into another order", () => {
  const cases: [name: string, text: string, keys: string[], after: string][] = [
    [
      "with the comments above and behind them, blank lines staying",
      "---\n# 全文\n\n# 一\na: 1 # 1\nb:\n  - 2\n\n# 三\n# 叁\nc: |\n  3\n---\n",
      ["c", "a", "b"],
      "---\n# 全文\n\n# 三\n# 叁\nc: |\n  3\n# 一\na: 1 # 1\n\nb:\n  - 2\n---\n",
    ],
    [
      "in TOML, where tables come last",
      "+++\nb = 1 # 乙\na = 2\n\n[d]\nx = 1\n\n[c]\ny = 2\n+++\n",
      ["a", "b", "c", "d"],
      "+++\na = 2\nb = 1 # 乙\n\n[c]\ny = 2\n\n[d]\nx = 1\n+++\n",
    ],
    ["in JSON", '{\n  "b": 1,\n  "a": [2]\n}\nx', ["a", "b"], '{\n  "a": [2],\n  "b": 1\n}\nx'],
    ["in braces", "---\n{b: 1, a: 2}\n---\n", ["a", "b"], "---\n{a: 2, b: 1}\n---\n"],
  ];
  test.each(cases)("%s", (_name, text, keys, after) => {
    expect(edited(text, [frontMatterOf(text).reorder(keys)])).toBe(after);
    const crlf = text.replaceAll("\n", "\r\n");
    expect(edited(crlf, [frontMatterOf(crlf).reorder(keys)])).toBe(after.replaceAll("\n", "\r\n"));
  });

  const never: [name: string, text: string, keys: string[]][] = [
    ["an alias before its anchor", "---\na: &x 1\nb: *x\n---\n", ["b", "a"]],
    ["other keys than there are", "---\na: 1\nb: 2\n---\n", ["b", "c"]],
    ["too few keys", "---\na: 1\nb: 2\n---\n", ["b"]],
    ["a TOML entry behind a table, whose it would be", "+++\na = 1\n[b]\n+++\n", ["b", "a"]],
    ["text that would lose its last blank lines", "---\na: 1\n\nb: |+\n  2\n\n\nc: 3\n---\n", ["b", "a", "c"]],
  ];
  test.each(never)("but not %s", (_name, text, keys) => {
    expect(frontMatterOf(text).reorder(keys)).toBeUndefined();
  });
});

describe("scalars", () => {
  test("are all that are written, keys too, each once", () => {
    const text = "---\na: &x {'k': 1}\nb: *x\nc:\n  - \"d\"\n  - |\n    e\n<<: *x\nf:\n---\n";
    const seen = frontMatterOf(text).scalars();
    expect(seen.map(({ part, style, range }) => [part, style, cut(text, range)])).toEqual([
      ["key", "plain", "a"],
      ["key", "single", "'k'"],
      ["value", "plain", "1"],
      ["key", "plain", "b"],
      ["key", "plain", "c"],
      ["value", "double", '"d"'],
      ["value", "block", "|\n    e"],
      ["key", "plain", "f"],
    ]);
  });

  test("say how they are written in TOML and JSON", () => {
    const toml = "+++\n'a b' = 'x'\nb = \"\"\nc = '''x'''\n[d]\ne = [1]\n+++\n";
    expect(
      frontMatterOf(toml)
        .scalars()
        .map(({ part, style }) => `${part} ${style}`),
    ).toEqual([
      "key single",
      "value single",
      "key plain",
      "value double",
      "key plain",
      "value block",
      "key plain",
      "key plain",
      "value plain",
    ]);
    expect(
      frontMatterOf('{ "a": 1 }\n')
        .scalars()
        .map(({ style }) => style),
    ).toEqual(["double", "plain"]);
  });
});

/** Random front matter that a person may have written, every comment with a number of its own. */
let comments = 0;
const comment = fc.constantFrom("", "", " # 注").map((text) => (text ? ` # 注${comments++}` : ""));
const above = fc
  .constantFrom("", "", "", "\n", "# 上\n", "\n# 上\n")
  .map((text) => text.replace("上", () => `上${comments++}`));
const word = fc.constantFrom(
  "甲",
  "title text",
  "a-b",
  "x.png",
  "春天 2021",
  "it's",
  "C#",
  "no",
  "12:30",
  "a: b",
  "- x",
  "",
);
const key = fc.constantFrom(
  "title",
  "date",
  "tags",
  "a b",
  "标题",
  "x1",
  "__proto__",
  "constructor",
  "no",
  "cover-image",
  "z",
);
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 6 });
const indented = (text: string, by: string): string => text.replace(/^(?=[^\n])/gm, by);

const yamlScalar = fc.oneof(
  fc.constantFrom("1", "2.5", "true", "~", "", "plain text", "春天", "2021-03-22 04:50:47", "a#b", "x:y"),
  word.map((text) => `'${text.replaceAll("'", "''")}'`),
  word.map((text) => JSON.stringify(text)),
);
const yamlFlow = fc.oneof(
  fc
    .array(
      yamlScalar.map((text) => text || "''"),
      { maxLength: 3 },
    )
    .map((items) => `[${items.join(", ")}]`),
  fc.tuple(key, yamlScalar).map(([name, text]) => `{ '${name}': ${text || "1"} }`),
);
const yamlKey = (name: string, nth: number) => (nth === 1 ? `'${name}'` : nth === 2 ? `"${name}"` : name);
const yamlEntries = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  keys.chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.nat(4), above, values, comment))).map((entries) =>
      entries
        .map(([name, nth, before, value, behind]) => {
          const inLine = value.startsWith("\n") || value.startsWith("|") || value.startsWith(">");
          return `${before}${yamlKey(name, nth)}:${value && !value.startsWith("\n") ? " " : ""}${value}${inLine ? "" : behind}\n`;
        })
        .join(""),
    ),
  );
const yamlItems = fc
  .array(fc.tuple(yamlScalar, comment), { minLength: 1, maxLength: 3 })
  .chain((items) =>
    fc
      .constantFrom("", "  ")
      .map((by) => `\n${items.map(([text, behind]) => `${by}- ${text || "x"}${behind}`).join("\n")}`),
  );
const yamlValue = fc.oneof(
  { weight: 4, arbitrary: yamlScalar },
  yamlFlow,
  yamlItems,
  fc.constantFrom("|\n  第一行\n  第二行", "|-\n  一\n\n  二", ">\n  折叠\n  的字", "|+\n  一\n\n"),
  yamlEntries(yamlScalar).map((text) => `\n${indented(text, "  ").replace(/\n$/, "")}`),
);
const yamlBlock = yamlEntries(yamlValue).map((text) => `---\n${text}---\n正文\n`);

const tomlScalar = fc.oneof(
  fc.constantFrom("1", "2.5", "true", "2021-03-22", '"""\n二\n行"""', "'''x'''"),
  word.map((text) => JSON.stringify(text)),
  word.map((text) => (text.includes("'") ? '"\'"' : `'${text}'`)),
);
const tomlValue = fc.oneof(
  { weight: 4, arbitrary: tomlScalar },
  fc.array(tomlScalar, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
  fc.tuple(key, tomlScalar).map(([name, text]) => `{ "${name}" = ${text} }`),
);
const tomlEntries = keys.chain((names) =>
  fc
    .tuple(...names.map((name) => fc.tuple(fc.constant(name), above, tomlValue, comment)))
    .map((entries) =>
      entries
        .map(
          ([name, before, value, behind]) =>
            `${before}${/^[\w-]+$/.test(name) ? name : `"${name}"`} = ${value}${behind}\n`,
        )
        .join(""),
    ),
);
const tomlBlock = fc
  .tuple(
    tomlEntries,
    fc.uniqueArray(fc.tuple(fc.constantFrom("t", "u", "v"), above, tomlEntries), {
      selector: ([name]) => name,
      maxLength: 2,
    }),
  )
  .map(
    ([root, tables]) =>
      `+++\n${root}${tables.map(([name, before, text]) => `${before}[${name}]\n${text}`).join("")}+++\n正文\n`,
  );

const jsonBlock = fc
  .dictionary(
    key,
    fc.oneof(word, fc.integer(), fc.constant(null), fc.array(word, { maxLength: 3 }), fc.dictionary(key, word)),
  )
  .chain((data) =>
    fc.constantFrom(0, 2, "\t").map((space) => `---json\n${JSON.stringify(data, null, space)}\n---\n正文\n`),
  );

const block = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: yamlBlock }, tomlBlock, jsonBlock), fc.boolean())
  .map(([text, crlf]) => (crlf ? text.replaceAll("\n", "\r\n") : text));

interface Change {
  readonly edit: Edit | undefined;
  /** What the data must be afterwards. */
  readonly expected: unknown;
  /** What of the text may be lost with it. */
  readonly own: string;
}

const kinds = ["setString", "restyle", "setSource", "renameKey", "removeEntry", "setList", "reorder"] as const;

function change(kind: (typeof kinds)[number], before: FrontMatter, text: string, path: Path, value: string): Change {
  const { data } = before;
  const own = cut(text, before.place(path, "entry")) ?? "";
  const put = (to: unknown) => replaced(data, path, () => to);
  switch (kind) {
    case "setString":
      return { edit: before.setString(path, value), expected: put(value), own };
    case "restyle": {
      const string = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], data);
      const style = value.length % 2 === 0 ? "single" : "double";
      return {
        edit: typeof string === "string" ? before.setString(path, string, style) : undefined,
        expected: data,
        own,
      };
    }
    case "setSource":
      return { edit: before.setSource(path, "true"), expected: put(true), own };
    case "setList":
      return { edit: before.setList(path, [value, "二"]), expected: put([value, "二"]), own };
    case "renameKey": {
      const name = `${value} 新`;
      return { edit: before.renameKey(path, name), expected: renamed(data, path, name), own };
    }
    case "removeEntry": {
      const edit = before.removeEntry(path);
      return { edit, expected: replaced(data, path, undefined), own: cut(text, edit?.range) ?? "" };
    }
    case "reorder":
      return { edit: before.reorder(Object.keys(data ?? {}).sort()), expected: data, own: "" };
  }
}

/** A deep copy of the data with the value at the path replaced, or gone. */
function replaced(data: unknown, [step, ...rest]: Path, to: (() => unknown) | undefined): unknown {
  if (step === undefined) return to?.();
  const copy: [string, unknown][] = [];
  for (const [name, value] of Object.entries(data as object)) {
    if (name !== String(step)) copy.push([name, value]);
    else if (rest.length > 0 || to) copy.push([name, replaced(value, rest, to)]);
  }
  if (Array.isArray(data)) return copy.map(([, value]) => value);
  return fromEntries(copy);
}

function renamed(data: unknown, path: Path, name: string): unknown {
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data);
  const entries = Object.entries(holder as object).map(([key, value]) => [key === path.at(-1) ? name : key, value]);
  return replaced(data, path.slice(0, -1), () => fromEntries(entries as [string, unknown][]));
}

/** Object.fromEntries without a prototype, which front matter has not either. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  const made = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) made[key] = value;
  return made;
}

describe("whatever the front matter, and whatever the edit", () => {
  test("only the value that was meant changes, and no comment is lost", () => {
    const made = new Map<string, number>();
    fc.assert(
      fc.property(block, fc.constantFrom(...kinds), fc.nat(), word, (text, kind, nth, value) => {
        const before = frontMatterOf(text);
        expect(before.problems, text).toEqual([]);
        const paths = pathsOf(before.data);
        const path = paths[nth % Math.max(1, paths.length)];
        if (!path) return;
        const { edit, expected, own } = change(kind, before, text, path, value);
        if (!edit) return;
        made.set(kind, (made.get(kind) ?? 0) + 1);
        const after = edited(text, [edit]);
        const then = frontMatterOf(after);
        expect(then.problems, after).toEqual([]);
        if (!isDeepStrictEqual(then.data, expected))
          expect({ after, data: then.data }).toEqual({ after, data: expected });
        // The body and all that does not belong to the entry stay.
        expect(after.slice(then.range.end)).toBe(text.slice(before.range.end));
        for (const [mark] of text.matchAll(/# [注上]\d+/g))
          if (!own.includes(mark)) expect(after.includes(`${mark}`), `${mark} in ${after}`).toBe(true);
        if (kind === "reorder") expect([...after].sort()).toEqual([...text].sort());
      }),
      { numRuns: 3000 },
    );
    // Edits that are never made would prove nothing.
    for (const kind of kinds) expect(made.get(kind), kind).toBeGreaterThan(100);
  });
});
