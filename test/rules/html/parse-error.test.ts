import { ErrorCodes } from "parse5";
import { describe, expect, it } from "vitest";
import parseError from "../../../rules/html/parse-error.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const semicolon = (found: string) =>
  `the character reference "${found}" has no ";": add it, or write "&amp;" for the "&" (missing-semicolon-after-character-reference)`;
const bare = (next: string) => `"<" before "${next}" begins no tag: write "&lt;" (invalid-first-character-of-tag-name)`;
const attributeName =
  "a quote is part of an attribute's name here: a quote before it is missing or superfluous (unexpected-character-in-attribute-name)";
const missingBlank = (next: string) =>
  `no blank stands before "${next}": add one, or look for a quote within the value before it (missing-whitespace-between-attributes)`;
const solidus = 'a "/" stands alone in the tag and is ignored: remove it (unexpected-solidus-in-tag)';

testRule(parseError, {
  accepts: [
    { name: "HTML", article: "<p class=\"a\" title='b' hidden>甲 &amp; 乙 &nbsp;<br/><img src=a.png></p>", ...html },
    {
      name: "parameters in a URL, which are no character references",
      article: '<a href="?a=1&copy=2&amp;b=3">甲</a>',
      ...html,
    },
    {
      name: "Markdown's own use of the signs",
      article: "1 < 2 & 3，`a < b`，AT&T &copy 甲\n\n<https://a.cn/?a=1&b=2>\n",
    },
    {
      name: "whole documents",
      article: "<!DOCTYPE html><html><head><title>甲</title></head><body>乙</body></html>",
      ...html,
    },
    { name: "components of Vue", article: '<Badge type="tip"/> 甲\n' },
    { name: "template tags", article: '<a href="{{ url_for("a") }}">甲</a> {{ a < b }}\n' },
  ],
  rejects: [
    {
      name: "a character reference without its semicolon",
      article: "<p>甲«&nbsp»乙 «&amp» 丙«&#8212» 丁</p>",
      ...html,
      says: [semicolon("&nbsp"), semicolon("&amp"), semicolon("&#8212")],
      fixed: "<p>甲&nbsp;乙 &amp; 丙&#8212; 丁</p>",
    },
    {
      name: "what may be a parameter, without a fix",
      article: "<p>https://a.cn/?a=1«&copy»=2 «&not»in</p>",
      ...html,
      says: [semicolon("&copy"), semicolon("&not")],
    },
    {
      name: "a bare < in text",
      article: "<p>1 «< »2，甲«<中»，i«<3»</p>",
      ...html,
      says: [bare(" "), bare("中"), bare("3")],
      fixed: "<p>1 &lt; 2，甲&lt;中，i&lt;3</p>",
    },
    {
      name: "an end tag that begins with a blank",
      article: "<p>甲«</ »p>乙</p>",
      ...html,
      says: '"</ " begins no end tag, and hides everything up to the next ">": write the tag\'s name behind "</" (invalid-first-character-of-tag-name)',
    },
    {
      name: "a quote within a value, once for the tag",
      article: '<img alt="他说"«你»好"啊" src="a.png">',
      ...html,
      says: missingBlank('你好"啊"'),
    },
    {
      name: "attributes without a blank between them",
      article: '<img alt="甲"«s»rc="a.png">',
      ...html,
      says: missingBlank("src"),
      fixed: '<img alt="甲" src="a.png">',
    },
    {
      name: "a superfluous quote",
      article: '<img src="a.png" «"» alt="甲">',
      ...html,
      says: attributeName,
    },
    {
      name: "two tags, each with its own error",
      article: `<img src="a.png" «"»><img src=b.jpg«"»>`,
      ...html,
      says: [
        attributeName,
        "a quote stands in a value without quotes: put quotes around the whole value (unexpected-character-in-unquoted-attribute-value)",
      ],
    },
    {
      name: "a solidus that stands alone",
      article: '<img src="a.png" /« »>甲<br/«c»lass="a">',
      ...html,
      says: [solidus, solidus],
      fixed: '<img src="a.png"  >甲<br class="a">',
    },
    {
      name: "an attribute twice",
      article: '<p class="a" «class»="a">甲</p><p class="a" «class»=\'b\'>乙</p>',
      ...html,
      says: [
        'the tag has "class" a second time, only the first one counts: remove one of them (duplicate-attribute)',
        'the tag has "class" a second time, only the first one counts: remove one of them (duplicate-attribute)',
      ],
      fixed: `<p class="a">甲</p><p class="a" class='b'>乙</p>`,
      unsafelyFixed: '<p class="a">甲</p><p class="a">乙</p>',
    },
    {
      name: "an attribute without the value that its = promises",
      article: '<img src="a.png" alt=«>»',
      ...html,
      says: 'no value follows the "=": add one or write "" (missing-attribute-value)',
      fixed: '<img src="a.png" alt="">',
    },
    {
      name: "an element that cannot close itself",
      article: '«<div class="a"/>»甲</div>',
      ...html,
      says: '"/" closes nothing in HTML, "<div>" stays open: close it with an end tag (non-void-html-element-start-tag-with-trailing-solidus)',
    },
    {
      name: "end tags with more than a name",
      article: '<p>甲«</p class="a">»<p>乙«</p/>»',
      ...html,
      says: [
        'the end tag "</p class="a">" has attributes, which are ignored: move them to the start tag (end-tag-with-attributes)',
        'the end tag "</p/>" has a "/" before its ">": remove it (end-tag-with-trailing-solidus)',
      ],
      fixed: '<p>甲</p class="a"><p>乙</p>',
    },
    {
      name: "references to characters that Windows had",
      article: "<p>甲«&#150;»乙«&#x92;»丙«&#129;»</p>",
      ...html,
      says: [
        '"&#150;" stands for a control character, browsers show "–": write the character that is meant (control-character-reference)',
        '"&#x92;" stands for a control character, browsers show "’": write the character that is meant (control-character-reference)',
        '"&#129;" stands for a control character: write the character that is meant (control-character-reference)',
      ],
      fixed: "<p>甲–乙’丙&#129;</p>",
    },
    {
      name: "references to no character, each once",
      article: "<p>«&#0;» «&#xD800;» «&#x110000;» «&#;» «&nbps;»</p>",
      ...html,
      says: [
        '"&#0;" stands for NUL and is shown as "\ufffd": remove it (null-character-reference)',
        '"&#xD800;" is half of a character and is shown as "\ufffd": write the whole character (surrogate-character-reference)',
        '"&#x110000;" is no character, the number is too large: correct it (character-reference-outside-unicode-range)',
        '"&#;" is no character reference, its number is missing: add it, or write "&amp;" for the "&" (absence-of-digits-in-numeric-character-reference)',
        '"&nbps;" names no character: correct the name, or write "&amp;" for the "&" (unknown-named-character-reference)',
      ],
      fixed: "<p>&#0; &#xD800; &#x110000; &amp;#; &nbps;</p>",
    },
    {
      name: "a reference with two errors once",
      article: "<p>«&#150» 甲</p>",
      ...html,
      says: semicolon("&#150"),
      fixed: "<p>– 甲</p>",
    },
    {
      name: "comments that are not closed as they should be",
      article: "<!-- 甲 «--!>»<!-- «<!--» 乙 -->",
      ...html,
      says: [
        'the comment is closed by "--!>": write "-->" (incorrectly-closed-comment)',
        'comments do not nest, the first "-->" closes both: remove the inner "<!--" (nested-comment)',
      ],
      fixed: "<!-- 甲 --><!-- <!-- 乙 -->",
    },
    {
      name: "a comment in which the file ends",
      article: "<p>甲</p><!-- 乙 -->«<!--» 丙\n<p>丁</p>\n",
      ...html,
      says: 'the comment is never closed and hides the rest of the file: add "-->" (eof-in-comment)',
    },
    {
      name: "comments in a comment in which the file ends, once",
      article: "<p>甲</p>«<!--» 乙 <!-- 丙\n<!-- 丁\n",
      ...html,
      says: 'the comment is never closed and hides the rest of the file: add "-->" (eof-in-comment)',
    },
    {
      name: "a tag in which the file ends",
      article: '<p>甲</p>«<a» href="b.html>乙</a>',
      ...html,
      says: 'the file ends within this tag, which is dropped: close it with ">", and look for a quote that is not closed (eof-in-tag)',
    },
    {
      name: "code of PHP",
      article: "<p>甲«<?»php echo 1 ?></p>",
      ...html,
      says: '"<?" begins a comment in HTML, which hides everything up to the next ">": remove it, or write "&lt;?" (unexpected-question-mark-instead-of-tag-name)',
    },
    {
      name: "HTML within Markdown",
      article: "# 甲\n\n<p>乙«&nbsp»丙</p>\n",
      says: semicolon("&nbsp"),
      fixed: "# 甲\n\n<p>乙&nbsp;丙</p>\n",
    },
  ],
});

describe("html/parse-error", () => {
  /** What the tree builder says of whole documents, and what html/unclosed-element tells. */
  const others = [
    "non-conforming-doctype",
    "missing-doctype",
    "misplaced-doctype",
    "end-tag-without-matching-open-element",
    "closing-of-element-with-open-child-elements",
    "disallowed-content-in-noscript-in-head",
    "open-elements-left-after-eof",
    "abandoned-head-element-child",
    "misplaced-start-tag-for-head-element",
    "nested-noscript-in-head",
    "eof-in-element-that-can-contain-only-text",
  ];

  it("has words for every code that the parser knows", () => {
    const known = Object.values(ErrorCodes);
    expect(Object.keys(parseError.messages).sort()).toEqual(known.filter((code) => !others.includes(code)).sort());
  });

  it("names the code in every message", () => {
    for (const [code, say] of Object.entries(parseError.messages)) expect(say({ found: "x" })).toMatch(`(${code})`);
  });
});
