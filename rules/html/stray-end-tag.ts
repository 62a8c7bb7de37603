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
import { blankLine, placesOf, startTagNames } from "./_places.js";

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
      isMisspelledBefore(article, problem.tag, range.start) ||
      isOpenedInCode(article, problem.tag, range.start) ||
      isMeantToOpen(article, problem.tag, range) ||
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
const isMisspelled = (tag: string, article: Article, { start }: Range): boolean =>
  !standardElements.has(tag) && suggest(tag, startTagNames(article, "standard", start - 1000, start)).length > 0;

/** `< b>`, `b>` and `＜b＞` are text, `<b=1>` and `<lable>` are other elements, and the end tag shows what the author meant. */
function isMisspelledBefore(article: Article, tag: string, before: number): boolean {
  const name = escaped(tag);
  const start = `(?:<[ \\t]+|＜[ \\t]*|(?<![\\w<＜/.:"'=-])(?=${name}>))${name}\\s*[>＞]|<${name}[^\\w\\s<>/-][^<>]*>`;
  if (placesOf(article, start).last(before - 5000, before)) return true;
  const preceding = article.text.slice(Math.max(0, before - 1000), before);
  const [, other = tag] = /<([a-z][^\s<>/]*)[^<>]*>[^<>]*$/i.exec(preceding) ?? [];
  // `<cneter>` for `</center>`.
  return (
    !standardElements.has(other.toLowerCase()) ||
    suggest(tag, startTagNames(article, "other", before - 1000, before)).length > 0
  );
}

interface FoundTag {
  readonly start: number;
  readonly isEnd: boolean;
}

/** The last start or end tag of this name between two places. */
function lastTag(article: Article, tag: string, from: number, end: number): FoundTag | undefined {
  const found = placesOf(article, `</?${escaped(tag)}(?=[\\s>/])`).last(from, end);
  return found && { start: found.start, isEnd: article.text[found.start + 1] === "/" };
}

const escaped = (tag: string): string => tag.replace(/[^\w-]/g, "\\$&");

/** Whether the start tag is shown as code, as that of an indented `<pre>`. Without its end tag, nobody sees that it is meant. */
function isOpenedInCode(article: Article, tag: string, end: number): boolean {
  const { body, code } = article;
  if (body.language !== "markdown") return false;
  const last = lastTag(article, tag, Math.max(body.range.start, end - 5000), end);
  return last?.isEnd === false && code.some((range) => range.start <= last.start && last.start < range.end);
}

/** `</b>甲</b>`: the first of two end tags around a text is meant to be a start tag. */
function isMeantToOpen(article: Article, tag: string, { start, end }: Range): boolean {
  const { text } = article;
  const isBehind = new RegExp(`^[^\\r\\n<]*\\S[^\\r\\n<]*</${escaped(tag)}\\s*>`, "i");
  if (isBehind.test(text.slice(end, end + 300))) return true;
  const before = text.slice(Math.max(0, start - 300), start);
  const [other] = new RegExp(`</${escaped(tag)}\\s*>[^\\r\\n<]*\\S[^\\r\\n<]*$`, "i").exec(before) ?? [];
  return other !== undefined && lastTag(article, tag, start - 2000, start - other.length)?.isEnd !== false;
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
function isOpenedByText(article: Article, tag: string, end: number): boolean {
  const { body } = article;
  if (body.language !== "markdown" || !/^[\w:-]+$/.test(tag)) return false;
  const from = Math.max(body.range.start, end - 5000);
  const paragraph = placesOf(article, blankLine).last(from, end)?.end ?? from;
  return placesOf(article, `<${tag}(?=\\s)[^<>]*>`, isNoTag).last(paragraph, end) !== undefined;
}

/** Whether an attribute is none in CommonMark. */
const isNoTag = (written: string): boolean =>
  !/^<[\w:-]+(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>$/i.test(written);

/**
 * `<button @click="a">` and `<template #default>` are not tags in CommonMark, which does not know such attributes, but they
 * are for generators that read Markdown for Vue.
 */
function isOpenedByVue(text: string, tag: string, before: number): boolean {
  if (!/^[\w:-]+$/.test(tag)) return false;
  return new RegExp(`<${tag}\\s(?:[^<>]*\\s)?[@#*.({[]`, "i").test(text.slice(Math.max(0, before - 5000), before));
}
