import {
  type Article,
  beginsMarkdownLine,
  categories,
  defineRule,
  type Fix,
  isComponent,
  mayLinkUrls,
  standardElements,
  type TagProblem,
  t,
  textElements,
} from "../../src/rule.js";

export default defineRule({
  name: "html/unclosed-element",
  summary: "Every element is closed by its own end tag, inside the element that it was opened in",
  severity: "error",
  fixable: "safe",
  messages: {
    unclosed: (d: { tag: string; closedBy: string | undefined }) =>
      d.closedBy === undefined
        ? t(
            "html/unclosed-element.unclosed.neverClosed",
            "<{tag}> is never closed and goes on to the end: add </{tag}>",
            { tag: d.tag },
          )
        : t(
            "html/unclosed-element.unclosed.closedWhere",
            "<{tag}> is not closed where <{closedBy}> begins or ends: add </{tag}> before it",
            { tag: d.tag, closedBy: d.closedBy },
          ),
    mistyped: (d: { tag: string }) =>
      t(
        "html/unclosed-element.mistyped",
        "<{tag}> opens an element within the <{tag}> before it, and neither is closed: </{tag}> may be meant",
        { tag: d.tag },
      ),
    component: (d: { tag: string }) =>
      t("html/unclosed-element.component", '<{tag}> is never closed: add </{tag}>, or, if it is text, write "&lt;"', {
        tag: d.tag,
      }),
    misnested: (d: { tag: string; closedBy: string }) =>
      t(
        "html/unclosed-element.misnested",
        "</{tag}> comes too late, <{tag}> already ends where <{closedBy}> begins or ends: close it there",
        { tag: d.tag, closedBy: d.closedBy },
      ),
    heading: (d: { tag: string; end: string }) =>
      t("html/unclosed-element.heading", "</{end}> closes <{tag}>, a heading of another rank: write </{tag}>", {
        end: d.end,
        tag: d.tag,
      }),
  },

  tagProblem(problem, { article, report }) {
    if (problem.kind !== "unclosed" && problem.kind !== "misnested") return;
    if (isNoElement(problem.tag) && !isComponent(article, problem.range.start)) return;
    const { closedBy } = problem;
    const start = problem.range.start + 1;
    const at = { start, end: Math.min(problem.range.end, start + problem.tag.length) };
    // As it is written: an author of <DIV> closes it by </DIV>.
    const tag = article.text.slice(at.start, at.end);
    if (problem.kind === "unclosed" && problem.mistyped) {
      const { start, end } = problem.mistyped;
      const edits = [{ range: { start: start + 1, end: start + 1 }, text: "/" }];
      const fix: Fix = {
        title: t("html/unclosed-element.fix.write", "write </{tag}>", { tag }),
        safety: "unsafe",
        edits,
      };
      report("mistyped", { at: { start: start + 1, end: end - 1 }, data: { tag }, fix });
    } else if (problem.kind === "unclosed" && isComponent(article, problem.range.start))
      // What it would hold only the author knows.
      report("component", { at, data: { tag } });
    else if (problem.kind === "unclosed")
      report("unclosed", { at, data: { tag, closedBy }, fix: close(problem, tag, article) });
    else if (problem.strayEnd.start === problem.closedAt) {
      // HTML takes the end tag of any heading for that of the one that is open.
      const { start, end } = problem.strayEnd;
      const written = /^[^\s/>]*/.exec(article.text.slice(start + 2, end))?.[0] ?? "";
      const edits = [{ range: problem.strayEnd, text: `</${tag}>` }];
      const fix: Fix = {
        title: t("html/unclosed-element.fix.write", "write </{tag}>", { tag }),
        safety: problem.keepsTree ? "safe" : "unsafe",
        edits,
      };
      report("heading", { at: problem.strayEnd, data: { tag, end: written }, fix });
    } else report("misnested", { at, data: { tag, closedBy: problem.closedBy }, fix: move(problem, tag, article) });
  },
});

function close(
  { range, closedAt: end, keepsTree, tag: name }: Extract<TagProblem, { kind: "unclosed" }>,
  tag: string,
  article: Article,
): Fix | undefined {
  const { text, body } = article;
  // Behind an open <textarea> a tag is text: that one is to be closed first.
  if (!textElements.has(name) && isInText(article, end)) return undefined;
  const isMarkdown = body.language === "markdown";
  const isLast = end === text.length;
  const whole = text.slice(range.end, end);
  let lineEnd = whole.length;
  while (lineEnd > 0 && " \t\r\n".includes(whole[lineEnd - 1] as string)) lineEnd--;
  const line = whole.slice(0, lineEnd);
  // A paragraph of Markdown that is the last line of a file goes no further than that line.
  const inner = isMarkdown && isLast && !/[\r\n]/.test(line) ? line : whole;
  const closedAt = range.end + inner.length;
  const isOneBlock = isMarkdown && isInHtmlBlock(article, range.start, closedAt);
  // Alone in its line the start tag begins a block of HTML in Markdown; with its end tag beside it, it does not.
  const isAlone = !isOneBlock && beginsMarkdownLine(article, range.start) && inner.trim() === "";
  // What a line of Markdown belongs to may depend on every tag above it, and a paragraph ends before a block in it.
  const isParted = isMarkdown && !isOneBlock && (/[\r\n]/.test(inner) || !categories["#phrasing"]?.includes(tag));
  // Behind a tag that does not end it would become a part of that, behind a backslash of Markdown text; and what <textarea>
  // shows in Markdown are the tags that Markdown makes.
  const isHidden =
    (isMarkdown && !isOneBlock && textElements.has(name)) ||
    (closedAt === text.length && body.parseErrors.some(({ code }) => code.startsWith("eof-"))) ||
    (isMarkdown && isBesideSign(text, closedAt));
  // At the end of the file its last line break stays the last.
  const ending = closedAt === text.length ? (/(?:\r\n?|\n)$/.exec(text)?.[0] ?? "") : "";
  return {
    title: t("html/unclosed-element.fix.addWhereHtml", "add </{tag}> where HTML closes it", { tag }),
    safety:
      keepsTree &&
      !isAlone &&
      !isParted &&
      !mayLinkUrls(article) &&
      !isHidden &&
      (isOneBlock || closedAt === text.length || !beginsMarkdownLine(article, closedAt))
        ? "safe"
        : "unsafe",
    edits: [{ range: { start: closedAt, end: closedAt }, text: `</${tag}>${ending}` }],
  };
}

/** What makes a sign of Markdown depends on what stands beside it. */
const isBesideSign = (text: string, at: number): boolean =>
  text[at - 1] === "\\" || /[*_~`]/.test(text.slice(Math.max(0, at - 1), at + 1));

const texts = new WeakMap<Article, readonly TagProblem[]>();

/** Whether one of these is open at a place, and never closed. */
function isInText(article: Article, place: number): boolean {
  let open = texts.get(article);
  if (!open) {
    open = article.body.tagProblems.filter((problem) => problem.kind === "unclosed" && textElements.has(problem.tag));
    texts.set(article, open);
  }
  return open.some((one) => one.kind === "unclosed" && one.range.end <= place && place <= one.closedAt);
}

/** What begins, in Markdown, a block of HTML that ends with the next blank line, whatever is in it (CommonMark, section 4.6). */
const beginsBlock =
  /^<\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;

/** Whether both places are in one such block, which begins behind a blank line and so in no list and no quote. */
function isInHtmlBlock({ text, body }: Article, start: number, end: number): boolean {
  // Blocks that are longer are seldom, and looking for where they begin would cost more the more is wrong in them.
  const from = Math.max(body.range.start, start - 20_000);
  if (end - start > 20_000) return false;
  const lines = text.slice(from, end).split(lineBreak);
  const isBlank = (line: string | undefined) => (line ?? "").trim() === "";
  let first = text.slice(from, start).split(lineBreak).length - 1;
  while (first > 0 && !isBlank(lines[first - 1])) first--;
  if (first === 0 && from > body.range.start) return false;
  return beginsBlock.test(lines[first] ?? "") && !lines.slice(first, -1).some(isBlank);
}
const lineBreak = /\r\n?|\n/;

function move(
  { closedAt, strayEnd, holdsBlock, keepsTree }: Extract<TagProblem, { kind: "misnested" }>,
  tag: string,
  article: Article,
): Fix | undefined {
  // There it would part a style from the block within: that one is to be closed first.
  if (strayEnd.start <= closedAt || holdsBlock) return undefined;
  const between = article.text.slice(closedAt, Math.min(strayEnd.start, closedAt + 200));
  // Between end tags there is nothing that anyone could see lose its style. A late </p> makes an empty paragraph, and
  // </br> a line break.
  const nothing =
    tag.toLowerCase() !== "p" &&
    strayEnd.start - closedAt < 200 &&
    between.replace(/<\/(?!br>)[a-z][a-z\d]*>/gi, "").trim() === "";
  // In Markdown lines, and what stands first in them, say what becomes of the text.
  const isMarkdownsOwn =
    article.body.language === "markdown" &&
    (/[\r\n]/.test(article.text.slice(closedAt, strayEnd.start)) ||
      isBesideSign(article.text, closedAt) ||
      beginsMarkdownLine(article, closedAt) ||
      mayLinkUrls(article));
  return {
    title: t("html/unclosed-element.fix.moveWhereElement", "move </{tag}> to where the element ends", { tag }),
    safety: (keepsTree || nothing) && !isMarkdownsOwn ? "safe" : "unsafe",
    edits: [
      { range: { start: closedAt, end: closedAt }, text: `</${tag}>` },
      { range: strayEnd, text: "" },
    ],
  };
}

/** Text that looks like a tag, or a wrong name: html/unknown-element and html/office-markup tell of it. */
const isNoElement = (tag: string): boolean => !tag.includes("-") && !standardElements.has(tag) && !foreign.has(tag);

/** Of what stands in SVG and MathML only this may be left open without leaving it: it comes here in lower case. */
const foreign = new Set(["svg", "math", "g", "defs", "text", "foreignobject"]);
