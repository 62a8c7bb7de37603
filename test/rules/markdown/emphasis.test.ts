import { describe, expect, it } from "vitest";
import { shownEmphasis } from "../../../rules/markdown/_emphasis.js";
import emphasis from "../../../rules/markdown/emphasis.js";
import { commonMark, extensible, kramdown, marked, pythonMarkdown } from "../../../src/article/dialect.js";
import { parseArticle } from "../../../src/article/index.js";
import { testRule } from "../../support/rule-tester.js";

const punctuation = (shown: string) =>
  `Readers see the "**" of "${shown}". Next to punctuation and a letter, Markdown reads no emphasis. Move the punctuation out of the emphasis.`;
const spaces = (shown: string) =>
  `Readers see the "**" of "${shown}". Remove the spaces between the markers and the text.`;
const underscores = (shown: string) =>
  `Readers see the "__" of "${shown}". Within a word, underscores are text. Use "**".`;

testRule(emphasis, {
  accepts: [
    { name: "emphasis that Markdown reads", article: "**粗体，** 紧跟。**粗体**，（**乙**）**“丙”**。\n" },
    { name: "asterisks that are operators", article: "5 ** 3 ** 2，a ** b ** c，f(**kwargs, **more)，*args, **kw\n" },
    {
      name: "names that are masked",
      article: "张**，李**同学。张**（男）、李**（女）。某**“甲”，某**说。138****1234\n",
    },
    { name: "names with underscores", article: "使用__init__方法和__new__，my__a和b__c\n" },
    { name: "code, formulas and globs", article: "`**甲，**乙` $**甲，**乙$ src/**/a/**/*.js\n\n    **甲，**乙\n" },
    { name: "a comment in C", article: "/** 注释 **/\n" },
    { name: "escaped asterisks", article: "\\*\\*甲，\\*\\*乙\n" },
    { name: "a site of Jekyll, whose kramdown reads them", generator: "jekyll", article: "**甲，**乙\n" },
    { name: "a site of MkDocs", generator: "mkdocs", article: "**甲，**乙 ** 丙 **丁\n" },
    { name: "a site of Hexo, whose renderer may read them", generator: "hexo", article: "**甲，**乙\n" },
    { name: "HTML files", path: "a.html", article: "<p>**甲，**乙</p>\n" },
  ],
  rejects: [
    {
      name: "punctuation before the last marker",
      article: "«**粗体，**»紧跟。\n",
      messages: punctuation("**粗体，**"),
      fixed: "**粗体**，紧跟。\n",
    },
    {
      name: "quotes and brackets",
      article: "这是«**“引号”**»后面，这是«**「要事」**»呢。\n",
      messages: [punctuation("**“引号”**"), punctuation("**「要事」**")],
      fixed: "这是“**引号**”后面，这是「**要事**」呢。\n",
    },
    {
      name: "an end that Markdown takes for a start",
      article: "«**注意：**»后文。这是«**“重点”**»的说法。\n",
      messages: [punctuation("**注意：**"), punctuation("**“重点”**")],
      fixed: "**注意**：后文。这是“**重点**”的说法。\n",
    },
    {
      name: "several in lists, quotes and tables",
      article: "- «**甲：**»乙\n- **丙：** 丁\n\n> «**戊。**»己\n\n| a |\n|---|\n| «**庚，**»辛 |\n",
      messages: [punctuation("**甲：**"), punctuation("**戊。**"), punctuation("**庚，**")],
      fixed: "- **甲**：乙\n- **丙：** 丁\n\n> **戊**。己\n\n| a |\n|---|\n| **庚**，辛 |\n",
    },
    {
      name: "a bracket that cannot be moved",
      article: "«**甲（乙）**»丙\n",
      messages: punctuation("**甲（乙）**"),
      unsafelyFixed: "**甲（乙）** 丙\n",
    },
    {
      name: "code and links",
      article: "字«**`code`**»字\n",
      messages: punctuation("**`code`**"),
      unsafelyFixed: "字 **`code`** 字\n",
    },
    {
      name: "spaces on the inner side",
      article: "«** bold **»\n\n字«** 粗 **»字，«**粗 **»与\n",
      messages: [spaces("** bold **"), spaces("** 粗 **"), spaces("**粗 **")],
      fixed: "**bold**\n\n字**粗**字，**粗**与\n",
    },
    {
      name: "spaces on a site of Jekyll",
      generator: "jekyll",
      article: "字«** 粗 **»字\n",
      messages: spaces("** 粗 **"),
      fixed: "字**粗**字\n",
    },
    {
      name: "underscores within a word",
      article: "字«__粗体__»字\n",
      messages: underscores("__粗体__"),
      fixed: "字**粗体**字\n",
    },
    {
      name: "an entity at the end",
      article: "«**粗体&nbsp;**»甲\n",
      messages: punctuation("**粗体&nbsp;**"),
      unsafelyFixed: "**粗体&nbsp;** 甲\n",
    },
  ],
});

describe("the dialects", () => {
  const shownIn = (text: string, dialect: typeof extensible) => {
    const { markdown } = parseArticle(
      { path: "a.md", text },
      { bodyLanguage: "markdown", lazyAttributes: [], dialect },
    );
    return markdown.blocks.flatMap((block) => shownEmphasis(block, text, dialect, markdown.strong)).length;
  };

  it.each([
    ["marked 15", { ...extensible, ...marked }, 1, 1],
    ["marked 4", { ...extensible, ...marked, emphasis: "marked-4" as const }, 0, 1],
    ["kramdown", { ...commonMark, ...kramdown }, 0, 0],
    ["Python-Markdown", { ...extensible, ...pythonMarkdown }, 0, 0],
  ])("%s reads emphasis next to Chinese and ASCII punctuation as it does", (_, dialect, chinese, ascii) => {
    expect([shownIn("**甲，**乙", dialect), shownIn("**甲%**乙", dialect)]).toEqual([chinese, ascii]);
  });

  it("100,000 markers take no quadratic time", () => {
    expect(shownIn("**甲，".repeat(50_000), extensible)).toBeGreaterThanOrEqual(0);
    expect(shownIn("** a".repeat(50_000), extensible)).toBe(0);
  });
});
