/** What fixes promise, for articles made at random of the pieces that rules and parsers care about, under all rules. */

import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { openConfigs } from "../../src/config/index.js";
import type { FilePlan } from "../../src/config/types.js";
import { applyFixes } from "../../src/fix/conflicts.js";
import { fixText } from "../../src/fix/passes.js";
import { asFixInput, look } from "../../src/look.js";
import { hostilePieces } from "../support/pieces.js";

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 250) };
const now = new Date("2022-06-01T00:00:00Z");
let plan: FilePlan;
beforeAll(async () => {
  const cli = { rules: Object.fromEntries(rules.map(({ name }) => [name, "error" as const])) };
  const configs = await openConfigs({ cwd: "/", noConfig: true, registry: rules, preset: "all", cli });
  plan = await configs.planFor("/a.md");
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
const lookAt = (path: string) => (text: string) => look({ path, text, now }, plan, unknown);
const fix = (path: string, text: string) =>
  fixText(text, async (now) => asFixInput(await lookAt(path)(now)), { unsafe: false });

const path = fc.constantFrom("a.md", "a.html");
const article = fc.array(hostilePieces, { maxLength: 30 }).map((pieces) => pieces.join(""));
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

/** The text that readers see, blanks aside. */
function textOf(html: string): string {
  const parts: string[] = [];
  const open: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(html).childNodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeName === "#text") parts.push((node as DefaultTreeAdapterTypes.TextNode).value);
    if ("childNodes" in node && node.nodeName !== "script" && node.nodeName !== "style")
      open.push(...[...node.childNodes].reverse());
  }
  return parts
    .join("")
    .replace(/[\s\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u0000-\u001f\u007f-\u009f\u00ad]+/g, "");
}

describe("safe fixes of any article", () => {
  it("no rule fails, and fixing twice is fixing once", () =>
    fc.assert(
      fc.asyncProperty(path, withHead, async (name, text) => {
        const once = await fix(name, text);
        expect(once.errors).toEqual([]);
        const twice = await fix(name, once.after);
        expect(twice.after).toBe(once.after);
      }),
      runs,
    ));

  it("change nothing outside their edits, and edits say all that changes", () =>
    fc.assert(
      fc.asyncProperty(path, withHead, async (name, text) => {
        const { violations } = await lookAt(name)(text);
        const fixes = violations.flatMap(({ rule, fix }) => (fix?.safe ? [{ rule, fix }] : []));
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
      fc.asyncProperty(path, article, async (name, body) => {
        const text = `---\ntitle: 甲\ndate: 2022-05-01T09:30:00+08:00\nx: { a: [1, "b", null], c: 2.50 } # 原因\n---\n\n${body}`;
        const { after } = await fix(name, text);
        const [before, fixed] = [await lookAt(name)(text), await lookAt(name)(after)];
        expect(fixed.article.frontMatter?.data).toEqual(before.article.frontMatter?.data);
      }),
      runs,
    ));

  it("obey directives: in an article that disables everything nothing is fixed", () =>
    fc.assert(
      fc.asyncProperty(path, article, async (name, body) => {
        // Neither directives among the pieces nor what ends a comment early.
        fc.pre(!/stet-|-->|--!>/.test(body));
        const text = `---\n# stet-disable -- 原样\ntitle: 甲\n---\n\n${body}`;
        expect((await fix(name, text)).after).toBe(text);
      }),
      runs,
    ));

  it("keep the text that readers of HTML see", () =>
    fc.assert(
      fc.asyncProperty(article, async (body) => {
        const text = `---\ntitle: 甲\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${body}`;
        const start = (seen: Awaited<ReturnType<ReturnType<typeof lookAt>>>) => seen.article.body.range.start;
        const { after } = await fix("a.html", text);
        const [before, fixed] = [await lookAt("a.html")(text), await lookAt("a.html")(after)];
        expect(textOf(after.slice(start(fixed)))).toBe(textOf(text.slice(start(before))));
      }),
      runs,
    ));
});
