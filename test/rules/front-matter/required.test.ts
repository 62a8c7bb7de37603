import required from "../../../rules/front-matter/required.js";
import { testRule } from "../../support/rule-tester.js";

const missing = 'Missing front matter. Start the file with a "---" block that has at least a title.';

const misplaced = (before: string) =>
  `Front matter must start on line 1; here it follows ${before} and is shown as text. Move it to the top.`;

testRule(required, {
  accepts: [
    { name: "YAML", article: "---\ntitle: 甲\n---\n正文\n" },
    { name: "TOML", article: '+++\ntitle = "甲"\n+++\n' },
    { name: "JSON", article: '{\n"title": "甲"\n}\n正文\n' },
    { name: "an empty block", article: "---\n---\n正文\n" },
    {
      name: "an empty block of a file that is no article",
      article: "---\n---\n",
      path: "404.html",
      options: { allowEmpty: false },
    },
    { name: "a block below blank lines, which another rule reports", article: "\n---\ntitle: 甲\n---\n" },
    {
      name: "a block that cannot be read, which another rule reports",
      article: "---\ntitle: [\n---\n",
      options: { keys: ["title"] },
    },
    { name: "files that are no articles", article: "# 说明\n", path: "docs/Readme.md" },
    { name: "a template for changes", article: "说明\n", path: ".github/PULL_REQUEST_TEMPLATE.md" },
    { name: "a part that articles include", article: "## 说明\n", path: "content/docs/_includes/a.md" },
    { name: "a document whose heading is its title", article: "![甲](a.png)\n\n# Stet: 说明\n", path: "docs/guide.md" },
    { name: "a document with a heading in HTML", article: "<h1 align='center'>说明</h1>\n" },
    { name: "a document with an underlined heading", article: "说明\n---\n正文\n" },
    {
      name: "a folder whose name only holds that of one with articles",
      article: "# 说明\n",
      path: "my-posts/guide.md",
    },
    {
      name: "a heading in a folder that the options no longer name",
      article: "# 说明\n",
      path: "content/guide.md",
      options: { folders: ["_posts"] },
    },
    { name: "an empty file that is no article", article: "", path: "404.html" },
    {
      name: "a path in the options",
      article: "正文",
      path: "content/about/us.md",
      options: { except: ["about/us.md"] },
    },
    { name: "a whole HTML document", article: "<!DOCTYPE html>\n<html><body>正文</body></html>\n", path: "a.html" },
    {
      name: "a whole HTML document below a comment",
      article: "\n<!-- 甲 --> <!-- 乙 -->\n<HTML lang=zh>\n",
      path: "a.html",
    },
    {
      name: "the keys that the options ask for, even without a value",
      article: "---\ntitle: 甲\ndate:\n---\n",
      options: { keys: ["title", "date"] },
    },
  ],
  rejects: [
    { name: "a heading in a folder of articles", article: "«#» 甲\n", path: "site/content/a/b.md", messages: missing },
    {
      name: "a heading in such a folder of another case",
      article: "«#» 甲\n",
      path: "Source/_Posts/a.md",
      messages: missing,
    },
    {
      name: "a heading in a folder of the options",
      article: "«#» 甲\n",
      path: "source/notes/a.md",
      options: { folders: ["./source/notes/"] },
      messages: missing,
    },
    {
      name: "a heading where all files are articles",
      article: "«#» 甲\n",
      options: { folders: ["*"] },
      messages: missing,
    },
    { name: "a heading where a schema was chosen", article: "«#» 甲\n", schema: "preset:article", messages: missing },
    {
      name: "a heading where keys are asked for",
      article: "«#» 甲\n",
      options: { keys: ["title"] },
      messages: missing,
    },
    { name: "a heading in a fragment of HTML", article: "«<»h1>甲</h1>\n", path: "a.html", messages: missing },
    { name: "a body alone", article: "«正»文\n", messages: missing },
    { name: "a fragment of HTML", article: "«<»div>正文</div>\n", path: "a.html", messages: missing },
    {
      name: "an empty block",
      article: "«---»\n---\n正文\n",
      options: { allowEmpty: false },
      messages: "The front matter is empty. Add at least a title.",
    },
    {
      name: "a block with comments only",
      article: "«---»\n# 无\n\n---\n正文\n",
      options: { allowEmpty: false },
      messages: "The front matter is empty. Add at least a title.",
    },
    {
      name: "front matter behind a comment, moved with its last line break",
      article: "<!-- 甲 -->\n\n«---»\ntitle: 甲\n---\n\n正文\n",
      messages: misplaced('"<!-- 甲 -->"'),
      unsafelyFixed: "---\ntitle: 甲\n---\n<!-- 甲 -->\n\n\n正文\n",
    },
    {
      name: "front matter behind a heading, at the end of the file",
      article: "\n# 甲\n«+++»\ntitle = '甲'\n+++",
      messages: misplaced('"# 甲"'),
      unsafelyFixed: "\n+++\ntitle = '甲'\n+++\n# 甲\n",
      asIs: true,
    },
    {
      name: "front matter behind what nobody sees",
      article: "\u200b \u3000«---»\ntitle: 甲\n---\n",
      messages: misplaced("spaces or invisible characters"),
      fixed: "---\ntitle: 甲\n---\n",
    },
    {
      name: "an indented fence",
      article: "  «---»\ntitle: 甲\n---\n",
      messages: misplaced("spaces or invisible characters"),
      fixed: "---\ntitle: 甲\n---\n",
    },
    {
      name: "a merge conflict around the block",
      article: "«<<<<<<< HEAD»\n---\ntitle: 甲\n---\n=======\n---\ntitle: 乙\n---\n>>>>>>> b\n",
      messages: "Unresolved merge conflict. Keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>.",
    },
    {
      name: "fences of other lengths",
      article: "«----»\ntitle: 甲\ndate: 2021-12-11\n----\n正文\n",
      messages: 'Only Hexo reads "----" as the start of front matter, others show it as text. Use "---".',
      fixed: "---\ntitle: 甲\ndate: 2021-12-11\n---\n正文\n",
    },
    {
      name: "fences that a word processor joined",
      article: "«—»\ntitle: 甲\n—\n正文\n",
      messages: '"—" does not start front matter. Use "---".',
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "a comment behind the opening fence, which gets a line of its own",
      article: "«--- # 注»\ntitle: 甲\n---\n正文\n",
      messages: '"--- # 注" does not start front matter. Use "---".',
      fixed: "---\n# 注\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "entries that only a closing fence parts from the article",
      article: "«title: 甲»\ntags: [乙]\n---\n正文\n",
      messages:
        'Missing "---" above the front matter. Only Hexo reads it without, others show it as text. Add the line.',
      fixed: "---\ntitle: 甲\ntags: [乙]\n---\n正文\n",
    },
    { name: "a heading that looks like an entry, as missing", article: "«T»itle: 甲\n---\n正文\n", messages: missing },
    { name: "a heading that is one, as missing", article: "«t»itle: 甲\n---\n正文\n", messages: missing },
    { name: "a thematic break, as missing", article: "«-»---\n正文：甲\n\n----\n", messages: missing },
    {
      name: "an example of front matter in a code block, as missing",
      article: "«示»例：\n\n```yaml\n---\ntitle: 甲\n---\n```\n",
      messages: missing,
    },
    {
      name: "thematic breaks around a remark, as missing",
      article: "«正»文\n\n---\nNote: 注\n\n---\n",
      messages: missing,
    },
    { name: "a comment that is never closed", article: "«<»!-- <html>\n", path: "a.html", messages: missing },
    { name: "a character of two units, as a whole", article: "«𝄞»\n", messages: missing },
    { name: "a blank first line", article: "«»\n正文\n", messages: missing },
    {
      name: "an empty file, with one message",
      article: "«»",
      messages: "The file is empty. Write the article or remove the file.",
    },
    {
      name: "a file of blank lines",
      article: "«»\n \n",
      messages: "The file is empty. Write the article or remove the file.",
    },
    {
      name: "a name that only ends like one of the exceptions",
      article: "«正»文",
      path: "about-README.md",
      messages: missing,
    },
    {
      name: "keys that the options ask for",
      article: "\n«---»\ntitle: 甲\n---\n",
      options: { keys: ["title", "date", "constructor"] },
      messages: [
        'Missing required key "constructor". Add it to the front matter.',
        'Missing required key "date". Add it to the front matter.',
      ],
    },
  ],
});
