/** The reader of directives, given what it should read back, and given anything. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DirectiveKind } from "../../src/article/types.js";
import { hostilePieces } from "../support/pieces.js";
import { htmlOf } from "./support.js";

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 500) };

const blank = fc.constantFrom(" ", "  ", "\t", "\n", " \n ");
const parting = fc.constantFrom(" ", ",", ", ", "  ", " ,\n");
const rule = fc.constantFrom("image/alt", "html/unclosed-element", "text/*", "house/my-rule-2");
const date = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const reason = fc
  .string({ unit: fc.constantFrom(..."原因 abc/*,-0123until"), maxLength: 20 })
  .map((text) => text.trim().replace(/-{2,}/g, "-").replace(/-$/, "").trim());

/** A directive as somebody may write it, and what it says. */
const stated = fc
  .record({
    kind: fc.constantFrom<DirectiveKind>("disable", "enable", "disable-line", "disable-next-line"),
    rules: fc.array(rule, { maxLength: 4 }),
    until: fc.option(date, { nil: undefined }),
    reason,
    lead: fc.constantFrom("", " ", "\n"),
    blank,
    parting,
    end: fc.constantFrom("", " ", "\n"),
  })
  .map(({ kind, rules, until, reason: why, lead, blank: gap, parting: comma, end }) => ({
    text: [
      `${lead}stet-${kind}`,
      rules.length > 0 ? gap + rules.join(comma) : "",
      until === undefined ? "" : `${gap}until${gap}${until}`,
      why === "" ? "" : `${gap}--${gap}${why}`,
      end,
    ].join(""),
    says: { kind, targets: rules.length > 0 ? rules : ["*"], until, reason: why || undefined },
  }));

const inHtml = (text: string) => htmlOf(text).directives;

describe("the reader of directives", () => {
  it("reads what was written, wherever blanks and commas stand, and places it", () =>
    fc.assert(
      fc.property(fc.array(stated, { minLength: 1, maxLength: 4 }), (written) => {
        const text = written.map((one) => `<p>甲</p><!--${one.text}-->\n`).join("");
        const found = inHtml(text);
        expect(
          found.map(({ kind, targets, until, reason: why }) => ({
            kind,
            targets: targets.map(({ name }) => name),
            until: until?.date,
            reason: why,
          })),
        ).toEqual(written.map(({ says }) => says));
        for (const { kind, range, targets, until, problems } of found) {
          expect(problems).toEqual([]);
          expect(text.slice(range.start, range.end)).toMatch(/^<!--.*-->$/s);
          for (const { name, range: at } of targets)
            expect(text.slice(at.start, at.end)).toBe(name === "*" ? `stet-${kind}` : name);
          if (until) expect(text.slice(until.range.start, until.range.end)).toBe(until.date);
        }
      }),
      runs,
    ));

  it("reads anything without failing, and speaks of places within it", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            hostilePieces,
            stated.map(({ text }) => `<!--${text}-->`),
            stated.map(({ text }) => `<!--${text.slice(0, -3)}`),
            fc.constantFrom(
              "<!--stet-",
              "stet-disable",
              "--",
              "until 2022-02-30",
              "<?stet-disable?>",
              "<!--stet-disable !-->",
            ),
          ),
          { maxLength: 20 },
        ),
        (pieces) => {
          const text = pieces.join("");
          for (const { range, scope, targets, problems, until } of inHtml(text)) {
            for (const { start, end } of [
              range,
              ...targets.map((one) => one.range),
              ...problems.map((one) => one.range),
            ]) {
              expect(start).toBeGreaterThanOrEqual(range.start);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(range.end);
            }
            expect(scope.end).toBeLessThanOrEqual(text.length + 1);
            if (until) expect(new Date(until.date).toISOString().slice(0, 10)).toBe(until.date);
          }
        },
      ),
      runs,
    ));
});
