import {
  type Article,
  defineRule,
  type Element,
  type Fix,
  isComponent,
  isNamedInProse,
  type Range,
  standardElements,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "html/void-element",
  summary: 'Disallow end tags of void elements, and "/>" on other elements',
  severity: "error",
  fixable: "safe",
  messages: {
    break: () =>
      t("html/void-element.break", "</br> is not an end tag: browsers show a line break. Write <br> instead."),
    secondBreak: () => t("html/void-element.secondBreak", "<br></br> creates two line breaks. Remove </br>."),
    end: (d: { tag: string }) =>
      t("html/void-element.end", "<{tag}> cannot have content or an end tag. Remove </{tag}>.", { tag: d.tag }),
    selfClosed: (d: { tag: string }) =>
      t(
        "html/void-element.selfClosed",
        '"/>" does not close <{tag}> in HTML, so <{tag}> is still open. Close it with </{tag}>.',
        {
          tag: d.tag,
        },
      ),
  },

  tagProblem(problem, { article, report }) {
    if (problem.kind !== "stray" || !standardElements.get(problem.tag)?.void) return;
    const { tag, range } = problem;
    const edits = (text: string) => [{ range, text }];
    if (tag !== "br")
      report("end", {
        at: range,
        data: { tag },
        fix: {
          title: t("html/void-element.fix.remove", "Remove </{tag}>", { tag }),
          safety: isAroundContent(article, tag, range) ? "unsafe" : "safe",
          edits: edits(""),
        },
      });
    else if (/<br\s*>$/i.test(article.text.slice(Math.max(0, range.start - 20), range.start)))
      report("secondBreak", {
        at: range,
        data: undefined,
        fix: { title: t("html/void-element.fix.removeBr", "Remove </br>"), safety: "unsafe", edits: edits("") },
      });
    else
      report("break", {
        at: range,
        data: undefined,
        fix: {
          title: t("html/void-element.fix.writeBr", "Replace with <br>"),
          safety: isWrittenAbout(article, range) ? "unsafe" : "safe",
          changes: ["elements"],
          edits: edits("<br>"),
        },
      });
  },

  parseError({ code, range, element, alone }, { article, report }) {
    if (code !== "non-void-html-element-start-tag-with-trailing-solidus") return;
    const [, tag = ""] = /^<([^\s/>]*)/.exec(article.text.slice(range.start, range.start + 100)) ?? [];
    // MDX and Vue allow "/>" on all elements; in other Markdown it is accepted on custom elements only.
    const { hasComponents, language } = article.body;
    if (hasComponents || isComponent(article, range.start) || (language === "markdown" && tag.includes("-"))) return;
    // html/unknown-element reports <bean/>, which is rather written about than meant as an element.
    if (language === "markdown" && !isKnown(tag.toLowerCase())) return;
    const fix = alone && element ? close(element, tag, range, article) : undefined;
    report("selfClosed", { at: range, data: { tag }, fix });
  },
});

/**
 * Whether there is something between the tags, as in `<source lang="c">int a;</source>` of MediaWiki, `<link>` of feeds and
 * `<input>` of other XML. The end tag then shows what the author meant.
 */
function isAroundContent({ text }: Article, tag: string, { start }: Range): boolean {
  const before = text.slice(Math.max(0, start - 2000), start);
  const open = before.toLowerCase().lastIndexOf(`<${tag}`);
  return (
    open >= 0 &&
    before
      .slice(open)
      .replace(/^<[^<>]*>/, "")
      .trim() !== ""
  );
}

/** In a sentence about `</br>`, the author wanted to show the tag. */
function isWrittenAbout(article: Article, range: Range): boolean {
  const { text } = article;
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, range.start - 300), range.start))?.[0] ?? "";
  const behind = /^[^\r\n]*/.exec(text.slice(range.end, range.end + 300))?.[0] ?? "";
  return (
    isNamedInProse(article, range, "br") ||
    /(?:`<|&lt;|<code>)\/?br\b/i.test(`${before} ${behind}`) ||
    // `</br>` instead of `<br>`: both spellings, with a few words between them.
    /^[^<>]{1,20}<br\s*\/?>/i.test(behind) ||
    /<br\s*\/?>[^<>]{1,20}$/i.test(before)
  );
}

function close(element: Element, tag: string, { end }: Range, { text }: Article): Fix | undefined {
  const slash = text.lastIndexOf("/", end - 1);
  if (text.slice(slash, end) !== "/>") return undefined;
  // An end tag that follows may belong to an outer element, which only the author knows.
  if (element.endTag) return undefined;
  return {
    title: t("html/void-element.fix.close", "Close with </{tag}>", { tag }),
    safety: "unsafe",
    edits: [{ range: { start: text[slash - 1] === " " ? slash - 1 : slash, end }, text: `></${tag}>` }],
  };
}

/** SVG and MathML have elements of their own. */
const isKnown = (tag: string): boolean => standardElements.has(tag) || tag === "svg" || tag === "math";
