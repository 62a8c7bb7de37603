import moved from "../../../rules/site/moved.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n正文\n`;
const gone = (url: string, to: string) => `Address "${url}" does not exist any more: the page is now at "${to}".`;
const hugo = ["hugo.toml"];
const deleted = (url: string) =>
  `Address "${url}" does not exist any more, because this article was deleted. Redirect it to another page.`;

testSiteRule(moved, {
  accepts: [
    {
      name: "a change that moves no page",
      articles: { "content/a.md": article("title: 乙", "slug: a") },
      before: { "content/a.md": article("title: 甲", "slug: a") },
      files: hugo,
      asIs: true,
    },
    {
      name: "an address that is now that of another page, an alias or a file",
      articles: {
        "content/a.md": article("slug: new", "aliases: [/a/]"),
        "content/b.md": article("url: /new-b/"),
        "content/c.md": article("url: /b/"),
        "content/d.md": article("slug: new-d"),
      },
      before: {
        "content/a.md": article("title: 甲"),
        "content/b.md": article("title: 乙"),
        "content/d.md": article("title: 丁"),
      },
      asIs: true,
      files: [...hugo, "static/d/index.html"],
    },
    {
      name: "an article that was not published",
      articles: { "content/a.md": article("slug: new") },
      before: { "content/a.md": article("draft: true") },
      files: hugo,
      asIs: true,
    },
    {
      name: "a site without --since",
      articles: { "content/a.md": article("slug: new") },
      files: hugo,
      asIs: true,
    },
    {
      name: "another address of an article that is not in the run",
      articles: { "content/a.md": article("slug: new"), "content/b.md": article("title: 新") },
      before: { "content/a.md": article("title: 甲"), "content/b.md": article("title: 旧") },
      linted: ["content/b.md"],
      files: hugo,
      asIs: true,
    },
  ],
  rejects: [
    {
      name: "a new slug, and adds the old address to the aliases",
      articles: { "content/a.md": article("title: 甲", "slug: «new»", "aliases:", "  - /older/") },
      before: { "content/a.md": article("title: 甲", "aliases:", "  - /older/") },
      files: hugo,
      messages: { "content/a.md": `${gone("/a/", "/new/")} Add the old address to "aliases".` },
      unsafelyFixed: { "content/a.md": article("title: 甲", "slug: new", "aliases:", "  - /older/", "  - /a/") },
    },
    {
      name: "a renamed article in TOML, whose front matter has no aliases",
      articles: { "content/new.md": "+++\ntitle = «'甲'»\n+++\n\n正文\n" },
      before: { "content/old.md": "+++\ntitle = '甲'\n+++\n\n正文\n", "content/new.md": null },
      files: hugo,
      asIs: true,
      messages: { "content/new.md": `${gone("/old/", "/new/")} Add the old address to "aliases".` },
      unsafelyFixed: { "content/new.md": `+++\ntitle = '甲'\naliases = ["/old/"]\n+++\n\n正文\n` },
    },
    {
      name: "an alias that was removed",
      articles: { "content/a.md": article("title: «甲»") },
      before: { "content/a.md": article("title: 甲", "aliases: /before/") },
      files: hugo,
      asIs: true,
      messages: { "content/a.md": `${gone("/before/", "/a/")} Add the old address to "aliases".` },
      unsafelyFixed: { "content/a.md": article("title: 甲", "aliases: [/before/]") },
    },
    {
      name: "an article that is a draft now",
      articles: { "content/a.md": article("title: «甲»", "draft: true") },
      before: { "content/a.md": article("title: 甲") },
      files: hugo,
      asIs: true,
      messages: {
        "content/a.md":
          'Address "/a/" does not exist any more, because the page is not published. Publish it, or redirect the address.',
      },
    },
    {
      name: "a deleted article, also if no other has changed",
      articles: { "content/b.md": article("title: 乙") },
      before: { "content/a.md": article("title: 甲") },
      files: hugo,
      asIs: true,
      messages: { "content/a.md": deleted("/a/") },
    },
    {
      name: "settings that move pages, in the file of the settings",
      articles: { "_posts/2024-01-02-a.md": article("title: 甲"), "_posts/2024-01-02-b.md": article("title: 乙") },
      before: { "_config.yml": "permalink: /:title/\n" },
      files: ["_config.yml"],
      asIs: true,
      messages: {
        "_config.yml":
          'With these settings, 2 addresses such as "/a/" do not exist any more. Keep the addresses, or add redirects.',
      },
    },
    {
      name: "a post of Jekyll without the plugin for redirects",
      articles: { "_posts/2024-01-02-new.md": article("title: «甲»") },
      before: { "_posts/2024-01-02-old.md": article("title: 甲"), "_posts/2024-01-02-new.md": null },
      asIs: true,
      files: ["_config.yml"],
      messages: {
        "_posts/2024-01-02-new.md": `${gone("/2024/01/02/old.html", "/2024/01/02/new.html")} Add a redirect with "jekyll-redirect-from".`,
      },
    },
    {
      name: "a page on a host with redirects, with the line to add",
      articles: { "docs/neu ort.md": article("title: «甲»") },
      before: { "docs/alt.md": article("title: 甲"), "docs/neu ort.md": null },
      asIs: true,
      files: ["mkdocs.yml", "docs/_redirects"],
      messages: {
        "docs/neu ort.md": `${gone("/alt/", "/neu ort/")} Add "/alt/ /neu%20ort/ 301" to "docs/_redirects".`,
      },
    },
    {
      name: "a page of a generator that makes no redirects",
      articles: { "new.md": article("title: «甲»") },
      before: { "old.md": article("title: 甲"), "new.md": null },
      asIs: true,
      files: [".vitepress/config.ts"],
      messages: { "new.md": `${gone("/old.html", "/new.html")} Add a redirect on the server.` },
    },
  ],
});
