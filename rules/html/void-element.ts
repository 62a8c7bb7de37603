import {
  type Article,
  defineRule,
  type Element,
  type Fix,
  isComponent,
  leavesNoTrace,
  type Range,
  say,
  standardElements,
} from "../../src/rule.js";

export default defineRule({
  name: "html/void-element",
  summary: 'Elements without content have no end tag, and no others are closed by "/>"',
  severity: "error",
  fixable: "safe",
  messages: {
    break: () => say`</br> is no end tag of HTML, which reads it as a line break: write "<br>"`,
    secondBreak: () => say`<br></br> makes two line breaks: remove </br>`,
    end: (d: { tag: string }) => say`<${d.tag}> has no content and no end tag: remove </${d.tag}>`,
    selfClosed: (d: { tag: string }) =>
      say`"/" closes nothing in HTML, <${d.tag}> stays open: close it with </${d.tag}>`,
  },

  tagProblem(problem, { article, report }) {
    if (problem.kind !== "stray" || !standardElements.get(problem.tag)?.void) return;
    const { tag, range } = problem;
    const edits = (text: string) => [{ range, text }];
    if (tag !== "br") {
      const safety = leavesNoTrace(article, range) ? "safe" : "unsafe";
      report("end", { at: range, data: { tag }, fix: { title: say`remove </${tag}>`, safety, edits: edits("") } });
    } else if (/<br\s*>$/i.test(article.text.slice(Math.max(0, range.start - 20), range.start)))
      report("secondBreak", {
        at: range,
        data: undefined,
        fix: { title: say`remove </br>`, safety: "unsafe", edits: edits("") },
      });
    else
      report("break", {
        at: range,
        data: undefined,
        fix: { title: say`write "<br>"`, safety: "safe", edits: edits("<br>") },
      });
  },

  parseError({ code, range, element, alone }, { article, report }) {
    if (code !== "non-void-html-element-start-tag-with-trailing-solidus") return;
    const [, tag = ""] = /^<([^\s/>]*)/.exec(article.text.slice(range.start, range.start + 100)) ?? [];
    // Where MDX or Vue reads the article, all elements may be closed so; in other Markdown only what is none of HTML.
    const { hasComponents, language } = article.body;
    if (hasComponents || isComponent(article, range.start) || (language === "markdown" && tag.includes("-"))) return;
    const fix = alone && element ? close(element, tag, range, article) : undefined;
    report("selfClosed", { at: range, data: { tag }, fix });
  },
});

function close(element: Element, tag: string, { end }: Range, { text }: Article): Fix | undefined {
  const slash = text.lastIndexOf("/", end - 1);
  if (text.slice(slash, end) !== "/>") return undefined;
  // An end tag that is there may be that of an element around it: only the author knows.
  if (element.endTag) return undefined;
  return {
    title: say`close it with </${tag}>`,
    safety: "unsafe",
    edits: [{ range: { start: text[slash - 1] === " " ? slash - 1 : slash, end }, text: `></${tag}>` }],
  };
}
