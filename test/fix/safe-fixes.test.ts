/**
 * Safe fixes of articles at random, in every dialect that stet reads, compared by parsers that stet does not use. With
 * `npm run test:fuzz -- safe-fixes`, 100,000 articles.
 */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FilePlan } from "../../src/config/types.js";
import { fixText } from "../../src/fix/passes.js";
import type { ResultFix } from "../../src/results.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { articles, type Dialect } from "../support/articles.js";
import { everyRulePlan } from "../support/preset-plan.js";
import {
  commonMarkPage,
  gfmPage,
  htmlErrors,
  htmlPage,
  kramdownPages,
  mdxPage,
  type Part,
  splitArticle,
} from "../support/readers.js";
import {
  dataDifference,
  declaredBy,
  nothing,
  pageDifference,
  templateDifference,
  textDifference,
} from "../support/same-page.js";
import { worldOf } from "../support/world.js";

const numRuns = Number(process.env.FUZZ_RUNS ?? 40);
const now = new Date("2022-06-01T00:00:00Z");
let plan: FilePlan;
beforeAll(async () => {
  plan = await everyRulePlan();
});

/** These read code as the HTML that it should be, or bytes as another encoding: the page is meant to be another one. */
const readsAnew = new Set(["html/shown-as-code", "text/mojibake"]);

type Reader = (body: string) => Part[] | undefined;
const readers: Readonly<Record<Dialect, Readonly<Record<string, Reader>>>> = {
  "a.html": { HTML: htmlPage },
  "a.md": { CommonMark: commonMarkPage, GFM: gfmPage },
  "a.mdx": { MDX: mdxPage },
};

const seen = (path: Dialect, seed: number) => (text: string) => {
  const { image, link } = worldOf(seed);
  return lintText({ path, text, now }, plan, image, link);
};

interface Fixed {
  readonly rule: string;
  readonly fix: ResultFix;
  readonly after: string;
}

/** What each safe fix makes of an article by itself, if it is proven. */
async function fixesOf(path: Dialect, text: string, seed: number): Promise<Fixed[]> {
  const { findings: _, ...input } = asFixInput(await seen(path, seed)(text));
  const found: Fixed[] = [];
  for (const violation of input.violations) {
    const { rule, fix } = violation;
    if (!fix?.safe) continue;
    const only = async (current: string) => ({ ...input, violations: current === text ? [violation] : [], errors: [] });
    const { after } = await fixText(text, only, { unsafe: false });
    if (after !== text) found.push({ rule, fix, after });
  }
  return found;
}

const seeds = fc.nat({ max: 7 });

/** The page of an article depends on the program that replaces template tags between the attributes of a tag. */
const hasTemplateInTag = (text: string): boolean => /<[a-z/][^<>]*(?:\{[{%]|<%)/i.test(text);

describe.each(["a.html", "a.md", "a.mdx"] as const)("in %s", (path) => {
  it("a safe fix changes nothing but what it declares", () =>
    fc.assert(
      fc.asyncProperty(articles(path), seeds, async (text, seed) => {
        for (const { rule, fix, after } of await fixesOf(path, text, seed)) {
          const fail = (difference: string | undefined, reader: string) =>
            expect(difference, `${rule} (${reader}): ${JSON.stringify(after)}`).toBeUndefined();
          fail(dataDifference(text, after), "front matter");
          fail(templateDifference(text, after), "templates");
          const [old, fixed] = [splitArticle(text), splitArticle(after)];
          if (readsAnew.has(rule) || old.language !== fixed.language || hasTemplateInTag(text)) continue;
          for (const [name, read] of Object.entries(readers[path])) {
            const before = read(old.body);
            if (before) fail(pageDifference(before, read(fixed.body) ?? [], declaredBy(text, fix)), name);
          }
        }
      }),
      { numRuns },
    ));

  it("all safe fixes together leave the text, the data and the templates as they are", () =>
    fc.assert(
      fc.asyncProperty(articles(path), seeds, async (text, seed) => {
        const look = seen(path, seed);
        const rules = new Set<string>();
        let isMarked = false;
        const { after } = await fixText(
          text,
          async (current) => {
            const input = asFixInput(await look(current));
            for (const { rule, fix } of input.violations) {
              if (!fix?.safe) continue;
              rules.add(rule);
              isMarked ||= fix.changes?.includes("markdown") ?? false;
            }
            return input;
          },
          { unsafe: false },
        );
        expect(dataDifference(text, after), JSON.stringify(after)).toBeUndefined();
        expect(templateDifference(text, after), JSON.stringify(after)).toBeUndefined();
        const [old, fixed] = [splitArticle(text), splitArticle(after)];
        if ([...readsAnew].some((rule) => rules.has(rule)) || old.language !== fixed.language) return;
        if (hasTemplateInTag(text)) return;
        for (const [name, read] of Object.entries(readers[path])) {
          const before = read(old.body);
          if (!before) continue;
          const difference = textDifference(before, read(fixed.body) ?? [], isMarked);
          expect(difference, `${name}: ${JSON.stringify(after)}`).toBeUndefined();
        }
      }),
      { numRuns },
    ));
});

it("a safe fix hides no syntax error of HTML in another place", () =>
  fc.assert(
    fc.asyncProperty(articles("a.html"), seeds, async (text, seed) => {
      for (const { rule, fix, after } of await fixesOf("a.html", text, seed)) {
        const [old, fixed] = [splitArticle(text), splitArticle(after)];
        if (old.language !== fixed.language || hasTemplateInTag(text)) continue;
        const base = text.length - old.body.length;
        const isTouched = (offset: number, code: string) => {
          // The error in a character reference is at its end.
          const start = text.lastIndexOf(code.includes("character-reference") ? "&" : "<", base + offset);
          const end = text.indexOf(">", base + offset);
          return fix.edits.some(({ range }) => range.start <= (end < 0 ? text.length : end + 1) && start <= range.end);
        };
        const left = htmlErrors(fixed.body).map(({ code }) => code);
        for (const { code, offset } of htmlErrors(old.body)) {
          if (isTouched(offset, code)) continue;
          const at = left.indexOf(code);
          expect(at, `${rule}, ${code} at ${base + offset}: ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(0);
          left.splice(at, 1);
        }
      }
    }),
    { numRuns },
  ));

describe("kramdown", () => {
  const isThere = kramdownPages([]) !== undefined;
  if (!isThere) process.stderr.write("kramdown is not installed, so its pages are not compared.\n");
  it.skipIf(!isThere)("shows the same page after a safe fix, if it reads the article as CommonMark does", async () => {
    const found: (Fixed & { readonly text: string })[] = [];
    const seed = Number(process.env.FC_SEED ?? 20211211);
    for (const text of fc.sample(articles("a.md"), { numRuns, seed }))
      for (const fixed of await fixesOf("a.md", text, 0)) found.push({ ...fixed, text });
    const bodies = found.flatMap(({ text, after }) => [splitArticle(text).body, splitArticle(after).body]);
    const pages = kramdownPages(bodies) ?? [];
    for (const [at, { rule, fix, text, after }] of found.entries()) {
      const [before = [], fixed = []] = pages.slice(2 * at, 2 * at + 2);
      const [{ language }, { language: fixedLanguage }] = [splitArticle(text), splitArticle(after)];
      if (language !== fixedLanguage) continue;
      const isAlike = pageDifference(commonMarkPage(splitArticle(text).body), before, nothing) === undefined;
      if (readsAnew.has(rule) || !isAlike || hasTemplateInTag(text)) continue;
      expect(pageDifference(before, fixed, declaredBy(text, fix)), `${rule}: ${JSON.stringify({ text, after })}`).toBe(
        undefined,
      );
    }
  });
});

it.each(["a.md", "a.html"] as const)("a style that HTML copied is closed once, in %s", async (path) => {
  // The copy of <a> that opens after </div> is not an element without an end tag; a </a> there would close nothing.
  const text = '<div><font color=red><a href="x"><li></font></div>\n';
  const { violations } = await seen(path, 0)(text);
  expect(violations.filter(({ rule, fix }) => rule === "html/unclosed-element" && fix?.safe)).toEqual([]);
});
