import { ErrorCodes } from "parse5";
import { describe, expect, it } from "vitest";
import characterReference from "../../../rules/html/character-reference.js";
import parseError from "../../../rules/html/parse-error.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const bare = (next: string) =>
  `"<" before "${next}" does not start a tag. Write "&lt;" instead. (invalid-first-character-of-tag-name)`;
const attributeName =
  "An attribute name contains a quotation mark. Check for a missing or extra quotation mark before it. (unexpected-character-in-attribute-name)";
const missingSpace = (next: string) =>
  `Missing space before "${next}". Add a space, or check for a quotation mark inside the value before it. (missing-whitespace-between-attributes)`;
const endsEarly =
  "The value of style ends at a quotation mark within it, so browsers ignore the rest. Use the other kind of quotation marks within the value. (missing-whitespace-between-attributes)";
const solidus = 'Unexpected "/" in the tag, which browsers ignore. Remove the "/". (unexpected-solidus-in-tag)';

testRule(parseError, {
  accepts: [
    { name: "an instruction for a program", article: '<?code-excerpt path="examples/a"?>\n\n甲\n' },
    { name: "HTML", article: "<p class=\"a\" title='b' hidden>甲 &amp; 乙 &nbsp;<br/><img src=a.png></p>", ...html },
    {
      name: "Markdown's own use of the signs",
      article: "1 < 2 & 3，`a < b`，AT&T &copy 甲\n\n<https://a.cn/?a=1&b=2>\n",
    },
    {
      name: "whole documents",
      article: "<!DOCTYPE html><html><head><title>甲</title></head><body>乙</body></html>",
      ...html,
    },
    { name: "what other rules tell", article: '<p id="a" id="a">甲&nbsp乙<div/></p><![if !supportLists]>', ...html },
    {
      name: "as much as the parser can read",
      article: `${"[".repeat(10_000)}\n\n${"- ".repeat(100)}甲\n\n甲${" ".repeat(500)}乙\n`,
    },
    { name: "template tags", article: '<a href="{{ url_for("a") }}">甲</a> {{ a < b }}\n' },
  ],
  rejects: [
    {
      name: "brackets that are not read",
      article: `甲\n\n${"[".repeat(10_000)}!«[»乙](b.png)\n\n![丙](c.png)\n`,
      messages:
        "More than 10000 brackets and asterisks in one paragraph. stet does not check the rest of the paragraph for links and images. Split the paragraph.",
    },
    {
      name: "list markers that are not read",
      article: `${"- ".repeat(100)}«-» 甲\n`,
      messages: "More than 100 list markers on one line. stet reads the rest as text. Remove the extra markers.",
    },
    {
      name: "spaces that are not read",
      article: `甲${" ".repeat(500)}« »乙\n`,
      messages: "More than 500 spaces in a row. stet reads the rest of the spaces as text. Remove the extra spaces.",
    },
    {
      name: "expressions that are not read",
      article: `${"<Chart data={[1, \n\n".repeat(100)}«<»Chart data={[1, \n`,
      messages:
        'More than 100 braces after "={" or "{/*" do not end. stet reads all expressions of this article as text. Close the braces.',
    },
    {
      name: "several < in a row, once",
      article: "<p>甲 «<<<<<<<<<<<< »乙</p>",
      ...html,
      messages: '"<<<<<<<<<<<<" does not start a tag. Write "&lt;" for each "<". (invalid-first-character-of-tag-name)',
      fixed: `<p>甲 ${"&lt;".repeat(12)} 乙</p>`,
    },
    {
      name: "a bare < in text",
      article: "<p>1 «< »2，甲«<中»，i«<3»</p>",
      ...html,
      messages: [bare(" "), bare("中"), bare("3")],
      fixed: "<p>1 &lt; 2，甲&lt;中，i&lt;3</p>",
    },
    {
      name: "a bare < before a character of two units",
      article: "<p>甲«<😀»乙</p>",
      ...html,
      messages: bare("😀"),
      fixed: "<p>甲&lt;😀乙</p>",
    },
    {
      name: "an end tag that begins with a blank",
      article: "<p>甲«</ »p>乙</p>",
      ...html,
      messages:
        '"</ " does not start an end tag, so everything up to the next ">" is hidden. Write the tag name after "</". (invalid-first-character-of-tag-name)',
    },
    {
      name: "a quote within a value, once for the tag",
      article: '<img alt="他说"«你»好"啊" src="a.png">',
      ...html,
      messages: missingSpace('你好"啊"'),
    },
    {
      name: "fonts in the quotes of the attribute, once for the tag",
      article:
        '<p class="a" style="font-family:"«H»elvetica Neue", Arial, "微软雅黑";" id="b">甲</p>\n<p style="color: red; font-family: "«宋»体"">乙</p>\n' +
        "<p style='font-family:'«微»软雅黑','宋体''>丙</p>\n",
      ...html,
      messages: [endsEarly, endsEarly, endsEarly],
      fixed:
        `<p class="a" style="font-family:'Helvetica Neue', Arial, '微软雅黑';" id="b">甲</p>\n<p style="color: red; font-family: '宋体'">乙</p>\n` +
        `<p style='font-family:"微软雅黑","宋体"'>丙</p>\n`,
    },
    {
      name: "fonts before other styles, whose effect is new",
      article:
        '<p style="font-family: "«微»软雅黑"; font-size: 14px">甲</p><p style="background:url("«a».png")">乙</p>',
      ...html,
      messages: [endsEarly, endsEarly],
      unsafelyFixed: `<p style="font-family: '微软雅黑'; font-size: 14px">甲</p><p style="background:url('a.png')">乙</p>`,
    },
    {
      name: "quotes in a style whose end is not certain",
      article:
        '<p style="font-family:"«微»软雅黑>甲</p><p style="font-family:"«微»软雅黑\'s";">乙</p><p style="color:red"«;»font-family:"x"">丙</p>',
      ...html,
      messages: [missingSpace("微软雅黑"), missingSpace(`微软雅黑's";"`), missingSpace(';font-family:"x""')],
    },
    {
      name: "attributes without a blank between them",
      article: '<img alt="甲"«s»rc="a.png">',
      ...html,
      messages: missingSpace("src"),
      fixed: '<img alt="甲" src="a.png">',
    },
    {
      name: "a superfluous quote",
      article: '<img src="a.png" «"» alt="甲">',
      ...html,
      messages: attributeName,
    },
    {
      name: "two tags, each with its own error",
      article: `<img src="a.png" «"»><img src=b.jpg«"»>`,
      ...html,
      messages: [
        attributeName,
        "Missing opening quotation mark of src, so the last one becomes part of the value. Add the quotation mark.",
      ],
      unsafelyFixed: `<img src="a.png" "><img src="b.jpg">`,
    },
    {
      name: "a closing quote that is missing, at the value that runs into the next one",
      article: `<p><a href=«"/a»>甲</a> 与 <a href="/b">乙</a></p>`,
      ...html,
      messages:
        "Missing closing quotation mark of href: the text up to the next one becomes part of the value. Add the quotation mark.",
      unsafelyFixed: `<p><a href="/a">甲</a> 与 <a href="/b">乙</a></p>`,
    },
    {
      name: "the same before another attribute",
      article: `<img width=«"640» height="480" src="a.png">`,
      ...html,
      messages:
        "Missing closing quotation mark of width: the text up to the next one becomes part of the value. Add the quotation mark.",
      unsafelyFixed: `<img width="640" height="480" src="a.png">`,
    },
    {
      name: "a solidus that stands alone",
      article: '<img src="a.png" /« »>甲<br/«c»lass="a">',
      ...html,
      messages: [solidus, solidus],
      fixed: '<img src="a.png"  >甲<br class="a">',
    },
    {
      name: "an attribute without the value that its = promises",
      article: '<img src="a.png" alt=«>»',
      ...html,
      messages: 'Missing attribute value after "=". Add a value or write "". (missing-attribute-value)',
      fixed: '<img src="a.png" alt="">',
    },
    {
      name: "end tags with more than a name",
      article: '<p>甲«</p class="a">»<p>乙«</p/>»',
      ...html,
      messages: [
        'End tag "</p class="a">" has attributes, which browsers ignore. Move them to the start tag. (end-tag-with-attributes)',
        'Unexpected "/" before ">" in the end tag "</p/>". Remove the "/". (end-tag-with-trailing-solidus)',
      ],
      fixed: '<p>甲</p class="a"><p>乙</p>',
    },
    {
      name: "comments that are not closed as they should be",
      article: "<!-- 甲 «--!>»<!-- «<!--» 乙 -->",
      ...html,
      messages: [
        'The comment ends with "--!>". Write "-->" instead. (incorrectly-closed-comment)',
        'Comments cannot be nested: the first "-->" ends both. Remove the inner "<!--". (nested-comment)',
      ],
      fixed: "<!-- 甲 --><!-- <!-- 乙 -->",
    },
    {
      name: "a comment in which the file ends",
      article: "<p>甲</p><!-- 乙 -->«<!--» 丙\n<p>丁</p>\n",
      ...html,
      messages: 'Unclosed comment hides the rest of the file. Add "-->". (eof-in-comment)',
    },
    {
      name: "comments in a comment in which the file ends, once",
      article: "<p>甲</p>«<!--» 乙 <!-- 丙\n<!-- 丁\n",
      ...html,
      messages: 'Unclosed comment hides the rest of the file. Add "-->". (eof-in-comment)',
    },
    {
      name: "a tag in which the file ends",
      article: '<p>甲</p>«<a» href="b.html>乙</a>',
      ...html,
      messages:
        'The file ends inside this tag, so browsers drop it. Add ">", and check for a missing quotation mark. (eof-in-tag)',
    },
    {
      name: "code of XML",
      article: "<p>甲«<?»xml version='1.0'?></p>",
      ...html,
      messages:
        '"<?" starts a comment in HTML, so everything up to the next ">" is hidden. Remove "<?" or write "&lt;?". (unexpected-question-mark-instead-of-tag-name)',
    },
    {
      name: "an instruction with text that is shown",
      article: "«<?»excerpt a>b ?>\n",
      messages:
        '"<?" starts a comment in HTML, so everything up to the next ">" is hidden. Remove "<?" or write "&lt;?". (unexpected-question-mark-instead-of-tag-name)',
    },
    {
      name: "code of PHP",
      article: "<p>甲«<?»php echo 1 ?></p>",
      ...html,
      messages:
        '"<?" starts a comment in HTML, so everything up to the next ">" is hidden. Remove "<?" or write "&lt;?". (unexpected-question-mark-instead-of-tag-name)',
    },
    {
      name: "HTML within Markdown",
      article: "# 甲\n\n<p>乙«</p/>»\n",
      messages: 'Unexpected "/" before ">" in the end tag "</p/>". Remove the "/". (end-tag-with-trailing-solidus)',
      fixed: "# 甲\n\n<p>乙</p>\n",
    },
  ],
});

describe("the parser's own codes", () => {
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

  /** Causes of several errors of the standard. */
  const ours = ["missing-closing-quote", "missing-opening-quote"];
  const elsewhere = ["duplicate-attribute", "non-void-html-element-start-tag-with-trailing-solidus"];

  it("have words each, in one rule", () => {
    const told = [parseError, characterReference].flatMap(({ messages }) =>
      Object.keys(messages).filter((code) => !code.startsWith("stet-")),
    );
    const known = Object.values(ErrorCodes).filter((code) => !others.includes(code));
    expect([...told.filter((code) => !ours.includes(code)), ...elsewhere].sort()).toEqual(known.sort());
  });

  it("stand in every message", () => {
    for (const { messages } of [parseError, characterReference])
      for (const [code, say] of Object.entries(messages))
        if (!ours.includes(code) && !code.startsWith("stet-")) expect(say({ found: "x" })).toMatch(`(${code})`);
  });
});
