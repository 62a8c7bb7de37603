/**
 * Builds the fixture articles with a real generator, and writes what it reads into `test/generators/NAME/expected.json` (front
 * matter) and `test/generators/NAME/pages.json` (Markdown). It installs nothing; see `--help`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { astroPages } from "./astro.js";
import { docusaurusPages } from "./docusaurus.js";
import { eleventy } from "./eleventy.js";
import { recordFrontMatter } from "./front-matter.js";
import { hexo } from "./hexo.js";
import { hugo } from "./hugo.js";
import { recordIds } from "./ids.js";
import { jekyll } from "./jekyll.js";
import { astro, docusaurus, mkdocs, vitepress } from "./libraries.js";
import { manyExtensions, mkdocsPages } from "./mkdocs.js";
import { recordPages } from "./pages.js";
import { recordReferences } from "./references.js";
import { recordRoutes, routeRecorders, writtenRoutes } from "./routes.js";
import { sites } from "./site-builders.js";
import { eleventyPages, hexoPages, hugoPages, jekyllPages } from "./sites.js";
import type { Recorder } from "./types.js";
import { vitepressPages } from "./vitepress.js";

const unsafe = "[markup.goldmark.renderer]\nunsafe = true\n";

const recorders: Readonly<Record<string, Recorder>> = {
  hexo: {
    install: "npm install hexo@8 hexo-renderer-marked",
    frontMatter: hexo,
    pages: hexoPages("hexo-renderer-marked"),
  },
  "hexo-markdown-it": {
    install: "npm install hexo@8 hexo-renderer-markdown-it",
    pages: hexoPages("hexo-renderer-markdown-it"),
  },
  "hexo-5": { install: "npm install hexo@5 hexo-renderer-marked@4", frontMatter: hexo },
  "hexo-timezone": {
    install: "npm install hexo@8 hexo-renderer-marked",
    frontMatter: { ...hexo, files: { ...hexo.files, "_config.yml": "future: false\ntimezone: Asia/Shanghai\n" } },
  },
  jekyll: { install: "apt-get install jekyll", frontMatter: jekyll, pages: jekyllPages },
  hugo: { install: "apt-get install hugo", frontMatter: hugo, pages: hugoPages("") },
  "hugo-unsafe": { install: "apt-get install hugo", pages: hugoPages(unsafe) },
  eleventy: { install: "npm install @11ty/eleventy@3", frontMatter: eleventy, pages: eleventyPages },
  astro: { install: "npm install astro@5 @astrojs/mdx@4", frontMatter: astro, pages: astroPages },
  docusaurus: {
    install: "npm install @docusaurus/core@3 @docusaurus/preset-classic@3 @docusaurus/faster@3 react react-dom",
    frontMatter: docusaurus,
    pages: docusaurusPages,
  },
  vitepress: { install: "npm install vitepress@1", frontMatter: vitepress, pages: vitepressPages },
  mkdocs: {
    install: "apt-get install mkdocs",
    frontMatter: mkdocs,
    pages: mkdocsPages(""),
  },
  "mkdocs-extensions": {
    install: "apt-get install mkdocs python3-pymdownx",
    pages: mkdocsPages(manyExtensions),
  },
};

const help = `npm run record:generators -- NAME [--from FOLDER] [--only ARTICLE]
npm run record:generators -- NAME --references [--from FOLDER]

  NAME                one of ${Object.keys(recorders).join(", ")}
  --from FOLDER       the folder in which the generator is installed, if it comes from npm
  --only ARTICLE      print what the generator makes of one article and write nothing
  --routes            build the site of test/generators/sites/ and write the addresses of its pages into
                      test/generators/NAME/routes.json; NAME is one of
                      ${Object.keys(routeRecorders).join(", ")}
  --ids               build the site of test/generators/sites/ids.ts and write the ids of its pages into
                      test/generators/NAME/ids.json; NAME is jekyll, hugo, eleventy or docusaurus
  --references        build the fixture site instead, and write where its links and images lead; NAME is one of
                      ${Object.keys(sites).join(", ")}

How to install each generator:
${Object.entries(recorders)
  .map(([name, { install }]) => `  ${name.padEnd(18)}${install}`)
  .join("\n")}
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: "string" },
    only: { type: "string" },
    routes: { type: "boolean", default: false },
    references: { type: "boolean", default: false },
    ids: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const [name = ""] = positionals;
if (options.ids) {
  recordIds(name, path.resolve(options.from ?? "."));
  process.exit();
}
if (options.references && Object.hasOwn(sites, name)) {
  recordReferences(name, path.resolve(options.from ?? "."));
  process.exit();
}
if (options.routes && Object.hasOwn(routeRecorders, name)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const file = path.join(root, "test/generators", name, "routes.json");
  const recorded = recordRoutes(name, path.resolve(options.from ?? "."));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, writtenRoutes(recorded));
  console.log(
    `${recorded.generator}: ${Object.keys(recorded.articles).length} articles, written to ${path.relative(process.cwd(), file)}`,
  );
  process.exit(0);
}
const isArticles = !options.references && !options.routes;
const recorder = isArticles && Object.hasOwn(recorders, name) ? recorders[name] : undefined;
if (options.help || !recorder || (/^npm /.test(recorder.install) && !options.from)) {
  console.log(help);
  process.exit(options.help ? 0 : 2);
}

const from = path.resolve(options.from ?? ".");
const { only } = options;
if (recorder.frontMatter) {
  const { articles, ...head } = await recordFrontMatter(recorder.frontMatter, from, only);
  if (Object.keys(articles).length > 0) save("expected.json", head, "articles", articles);
}
if (recorder.pages) {
  const { pages, ...head } = await recordPages(recorder.pages, from, only);
  if (Object.keys(pages).length > 0) save("pages.json", head, "pages", pages);
}

/** Writes one line for each article. */
function save(file: string, head: object, key: string, entries: Readonly<Record<string, unknown>>): void {
  const json = [
    ...Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    `  ${JSON.stringify(key)}: {`,
    Object.entries(entries)
      .map(([article, read]) => `    ${JSON.stringify(article)}: ${JSON.stringify(read)}`)
      .join(",\n"),
    "  }",
  ].join("\n");
  if (only) {
    console.log(JSON.stringify(entries, undefined, 2));
    return;
  }
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const target = path.join(root, "test/generators", name, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `{\n${json}\n}\n`);
  console.log(`${Object.keys(entries).length} articles, written to ${path.relative(process.cwd(), target)}`);
}
