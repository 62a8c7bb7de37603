import duplicateRoute from "../../../rules/site/duplicate-route.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n正文\n`;
const page = (url: string, others: string) =>
  `Address "${url}" is also that of ${others}, so one of the pages is lost. Use a different address.`;
/** So many that not each of them can be given all the others. */
const many = (last: string) =>
  Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `content/a${10 + at}.md`,
      article(`title: T${at}`, `url: ${`content/a${10 + at}.md` === last ? "«/x/»" : "/x/"}`),
    ]),
  );
const alias = (url: string, others: string) =>
  `Alias "${url}" is also an address of ${others}, so one of the two is lost. Remove the alias.`;

testSiteRule(duplicateRoute, {
  accepts: [
    {
      name: "the same slug in two sections, which have pages of their own",
      articles: { "content/a/one.md": article("slug: same"), "content/b/one.md": article("slug: same") },
      files: ["hugo.toml"],
    },
    {
      name: "a draft at the address of an article",
      articles: { "content/a.md": article("url: /ferry/"), "content/b.md": article("url: /ferry/", "draft: true") },
      files: ["hugo.toml"],
    },
    {
      name: "articles without a generator",
      articles: { "a.md": article("url: /ferry/"), "b.md": article("url: /ferry/") },
    },
  ],
  rejects: [
    {
      name: "two articles whose file names make one address",
      articles: { "content/a/Ferry.md": article("title: 甲"), "content/a/ferry.html": article("title: «乙»") },
      files: ["hugo.toml"],
      messages: { "content/a/ferry.html": page("/a/ferry/", '"content/a/Ferry.md"') },
    },
    {
      name: "an alias onto a page, at the alias",
      articles: { "content/a.md": article("aliases: «[/z/]»"), "content/z.md": article("title: 乙") },
      files: ["hugo.toml"],
      messages: { "content/a.md": alias("/z/", '"content/z.md"') },
    },
    {
      name: "one alias of two articles, at the later one",
      articles: { "content/a.md": article("aliases: [/old/]"), "content/b.md": article("aliases: «[/old/]»") },
      files: ["hugo.toml"],
      messages: { "content/b.md": alias("/old/", '"content/a.md"') },
    },
    {
      name: "an article that is not in the run",
      articles: { "content/a.md": article("url: «/x/»"), "content/b.md": article("url: /x/") },
      files: ["hugo.toml"],
      linted: ["content/a.md"],
      messages: { "content/a.md": page("/x/", '"content/b.md"') },
    },
    {
      name: "thirty articles at one address, at the last one",
      articles: many("content/a39.md"),
      files: ["hugo.toml"],
      messages: { "content/a39.md": page("/x/", '"content/a10.md", "content/a11.md" and 27 more') },
    },
    {
      name: "thirty articles at one address, of which the first is the only one in the run",
      articles: many("content/a10.md"),
      files: ["hugo.toml"],
      linted: ["content/a10.md"],
      messages: { "content/a10.md": page("/x/", '"content/a11.md", "content/a12.md" and 27 more') },
    },
  ],
});
