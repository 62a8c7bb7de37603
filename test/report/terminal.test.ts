/** The report for people, as it looks in a window. */
import { describe, expect, it } from "vitest";
import { wrap } from "../../src/report/cells.js";
import { fileUrl, hyperlink } from "../../src/report/hyperlink.js";
import { widthOf } from "../../src/report/width.js";
import { fileResult, fix, hostile, options, printed } from "./support.js";

const terminal = { terminal: true, width: 80 };
const message = 'img has no alt: say what the picture shows, or write alt="" if it only decorates';
const url = `https://img.example/${"a".repeat(60)}.png`;
const files = [
  fileResult("posts/渡口.md", "<p>一\n<img>二\n", [
    { at: "<img>", message },
    {
      at: "一",
      message: `the picture "${url}" 加载失败，请检查图片的地址是否正确，或者换一张图片。`,
      rule: "image/reachable",
    },
  ]),
];

describe("lines that are too long for a window", () => {
  it.each([
    ["one two three", 8, ["one two", "three"]],
    ["one two three", 13, ["one two three"]],
    ["船来了，人走了", 8, ["船来了，", "人走了"]],
    ["一二三，四", 6, ["一二", "三，四"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["see abcdefghijkl", 6, ["see ab", "cdefgh", "ijkl"]],
    ["e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]],
    ["", 5, [""]],
  ])("%j in %i columns: %j", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });
  const words = (report: string) => report.replace(/image\/\w+|\s+/g, "");
  const whole = [message, url, "请检查图片的地址是否正确，或者换一张图片。"].map((text) => text.replace(/\s+/g, ""));
  it.each([40, 60, 80, 100, 120])("are broken, so that none is wider than %i columns", async (width) => {
    for (const verbose of [false, true]) {
      const report = await printed("stylish", files, { ...terminal, width, verbose });
      for (const line of report.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(report).toContain("image/reachable");
      if (width < 80 || verbose) for (const wanted of whole) expect(words(report)).toContain(wanted);
    }
  });
  it("take two lines at most from 80 columns on: values lose their middle first, then the message its end", async () => {
    const text = "abcdefghijklmnop";
    const found = (at: string, message: string, more: object = {}) => ({
      at,
      message,
      rule: "image/reachable",
      ...more,
    });
    const remedy = "Add the file or correct the path.";
    const many = fileResult("a.md", text, [
      found("a", `Image "${url}" not found. ${remedy}`),
      found("b", `Image "${url}" is a copy of "${url.replace("png", "jpg")}". ${remedy}`),
      found("c", `${"One more word. ".repeat(20)}${remedy}`),
      found("d", `${"船来了，人走了。".repeat(20)}${remedy}`),
      found("e", `${"船".repeat(28)}`),
      found("f", "Short.", {
        fix: { ...fix(0, 1, ""), safe: false, refused: "it would change the text of a link. ".repeat(4) },
      }),
      found("g", `Title "a title of many words that nobody would ever read to its end" is too long. ${remedy}`),
    ]);
    for (const width of [80, 81, 95, 100, 119]) {
      const report = await printed("stylish", [many], { ...terminal, width });
      const list = report.split("\n\n")[0]?.split("\n").slice(1) ?? [];
      const starts = list.flatMap((line, at) => (/^ +1:\d+ /.test(line) ? [at] : []));
      expect(starts).toHaveLength(7);
      for (const [at, start] of starts.entries())
        expect((starts[at + 1] ?? list.length) - start).toBeLessThanOrEqual(2);
      for (const line of list) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(list.filter((line) => line.includes("image/reachable"))).toHaveLength(7);
      expect(
        list
          .join(" ")
          .replace(/image\/reachable|\s+/g, " ")
          .replace(/ +/g, " ")
          .match(/Add the file or correct the path\./g),
      ).toHaveLength(3);
      expect(report).toContain("Some messages are shortened; --verbose shows them in full");
    }
    const verbose = await printed("stylish", [many], { ...terminal, verbose: true });
    expect(words(verbose)).toContain(url);
    expect(verbose).not.toContain("shortened");
  });
  it("put the rule beside the message where there is room, under it where there is not", async () => {
    const [one] = files.map((file) => ({ ...file, violations: file.violations.slice(0, 1) }));
    const at = async (width: number) =>
      (await printed("stylish", one ? [one] : [], { ...terminal, width })).split("\n\n")[0]?.split("\n").slice(1);
    expect(await at(120)).toEqual([`  2:1  error    ${message}  image/alt`]);
    expect(await at(80)).toEqual([
      "  2:1  error    img has no alt: say what the picture shows, or write   image/alt",
      '                alt="" if it only decorates',
    ]);
    expect(await at(40)).toEqual([
      "  2:1  error",
      "    img has no alt: say what the picture",
      '    shows, or write alt="" if it only',
      "    decorates",
      "    image/alt",
    ]);
  });
  it("are left whole where nobody watches: one line a finding", async () => {
    const report = await printed("stylish", files, { width: 40 });
    expect(report.split("\n")[1]).toBe(`  2:1  error    ${message}  image/alt`);
  });
});

describe("equal violations of an article", () => {
  const text = Array.from({ length: 12 }, (_, line) => `<img id="${line}">\n`).join("");
  const equal = (many: number) => [
    fileResult(
      "a.md",
      text,
      Array.from({ length: many }, (_, line) => ({ at: `<img id="${line}">`, message: "No alt." })),
    ),
  ];
  const lines = async (many: number, more: object) =>
    (await printed("stylish", equal(many), { ...terminal, ...more })).split("\n\n")[0]?.split("\n").slice(1);
  it("are one entry with the other places, as many as fit", async () => {
    expect(await lines(12, {})).toEqual([
      "  1:1  error    No alt. (×12)  image/alt",
      "                also 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1, 9:1, 10:1, 11:1, 12:1",
    ]);
    expect((await lines(12, { width: 67 }))?.[1]).toBe(
      "                also 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1 and 4 more",
    );
    expect(await lines(3, {})).toEqual(["  1:1  error    No alt. (×3)  image/alt", "                also 2:1, 3:1"]);
  });
  it("are listed if there are two, with --all and --verbose, and where nobody watches", async () => {
    expect(await lines(2, {})).toHaveLength(2);
    expect(await lines(12, { view: { all: true } })).toHaveLength(12);
    expect(await lines(12, { terminal: false })).toHaveLength(12);
    expect(await lines(12, { verbose: true })).toHaveLength(36);
  });
});

describe("carets", () => {
  /** The text over the carets, by columns. */
  const marked = async (text: string, at: string, width = 80) => {
    const report = await printed("stylish", [fileResult("a.md", text, [{ at }])], { verbose: true, width });
    const [, , line = "", carets = ""] = report.split("\n");
    const [before] = carets.split("^");
    const number = carets.length - (before ?? "").length;
    let column = 0;
    let over = "";
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      if (column >= (before ?? "").length && column < (before ?? "").length + number) over += segment;
      column += widthOf(segment);
    }
    return { over, number };
  };
  it.each([
    ["plain", "one two three", "two", "two", 3],
    ["after ideographs", "船来了two", "two", "two", 3],
    ["under ideographs", "one 来了 two", "来了", "来了", 4],
    ["after letters with combining marks", "e\u0301e\u0301 two", "two", "two", 3],
    ["under a letter with a mark that is named alone", "ae\u0301b", "\u0301", "e\u0301", 1],
    ["after emoji", "🚢⛴️🚀 two", "two", "two", 3],
    ["under an emoji of two characters", "a ❤️ b", "❤️", "❤️", 2],
    ["after a flag", "🇨🇳 two", "two", "two", 3],
    ["after tabs", "\t\ttwo", "two", "two", 3],
    ["under a tab", "a\tb", "\t", "  ", 2],
    ["after what is made visible", "a\u200bb two", "two", "two", 3],
    ["at the end of a line", "one two\n\nthree", "two", "two", 3],
    ["in the middle of a long line", `${"船".repeat(500)} two ${"x".repeat(500)}`, "two", "two", 3],
    ["after many marks on one letter", `a${"\u0301".repeat(900)} two`, "two", "two", 3],
  ])("stand under the right place: %s", async (_, text, at, over, number) => {
    expect(await marked(text, at)).toEqual({ over, number });
  });
  it("mark the place where something is missing, also at the end of a file", async () => {
    const result = fileResult("a.md", "one", [{ at: "one", range: { start: 3, end: 3 }, column: 4, endColumn: 4 }]);
    const [, , line, carets] = (await printed("stylish", [result], { verbose: true })).split("\n");
    expect(line).toBe("      1 | one");
    expect(carets).toBe("        |    ^");
  });
});

describe("links", () => {
  it("lead from a rule's name to its page and from a path to the file, where the terminal follows them", async () => {
    const report = await printed("stylish", files, { hyperlinks: true });
    expect(report).toContain("\u001b]8;;https://docs.example/image/alt.md\u001b\\image/alt\u001b]8;;\u001b\\");
    expect(report).toContain(
      "\u001b]8;;file:///site/posts/%E6%B8%A1%E5%8F%A3.md\u001b\\posts/渡口.md\u001b]8;;\u001b\\",
    );
    expect(await printed("stylish", files)).not.toContain("\u001b");
  });
  it("are no way for a file's name into the terminal", () => {
    for (const name of hostile.filter(Boolean)) expect(fileUrl(name, "/site")).toMatch(/^file:\/\/\/[\x21-\x7e]+$/);
    expect(hyperlink("a", "https://x.example/\u0007")).toBe("a");
  });
});

describe("a report in a pipe", () => {
  it("is plain text", async () => {
    expect(await printed("stylish", files, { ...options, verbose: true })).not.toContain("\u001b");
  });
  it("says what can be repaired", async () => {
    const text = "one two";
    const result = fileResult("a.md", text, [
      { at: "one", fix: fix(0, 3, "1") },
      { at: "two", fix: fix(4, 7, "2", false) },
    ]);
    const report = await printed("stylish", [result]);
    expect(report).toContain("image/alt [fix]\n");
    expect(report).toContain("image/alt [unsafe fix]\n");
    expect(report).toContain("\n  1 fixable with --fix\n  1 more with --fix --unsafe-fixes\n");
  });
});
