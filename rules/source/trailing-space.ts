import { type Article, defineRule, isEmptyItem, isWithin, type Range, t } from "../../src/rule.js";

export default defineRule({
  name: "source/trailing-space",
  summary: "Disallow trailing whitespace",
  severity: "off",
  fixable: "safe",
  options: {
    hardBreaks: {
      type: "boolean",
      default: true,
      description: "Allow two or more spaces that break a line in a Markdown paragraph",
    },
  },
  messages: {
    trailing: (d: { count: number }) =>
      d.count === 1
        ? t("source/trailing-space.trailing.one", "Trailing whitespace (1 character). Remove the character.")
        : t("source/trailing-space.trailing.many", "Trailing whitespace ({count} characters). Remove the characters.", {
            count: d.count,
          }),
    hardBreak: () =>
      t(
        "source/trailing-space.hardBreak",
        "Trailing spaces break the line here, but they are invisible. Use a backslash at the end of the line instead.",
      ),
    hardBreakInHtml: () =>
      t(
        "source/trailing-space.hardBreakInHtml",
        "Trailing spaces break the line here, but they are invisible. Use <br> instead: MkDocs shows a backslash.",
      ),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (!/[ \t](?:[\r\n]|$)/.test(text)) return;
    const significant = [...literal(article), ...article.code];
    for (const at of lineEnds(text)) {
      if (isWithin(significant, at.start) || (at.start > 0 && isWithin(significant, at.start - 1))) continue;
      const count = at.end - at.start;
      if (breaksLine(article, at)) {
        // No fix: the spaces may also be an accident, and then the author wants no line break.
        const isPython = article.body.dialect.wholeElements === "python-markdown";
        if (!options.hardBreaks) report(isPython ? "hardBreakInHtml" : "hardBreak", { at, data: undefined });
        continue;
      }
      // After a backslash, the newline would become a hard line break.
      const escapes = text[at.start - 1] === "\\" && at.start > article.body.range.start;
      // CommonMark knows an empty list item by its marker alone, kramdown only by the space after it.
      const isItem = article.body.language === "markdown" && isEmptyItem(text, at.start);
      // Between CR and LF, the spaces separate two newlines.
      const separates = text[at.start - 1] === "\r" && text[at.end] === "\n";
      report("trailing", {
        at,
        data: { count },
        fix: separates
          ? undefined
          : {
              title: t("source/trailing-space.fix.remove", "Remove the trailing whitespace"),
              safety: escapes || isItem || isInTag(article, at) ? "unsafe" : "safe",
              edits: [{ range: at, text: "" }],
            },
      });
    }
  },
});

/**
 * In Markdown, a tag without its end goes on in the end tag of the block around it: `<b` and `</blockquote>` become another element
 * than `<b ` and `</blockquote>`.
 */
function isInTag({ text, body }: Article, { start, end }: Range): boolean {
  if (body.language !== "markdown" || start < body.range.start) return false;
  return (
    /<\/?[a-z][^<>]*$/i.test(text.slice(Math.max(0, start - 1000), start)) &&
    !/^[^<>]*>/.test(text.slice(end, end + 1000))
  );
}

/** Where whitespace in front matter is significant: in block scalars and quoted strings, and where it cannot be parsed. */
function literal({ frontMatter }: Article): Range[] {
  if (!frontMatter) return [];
  // It is front matter for some programs only.
  if (!frontMatter.data) return [{ start: 0, end: frontMatter.content.end }];
  // The range of a block scalar starts after its header line, which may have trailing whitespace.
  return frontMatter
    .scalars()
    .filter(({ style, part }) => part === "value" && style !== "plain")
    .map(({ range }) => range);
}

/** The whitespace at the ends of lines. Each character is looked at once. */
function* lineEnds(text: string): Generator<Range> {
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === " " || char === "\t") {
      if (start < 0) start = at;
    } else {
      if (start >= 0 && (char === undefined || char === "\n" || char === "\r")) yield { start, end: at };
      start = -1;
    }
  }
}

/** Two or more spaces within a paragraph: https://spec.commonmark.org/0.31.2/#hard-line-breaks */
function breaksLine({ text, body, prose }: Article, { start, end }: Range): boolean {
  if (body.language !== "markdown" || start < body.range.start || !text.slice(start, end).endsWith("  ")) return false;
  // Spaces of a hard line break are markup and not part of the prose. A `>` that is indented like code does not start a quote.
  const next = /^(?:\r\n?|\n)(?:[ \t>]*[^ \t\r\n>]|(?: {4}| {0,3}\t)[ \t]*>)/.exec(text.slice(end, end + 200));
  const isBlankLine = start === 0 || /[\r\n]/.test(text[start - 1] ?? "");
  return next !== null && !isBlankLine && !isWithin(prose, end - 1);
}
