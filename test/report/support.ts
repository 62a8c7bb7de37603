/** Results as a run gives them, for the formats to be tried on. */
import { LineIndex } from "../../src/article/lines.js";
import { type FormatName, loadFormat, type ReportOptions } from "../../src/report/index.js";
import type { FileResult, ResultFix, RunEnd, Violation } from "../../src/results.js";

export const options: ReportOptions = {
  color: false,
  verbose: false,
  width: 100,
  version: "1.2.3",
  cwd: "/site",
  rules: new Map([
    [
      "image/alt",
      {
        summary: "Every img has an alt attribute",
        severity: "warning",
        fixable: "safe",
        docs: "https://docs.example/image/alt.md",
        page: "# image/alt\n",
      },
    ],
  ]),
};

type Wanted = Partial<Violation> & { readonly at: string };

/** A violation of each text in `at`, which stands in `text` once. */
export function fileResult(path: string, text: string, wanted: readonly Wanted[] = []): FileResult {
  const lines = new LineIndex(text);
  return {
    path,
    text,
    errors: [],
    violations: wanted.map(({ at, ...more }) => {
      const start = text.indexOf(at);
      if (start < 0) throw new Error(`"${at}" is not in the text`);
      const end = start + at.length;
      const [first, last] = [lines.at(start), lines.at(end)];
      return {
        rule: "image/alt",
        messageId: "missing",
        severity: "error",
        message: "img has no alt",
        line: first.line,
        column: first.column,
        endLine: last.line,
        endColumn: last.column,
        range: { start, end },
        ...more,
      };
    }),
  };
}

export const fix = (start: number, end: number, text: string, safe = true): ResultFix => ({
  safe,
  title: "repair it",
  edits: [{ range: { start, end }, text }],
});

/** The end of a run with these files. */
export function runEnd(files: readonly FileResult[], more: Partial<RunEnd> = {}): RunEnd {
  const all = files.flatMap(({ violations }) => violations);
  const number = (is: (one: Violation) => boolean) => all.filter(is).length;
  const nothing = { total: 0, ok: 0, broken: 0, unverifiable: 0, unchecked: 0, reasons: {} };
  return {
    images: [],
    links: [],
    notes: [],
    unused: [],
    folded: [],
    summary: {
      articles: files.filter(({ article }) => article !== false).length,
      errors: number(({ severity }) => severity === "error"),
      warnings: number(({ severity }) => severity === "warning"),
      fixable: number((one) => one.fix?.safe === true),
      unsafeFixable: number((one) => one.fix?.safe === false),
      fixed: 0,
      failures: files.filter(({ errors }) => errors.length > 0).length,
      images: nothing,
      links: nothing,
      ms: 1234,
    },
    ...more,
  };
}

/** What a format prints of these files. */
export async function printed(
  name: FormatName,
  files: readonly FileResult[],
  more: Partial<ReportOptions> = {},
  end: Partial<RunEnd> = {},
): Promise<string> {
  const report = (await loadFormat(name))({ ...options, ...more });
  return files.map((file) => report.file(file)).join("") + report.end(runEnd(files, end));
}

/** A picture's or link's fact with nothing but a verdict. */
export const fact = (url: string, verdict: "ok" | "broken" | "unverifiable", reason?: "not-found" | "timeout") => ({
  url,
  verdict,
  reason,
  detail: "",
  type: undefined,
  declaredType: undefined,
  width: undefined,
  height: undefined,
  bytes: undefined,
  finalUrl: undefined,
  requests: [],
});

/** What articles, servers and file systems may hold, and what ends something in one format or another. */
export const hostile = [
  "]]>",
  "]]&gt;",
  "<!--",
  "-->",
  "<script>alert(1)</script>",
  "&amp;&#0;&bogus;",
  `"'\``,
  "\u0000\u0008\u001b[2J\u007f\u009b",
  "\ufffe\uffff",
  "\ud800",
  "\udc00x",
  "\u2028\u2029\u0085",
  "\u202egnp.exe",
  "\r\n::error::x",
  "%0A%25",
  "|a|b|",
  "```",
  "[a](javascript:x) ![b](c)",
  "@everyone #1 !2 www.evil.example https://evil.example a@b.example",
  "\n1..0\nnot ok 9 - x # SKIP",
  "\n  ...\nBail out!",
  '\\"},{"',
  "=1+1",
  "🏴‍☠️e\u0301",
  "",
];
