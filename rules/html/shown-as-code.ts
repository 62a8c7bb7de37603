import { continueHtml, defineRule, type Fix, t } from "../../src/rule.js";

export default defineRule({
  name: "html/shown-as-code",
  summary: "Disallow HTML that Markdown shows as code",
  severity: "error",
  fixable: "safe",
  messages: {
    once: () =>
      t(
        "html/shown-as-code.once",
        "Readers see these tags as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Remove the blank line or the indentation.",
      ),
    often: (d: { count: number }) =>
      t(
        "html/shown-as-code.often",
        "Readers see the tags in {count} code blocks as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Remove the blank lines or the indentation.",
        d,
      ),
    comments: () =>
      t(
        "html/shown-as-code.comments",
        "Readers see these tags as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Write <!-- --> in the blank lines.",
      ),
  },

  body({ shownAsCode }, { article, report }) {
    const [first] = shownAsCode;
    if (!first || article.generator?.readsWholeElements) return;
    const code = article.text.slice(first.start, first.end);
    const start = first.start + code.length - code.trimStart().length;
    const line = /^[^\r\n]*/.exec(code.trimStart())?.[0].trimEnd() ?? "";
    const at = { start, end: start + line.length };
    const continued = continueHtml(article);
    const fix: Fix | undefined = continued && {
      title: continued.hasComments
        ? t("html/shown-as-code.fix.comments", "Remove the blank lines, and write <!-- --> in those that readers see")
        : t("html/shown-as-code.fix.remove", "Remove the blank lines and the indentation that end the HTML"),
      safety: continued.isSafe ? "safe" : "unsafe",
      edits: continued.edits,
    };
    const count = shownAsCode.length;
    const message = continued?.hasComments ? "comments" : count === 1 ? "once" : "often";
    report(message, { at, data: { count }, ...(fix && { fix }) });
  },
});
