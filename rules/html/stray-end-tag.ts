import { beginsMarkdownLine, defineRule, type Fix } from "../../src/rule.js";

export default defineRule({
  name: "html/stray-end-tag",
  summary: "Every end tag closes an element",
  severity: "error",
  fixable: "safe",
  messages: {
    stray: (d: { tag: string }) => `</${d.tag}> closes nothing: remove it, or open <${d.tag}> before it`,
    paragraph: () => "</p> closes nothing and makes an empty paragraph: remove it, or open <p> before it",
    break: () => '</br> is no end tag of HTML, which reads it as a line break: write "<br>"',
  },

  tagProblem({ kind, tag, range, ...problem }, { article, report }) {
    if (kind !== "stray") return;
    if (tag === "br") {
      const fix: Fix = { title: 'write "<br>"', safety: "safe", edits: [{ range, text: "<br>" }] };
      report("break", { at: range, data: undefined, fix });
      return;
    }
    report(tag === "p" && !problem.keepsTree ? "paragraph" : "stray", {
      at: range,
      data: { tag },
      fix: {
        title: `remove </${tag}>`,
        safety: problem.keepsTree && !beginsMarkdownLine(article, range.start) ? "safe" : "unsafe",
        edits: [{ range, text: "" }],
      },
    });
  },
});
