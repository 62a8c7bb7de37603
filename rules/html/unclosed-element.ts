import {
  type Article,
  defineRule,
  type Fix,
  isComponent,
  isInBranch,
  isNamedInProse,
  type Range,
  standardElements,
  type TagProblem,
  t,
  textElements,
} from "../../src/rule.js";
import { isInFormula } from "./_formula.js";
import { labels } from "./_labels.js";
import { misspelledEnds } from "./_misspelled-end.js";
import { blankLine, placesOf } from "./_places.js";

export default defineRule({
  name: "html/unclosed-element",
  summary: "Require matching end tags in the right place",
  severity: "error",
  fixable: "safe",
  messages: {
    unclosed: ({ tag, closer }: { tag: string; closer: string | undefined }) =>
      closer === undefined
        ? t("html/unclosed-element.unclosed", "Unclosed <{tag}>. Add </{tag}>.", { tag })
        : closer === `<${tag}>`
          ? t("html/unclosed-element.unclosed.beforeNext", "Unclosed <{tag}>. Add </{tag}> before the next <{tag}>.", {
              tag,
            })
          : t("html/unclosed-element.unclosed.before", "Unclosed <{tag}>. Add </{tag}> before {closer}.", {
              tag,
              closer,
            }),
    mistyped: (d: { tag: string }) =>
      t("html/unclosed-element.mistyped", "Second <{tag}> inside an open <{tag}>. Did you mean </{tag}>?", {
        tag: d.tag,
      }),
    misspelled: (d: { tag: string; found: string }) =>
      t("html/unclosed-element.misspelled", 'Unclosed <{tag}>. "{found}" is not an end tag. Did you mean </{tag}>?', d),
    prose: (d: { tag: string }) =>
      t(
        "html/unclosed-element.prose",
        'Unclosed <{tag}>. To show the tag as text, write "&lt;{tag}>". Otherwise, add </{tag}>.',
        { tag: d.tag },
      ),
    component: (d: { tag: string }) =>
      t(
        "html/unclosed-element.component",
        "Unclosed <{tag}>. Add </{tag}>. To show <{tag}> as text, put it in backticks.",
        { tag: d.tag },
      ),
    misnested: ({ tag, closer }: { tag: string; closer: string | undefined }) =>
      closer === undefined
        ? t(
            "html/unclosed-element.misnested",
            "</{tag}> is misplaced: the element has already ended. Move </{tag}> to where it ends.",
            { tag },
          )
        : t(
            "html/unclosed-element.misnested.before",
            "</{tag}> is misplaced: {closer} has already closed <{tag}>. Move </{tag}> before {closer}.",
            { tag, closer },
          ),
    heading: (d: { tag: string; end: string }) =>
      t("html/unclosed-element.heading", "</{end}> does not match <{tag}>. Write </{tag}> instead.", {
        end: d.end,
        tag: d.tag,
      }),
  },

  tagProblem(problem, { article, report }) {
    if (problem.kind !== "unclosed" && problem.kind !== "misnested") return;
    if (isNoElement(problem.tag) && !isComponent(article, problem.range.start)) return;
    const closer = closerOf(problem, article.text);
    const start = problem.range.start + 1;
    const at = { start, end: Math.min(problem.range.end, start + problem.tag.length) };
    // In the spelling of the article: <DIV> is closed with </DIV>.
    const tag = article.text.slice(at.start, at.end);
    const misspelled =
      problem.kind === "unclosed" ? article.memo(misspelledEnds).byElement.get(problem.range.start) : undefined;
    if (problem.kind === "unclosed" && isInFormula(article, problem.range.start))
      // There is no fix: an end tag would become part of the formula, or come after it.
      report("prose", { at, data: { tag } });
    else if (problem.kind === "unclosed" && problem.mistyped) {
      const { start, end } = problem.mistyped;
      const edits = [{ range: { start: start + 1, end: start + 1 }, text: "/" }];
      const fix: Fix = {
        title: t("html/unclosed-element.fix.write", "Replace with </{tag}>", { tag }),
        safety: "unsafe",
        edits,
      };
      report("mistyped", { at: { start: start + 1, end: end - 1 }, data: { tag }, fix });
    } else if (problem.kind === "unclosed" && isComponent(article, problem.range.start))
      // There is no fix: only the author knows what the component should contain.
      report("component", { at, data: { tag } });
    else if (
      problem.kind === "unclosed" &&
      (isNamedInProse(article, problem.range, problem.tag) || isPlaceholder(problem, article))
    )
      report("prose", {
        at,
        data: { tag },
        fix: {
          title: t("html/unclosed-element.fix.writeLt", 'Write "&lt;{tag}>"', { tag }),
          safety: "unsafe",
          edits: [{ range: { start: problem.range.start, end: start }, text: "&lt;" }],
        },
      });
    else if (problem.kind === "unclosed" && misspelled) {
      const fix: Fix = {
        title: t("html/unclosed-element.fix.write", "Replace with </{tag}>", { tag }),
        safety: "unsafe",
        edits: [{ range: misspelled, text: `</${tag}>` }],
      };
      const found = article.text.slice(misspelled.start, misspelled.end);
      report("misspelled", { at: misspelled, data: { tag, found }, fix });
    } else if (problem.kind === "unclosed")
      report("unclosed", { at, data: { tag, closer }, fix: close(problem, tag, article) });
    else if (problem.strayEnd.start === problem.closedAt) {
      // In HTML the end tag of any heading closes the open one.
      const { start, end } = problem.strayEnd;
      const written = /^[^\s/>]*/.exec(article.text.slice(start + 2, end))?.[0] ?? "";
      const edits = [{ range: problem.strayEnd, text: `</${tag}>` }];
      const fix: Fix = {
        title: t("html/unclosed-element.fix.write", "Replace with </{tag}>", { tag }),
        safety: problem.keepsTree ? "safe" : "unsafe",
        edits,
      };
      report("heading", { at: problem.strayEnd, data: { tag, end: written }, fix });
    } else report("misnested", { at: problem.strayEnd, data: { tag, closer }, fix: move(problem, tag, article) });
  },
});

/** `-o <var>`: a tag without attributes that has no content or follows an option is rather the name of a value or of an element. */
function isPlaceholder(
  { tag, range, closedAt }: Extract<TagProblem, { kind: "unclosed" }>,
  { text }: Article,
): boolean {
  const isBare = range.end - range.start === tag.length + 2;
  const isName =
    text.slice(range.end, closedAt).trim() === "" ||
    optionBefore.test(text.slice(Math.max(0, range.start - 50), range.start));
  return isBare && textLevel.has(tag) && isName;
}

const optionBefore = /(?:^|[\s*_`([（])--?[a-z][\w-]*[ =]$/i;

/** Elements that are nothing without text. */
const textLevel = new Set([
  "abbr",
  "b",
  "bdo",
  "big",
  "button",
  "cite",
  "code",
  "data",
  "del",
  "dfn",
  "em",
  "i",
  "ins",
  "kbd",
  "label",
  "mark",
  "meter",
  "output",
  "q",
  "s",
  "samp",
  "small",
  "span",
  "strike",
  "strong",
  "sub",
  "sup",
  "time",
  "tt",
  "u",
  "var",
]);

/** The tag that closed the element early, as the article has it: `</p>`. Markdown and the end of the file close without a tag. */
function closerOf({ closedAt, closedBy }: Extract<TagProblem, { closedAt: number }>, text: string): string | undefined {
  if (closedBy === undefined) return undefined;
  const written = /^<\/?[^\s/>]+/.exec(text.slice(closedAt, closedAt + 100))?.[0];
  return written?.replace(/^<\/?/, "").toLowerCase() === closedBy.toLowerCase() ? `${written}>` : undefined;
}

function close(
  { range, closedAt: end, keepsTree, tag: name }: Extract<TagProblem, { kind: "unclosed" }>,
  tag: string,
  article: Article,
): Fix | undefined {
  const { text, body } = article;
  if (isFormInTable(range, end, name) || isInFormula(article, end)) return undefined;
  // Each branch of a template may open the element that one end tag closes.
  if (isInBranch(article.body, range.start)) return undefined;
  // After an open <textarea> every tag is text, so the <textarea> must be closed first.
  if (!textElements.has(name) && isInText(article, end)) return undefined;
  const isLast = end === text.length;
  const { contentEnd, lineStart, lineBreak, lastBreak, bodyEnd } = article.memo(endOfText);
  // A Markdown paragraph in the last line of a file ends with that line.
  const lastPlace =
    body.language === "markdown" ? (lineStart <= range.end ? contentEnd : end) : textElements.has(name) ? end : bodyEnd;
  const closedAt = isLast ? Math.max(lastPlace, range.end) : end;
  // The label ends before, and only the author knows where. So does a <ruby> with text after its last part.
  const contentOf = text.slice(range.end, closedAt).trimEnd();
  const isLongLabel =
    name === "ruby"
      ? placesOf(article, "<rt(?=[\\s>])").isBetween(range.end, closedAt) &&
        !/<\/r[tp]\s*>$/i.test(contentOf.slice(-100))
      : labels.has(name) && placesOf(article, blankLine).isBetween(range.end, range.end + contentOf.length);
  // At the end of a code block, the end tag would become code.
  const isInCode = isLast && article.memo(codeBlockAtEnd)?.(closedAt);
  // Keeps the newline at the end of the file, and </body> in its line.
  const isLine = closedAt < text.length && closedAt === bodyEnd && /[\r\n]/.test(text[closedAt - 1] ?? "");
  const newline = closedAt === text.length ? lastBreak : isLine ? lineBreak : "";
  return {
    title: t("html/unclosed-element.fix.add", "Add </{tag}> where browsers close the element", { tag }),
    safety: keepsTree && !isRatherText(name) && !isLongLabel ? "safe" : "unsafe",
    edits: [
      {
        range: { start: closedAt, end: closedAt },
        text: `${isInCode && newline === "" ? lineBreak : ""}</${tag}>${newline}`,
      },
    ],
  };
}

/** `<g>` in a sentence and XML that lost its code block are no elements. Nobody sees the text in a `<template>`. */
const isRatherText = (tag: string): boolean => tag === "template" || !standardElements.has(tag);

interface EndOfText {
  /** Where the whitespace at the end begins. */
  readonly contentEnd: number;
  /** Where the last line that is not blank begins. */
  readonly lineStart: number;
  /** The newline of the article. */
  readonly lineBreak: string;
  /** The newline at the end, or `""`. */
  readonly lastBreak: string;
  /** Where the line of `</body>` or `</html>` begins, if nothing follows them; otherwise the end of the text. */
  readonly bodyEnd: number;
}

/** For all elements that the end of the file closes, which may be thousands. */
function endOfText({ text }: Article): EndOfText {
  let contentEnd = text.length;
  while (contentEnd > 0 && " \t\r\n".includes(text[contentEnd - 1] as string)) contentEnd--;
  const lineStart = Math.max(text.lastIndexOf("\n", contentEnd - 1), text.lastIndexOf("\r", contentEnd - 1)) + 1;
  const lastBreak = /(?:\r\n?|\n)$/.exec(text.slice(-2))?.[0] ?? "";
  const tags = /(?:<\/body\s*>\s*)?<\/html\s*>\s*$|<\/body\s*>\s*$/i.exec(text.slice(-1000));
  let bodyEnd = tags ? Math.max(0, text.length - 1000) + tags.index : text.length;
  const before = text.slice(Math.max(0, bodyEnd - 1000), bodyEnd);
  const indentation = tags ? (/(?<=[\r\n])[ \t]+$/.exec(before)?.[0].length ?? 0) : 0;
  bodyEnd -= indentation;
  return { contentEnd, lineStart, lineBreak: /\r\n?|\n/.exec(text)?.[0] ?? "\n", lastBreak, bodyEnd };
}

/** Tells for a place at the end of a Markdown file whether it is in a code block. */
function codeBlockAtEnd(article: Article): ((place: number) => boolean) | undefined {
  const { text, body, code } = article;
  const { contentEnd } = article.memo(endOfText);
  const blocks = code.filter((one) => one.end >= contentEnd && isCodeBlock(text, one));
  if (body.language !== "markdown" || blocks.length === 0) return undefined;
  return (place) => blocks.some(({ start, end }) => start < place && place <= end);
}

/** Comments and code in a line count as code too. */
function isCodeBlock(text: string, { start }: Range): boolean {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 100), start))?.[0] ?? "";
  return (
    /^(?: {0,3}\t| {4})\s*$/.test(before) ||
    (/^[ \t>]*$/.test(before) && /^(?:```|~~~)/.test(text.slice(start, start + 3)))
  );
}

const unclosedText = ({ body }: Article): readonly TagProblem[] =>
  body.tagProblems.filter((problem) => problem.kind === "unclosed" && textElements.has(problem.tag));

/** Whether the place is in an unclosed element of text, such as <textarea>. */
function isInText(article: Article, place: number): boolean {
  return article
    .memo(unclosedText)
    .some((one) => one.kind === "unclosed" && one.range.end <= place && place <= one.closedAt);
}

function move(
  { range, tag: name, closedAt, strayEnd, holdsBlock, keepsTree }: Extract<TagProblem, { kind: "misnested" }>,
  tag: string,
  article: Article,
): Fix | undefined {
  if ([range.start, closedAt, strayEnd.start].some((place) => isInFormula(article, place))) return undefined;
  // There the end tag would separate a style from the block inside, which must be closed first.
  if (strayEnd.start <= closedAt || holdsBlock || isFormInTable(range, closedAt, name)) return undefined;
  return {
    title: t("html/unclosed-element.fix.move", "Move </{tag}> to where the element ends", { tag }),
    safety: keepsTree ? "safe" : "unsafe",
    edits: [
      { range: { start: closedAt, end: closedAt }, text: `</${tag}>` },
      { range: strayEnd, text: "" },
    ],
  };
}

/** Browsers close it at once, but its inputs in the cells still belong to it, up to an end tag. */
const isFormInTable = (startTag: Range, closedAt: number, tag: string): boolean =>
  tag === "form" && closedAt === startTag.end;

/** Text that looks like a tag, or a misspelled name. html/unknown-element and html/office-markup report it. */
const isNoElement = (tag: string): boolean => !tag.includes("-") && !standardElements.has(tag) && !foreign.has(tag);

/** Elements of SVG and MathML that can be left open inside them, in lower case. */
const foreign = new Set(["svg", "math", "g", "defs", "text", "foreignobject"]);
