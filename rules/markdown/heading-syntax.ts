import { type Article, defineRule, type TextBlock, t, truncate } from "../../src/rule.js";

type Data = { readonly shown: string; readonly meant: string };

export default defineRule({
  name: "markdown/heading-syntax",
  summary: "Disallow headings that readers see as text because of their syntax",
  severity: "error",
  fixable: "safe",
  messages: {
    space: (d: Data) =>
      t(
        "markdown/heading-syntax.space",
        'Readers see "{shown}" as text, and not as a heading. Add a space: "{meant}".',
        d,
      ),
    otherSpace: (d: Data) =>
      t(
        "markdown/heading-syntax.otherSpace",
        'Readers see "{shown}" as text, and not as a heading, because of the space after it. Use an ASCII space.',
        d,
      ),
    fullWidth: (d: Data) =>
      t(
        "markdown/heading-syntax.fullWidth",
        'Readers see "{shown}" as text, and not as a heading. Use ASCII characters: "{meant}".',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/^[\ufeff \t>*+-]{0,20}(?:#{1,6}[^\s#]|#{1,6}[\u00a0\u3000]|＃)/m.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { headings } = article.body.dialect;
    for (const block of article.markdown.blocks) {
      if (block.kind !== "paragraph" || !/[#＃]/.test(block.text)) continue;
      for (const { 1: marks = "", 2: space = "", 3: rest = "", index } of block.text.matchAll(line)) {
        const lead = block.text.slice(index).search(/[#＃]/);
        const start = block.start + index + lead;
        const end = start + marks.length + space.length;
        const id = marks.includes("＃") ? "fullWidth" : space === "" ? "space" : "otherSpace";
        if (id === "space" && (headings === "no-space" || !isHeading(marks, rest, index + lead, block, article)))
          continue;
        if (id === "otherSpace" && (headings !== undefined || rest.trim() === "")) continue;
        if (id === "fullWidth" && (rest.trim() === "" || (marks.length === 1 && space === ""))) continue;
        const level = marks.replaceAll("＃", "#");
        const shown = text.slice(start, end + rest.length).trim();
        report(id, {
          at: { start, end: end + rest.trimEnd().length },
          data: { shown: truncate(shown, 40), meant: truncate(`${level} ${rest.trim()}`, 40) },
          fix: {
            title:
              id === "fullWidth"
                ? t("markdown/heading-syntax.fix.ascii", 'Replace with "{level} "', { level })
                : t("markdown/heading-syntax.fix.space", 'Add a space after "{level}"', { level }),
            safety: "safe",
            changes: ["text", "markdown"],
            edits: [{ range: { start, end }, text: `${level} ` }],
          },
        });
      }
    }
  },
});

/** A line that begins like a heading. Full-width marks may be mixed with ASCII ones. */
const line = /^ {0,3}(#{0,6}[#＃]{1,6}?)(?![#＃])([ \u00a0\u3000]*)([^\s#][^\n]*)$/gm;

/** `#import "a.h"` of C and other languages, in an article that begins with code. */
const directive =
  /^(?:import|include|define|undef|ifn?def|if|elif|else|endif|pragma|error|warning|line|region|endregion)\b/;

/** Whether a line without a space after its marks is a heading, and not a hashtag or a number. */
function isHeading(
  marks: string,
  rest: string,
  at: number,
  { text, isTopLevel, start }: TextBlock,
  article: Article,
): boolean {
  if (!/^[\p{L}\p{N}“《「『【（]/u.test(rest) || /#[\p{L}]/u.test(rest)) return false;
  if (marks.length > 1) return !/^\w*\[/.test(rest);
  if (directive.test(rest)) return false;
  // A hashtag is one word, too. The first line of an article is a title, if a text follows.
  const isFirst = article.text.slice(article.body.range.start, start + at).trim() === "";
  const hasMore = article.text.slice(start + text.length).trim() !== "";
  return isTopLevel && isFirst && hasMore && !text.trim().includes("\n") && /^\p{L}{4,}/u.test(rest);
}
