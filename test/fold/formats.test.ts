/** A folded violation in each format: one entry, at its first example. */
import { describe, expect, it } from "vitest";
import { type FormatName, formatNames } from "../../src/report/index.js";
import type { FoldedViolation } from "../../src/results.js";
import { fileResult, hostile, options, printed, runEnd } from "../report/support.js";
import { faultsOf } from "../support/valid-reports.js";

const place = { line: 3, column: 7, endLine: 3, endColumn: 9, range: { start: 20, end: 22 } };
const folded = (more: Partial<FoldedViolation> = {}): FoldedViolation => ({
  rule: "image/alt",
  messageId: "missing",
  severity: "error",
  message: "img has no alt",
  isExample: false,
  violations: 50,
  articles: 38,
  of: 40,
  folders: [{ path: "posts/快媒体", articles: 38, of: 40 }],
  feeds: [],
  isEverywhere: false,
  examples: ["a", "b", "c"].map((name) => ({
    path: `posts/快媒体/${name}.md`,
    ...place,
    message: `${name} has no alt`,
  })),
  fixable: 38,
  unsafeFixable: 12,
  ...more,
});
const wide = folded({
  rule: "image/https",
  messageId: "plain",
  severity: "warning",
  cause: "cdn.example",
  message: "plain",
  isExample: true,
  violations: 5,
  articles: 5,
  of: 7,
  folders: [
    { path: "a", articles: 3, of: 4 },
    { path: "b", articles: 2, of: 3 },
  ],
  fixable: 0,
  unsafeFixable: 0,
});
const files = [fileResult("posts/x.md", "<img>", [{ at: "<img>" }])];
const text = "38 of 40 articles in posts/快媒体, 50 violations: img has no alt";
const wideText = "5 of 7 articles in 2 folders, for example: plain";

describe("a folded violation", () => {
  it.each(formatNames)("is valid and appears in %s, whatever its texts contain", async (name) => {
    const report = await printed(name, files, {}, { folded: [folded(), wide] });
    expect(await faultsOf(name, report)).toEqual([]);
    for (const evil of hostile) {
      const paths = { path: `${evil}/a.md`, ...place, message: evil };
      const one = folded({ message: evil, examples: [paths], folders: [{ path: evil, articles: 38, of: 40 }] });
      const some = await printed(name, [], {}, { folded: [one] });
      expect(await faultsOf(name, some), evil).toEqual([]);
    }
  });

  it("is in no format if there is none", async () => {
    for (const name of formatNames)
      expect(await printed(name, files, {}, { folded: [] })).not.toMatch(/many articles|38 of 40/);
  });

  it("has its line, its folders and its examples in the report for people, above the summary", async () => {
    const report = await printed("stylish", files, {}, { folded: [folded(), wide] });
    expect(report.split("\n")).toEqual([
      "posts/x.md",
      "  1:1  error    img has no alt  image/alt",
      "",
      "The same in many articles (--no-fold lists each violation):",
      `  error    ${text}  image/alt [--fix: 38, --fix --unsafe-fixes: 12]`,
      "           for example posts/快媒体/a.md:3:7, posts/快媒体/b.md:3:7, posts/快媒体/c.md:3:7",
      `  warning  ${wideText}  image/https`,
      "           a (3 of 4), b (2 of 3)",
      "           for example posts/快媒体/a.md:3:7, posts/快媒体/b.md:3:7, posts/快媒体/c.md:3:7",
      "",
      expect.stringContaining("✖ 1 error"),
      "",
    ]);
  });

  it.each([
    [60, "for example posts/快媒体/a.md:3:7\n"],
    [80, "for example posts/快媒体/a.md:3:7, posts/快媒体/b.md:3:7\n"],
  ])("fits a terminal of %i columns, with as many examples as fit", async (width, examples) => {
    const report = await printed("stylish", [], { terminal: true, width }, { folded: [folded(), wide] });
    expect(report).toContain(examples);
    const widths = report.split("\n").map((line) => line.replace(/[\u4e00-\u9fff]/g, "xx").length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(width);
  });

  it.each<[FormatName, string]>([
    ["compact", `posts/快媒体/a.md: line 3, col 7, Error - ${text} (image/alt)\n`],
    ["unix", `posts/快媒体/a.md:3:7: ${text} [Error/image/alt]\n`],
    ["github", `::error file=posts/快媒体/a.md,line=3,endLine=3,col=7,endColumn=9,title=image/alt::${text}\n`],
    ["checkstyle", `<file name="posts/快媒体/a.md">\n<error line="3" column="7" severity="error" message="${text}"`],
    ["junit", `<testcase classname="posts/快媒体/a.md" name="image/alt"><failure type="image/alt" message="${text}">`],
    ["tap", "not ok 2 - image/alt: 38 of 40 articles in posts/快媒体, 50 violations\n"],
    ["brief", "38 of 40 articles in posts/快媒体, 50 violations: img has no alt"],
    ["markdown", "38 of 40 articles in posts/快媒体, 50 violations"],
    ["html", "38 of 40 articles in posts/快媒体, 50 violations"],
  ])("is one entry in %s", async (name, entry) => {
    const report = await printed(name, files, {}, { folded: [folded()] });
    expect(report.split(entry)).toHaveLength(2);
  });

  it("is a result with related locations in SARIF", async () => {
    const report = JSON.parse(await printed("sarif", files, {}, { folded: [folded(), wide] }));
    const [, one, other] = report.runs[0].results;
    expect(one).toMatchObject({
      ruleId: "image/alt",
      level: "error",
      message: { text },
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 7 } } }],
      relatedLocations: [
        { id: 1, message: { text: "b has no alt" } },
        { id: 2, message: { text: "c has no alt" } },
      ],
      occurrenceCount: 50,
      properties: { folded: { articles: 38, of: 40, violations: 50, fixable: 38, unsafeFixable: 12 } },
    });
    expect(other.properties.folded.folders).toEqual(wide.folders);
    expect(one.partialFingerprints).not.toEqual(other.partialFingerprints);
    expect(report.runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["image/alt", "image/https"]);
  });

  it("names the feed that it is about, in place of the folder", async () => {
    const one = folded({ feed: { path: "新闻/快媒体", articles: 13, of: 15 }, articles: 13, of: 15, violations: 13 });
    const where = '13 of 15 articles of feed "新闻/快媒体"';
    expect(await printed("stylish", [], {}, { folded: [one] })).toContain(`  error    ${where}: img has no alt`);
    expect(await printed("html", [], {}, { folded: [one] })).toContain(where.replaceAll('"', "&quot;"));
    const [result] = JSON.parse(await printed("sarif", [], {}, { folded: [one] })).runs[0].results;
    expect([result.message.text, result.properties.folded.feed]).toEqual([`${where}: img has no alt`, one.feed]);
    expect(JSON.parse(await printed("json", [], {}, { folded: [one] })).folded[0].feed).toEqual(one.feed);
  });

  it("is the same in GitLab and SARIF when other folders have it later", async () => {
    const later = folded({ folders: [{ path: "other", articles: 10, of: 10 }], articles: 10, of: 10 });
    const print = async (one: FoldedViolation) =>
      JSON.parse(await printed("gitlab", [], {}, { folded: [one] }))[0].fingerprint;
    expect(await print(later)).toBe(await print(folded()));
    expect(await print(wide)).not.toBe(await print(folded()));
  });

  it("has all of its numbers in JSON, and a line of its own in NDJSON", async () => {
    const { cause, examples, ...rest } = wide;
    const expected = {
      ...rest,
      cause,
      examples: examples.map(({ range, ...one }) => ({ ...one, range: [range.start, range.end] })),
    };
    expect(JSON.parse(await printed("json", files, {}, { folded: [wide] })).folded).toEqual([expected]);
    const lines = (await printed("ndjson", files, {}, { folded: [wide] })).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === "folded")).toEqual([
      { kind: "folded", ...expected },
    ]);
  });

  it("is in the totals and the rules of the HTML report, but not in its list", async () => {
    const end = runEnd(files);
    const report = await printed(
      "html",
      files,
      {},
      {
        folded: [folded()],
        summary: { ...end.summary, errors: 2 },
      },
    );
    expect(report).toContain('<section id="folded"');
    expect(report).toContain("posts/快媒体/a.md:3:7");
    expect(report).not.toContain("--quiet");
    const list = /<script type="application\/json" id="stet-articles">(.*?)<\/script>/s.exec(report)?.[1];
    expect(JSON.parse(list ?? "")).toHaveLength(1);
    const only = await printed("html", [], options, { folded: [folded()], summary: { ...end.summary, errors: 1 } });
    expect(only).not.toContain('<section id="violations"');
  });
});
