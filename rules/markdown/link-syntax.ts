import { defineRule, t, truncate } from "../../src/rule.js";
import { type FixedLink, shownLinks } from "./_shown-links.js";

const titles: Readonly<Record<FixedLink["kind"], () => string>> = {
  space: () => t("markdown/link-syntax.fix.space", 'Write "%20" instead of spaces'),
  after: () => t("markdown/link-syntax.fix.after", "Make the text after the URL its title"),
  stray: () => t("markdown/link-syntax.fix.stray", "Remove the spaces"),
  size: () => t("markdown/link-syntax.fix.size", "Remove the size"),
  title: () => t("markdown/link-syntax.fix.title", "Escape the quotes in the title"),
  curly: () => t("markdown/link-syntax.fix.curly", "Use straight quotes"),
  unclosed: () => t("markdown/link-syntax.fix.unclosed", 'Add ")"'),
  doubled: () => t("markdown/link-syntax.fix.doubled", 'Remove "("'),
  reversed: () => t("markdown/link-syntax.fix.reversed", "Swap the brackets"),
  fullWidth: () => t("markdown/link-syntax.fix.fullWidth", "Use ASCII parentheses"),
  between: () => t("markdown/link-syntax.fix.between", "Remove the space"),
  exclamation: () => t("markdown/link-syntax.fix.exclamation", 'Use "!"'),
};

type Data = { readonly shown: string };

export default defineRule({
  name: "markdown/link-syntax",
  summary: "Disallow links and images that readers see as text because of their syntax",
  severity: "error",
  fixable: "safe",
  messages: {
    space: (d: Data) =>
      t("markdown/link-syntax.space", 'Readers see "{shown}" as text. A URL has no spaces. Write "%20" instead.', d),
    before: (d: Data) =>
      t(
        "markdown/link-syntax.before",
        'Readers see "{shown}" as text. The parentheses contain only the URL. Move the text before it into the brackets.',
        d,
      ),
    after: (d: Data) =>
      t(
        "markdown/link-syntax.after",
        'Readers see "{shown}" as text. A text after the URL is a title in quotes. Add quotes or remove it.',
        d,
      ),
    stray: (d: Data) =>
      t("markdown/link-syntax.stray", 'Readers see "{shown}" as text. A URL has no spaces. Remove them.', d),
    size: (d: Data) =>
      t(
        "markdown/link-syntax.size",
        'Readers see "{shown}" as text. Markdown has no size of images. Remove the size or use <img>.',
        d,
      ),
    title: (d: Data) =>
      t("markdown/link-syntax.title", 'Readers see "{shown}" as text. Escape the quotes in the title: \\".', d),
    curly: (d: Data) =>
      t(
        "markdown/link-syntax.curly",
        'Readers see "{shown}" as text. A title has straight quotes. Replace the curly ones.',
        d,
      ),
    unclosed: (d: Data) => t("markdown/link-syntax.unclosed", 'Readers see "{shown}" as text. Add the missing ")".', d),
    doubled: (d: Data) =>
      t("markdown/link-syntax.doubled", '"{shown}" does not lead to its URL. Remove the second "(".', d),
    reversed: (d: Data) =>
      t("markdown/link-syntax.reversed", 'Readers see "{shown}" as text. A link is [text](URL). Swap the brackets.', d),
    fullWidth: (d: Data) =>
      t("markdown/link-syntax.fullWidth", 'Readers see "{shown}" as text. Use the parentheses "(" and ")".', d),
    between: (d: Data) =>
      t("markdown/link-syntax.between", 'Readers see "{shown}" as text. Remove the space between the brackets.', d),
    exclamation: (d: Data) =>
      t(
        "markdown/link-syntax.exclamation",
        'Readers see a link instead of the image "{shown}". Use "!" instead of "！".',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/\]\(|\)\[|\]（|\] +\(|！\[/.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { dialect } = article.body;
    for (const block of article.markdown.blocks)
      for (const { kind, range, fix } of shownLinks(block, article, dialect))
        report(kind, {
          at: range,
          data: { shown: truncate(text.slice(range.start, range.end), 60) },
          fix:
            kind === "before" || !fix
              ? undefined
              : {
                  title: titles[kind](),
                  safety: fix.isSafe ? "safe" : "unsafe",
                  changes: ["text", "markdown", "attributes"],
                  edits: fix.edits,
                },
        });
  },
});
