import orphan from "../../../rules/site/orphan.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n正文\n`;
const says = (url: string) =>
  `No page of the built site links to "${url}", so readers cannot find it. Link to the page, or remove it.`;

testSiteRule(orphan, {
  accepts: [
    {
      name: "pages in a menu, a list and an article, however the URL is written",
      asIs: true,
      articles: {
        "content/_index.md": article("title: 首页"),
        "content/menu.md": article("title: 一"),
        "content/in list.md": article("title: 二"),
        "content/later.md": article("title: 三"),
        "content/alias.md": article("title: 四", "aliases: [/old/]"),
        "content/absolute.md": article("title: 五"),
      },
      files: [
        "hugo.toml",
        'public/index.html <a href="menu/index.html?from=home#top">一</a> <a href=old>四</a>',
        'public/menu/index.html <a href="../in-list">二</a>',
        'public/in-list/index.html <map><area href="/later/"></map> <a href="/absolute/">五</a>',
        "public/later/index.html <p>三</p>",
        'public/alias/index.html <a href="/">首页</a>',
        'public/old/index.html <a href="/alias/">四</a>',
        "public/absolute/index.html <p>五</p>",
      ],
    },
    {
      name: "a site that is not built",
      asIs: true,
      articles: { "content/a.md": article("title: 甲") },
      files: ["hugo.toml"],
    },
    {
      name: "a draft, which has no page",
      asIs: true,
      articles: { "content/a.md": article("title: 甲", "draft: true"), "content/b.md": article("title: 乙") },
      files: ["hugo.toml", 'public/index.html <a href="/b/">乙</a>', "public/b/index.html <p>乙</p>"],
    },
  ],
  rejects: [
    {
      name: "pages that only they themselves, a redirect or another site link to",
      articles: {
        "content/self.md": article("title: «甲»"),
        "content/alias.md": article("title: «乙»", "aliases: [/old/]"),
        "content/elsewhere.md": article("draft: false", "title: «丙»"),
      },
      files: [
        "hugo.toml",
        'public/index.html <a href="https://b.example/elsewhere/">丙</a><link rel=next href="/self/"><!-- <a href="/self/"> -->',
        'public/self/index.html <a href="#top">上</a> <a href="/self/">甲</a>',
        'public/old/index.html <a href="/alias/">乙</a>',
        "public/alias/index.html <p>乙</p>",
        "public/elsewhere/index.html <p>丙</p>",
      ],
      messages: {
        "content/self.md": says("/self/"),
        "content/alias.md": says("/alias/"),
        "content/elsewhere.md": says("/elsewhere/"),
      },
    },
  ],
});
