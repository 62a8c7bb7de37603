/** The examples that `stet explain` shows of parse errors: each is that error, is told, and its remedy is none. */
import { ErrorCodes } from "parse5";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { parseArticle } from "../../src/article/index.js";
import { parseErrors } from "../../src/cli/parse-errors.js";
import { lintText } from "../../src/run/lint-text.js";

const codes = (text: string) =>
  parseArticle({ path: "a.html", text }, { bodyLanguage: "html", lazyAttributes: [] }).body.parseErrors.map(
    ({ code }) => code as string,
  );
const plan = {
  rules: rules
    .filter(({ name }) => /^(?:html|text)\//.test(name))
    .map((rule) => ({
      rule,
      severity: "error" as const,
      options: Object.fromEntries(
        Object.entries(rule.options ?? {}).map(([name, option]) => [name, (option as { default: unknown }).default]),
      ),
    })),
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

describe("parse errors", () => {
  it("are explained, all that an article can have", () => {
    // Of whole documents, or told otherwise (an element that is not closed).
    const others = new Set([
      "missing-doctype",
      "misplaced-doctype",
      "non-conforming-doctype",
      "open-elements-left-after-eof",
      "abandoned-head-element-child",
      "misplaced-start-tag-for-head-element",
      "nested-noscript-in-head",
      "disallowed-content-in-noscript-in-head",
      "closing-of-element-with-open-child-elements",
      "eof-in-element-that-can-contain-only-text",
      "end-tag-without-matching-open-element",
    ]);
    expect([...parseErrors.keys()].sort()).toEqual(
      Object.values(ErrorCodes)
        .filter((code) => !others.has(code))
        .sort(),
    );
  });

  for (const [code, { bad, good }] of parseErrors)
    it(`have a true example: ${code}`, async () => {
      expect(codes(bad)).toContain(code);
      expect(codes(good)).toEqual([]);
      const { violations } = await lintText({ path: "a.html", text: bad }, plan, () => Promise.reject(new Error()));
      expect(violations.length).toBeGreaterThan(0);
    });
});
