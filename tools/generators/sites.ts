/** Recorders that build all fixture pages as one site, and read the content of each page from what was built. */
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { firstLine, run } from "./run.js";
import type { BuildRequest, PageRecorder } from "./types.js";

/** No comments: Hugo removes those of layouts. */
const [start, end] = ["@@page@@", "@@end@@"];

/** Marks the content in a layout. */
export const marked = (content: string): string => `${start}${content}${end}`;

/** The content of a built page. */
export function contentOf(file: string): string | { readonly failed: string } {
  if (!existsSync(file)) return { failed: "no page" };
  const html = readFileSync(file, "utf8");
  const from = html.indexOf(start);
  const to = html.lastIndexOf(end);
  return from === -1 || to < from ? { failed: "no content" } : html.slice(from + start.length, to);
}

/** The version of a package that is installed in `from`. */
export const versionIn = (from: string, name: string): string =>
  JSON.parse(readFileSync(path.join(from, `node_modules/${name}/package.json`), "utf8")).version;

export const linkModules = ({ site, from }: BuildRequest): void =>
  symlinkSync(path.join(from, "node_modules"), path.join(site, "node_modules"));

/** https://jekyllrb.com; one build, because no construct of Markdown ends it. */
export const jekyllPages: PageRecorder = {
  files: {
    "_config.yml": "permalink: /:slug/\nfuture: true\n",
    "_layouts/post.html": marked("{{ content }}"),
  },
  place: (article) => `_posts/2024-02-03-${article}.md`,
  async build({ site, zone, articles, write }) {
    for (const article of articles) {
      const file = `_posts/2024-02-03-${article}.md`;
      const text = readFileSync(path.join(site, file), "utf8");
      write(file, text.replace(/^(---\r?\n)/, "$1layout: post\n"));
    }
    const version = run("jekyll", ["--version"], site, zone).stdout.trim().replace("jekyll", "Jekyll");
    const { status, stderr, stdout } = run("jekyll", ["build", "--disable-disk-cache"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return {
      version,
      pages: Object.fromEntries(articles.map((one) => [one, contentOf(path.join(site, "_site", one, "index.html"))])),
    };
  },
};

/** @param settings lines of hugo.toml. */
export const hugoPages = (settings: string): PageRecorder => ({
  files: {
    "config.toml": `baseURL = "https://ferry.example/"\ndisableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n${settings}`,
    "layouts/_default/single.html": marked("{{ .Content }}"),
  },
  place: (article) => `content/${article}.md`,
  async build({ site, zone, articles }) {
    const version = /v[\d.]+/.exec(run("hugo", ["version"], site, zone).stdout)?.[0] ?? "";
    const { status, stdout, stderr } = run("hugo", [], site, zone);
    if (status !== 0) throw new Error(firstLine(stdout + stderr, site));
    return {
      version: `Hugo ${version.slice(1)}`,
      pages: Object.fromEntries(articles.map((one) => [one, contentOf(path.join(site, "public", one, "index.html"))])),
    };
  },
});

/** Each post is rendered by itself, because the first that fails ends a build. */
const hexoProgram = `
const Hexo = require("hexo");
const { parse } = require("hexo-front-matter");
const { writeFileSync } = require("fs");
// It reads CRLF as LF.
const { readFileSync } = require("hexo-fs");
const hexo = new Hexo(process.cwd(), { silent: true });
const pages = {};
hexo.init().then(async () => {
  for (const name of JSON.parse(process.argv[2])) {
    const file = "articles/" + name + ".md";
    try {
      const { _content } = parse(readFileSync(file));
      pages[name] = (await hexo.post.render(null, { content: _content, source: file, engine: "markdown" })).content;
    } catch (error) {
      pages[name] = { failed: String(error.type ?? error.message ?? error).split("\\n", 1)[0] };
    }
  }
  writeFileSync("record.json", JSON.stringify(pages));
  process.exit(0);
}).catch((error) => { console.error(error); process.exit(1); });
`;

/** @param renderer the package that renders Markdown. */
export const hexoPages = (renderer: string): PageRecorder => ({
  files: {
    "_config.yml": "future: true\nsyntax_highlighter: false\nmarked:\n  prependRoot: false\n",
    "package.json": `{"name":"site","hexo":{"version":""},"dependencies":{"hexo":"*","${renderer}":"*"}}`,
    "record.cjs": hexoProgram,
  },
  place: (article) => `articles/${article}.md`,
  async build(request) {
    const { site, from, zone, articles } = request;
    linkModules(request);
    const { status, stderr, stdout } = run(process.execPath, ["record.cjs", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return {
      version: `Hexo ${versionIn(from, "hexo")} with ${renderer} ${versionIn(from, renderer)}`,
      pages: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")),
    };
  },
});

/** Each article by itself, because the first that fails ends a build. */
const eleventyProgram = `
import { Eleventy } from "@11ty/eleventy";
import { writeFileSync, mkdirSync, cpSync } from "node:fs";
const pages = {};
for (const article of JSON.parse(process.argv[2])) {
  const folder = "one/" + article;
  mkdirSync(folder, { recursive: true });
  cpSync("articles/" + article + ".md", folder + "/" + article + ".md");
  try {
    const eleventy = new Eleventy(folder, "out", { quietMode: true });
    eleventy.disableLogger?.();
    const [page] = await eleventy.toJSON();
    pages[article] = page ? page.content : { failed: "no page" };
  } catch (error) {
    let deepest = error;
    while (deepest.originalError ?? deepest.cause) deepest = deepest.originalError ?? deepest.cause;
    pages[article] = { failed: String(deepest.message ?? deepest).split("\\n", 1)[0].replaceAll(process.cwd(), "") };
  }
}
writeFileSync("record.json", JSON.stringify(pages));
process.exit(0);
`;

export const eleventyPages: PageRecorder = {
  files: { "package.json": '{"type":"module"}', "record.mjs": eleventyProgram },
  place: (article) => `articles/${article}.md`,
  async build(request) {
    const { site, from, zone, articles } = request;
    linkModules(request);
    const { status, stderr, stdout } = run(process.execPath, ["record.mjs", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return {
      version: `Eleventy ${versionIn(from, "@11ty/eleventy")}`,
      pages: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")),
    };
  },
};
