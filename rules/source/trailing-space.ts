import { type Article, defineRule, isWithin, type Range, t } from "../../src/rule.js";

export default defineRule({
  name: "source/trailing-space",
  summary: "No line ends in blanks that say nothing",
  severity: "off",
  fixable: "safe",
  options: {
    hardBreaks: {
      type: "boolean",
      default: true,
      description: "accept two or more blanks that break a line in a Markdown paragraph",
    },
  },
  messages: {
    blanks: (d: { count: number }) =>
      d.count === 1
        ? t("source/trailing-space.blanks.lineEnds", "the line ends in a blank: remove it")
        : t("source/trailing-space.blanks.lineEndsBlanks", "the line ends in {count} blanks: remove them", {
            count: d.count,
          }),
    hardBreak: () =>
      t(
        "source/trailing-space.hardBreak",
        "the line is broken by blanks, which nobody sees: break it by a backslash or <br>",
      ),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (!/[ \t](?:[\r\n]|$)/.test(text)) return;
    const kept = [...literal(article), ...article.code];
    for (const at of lineEnds(text)) {
      if (isWithin(kept, at.start) || (at.start > 0 && isWithin(kept, at.start - 1))) continue;
      const count = at.end - at.start;
      if (breaksLine(article, at)) {
        // Which of the two other ways is meant to be used, the author knows.
        if (!options.hardBreaks) report("hardBreak", { at, data: undefined });
        continue;
      }
      // Behind a backslash the line break would become a hard one.
      const escapes = text[at.start - 1] === "\\" && at.start > article.body.range.start;
      // Between CR and LF they part two line breaks.
      const parts = text[at.start - 1] === "\r" && text[at.end] === "\n";
      report("blanks", {
        at,
        data: { count },
        fix: parts
          ? undefined
          : {
              title: t("source/trailing-space.fix.removeThem", "remove them"),
              safety: escapes ? "unsafe" : "safe",
              edits: [{ range: at, text: "" }],
            },
      });
    }
  },
});

/** Where front matter means every blank: in block scalars and strings of several lines, and where it cannot be read. */
function literal({ frontMatter }: Article): Range[] {
  if (!frontMatter) return [];
  if (!frontMatter.data) return [frontMatter.content];
  // A block scalar begins behind its first line, whose sign may have a blank behind it.
  return frontMatter
    .scalars()
    .filter(({ style, part }) => part === "value" && style !== "plain")
    .map(({ range }) => range);
}

/** The blanks at the ends of lines, each looked at once. */
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

/** Two blanks or more within a paragraph: https://spec.commonmark.org/0.31.2/#hard-line-breaks */
function breaksLine({ text, body, prose }: Article, { start, end }: Range): boolean {
  if (body.language !== "markdown" || start < body.range.start || !text.slice(start, end).endsWith("  ")) return false;
  // Such blanks are a sign, and no prose, as those of HTML are. A mark that is indented like code begins no quote.
  const next = /^(?:\r\n?|\n)(?:[ \t>]*[^ \t\r\n>]|(?: {4}| {0,3}\t)[ \t]*>)/.exec(text.slice(end, end + 200));
  const isBlankLine = start === 0 || /[\r\n]/.test(text[start - 1] ?? "");
  return next !== null && !isBlankLine && !isWithin(prose, end - 1);
}
