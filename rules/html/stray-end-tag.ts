import {
  type Article,
  defineRule,
  isInBranch,
  isNamedInProse,
  type Range,
  removePart,
  standardElements,
  suggest,
  t,
} from "../../src/rule.js";

import { isInFormula } from "./_formula.js";
import { labels } from "./_labels.js";
import { misspelledEnds } from "./_misspelled-end.js";

export default defineRule({
  name: "html/stray-end-tag",
  summary: "Disallow end tags without a start tag",
  severity: "error",
  fixable: "safe",
  messages: {
    stray: (d: { tag: string }) =>
      t("html/stray-end-tag.stray", "</{tag}> has no start tag. Remove the end tag, or add <{tag}> before it.", {
        tag: d.tag,
      }),
    paragraph: () =>
      t(
        "html/stray-end-tag.paragraph",
        "</p> has no start tag and creates an empty paragraph. Remove the end tag, or add <p> before it.",
      ),
  },

  tagProblem(problem, { article, report }) {
    // html/void-element reports the end tags of void elements.
    if (problem.kind !== "stray" || standardElements.get(problem.tag)?.void) return;
    const { range } = problem;
    // In the spelling of the article.
    const tag = article.text.slice(range.start + 2, range.start + 2 + problem.tag.length);
    // html/unclosed-element reports what is meant to close another element.
    if (!standardElements.has(problem.tag) && article.memo(misspelledEnds).starts.has(range.start)) return;
    if (article.body.language === "markdown" && isOpenedByVue(article.text, tag, range.start)) return;
    // In a sentence, it is the last trace of what the author wanted to show.
    const isText =
      isNamedInProse(article, range, problem.tag) ||
      !standardElements.has(problem.tag) ||
      isOpenedByText(article, tag, range.start) ||
      isMisspelledBefore(article.text, problem.tag, range.start) ||
      isOpenedInCode(article, problem.tag, range.start) ||
      isMeantToOpen(article.text, problem.tag, range) ||
      labels.has(problem.tag) ||
      isBehindItsParts(article.text, problem.tag, range.start);
    report(problem.tag === "p" && !problem.keepsTree ? "paragraph" : "stray", {
      at: range,
      data: { tag },
      // Each branch of a template may close the same element. In a formula, it is rather a part of the formula.
      fix:
        isInBranch(article.body, range.start) ||
        isInFormula(article, range.start) ||
        isMisspelled(problem.tag, article, range)
          ? undefined
          : {
              title: t("html/stray-end-tag.fix.remove", "Remove </{tag}>", { tag }),
              safety: problem.keepsTree && !isText ? "safe" : "unsafe",
              edits: [removePart(article, range)],
            },
    });
  },
});

/** `<ruby>甲</rby>`: its element shows what is meant. */
const isMisspelled = (tag: string, { text }: Article, { start }: Range): boolean =>
  !standardElements.has(tag) &&
  startTagLike(text.slice(Math.max(0, start - 1000), start), tag, (name) => standardElements.has(name));

/** `< b>`, `b>` and `＜b＞` are text, `<b=1>` and `<lable>` are other elements, and the end tag shows what the author meant. */
function isMisspelledBefore(text: string, tag: string, before: number): boolean {
  const name = escaped(tag);
  const start = new RegExp(
    `(?:<[ \\t]+|＜[ \\t]*|(?<![\\w<＜/.:"'=-])(?=${name}>))${name}\\s*[>＞]|<${name}[^\\w\\s<>/-][^<>]*>`,
    "i",
  );
  if (start.test(text.slice(Math.max(0, before - 5000), before))) return true;
  const preceding = text.slice(Math.max(0, before - 1000), before);
  const [, other = tag] = /<([a-z][^\s<>/]*)[^<>]*>[^<>]*$/i.exec(preceding) ?? [];
  return (
    !standardElements.has(other.toLowerCase()) || startTagLike(preceding, tag, (one) => !standardElements.has(one))
  );
}

/** Whether a text has a start tag with a similar name: `<cneter>` for `</center>`. */
const startTagLike = (text: string, tag: string, isName: (name: string) => boolean): boolean =>
  suggest(
    tag,
    new Set([...text.matchAll(/<([a-z][a-z\d]*)/gi)].map(([, name = ""]) => name.toLowerCase()).filter(isName)),
  ).length > 0;

/** The last start or end tag of this name in a text. */
const lastTag = (text: string, tag: string): RegExpMatchArray | undefined =>
  [...text.matchAll(new RegExp(`<(/?)${escaped(tag)}(?=[\\s>/])`, "gi"))].at(-1);

const escaped = (tag: string): string => tag.replace(/[^\w-]/g, "\\$&");

/** Whether the start tag is shown as code, as that of an indented `<pre>`. Without its end tag, nobody sees that it is meant. */
function isOpenedInCode({ text, body, code }: Article, tag: string, end: number): boolean {
  if (body.language !== "markdown") return false;
  const from = Math.max(body.range.start, end - 5000);
  const last = lastTag(text.slice(from, end), tag);
  const at = from + (last?.index ?? 0);
  return last?.[1] === "" && code.some((range) => range.start <= at && at < range.end);
}

/** `</b>甲</b>`: the first of two end tags around a text is meant to be a start tag. */
function isMeantToOpen(text: string, tag: string, { start, end }: Range): boolean {
  const isBehind = new RegExp(`^[^\\r\\n<]*\\S[^\\r\\n<]*</${escaped(tag)}\\s*>`, "i");
  if (isBehind.test(text.slice(end, end + 300))) return true;
  const before = text.slice(Math.max(0, start - 2000), start);
  const [other] = new RegExp(`</${escaped(tag)}\\s*>[^\\r\\n<]*\\S[^\\r\\n<]*$`, "i").exec(before.slice(-300)) ?? [];
  return other !== undefined && lastTag(before.slice(0, -other.length), tag)?.[1] !== "";
}

/** Elements that only stand in these, by their end tags. */
const parts: Readonly<Record<string, string>> = {
  ruby: "rt|rp",
  ul: "li",
  ol: "li",
  menu: "li",
  dl: "dd|dt",
  figure: "figcaption",
  select: "option|optgroup",
  table: "td|th|tr|tbody|thead|tfoot|caption",
};

/** `甲<rt>乙</rt></ruby>`: the parts show that the start tag is missing. */
const isBehindItsParts = (text: string, tag: string, before: number): boolean =>
  Object.hasOwn(parts, tag) &&
  new RegExp(`</(?:${parts[tag]})\\s*>\\s*$`, "i").test(text.slice(Math.max(0, before - 100), before));

/**
 * Whether Markdown shows a start tag before this place as text, because of an attribute that CommonMark does not allow:
 * `<a href="/a" data\_b="c">`. Without its end tag, it would be harder to correct.
 */
function isOpenedByText({ text, body }: Article, tag: string, end: number): boolean {
  if (body.language !== "markdown" || !/^[\w:-]+$/.test(tag)) return false;
  const from = Math.max(body.range.start, end - 5000);
  const paragraph =
    text
      .slice(from, end)
      .split(/(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/)
      .at(-1) ?? "";
  return [...paragraph.matchAll(new RegExp(`<${tag}(?=\\s)[^<>]*>`, "gi"))].some(
    ([written]) =>
      !/^<[\w:-]+(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>$/i.test(written),
  );
}

/**
 * `<button @click="a">` and `<template #default>` are not tags in CommonMark, which does not know such attributes, but they
 * are for generators that read Markdown for Vue.
 */
function isOpenedByVue(text: string, tag: string, before: number): boolean {
  if (!/^[\w:-]+$/.test(tag)) return false;
  return new RegExp(`<${tag}\\s(?:[^<>]*\\s)?[@#*.({[]`, "i").test(text.slice(Math.max(0, before - 5000), before));
}
