import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import reportSchema from "../../schemas/report.schema.json" with { type: "json" };
import { type formatNames, loadFormat } from "../../src/report/index.js";
import type { RunResult, Violation } from "../../src/results.js";

const violation: Violation = {
  rule: "html/duplicate-id",
  messageId: "duplicate",
  severity: "error",
  message: "100% of\n::error::\u001b[2J\u202egnp.exe",
  line: 1,
  column: 3001,
  endLine: 1,
  endColumn: 3003,
  range: { start: 3000, end: 3002 },
  fix: { safe: true, title: "t", edits: [{ range: { start: 3000, end: 3002 }, text: "\ud800" }] },
};
const text = `${"船".repeat(3000)}错了${"来".repeat(3000)}\n`;
const file = { path: "a,b:c\n::error::d.md", violations: [violation], errors: [], text };
const run: RunResult = {
  files: [file, { path: "gone.md", violations: [], errors: [{ kind: "read", message: "gone.md: is not there" }] }],
  images: [
    {
      url: "https://img.example/a.png",
      verdict: "unverifiable",
      reason: "timeout",
      detail: "no answer within 10 s",
      type: undefined,
      declaredType: undefined,
      width: undefined,
      height: undefined,
      bytes: undefined,
      finalUrl: undefined,
      requests: [{ method: "HEAD", url: "https://img.example/a.png", status: null, ms: 10_000, error: "timeout" }],
    },
  ],
  links: [
    {
      url: "https://news.example/a",
      verdict: "broken",
      reason: "not-found",
      detail: "HTTP 404 (HEAD and GET)",
      finalUrl: "https://news.example/b",
      requests: [{ method: "HEAD", url: "https://news.example/a", status: 404, ms: 20 }],
    },
  ],
  summary: {
    articles: 2,
    errors: 1,
    warnings: 0,
    fixable: 1,
    unsafeFixable: 0,
    fixed: 0,
    failures: 1,
    images: { total: 1, ok: 0, broken: 0, unverifiable: 1, unchecked: 0, reasons: { unverifiable: { timeout: 1 } } },
    links: { total: 1, ok: 0, broken: 1, unverifiable: 0, unchecked: 0, reasons: { broken: { "not-found": 1 } } },
    ms: 1234,
  },
  notes: ["\u001b]0;title\u0007"],
  unused: [],
  folded: [],
};
const options = { color: false, verbose: true, width: 80, version: "0.0.0" };
const printed = async (name: (typeof formatNames)[number]) => {
  const report = (await loadFormat(name))(options);
  return run.files.map((result) => report.file(result)).join("") + report.end(run);
};

describe("reports", () => {
  it("let no control or direction character of an article through to a terminal or a log", async () => {
    for (const name of ["stylish", "github"] as const)
      expect(await printed(name)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
  });
  it("for GitHub escape what could end a property, a message or a line", async () => {
    const [first] = (await printed("github")).split("\n");
    expect(first).toBe(
      "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ad.md,line=1,endLine=1,col=3001,endColumn=3003,title=html/duplicate-id::" +
        "100%25 of\\u{a}::error::\\u{1b}[2J\\u{202e}gnp.exe",
    );
  });
  it("for people show a window of a long line, with the carets under the place, two columns a character", async () => {
    const lines = (await printed("stylish")).split("\n");
    const at = lines.findIndex((line) => line.includes("错了"));
    const [before = ""] = (lines[at] ?? "").split("错了");
    const wide = [...before].filter((char) => char === "船").length;
    expect(lines[at + 1]).toMatch(/ \^{4}$/);
    expect(lines[at + 1]?.indexOf("^")).toBe(before.length + wide);
    expect(lines[at]?.length).toBeLessThan(80);
  });
  it("for people close with the pictures and links by verdict and why", async () => {
    expect(await printed("stylish")).toContain(
      "1 image: 1 unverifiable (timeout 1)\n  1 link: 1 broken (not-found 1)\n",
    );
  });
  it("in JSON say what links lead to", async () => {
    expect(JSON.parse(await printed("json")).links).toEqual([
      {
        url: "https://news.example/a",
        verdict: "broken",
        reason: "not-found",
        detail: "HTTP 404 (HEAD and GET)",
        finalUrl: "https://news.example/b",
        movedTo: null,
        requests: [{ method: "HEAD", url: "https://news.example/a", status: 404, ms: 20 }],
      },
    ]);
  });
  it("in JSON are as their schema says", async () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(reportSchema);
    validate(JSON.parse(await printed("json")));
    expect(validate.errors).toBeNull();
  });
});
