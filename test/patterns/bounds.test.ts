/** Patterns and globs that others wrote take a bounded time, and are told from each other by what they say alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestGlob, pathGlob, UnsafePattern } from "../../src/patterns/glob.js";
import { ignoreLines } from "../../src/patterns/ignore-lines.js";
import { linearFinder } from "../../src/patterns/linear-match.js";
import { parsePattern } from "../../src/patterns/pattern-syntax.js";
import { safePattern, safeReplacement } from "../../src/patterns/safe-pattern.js";
import { urlPattern, urlReplacement } from "../../src/patterns/url-pattern.js";

describe("patterns for URLs that take JavaScript's engine forever have an answer", () => {
  const long = `https://cdn.example/${"a-".repeat(2_000)}`;

  it.each([
    ["https://cdn.example/**/*-*-*x*.*", long, false],
    ["https://cdn.example/**/*-*-*x*.*", `https://cdn.example/2020/${"a-".repeat(2_000)}x.png`, true],
    ["/(a+)+$/", `https://cdn.example/${"a".repeat(4_000)}!`, false],
    ["/^(?:[^?]*a)*\\?/", `https://cdn.example/${"a".repeat(4_000)}`, false],
    ["/^(?:[^?]*a)*\\?/", `https://cdn.example/${"a".repeat(4_000)}?`, true],
  ])("%s", (pattern, url, matches) => {
    expect(urlPattern(pattern).test(url)).toBe(matches);
  });

  it("and replacements of long URLs", () => {
    const replacement = urlReplacement(
      "/^https:\\/\\/(.*)\\.example\\/(.*)\\/(.*)-(.*)$/",
      "https://new.example/$1/$4",
    );
    expect(replacement.replace(`${"https://cdn.example/a/"}${"b-".repeat(2_000)}c`)).toBe("https://new.example/cdn/c");
    expect(replacement.replace(`https://cdn.example/${"b-".repeat(2_000)}c`)).toBeNull();
  });
});

it("globs for paths, and lines of ignore files, have an answer for a path with many folders", async () => {
  const deep = "x/".repeat(500);
  expect(pathGlob("**/x/**/x/**/x/**/y")(`${deep}z`)).toBe(false);
  expect(pathGlob("**/x/**/x/**/x/**/y")(`${deep}y`)).toBe(true);
  const ignored = await ignoreLines("**/x/**/x/**/x/**/y\n*.log\n");
  expect(ignored.test(`${deep}z`).ignored).toBe(false);
  expect(ignored.test(`${deep}y`).ignored).toBe(true);
});

describe("what no engine could compare in bounded time is refused when it is read", () => {
  it.each(["/(.*)\\1/", "/(?:a{1000}){1000}/", `/${"(".repeat(300)}a${")".repeat(300)}/`, "a".repeat(longestGlob + 1)])(
    "%.30s",
    (pattern) => {
      expect(() => urlPattern(pattern)).toThrow(UnsafePattern);
    },
  );

  it("a replacement", () => {
    expect(() => urlReplacement("/(.*)\\1/", "")).toThrow(UnsafePattern);
  });

  it("a glob and a line of an ignore file", async () => {
    expect(() => pathGlob("(".repeat(longestGlob + 1))).toThrow(UnsafePattern);
    await expect(ignoreLines(`*.log\n${"(".repeat(longestGlob + 1)}`)).rejects.toThrow(UnsafePattern);
  });

  it("a glob that is not valid", () => {
    expect(() => pathGlob("[z-a].md")).toThrow('invalid glob "[z-a].md"');
  });
});

it("a replacement is what JavaScript's engine makes of it", () => {
  const part = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    pattern: fc
      .array(fc.array(tie("part"), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
      .map((all) => all.map((parts) => parts.join("")).join("|")),
    part: fc.oneof(
      { maxDepth: 2 },
      fc
        .tuple(
          fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\b"),
          fc.constantFrom("", "", "*", "+", "?", "*?", "{1,2}"),
        )
        .map(([atom, quantifier]) => (atom === "\\b" ? atom : atom + quantifier)),
      fc
        .tuple(
          fc.constantFrom("(", "(?:", "(?<n>", "(?=", "(?<!"),
          tie("pattern"),
          fc.constantFrom("", "*", "+?", "{0,2}"),
        )
        .map(([open, inner, quantifier]) => `${open}${inner})${/[=!]$/.test(open) ? "" : quantifier}`),
    ),
  })).pattern;
  const to = "[$1|$2|$&|$$|$`|$']";
  let compared = 0;
  fc.assert(
    fc.property(
      part,
      fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "😀"), maxLength: 7 })),
      (source, texts) => {
        let regex: RegExp;
        try {
          regex = new RegExp(source);
        } catch {
          return;
        }
        const syntax = parsePattern(source, "");
        const finder = syntax && linearFinder(syntax);
        for (const text of texts) {
          const found = finder?.find(text);
          if (found === undefined) continue;
          compared++;
          const exec = regex.exec(text);
          const groups = found && Array.from({ length: exec?.length ?? 0 }, (_, at) => found.groups[at]);
          expect([source, text, found?.index, groups]).toEqual([source, text, exec?.index, exec && [...exec]]);
          expect(safeReplacement(regex).replace(text, to)).toBe(exec ? text.replace(regex, to) : null);
        }
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
  expect(compared).toBeGreaterThan(300);
});

it("a long replacement has its numbered and named groups", () => {
  const long = "b".repeat(3_000);
  const of = (source: string, to: string) => safeReplacement(new RegExp(source)).replace(`https://a/${long}c/d`, to);
  expect(of("^https://(?<host>.*)/(.*)(.*)(.*)c/(x)?", "$<host>,$5,$$,$&")?.slice(0, 6)).toBe("a,,$,h");
  expect(of("/(b*)(b*)(b*)c/d$", "/$1")).toBe(`https://a/${long}`);
});

it("a pattern of any length is looked at in bounded time", () => {
  for (const source of [
    "[a-z]|".repeat(5_000),
    "a?".repeat(3_000),
    "[abababab]*".repeat(2_000),
    `${"(".repeat(190)}a${")*".repeat(190)}`,
  ])
    expect(typeof safePattern(new RegExp(source)).isSafeFor(4_000)).toBe("boolean");
});

it("a comparison counts for more, the longer it may take", () => {
  expect(safePattern(/^[a-z]+(?:-[a-z]+)*$/u).costFor(40)).toBe(1);
  expect(safePattern(/^(([ab]?){45}[a-c]){60}$/u).costFor(1_000)).toBeGreaterThan(100_000);
});
