/** What the tester holds a rule to: each promise broken once. */
import { afterEach, describe, expect, it } from "vitest";
import { type AnyRule, defineRule } from "../../src/rule.js";
import { type InvalidCase, RuleTester, type ValidCase } from "../../src/testing/index.js";

afterEach(() => {
  RuleTester.describe = undefined;
  RuleTester.it = undefined;
});

/** The messages of the failures, by the names of their tests. */
async function failures(rule: AnyRule, cases: { valid?: ValidCase[]; invalid?: InvalidCase[] }) {
  const tests: { name: string; body: () => Promise<void> }[] = [];
  RuleTester.describe = (_, body) => body();
  RuleTester.it = (name, body) => tests.push({ name, body });
  new RuleTester().run(rule, { valid: [], invalid: [], ...cases });
  const failed: Record<string, string> = {};
  for (const { name, body } of tests)
    await body().catch((error: Error) => {
      failed[name] = error.message;
    });
  return failed;
}

/** Reports every "x", and makes of it what `fix` says. */
const rule = (fix?: (text: string) => string, fixable: "safe" | "unsafe" | undefined = fix && "safe") =>
  defineRule({
    name: "house/x",
    summary: "No x",
    severity: "error",
    ...(fixable && { fixable }),
    messages: { x: (d: { found: string }) => `"${d.found}" stands here` },
    text({ value, range }, { report }) {
      for (const { index } of value.matchAll(/x/g)) {
        const at = { start: range.start + index, end: range.start + index + 1 };
        report("x", {
          at,
          data: { found: "x" },
          ...(fix && {
            fix: {
              title: "repair",
              safety: "safe" as const,
              changes: ["text" as const],
              edits: [{ range: at, text: fix("x") }],
            },
          }),
        });
      }
    },
  });
const says = '"x" stands here';

describe("the tester", () => {
  it("is content with a rule that does what is said", async () => {
    expect(
      await failures(
        rule(() => ""),
        {
          valid: [{ name: "none", article: "abc" }],
          invalid: [{ name: "some", article: "a«x»b «x»", messages: [says, says], fixed: "ab " }],
        },
      ),
    ).toEqual({});
  });

  it("tells of findings where there must be none, and of other words and places", async () => {
    const failed = await failures(rule(), {
      valid: [{ name: "an x", article: "x" }],
      invalid: [
        { name: "other words", article: "«x»", messages: "no" },
        { name: "another place", article: "«a»x", messages: says },
        { name: "one more", article: "«x»x", messages: says },
      ],
    });
    expect(Object.keys(failed)).toEqual([
      "accepts an x",
      "rejects other words",
      "rejects another place",
      "rejects one more",
    ]);
    expect(failed["rejects other words"]).toContain(says);
  });

  it("tells of fixes that give another text, come to no end, or were not promised", async () => {
    const article = "«x»";
    expect(
      await failures(
        rule(() => "y"),
        { invalid: [{ name: "it", article, messages: says, fixed: "z" }] },
      ),
    ).toHaveProperty(["rejects it"]);
    expect(
      await failures(
        rule(() => "y"),
        { invalid: [{ name: "it", article, messages: says }] },
      ),
    ).toHaveProperty(["rejects it"]);
    expect(
      await failures(
        rule((x) => `${x}.`),
        { invalid: [{ name: "it", article, messages: says, fixed: "x.........." }] },
      ),
    ).toEqual({ "rejects it": expect.stringContaining("a second run must find nothing to fix") });
    expect(
      await failures(
        rule(() => "y", "unsafe"),
        { invalid: [{ name: "it", article, messages: says, fixed: "y" }] },
      ),
    ).toEqual({ "rejects it": expect.stringContaining('"fixable" does not promise') });
  });

  it("looks at the same with CRLF and behind a byte order mark", async () => {
    const onlyLf = defineRule({
      name: "house/lf",
      summary: "Made up",
      severity: "error",
      messages: { ends: () => "a line ends here" },
      source({ text }, { report }) {
        const end = text.search(/[^\r]\n/) + 1;
        if (end > 0) report("ends", { at: { start: end - 1, end }, data: undefined });
      },
    });
    expect(
      await failures(onlyLf, { invalid: [{ name: "it", article: "«a»\n", messages: "a line ends here" }] }),
    ).toEqual({
      "rejects it": expect.stringContaining("CRLF"),
    });
  });

  it("refuses options that the rule has not", async () => {
    expect(await failures(rule(), { valid: [{ name: "it", article: "", options: { most: 1 } }] })).toEqual({
      "accepts it": expect.stringContaining('no option "most"'),
    });
  });

  it("says what it lacks where there is no test runner", () => {
    expect(() => new RuleTester().run(rule(), { valid: [], invalid: [] })).toThrow("RuleTester.describe");
  });
});
