import { defineRule, isComponent, standardElements, suggest, t, tagNameRange, truncate } from "../../src/rule.js";

/** Vue has them in each page that it reads: https://vuejs.org/api/built-in-components.html */
const ofVue = new Set(["component", "slot", "suspense", "teleport", "transition"]);

/** A script of the page that makes elements of any name: https://vuejs.org/guide/essentials/component-basics.html#in-dom-template-parsing-caveats */
const makesElements = /\b(?:new Vue|Vue\.component|createApp)\(/;

export default defineRule({
  name: "html/unknown-element",
  summary: "Disallow unknown elements",
  severity: "error",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names of other elements to accept, for example those that your generator adds",
    },
  },
  presets: { "markdown-docs": ["error", { allow: ["component", "transition", "keep-alive"] }] },
  messages: {
    unknown: ({ tag, guess, isMarkdown }: { tag: string; guess: string | undefined; isMarkdown: boolean }) =>
      guess === undefined
        ? isMarkdown
          ? t(
              "html/unknown-element.unknown.markdown",
              "Unknown element <{tag}>: browsers do not show the tag. To show it as text, put it in backticks.",
              { tag },
            )
          : t(
              "html/unknown-element.unknown.html",
              'Unknown element <{tag}>: browsers do not show the tag. To show it as text, write "&lt;" instead of "<".',
              { tag },
            )
        : isMarkdown
          ? t(
              "html/unknown-element.unknown.guess.markdown",
              "Unknown element <{tag}>. Did you mean <{guess}>? To show it as text, put it in backticks.",
              { tag, guess },
            )
          : t(
              "html/unknown-element.unknown.guess.html",
              'Unknown element <{tag}>. Did you mean <{guess}>? To show it as text, write "&lt;" instead of "<".',
              { tag, guess },
            ),
  },

  element: {
    "*"(element, { article, options, report }) {
      const { tag, namespace } = element;
      if (namespace !== "html" || standardElements.has(tag)) return;
      // Custom elements have a hyphen. A colon means Word, or another language inside HTML.
      if (tag.includes("-") || tag.includes(":") || options.allow.includes(tag)) return;
      if (isComponent(article, element.startTag.start)) return;
      if (article.body.hasComponents && ofVue.has(tag)) return;
      if (article.body.language === "html" && makesElements.test(article.text)) return;
      const at = tagNameRange(element);
      const { start } = element.startTag;
      report("unknown", {
        at,
        data: {
          tag: truncate(article.text.slice(at.start, at.end), 40),
          guess: suggest(tag, standardElements.keys(), 1)[0],
          isMarkdown: article.body.language === "markdown",
        },
        suggestions: [
          {
            title: t("html/unknown-element.fix.writeLt", 'Replace "<" with "&lt;"'),
            safety: "unsafe",
            edits: [{ range: { start, end: start + 1 }, text: "&lt;" }],
          },
        ],
      });
    },
  },
});
