/** What scripts of a Hexo site leave known of its addresses. Hexo 8.1.2 made the pages named here of these scripts. */
import { expect, it } from "vitest";
import rule from "../../rules/link/local.js";
import { run } from "../../src/run/run.js";
import { makeSite } from "../support/site.js";

const registered = `
const lost = () => ({ path: "404.html", data: "a" });
hexo.extend.generator.register("lost", lost);
hexo.extend.generator.register("lists", function (locals) {
  if (!hexo.config.title) return;
  return ["north", "south"].map((name) => ({ path: \`ports/\${name}.html\`, data: name }));
});
hexo.extend.generator.register("search", () => [
  { path: "/search.json", data: "[]" },
  hexo.config.none ? { path: "none.txt" } : undefined,
]);
`;
const data = `
hexo.extend.filter.register("before_generate", () => { hexo.model("Data").insert({ _id: "boats", data: [1] }); });
`;
const rewritten = `
hexo.extend.filter.register("after_generate", function () {
  const pages = this.route.list().filter((one) => one.endsWith("about.html"));
  for (const page of pages) {
    this.route.set(page, "b");
    const copy = page.replace(/html$/, "txt");
    this.route.set(copy, "c");
  }
});
`;

/** The links of a page that are reported as dead. */
async function deadLinks(links: readonly string[], scripts: Readonly<Record<string, string>>) {
  const text = links.map((link) => `[甲](${link})`).join("\n\n");
  const site = await makeSite({
    "package.json": '{"dependencies":{"hexo":"8","hexo-renderer-marked":"7"}}',
    "_config.yml": "url: https://a.example\npermalink: :title/\n",
    "source/about.md": `---\ntitle: 甲\n---\n\n${text}\n`,
    ...scripts,
  });
  const dead = new Set<string>();
  for await (const { violations } of run({ cwd: site.folder, paths: ["source"], registry: [rule], offline: true }))
    for (const { message } of violations) dead.add(/"([^"]*)"/.exec(message)?.[1] ?? "");
  await site.remove();
  return links.filter((link) => dead.has(link));
}

const links = [
  "/about.html",
  "/404.html",
  "/ports/north.html",
  "/search.json",
  "/about.txt",
  "/harbour/",
  "/north.html",
];

it("a generator whose paths are literal leaves all other addresses known", async () => {
  expect(await deadLinks(links, { "scripts/pages.js": registered })).toEqual([
    "/about.txt",
    "/harbour/",
    "/north.html",
  ]);
});

it("a script that writes listed pages again, and files next to them, leaves pages known, as does one that adds data", async () => {
  const dead = await deadLinks(links, { "scripts/data.js": data, "scripts/rewrite.js": rewritten });
  expect(dead).toEqual(["/404.html", "/ports/north.html", "/harbour/", "/north.html"]);
});

it.each([
  ["a generator in another file", 'hexo.extend.generator.register("a", require("./lib"));'],
  ["a generator with another name", 'const all = hexo.extend.generator; all.register("a", () => ({ path: "a" }));'],
  ["routes with another name", 'const all = hexo.route; all.set("a/index.html", "a");'],
  [
    "a callback",
    'hexo.extend.generator.register("a", (all, done) => { done(null, { path: "harbour/index.html" }); });',
  ],
  ["routes in a part of an object", 'const { route: all } = hexo; all.set("harbour/index.html", hexo.route.get("a"));'],
  ["routes in an argument", "make(hexo.route);"],
  [
    "assigned paths",
    'hexo.extend.filter.register("before_generate", () => { all.each((one) => Object.assign(one, { path: "a" })); });',
  ],
  [
    "paths that lodash sets",
    'hexo.extend.filter.register("before_generate", () => { _.set(one, "path", "harbour/"); });',
  ],
  ["a computed path", 'hexo.extend.generator.register("a", (all) => all.tags.map(({ name }) => ({ path: name })));'],
  ["what another function returns", 'hexo.extend.generator.register("a", (all) => pagination("a", all));'],
  ["a spread object", 'hexo.extend.generator.register("a", (all) => ({ path: "a", ...all }));'],
  ["a path from elsewhere", 'const { place } = hexo.config; hexo.route.set(place, "a");'],
  ["pages of pages", 'hexo.route.list().forEach((one) => hexo.route.set(one.replace("/a", "/b.html"), "a"));'],
  ["other addresses of posts", 'hexo.extend.filter.register("post_permalink", (path) => path);'],
  [
    "other posts",
    'hexo.extend.filter.register("before_generate", () => { hexo.model("Post").each((one) => { one.slug = "a"; }); });',
  ],
  ["what another file does before", 'hexo.extend.filter.register("before_generate", require("./lib")(hexo));'],
  ["fewer posts", 'hexo.extend.filter.register("before_generate", () => { hexo.locals.set("posts", all); });'],
  [
    "removed pages",
    'hexo.extend.filter.register("before_generate", () => { hexo.model("Page").remove({ hidden: true }); });',
  ],
  ["other settings", 'hexo.extend.filter.register("before_generate", () => { hexo.config.root = "/a/"; });'],
  ["what is no script", "hexo.extend.generator.register("],
])("%s in a script leaves no address known", async (_, script) => {
  expect(await deadLinks(["/harbour/"], { "scripts/a.js": script })).toEqual([]);
});

it("a generator that makes the pages of posts as Hexo does, and settings of the theme, leave addresses known", async () => {
  const script = `
hexo.extend.filter.register("before_generate", () => { hexo.theme.config = { ...hexo.theme.config, boats: 1 }; });
hexo.extend.generator.register("post", ({ posts }) => posts.map((post) => ({ path: post.path, layout: "post", data: post })));
hexo.extend.generator.register("search", function () { return { path: this.config.search || "/search.xml", data: "" }; });
`;
  expect(await deadLinks(["/harbour/", "/a.xml"], { "scripts/a.js": script })).toEqual(["/harbour/"]);
});

it("a script of a theme that is a package is read, too", async () => {
  const script = 'hexo.extend.generator.register("a", (all) => ({ path: all.place }));';
  const theme = { "node_modules/hexo-theme-boats/scripts/a.js": script };
  expect(await deadLinks(["/harbour/"], theme)).toEqual(["/harbour/"]);
  const config = { "_config.yml": "url: https://a.example\ntheme: boats\n" };
  expect(await deadLinks(["/harbour/"], { ...theme, ...config })).toEqual([]);
});
