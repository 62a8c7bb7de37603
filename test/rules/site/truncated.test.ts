import truncated from "../../../rules/site/truncated.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (body: string, categories = "") => `---\ntitle: 甲\n${categories}---\n\n<div>${body}</div>\n`;
const feed = (...path: string[]) => `categories:\n${path.map((step) => ` - ${step}\n`).join("")}`;
const says = (group: string, ending: string) =>
  `Text ends in "${ending}", and ${group} break off, so the rest is probably missing. Add the rest or link to the original.`;
const options = { least: 4 };
/** Articles by name, from their last words. */
const folder = (name: string, endings: readonly string[], categories = "") =>
  Object.fromEntries(
    endings.map((end, at) => [`${name}${at}.md`, article(`<p>渡口今天${"一二三四五"[at]}${end}</p>`, categories)]),
  );

const cut = ["只混合基...", "说的是…", "视觉小…", "走到桥头。"];
const marked = ["只混合基«...»", "说的是«…»", "视觉小«…»", "走到桥头。"];
/** What is said of the first three, which are cut. */
const saysOf = (name: string, group: string) => ({
  [`${name}0.md`]: says(group, "..."),
  [`${name}1.md`]: says(group, "…"),
  [`${name}2.md`]: says(group, "…"),
});

testSiteRule(truncated, {
  accepts: [
    { name: "three cut articles of four, where ten are needed", articles: folder("a", cut) },
    { name: "a poet who ends two poems of four so", options, articles: folder("a", [...cut.slice(0, 2), "。", "！"]) },
    {
      name: "a serial novel, whose chapters end in the same formula",
      options,
      articles: folder("a", ["。未完待续……", "。未完待续……", "。未完待续……", "。未完待续……"]),
    },
    {
      name: "articles that text/truncated reports, each for itself",
      options,
      articles: folder("a", ["……阅读全文", "……阅读全文", "……阅读全文", "……阅读全文"]),
    },
    {
      name: "what follows an ellipsis, where it is another sentence each time",
      options,
      articles: folder("a", ["等……船来了", "等……人走了", "等……雨停了", "等……天黑了"]),
    },
    {
      name: "articles without text",
      options,
      articles: Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [`${name}.md`, article('<img src="a.png" alt="">')]),
      ),
    },
    {
      name: "four cut articles in four folders",
      options,
      articles: Object.fromEntries(cut.map((end, at) => [`${at}/a.md`, article(`<p>渡口${end}</p>`)])),
    },
  ],
  rejects: [
    {
      name: "each of three articles of a folder of four that breaks off",
      options,
      articles: folder("a", marked),
      messages: saysOf("a", "3 of 4 articles"),
    },
    {
      name: "the same closing words after the ellipsis, in any language",
      options,
      articles: folder("blog/a", [
        "war «…</p><p>Weiterlesen (7)»",
        "ist «…</p><p>Weiterlesen (12)»",
        "kam «…</p><p>Weiterlesen (5)»",
        ".",
      ]),
      messages: {
        "blog/a0.md": says('3 of 4 articles in "blog"', "… Weiterlesen (7)"),
        "blog/a1.md": says('3 of 4 articles in "blog"', "… Weiterlesen (12)"),
        "blog/a2.md": says('3 of 4 articles in "blog"', "… Weiterlesen (5)"),
      },
    },
    {
      name: "one of two feeds in a folder",
      options,
      articles: {
        ...folder("posts/a", ["。", "。", "。", "。", "。"], feed("新闻", "桥头")),
        ...folder("posts/b", marked, feed("新闻", "渡口")),
      },
      messages: saysOf("posts/b", '3 of 4 articles of feed "新闻/渡口"'),
    },
    {
      name: "a folder whose feeds all break off",
      options,
      articles: { ...folder("posts/a", marked, feed("桥头")), ...folder("posts/b", marked, feed("渡口")) },
      messages: {
        ...saysOf("posts/a", '6 of 8 articles in "posts"'),
        ...saysOf("posts/b", '6 of 8 articles in "posts"'),
      },
    },
    {
      name: "the articles of the run, counted with those of the site",
      options,
      linted: ["a2.md"],
      articles: { ...folder("a", cut), "a2.md": article("<p>渡口今天三视觉小«…»</p>") },
      messages: { "a2.md": says("3 of 4 articles", "…") },
    },
  ],
});
