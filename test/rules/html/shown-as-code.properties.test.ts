/**
 * Whatever the nesting, blank lines and indentation: the fix leaves no HTML as code, and readers see the same text.
 * markdown-it and parse5 read the pages.
 */
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import shownAsCode from "../../../rules/html/shown-as-code.js";
import type { FilePlan } from "../../../src/config/types.js";
import { fixText } from "../../../src/fix/passes.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";

const plan: FilePlan = {
  rules: [{ rule: shownAsCode, severity: "error", options: {} }],
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

const lint = (text: string) =>
  lintText({ path: "a.md", text }, plan, async () => {
    throw new Error("no rule requests facts");
  });

/** The article after its fixes; `unsafe` includes the unsafe ones. */
const fixed = async (text: string, unsafe = false) => {
  const { after, errors } = await fixText(text, async (now) => asFixInput(await lint(now)), { unsafe });
  expect(errors).toEqual([]);
  return after;
};

const markdown = new MarkdownIt({ html: true });

/** The page. The code blocks at these ranges are HTML. */
function page(text: string, ranges: readonly { start: number; end: number }[] = []): string {
  const tokens = markdown.parse(text, {});
  const lineOf = (offset: number) => text.slice(0, offset).split(/\r\n?|\n/).length - 1;
  const lines = new Set(ranges.map(({ start }) => lineOf(start)));
  for (const token of tokens)
    if (token.type === "code_block" && lines.has(token.map?.[0] ?? -1)) token.type = "html_block";
  return markdown.renderer.render(tokens, markdown.options, {});
}

const codeBlocks = (html: string): number => html.split("<pre><code>").length - 1;

type Node = DefaultTreeAdapterMap["childNode"];

/** The elements and their text, with the whitespace that readers see. */
function visible(html: string): string {
  const seen: string[] = [];
  const visit = (nodes: readonly Node[], isVerbatim: boolean) => {
    for (const node of nodes) {
      if ("tagName" in node) {
        seen.push(`<${node.tagName}>`);
        visit(node.childNodes, isVerbatim || node.tagName === "pre");
        seen.push(`</${node.tagName}>`);
      } else if ("value" in node) seen.push(isVerbatim ? node.value : node.value.replace(/\s+/g, " "));
    }
  };
  visit(parseFragment(html).childNodes, false);
  // Between blocks no whitespace is visible, and none at the end of a line.
  return seen
    .join("")
    .replace(/\n+((?:<\/code>)?<\/pre>)/g, "$1")
    .replace(/\s*(<\/?(?:div|section|ul|li|p|table|tr|td|h2|pre|blockquote)>)\s*/g, "$1")
    .trim();
}

/** HTML with any indentation and blank lines. */
const lines = (tags: readonly string[]) =>
  fc.array(
    fc.record({
      indentation: fc.constantFrom("", "", "  ", "    ", "        ", "\t", " \t", "            "),
      content: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...tags.map((tag) => `<${tag}>`)) },
        { weight: 5, arbitrary: fc.constantFrom(...tags.map((tag) => `</${tag}>`)) },
        {
          weight: 8,
          arbitrary: fc.constantFrom(
            "<p>甲</p>",
            "<p>乙<b>丙</b></p>",
            "<li>丁</li>",
            '<img src="a.png">',
            "戊",
            "<b>己</b> 庚",
            "<!-- 辛 -->",
            "<h2>壬</h2>",
            "癸<br>",
            '<p title="a">子',
            "丑</p>",
            "<a href=x>寅</a>",
          ),
        },
      ),
      blank: fc.constantFrom("", "", "", "\n", "\n", "   \n", "\n\n", "\t\n", "            \n"),
    }),
    { minLength: 2, maxLength: 16 },
  );

const written = (list: readonly { indentation: string; content: string; blank: string }[], newline = "\n") =>
  list
    .map(({ indentation, content, blank }) => `${indentation}${content}\n${blank}`)
    .join("")
    .replaceAll("\n", newline);

const html = fc
  .tuple(lines("div section ul table tr td blockquote".split(" ")), fc.constantFrom("\n", "\n", "\r\n"))
  .map(([list, newline]) => written(list, newline));

/** Only whole lines of elements, in a `<div>`, as feeds have them. */
const feed = lines(["div", "section", "ul"]).map((list) => {
  const open: string[] = [];
  const balanced = list.flatMap((line) => {
    const [, slash, tag] = /^<(\/?)(div|section|ul)>$/.exec(line.content) ?? [];
    if (!tag) return [line];
    if (!slash) open.push(tag);
    else if (open.at(-1) !== tag) return [];
    else open.pop();
    return [line];
  });
  const ends = open.reverse().map((tag) => `</${tag}>\n`);
  return `<div>   \n${written(balanced)}${ends.join("")}</div>\n            `;
});

const pre = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "    ", "\t", "      "),
      fc.constantFrom("甲", "<b>乙</b> 丙", "<i>丁</i>", "if (a) &amp;", "戊;"),
      fc.constantFrom("\n", "\n", "\n\n", "\n  \n", "\n\n\n"),
    ),
    { minLength: 2, maxLength: 10 },
  )
  .map(
    (parts) =>
      `<div>\n<p>题</p>\n<pre>${parts
        .map((part) => part.join(""))
        .join("")
        .trim()}</pre>\n<p>完</p>\n</div>\n`,
  );

const others = fc
  .array(
    fc.constantFrom(
      "# 题\n\n",
      "*甲* 乙\n\n",
      "    x = 1\n\n",
      "```\n    <div>\n\n    </div>\n```\n\n",
      "- 丙\n- 丁\n\n",
      "> 戊\n\n",
      "例如：\n\n    <p>己</p>\n\n",
    ),
    { maxLength: 2 },
  )
  .map((parts) => parts.join(""));

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 300) };

describe("HTML that Markdown shows as code", () => {
  it("is HTML after the safe fix, with the same text and elements", () =>
    fc.assert(
      fc.asyncProperty(others, fc.oneof(html, feed), others, async (before, middle, after) => {
        const text = `${before}${middle}\n\n${after}`;
        const { article } = await lint(text);
        const result = await fixed(text);
        if (result === text) return;
        const left = (await lint(result)).article.body.shownAsCode;
        expect(codeBlocks(page(result, left)), JSON.stringify(result)).toBe(
          codeBlocks(page(text, article.body.shownAsCode)),
        );
        expect(visible(page(result, left)), JSON.stringify(result)).toBe(visible(page(text, article.body.shownAsCode)));
      }),
      runs,
    ));

  it("is not found again after the fix of a feed's article", () =>
    fc.assert(
      fc.asyncProperty(feed, async (text) => {
        const result = await fixed(text, true);
        const { article, violations } = await lint(result);
        // Without a fix: text that is not a block begins the code.
        for (const { fix } of violations) expect(fix).toBeUndefined();
        if (article.body.shownAsCode.length === 0) expect(await fixed(result, true)).toBe(result);
      }),
      runs,
    ));

  it("only loses blank lines and indentation", () =>
    fc.assert(
      fc.asyncProperty(others, fc.oneof(html, feed), others, async (before, middle, after) => {
        const text = `${before}${middle}\n\n${after}`;
        const bare = (one: string) => one.replace(/\s+/g, "");
        const result = await fixed(text, true);
        expect(bare(result)).toBe(bare(text));
        expect(result.startsWith(before) && result.endsWith(after)).toBe(true);
      }),
      runs,
    ));

  it("of <pre> is what it is in HTML, blank lines included", () =>
    fc.assert(
      fc.asyncProperty(pre, async (text) => {
        const { violations } = await lint(text);
        if (violations.every(({ fix }) => !fix?.safe)) return;
        const result = await fixed(text);
        expect((await lint(result)).violations).toEqual([]);
        expect(visible(page(result)), JSON.stringify(result)).toBe(visible(text));
      }),
      runs,
    ));
});
