import { defineRule, leavesNoTrace, mayLinkUrls, standardElements, t } from "../../src/rule.js";

export default defineRule({
  name: "html/stray-end-tag",
  summary: "Every end tag closes an element",
  severity: "error",
  fixable: "safe",
  messages: {
    stray: (d: { tag: string }) =>
      t("html/stray-end-tag.stray", "</{tag}> closes nothing: remove it, or open <{tag}> before it", { tag: d.tag }),
    paragraph: () =>
      t(
        "html/stray-end-tag.paragraph",
        "</p> closes nothing and makes an empty paragraph: remove it, or open <p> before it",
      ),
  },

  tagProblem(problem, { article, report }) {
    // Those of void elements are html/void-element's.
    if (problem.kind !== "stray" || standardElements.get(problem.tag)?.void) return;
    const { range } = problem;
    // As it is written.
    const tag = article.text.slice(range.start + 2, range.start + 2 + problem.tag.length);
    if (article.body.language === "markdown" && isOpenedByVue(article.text, tag, range.start)) return;
    report(problem.tag === "p" && !problem.keepsTree ? "paragraph" : "stray", {
      at: range,
      data: { tag },
      fix: {
        title: t("html/stray-end-tag.fix.remove", "remove </{tag}>", { tag }),
        safety: problem.keepsTree && leavesNoTrace(article, range) && !mayLinkUrls(article) ? "safe" : "unsafe",
        edits: [{ range, text: "" }],
      },
    });
  },
});

/**
 * `<button @click="a">`, `<template #default>`: no tag to CommonMark, which knows no such attributes, but one to the
 * generators that read Markdown for Vue.
 */
function isOpenedByVue(text: string, tag: string, before: number): boolean {
  if (!/^[\w:-]+$/.test(tag)) return false;
  return new RegExp(`<${tag}\\s(?:[^<>]*\\s)?[@#*.({[]`, "i").test(text.slice(Math.max(0, before - 5000), before));
}
