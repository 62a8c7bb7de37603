/** Large results: what a person reads first of them. */
import { describe, expect, it } from "vitest";
import type { ReportOptions } from "../../src/report/index.js";
import type { FileResult } from "../../src/results.js";
import { fact, fileResult, fix, printed } from "./support.js";

const dead = (n: number) => `https://dead.example/${n}.png`;
const half = (n: number) => `https://half.example/${n}.png`;

/** 200 articles: each two pictures without alt, of which one can be repaired; the first 120 a dead picture, 5 a broken one. */
const files: FileResult[] = Array.from({ length: 200 }, (_, n) =>
  fileResult(`${n}.md`, "one two three", [
    { at: "one", severity: "warning", fix: fix(0, 3, "1") },
    { at: "two", severity: "warning" },
    ...(n < 120 ? [{ at: "three", rule: "image/reachable", messageId: "broken", url: dead(n % 60) }] : []),
    ...(n < 5 ? [{ at: "three", rule: "image/reachable", messageId: "broken", url: half(n) }] : []),
    ...(n < 3 ? [{ at: "three", rule: "image/https", url: half(n), severity: "warning" as const }] : []),
  ]),
);
const images = [
  ...Array.from({ length: 60 }, (_, n) => fact(dead(n), "broken", "not-found")),
  ...Array.from({ length: 20 }, (_, n) => (n < 5 ? fact(half(n), "broken", "not-found") : fact(half(n), "ok"))),
];
const shown = (view: ReportOptions["view"] = {}, more: Partial<ReportOptions> = {}, some = files) =>
  printed("stylish", some, { view, ...more }, { images });
const terminal = { terminal: true, width: 100 };
const rules = `    rule             violations  share  articles  --fix  +unsafe
  ✖ image/reachable         125    24%       120      -        -
  ⚠ image/alt               400    76%       200    200        -
  ⚠ image/https               3    <1%         3      -        -
`;

describe("more findings than a person reads", () => {
  it("are summed up on a terminal: what is wrong, what can be repaired, and how to see all", async () => {
    expect(await shown({}, terminal)).toBe(`528 violations, too many to list. By rule:

${rules}
  dead.example all broken: 60 images in 120 articles (not-found)
  half.example broken: 5 of 20 images in 5 articles (not-found)

✖ 125 errors, 403 warnings in 200 articles (1.2 s)
  200 fixable with --fix

  List every violation: --all
  Group by host, URL, folder or article: --group-by host, url, folder or file
`);
  });
  it("are listed up to 300, and beyond with --all and --group-by file", async () => {
    const some = files.slice(120, 200);
    expect((await shown({}, terminal, some)).match(/image\/alt/g)).toHaveLength(160);
    for (const view of [{ all: true }, { groupBy: "file" as const }]) {
      const report = await shown(view, terminal);
      expect(report.match(/image\/alt/g)).toHaveLength(400);
      expect(report).not.toContain("too many");
    }
  });
  it("are all listed in a pipe, with the table of rules at the end", async () => {
    const report = await shown();
    expect(report.match(/ {2}image\/alt/g)).toHaveLength(400);
    expect(report).toContain(rules);
    expect(await shown({}, {}, files.slice(0, 10))).not.toContain("share");
  });
  it("do not hide a file that could not be checked", async () => {
    const gone: FileResult = { path: "gone.md", violations: [], errors: [{ kind: "read", message: "is not there" }] };
    for (const some of [[...files, gone], [gone, ...files], [gone]])
      expect(await shown({}, terminal, some)).toContain("gone.md\n  failure  is not there\n");
  });
  it("can be read in 40 columns", async () => {
    const report = await shown({}, { terminal: true, width: 40 });
    for (const line of report.split("\n")) expect(line.length).toBeLessThanOrEqual(40);
    expect(report).toContain("  ⚠ image/alt\n    400 (76%) in 200 articles, 200\n    fixable with --fix\n");
  });
});

describe("--group-by", () => {
  it("rule counts violations, share, articles and repairs", async () => {
    expect(await shown({ groupBy: "rule" })).toBe(
      `${rules}\n✖ 125 errors, 403 warnings in 200 articles (1.2 s)\n  200 fixable with --fix\n`,
    );
  });
  it("host says of each server what is the matter, and what else is said of it", async () => {
    expect((await shown({ groupBy: "host" })).split("\n").slice(0, 3)).toEqual([
      "  dead.example all broken: 60 images in 120 articles (not-found)",
      "  half.example broken: 5 of 20 images in 5 articles (not-found); image/https 3",
      "  400 violations without a URL",
    ]);
  });
  it("url says of each address what is the matter and where", async () => {
    expect((await shown({ groupBy: "url", top: 2 })).split("\n").slice(0, 4)).toEqual([
      "  https://dead.example/0.png: broken (not-found), 2 violations in 2 articles; image/reachable 2",
      "  https://dead.example/1.png: broken (not-found), 2 violations in 2 articles; image/reachable 2",
      "  and 63 more URLs (--top 0 shows all)",
      "  400 violations without a URL",
    ]);
  });
  it("file with --top names the articles with most to do", async () => {
    expect((await shown({ groupBy: "file", top: 1 })).split("\n").slice(0, 2)).toEqual([
      "  0.md: 5 violations, 1 fixable with --fix; image/alt 2, image/reachable 2, image/https 1",
      "  and 199 more articles (--top 0 shows all)",
    ]);
  });
  it("file finds them wherever they come, without keeping all", async () => {
    const many = [...files.slice(120), ...files.slice(120), ...files.slice(120)].map((file, n) => ({
      ...file,
      path: `x${n}.md`,
    }));
    const [worst] = files as [FileResult];
    for (const some of [
      [worst, ...many],
      [...many, worst],
    ])
      expect((await shown({ groupBy: "file", top: 1 }, {}, some)).split("\n").slice(0, 2)).toEqual([
        "  0.md: 5 violations, 1 fixable with --fix; image/alt 2, image/reachable 2, image/https 1",
        "  and 240 more articles (--top 0 shows all)",
      ]);
  });
  it("has --top 0 for all of them", async () => {
    expect((await shown({ groupBy: "url", top: 0 })).match(/^ {2}https:/gm)).toHaveLength(65);
  });
});

describe("--statistics", () => {
  it("closes any view with the table of rules", async () => {
    expect(await shown({ statistics: true }, {}, files.slice(0, 1))).toContain(
      "  ✖ image/reachable           2    40%         1",
    );
    expect(await shown({ statistics: true, groupBy: "host" })).toContain(rules);
  });
  it("says nothing where nothing was found", async () => {
    expect(await printed("stylish", [fileResult("a.md", "")], { view: { statistics: true } })).toBe(
      "✔ no violations in 1 article (1.2 s)\n",
    );
  });
});
