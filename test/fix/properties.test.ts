/** What fixes promise, for articles made at random of the pieces that rules and parsers care about, under all rules. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FilePlan } from "../../src/config/types.js";
import { applyFixes } from "../../src/fix/conflicts.js";
import { fixText } from "../../src/fix/passes.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { hostilePieces, namingPieces } from "../support/pieces.js";
import { everyRulePlan } from "../support/preset-plan.js";
import { type World, worldOf } from "../support/world.js";

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? (process.env.STET_SLOW ? 250 : 100)) };
const now = new Date("2022-06-01T00:00:00Z");
let plan: FilePlan;
beforeAll(async () => {
  plan = await everyRulePlan();
});

const unknown = async () => ({
  url: "",
  verdict: "unchecked" as const,
  reason: "offline" as const,
  detail: "",
  type: undefined,
  declaredType: undefined,
  width: undefined,
  height: undefined,
  bytes: undefined,
  finalUrl: undefined,
  requests: [],
});
const offline: World = { image: unknown, link: async () => undefined };

const lookAt =
  (path: string, { image, link }: World) =>
  (text: string) =>
    lintText({ path, text, now }, plan, image, link);
const fixWith = (path: string, text: string, world: World, unsafe: boolean) =>
  fixText(text, async (now) => asFixInput(await lookAt(path, world)(now)), { unsafe });

/** What is known when articles are fixed, and what may be done with it. */
const modes = [
  { fixes: "safe fixes", unsafe: false, worlds: fc.constant(offline) },
  { fixes: "safe fixes of those who know pictures and pages", unsafe: false, worlds: fc.nat().map(worldOf) },
  { fixes: "unsafe fixes", unsafe: true, worlds: fc.constant(offline) },
  { fixes: "unsafe fixes of those who know pictures and pages", unsafe: true, worlds: fc.nat().map(worldOf) },
];

const path = fc.constantFrom("a.md", "a.html");
const article = fc
  .array(fc.oneof({ weight: 4, arbitrary: hostilePieces }, namingPieces), { maxLength: 30 })
  .map((pieces) => pieces.join(""));
const withHead = fc
  .tuple(
    fc.constantFrom(
      "---\ntitle: 甲\ndate: 2022-05-01T09:30:00+08:00\n---\n\n",
      "\n\n---\ntitle: ' 甲 '\ntags: [a, b]\n---\n",
      "",
    ),
    article,
  )
  .map((parts) => parts.join(""));

describe.each(modes)("$fixes of any article", ({ unsafe, worlds }) => {
  it("no rule fails, and fixing twice is fixing once", () =>
    fc.assert(
      fc.asyncProperty(path, withHead, worlds, async (name, text, world) => {
        const once = await fixWith(name, text, world, unsafe);
        expect(once.errors).toEqual([]);
        const twice = await fixWith(name, once.after, world, unsafe);
        expect(twice.after).toBe(once.after);
      }),
      runs,
    ));

  it("change nothing outside their edits, and edits say all that changes", () =>
    fc.assert(
      fc.asyncProperty(path, withHead, worlds, async (name, text, world) => {
        const { violations } = await lookAt(name, world)(text);
        const fixes = violations.flatMap(({ rule, fix }) => (fix && (fix.safe || unsafe) ? [{ rule, fix }] : []));
        const { text: after, applied } = applyFixes(text, fixes);
        // The text outside the edits of what was applied, in order, stands in the result in the same order.
        const edits = applied
          .flatMap(({ fix }) => fix.edits)
          .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
        let at = 0;
        let from = 0;
        for (const { range } of edits) {
          if (range.start < at) continue;
          const kept = text.slice(at, range.start);
          const found = after.indexOf(kept, from);
          expect(found, kept).toBeGreaterThanOrEqual(from);
          from = found + kept.length;
          at = range.end;
        }
        expect(after.endsWith(text.slice(at))).toBe(true);
      }),
      runs,
    ));

  it("leave the front matter's data as it was where nothing in it is fixed", () =>
    fc.assert(
      fc.asyncProperty(path, article, worlds, async (name, body, world) => {
        const text = `---\ntitle: 甲\ndate: 2022-05-01T09:30:00+08:00\nx: { a: [1, "b", null], c: 2.50 } # 原因\n---\n\n${body}`;
        const { after } = await fixWith(name, text, world, unsafe);
        const [before, fixed] = [await lookAt(name, world)(text), await lookAt(name, world)(after)];
        expect(fixed.article.frontMatter?.data).toEqual(before.article.frontMatter?.data);
      }),
      runs,
    ));

  it("obey directives: in an article that disables everything nothing is fixed", () =>
    fc.assert(
      fc.asyncProperty(path, article, worlds, async (name, body, world) => {
        // Neither directives among the pieces nor what ends a comment early.
        fc.pre(!/stet-|-->|--!>/.test(body));
        const text = `---\n# stet-disable -- 原样\ntitle: 甲\n---\n\n${body}`;
        expect((await fixWith(name, text, world, unsafe)).after).toBe(text);
      }),
      runs,
    ));
});
