/** Recorders that call the functions with which a program reads front matter, because a build takes too long or stops early. */
import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { run } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

/** A program that writes `record.json` for the articles in `articles/`; `read(text, file)` gives the data and the rest. */
const program = (setup: string, read: string) => `
import { readFileSync, writeFileSync } from "node:fs";
${setup}
const plain = (value) =>
  value instanceof Date ? (Number.isNaN(value.getTime()) ? { type: "Invalid Date" } : { date: value.toISOString() })
  : Array.isArray(value) ? value.map(plain)
  : typeof value === "number" && !Number.isFinite(value) ? { type: String(value) } : value;
const found = {};
for (const article of JSON.parse(process.argv[2])) {
  const file = "articles/" + article + ".md";
  try {
    const { data, rest, hidden, date } = await (${read})(readFileSync(file, "utf8"), file);
    if (hidden) found[article] = { state: "unpublished" };
    else if (/^\\s*(?:---|\\+\\+\\+|;;;|\\{|"title)|^title:/m.test(rest)) found[article] = { state: "text" };
    else found[article] = { state: "published", data: { title: plain(data.title), note: plain(data.note), tags: data.tags && plain(data.tags) }, date };
  } catch (error) {
    found[article] = { state: "failed", error: String(error.message ?? error).split("\\n", 1)[0].replaceAll(process.cwd(), "") };
  }
}
writeFileSync("record.json", JSON.stringify(found));
process.exit(0);
`;

const library = (name: string, pack: string, setup: string, read: string): FrontMatterRecorder => ({
  files: { "package.json": '{"type":"module"}' },
  place: (article) => `articles/${article}.md`,
  async build({ site, from, zone, articles, write }) {
    symlinkSync(path.join(from, "node_modules"), path.join(site, "node_modules"));
    const own = JSON.parse(readFileSync(path.join(from, `node_modules/${pack}/package.json`), "utf8"));
    write("record.mjs", program(setup, read));
    const { status, stderr, stdout } = run(process.execPath, ["record.mjs", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return {
      version: `${name} ${own.version}`,
      articles: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")),
    };
  },
});

/** The Markdown renderer of pages: https://vitepress.dev/reference/frontmatter-config */
export const vitepress = library(
  "VitePress",
  "vitepress",
  'import { createMarkdownRenderer } from "vitepress";\nconst md = await createMarkdownRenderer(".");',
  `async (text, file) => {
    const env = { path: file, relativePath: file, cleanUrls: false };
    md.render(text, env);
    return { data: env.frontmatter ?? {}, rest: env.content ?? "" };
  }`,
);

/** The reader of content collections: https://docs.astro.build/en/guides/content-collections/ */
export const astro = library(
  "Astro",
  "astro",
  'import { parseFrontmatter } from "@astrojs/markdown-remark";',
  "async (text) => { const { frontmatter, content } = parseFrontmatter(text); return { data: frontmatter, rest: content }; }",
);

/** The reader and the checks of blog posts: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#markdown-front-matter */
export const docusaurus = library(
  "Docusaurus",
  "@docusaurus/core",
  `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { parseMarkdownFile, DEFAULT_PARSE_FRONT_MATTER } = require("@docusaurus/utils");
const { validateBlogPostFrontMatter } = require("@docusaurus/plugin-content-blog/lib/frontMatter.js");`,
  `async (text, file) => {
    const { frontMatter, content } = await parseMarkdownFile({ filePath: file, fileContent: text, parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER });
    const checked = validateBlogPostFrontMatter(frontMatter);
    const { date } = checked;
    const read = date === undefined ? undefined : new Date(date);
    return {
      data: { ...frontMatter, title: checked.title },
      rest: content,
      hidden: checked.draft === true,
      date: read && !Number.isNaN(read.getTime()) ? read.toISOString() : null,
    };
  }`,
);

const mkdocsProgram = `
import json, sys, datetime
from mkdocs.utils import meta
def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)): return {"date": value.isoformat()}
    if isinstance(value, list): return [plain(item) for item in value]
    return value
found = {}
for article in json.loads(sys.argv[1]):
    with open("articles/" + article + ".md", encoding="utf-8-sig", newline=None) as file: text = file.read()
    try:
        rest, data = meta.get_data(text)
        if any(mark in rest for mark in ("---", "+++", ";;;", "title")): found[article] = {"state": "text"}
        else: found[article] = {"state": "published", "data": {key: plain(data[key]) for key in ("title", "note", "tags") if key in data}}
    except Exception as error:
        found[article] = {"state": "failed", "error": str(error).split("\\n")[0]}
json.dump(found, open("record.json", "w"))
`;

/** https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data */
export const mkdocs: FrontMatterRecorder = {
  files: { "record.py": mkdocsProgram },
  place: (article) => `articles/${article}.md`,
  async build({ site, zone, articles }) {
    const version = /[\d.]+\d/.exec(run("mkdocs", ["--version"], site, zone).stdout)?.[0] ?? "";
    const { status, stderr } = run("/usr/bin/python3", ["record.py", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr);
    return { version: `MkDocs ${version}`, articles: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")) };
  },
};
