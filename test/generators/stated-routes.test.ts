/** `site.permalink`, `site.generated` and `site.links` state what stet cannot know of the addresses of a site. */
import { expect, it, onTestFinished } from "vitest";
import { lint } from "../../src/index.js";
import { makeSite } from "../support/site.js";

const article = (body: string, more = "") => `---\ntitle: A\n${more}---\n\n${body}\n`;

/** The links that are reported, and how many internal links are not checked, by reason. */
async function found(files: Readonly<Record<string, string>>, site?: object) {
  const here = await makeSite({ ...files, "stet.config.json": JSON.stringify({ extends: [], ...(site && { site }) }) });
  onTestFinished(() => here.remove());
  const { files: results, summary } = await lint({
    paths: ["."],
    cwd: here.folder,
    offline: true,
    cache: false,
    concurrency: "off",
    rules: { "link/local": "error", "image/local": "error" },
  });
  const links = results.flatMap(({ violations }) => violations.map(({ message }) => /"(.*?)"/.exec(message)?.[1]));
  return { links, unchecked: summary.internalLinks?.unchecked.map(({ detail }) => detail) ?? [] };
}

/** Eleventy with a permalink that a program makes. */
const eleventy = {
  "package.json": '{ "dependencies": { "@11ty/eleventy": "3.0.0" } }',
  "eleventy.config.js": "export default function () {}\n",
  "posts/posts.11tydata.js": "export default { permalink: (data) => data.page.fileSlug };\n",
  "posts/2024-02-03-quay.md": article("[tide](/2024/tide/) [gone](/2024/gone/)"),
  "posts/tide.md": article("A", "date: 2024-05-06\n"),
  "index.md": article("[quay](/2024/quay/) [old](/quay/)"),
};

it("permalink gives addresses to articles that have none that stet can know, and to no others", async () => {
  expect((await found(eleventy)).links).toEqual([]);
  const { links, unchecked } = await found(eleventy, { permalink: { "posts/**": "/:year/:slug/" } });
  expect([links, unchecked]).toEqual([["/quay/", "/2024/gone/"], []]);
  expect((await found(eleventy, { permalink: "/:year/:slug/" })).links).toEqual(["/quay/", "/2024/gone/"]);
});

it("permalink leaves an address unknown if a part of it has no value", async () => {
  const { links, unchecked } = await found(eleventy, { permalink: { "posts/**": "/:harbour/:slug/" } });
  expect([links, unchecked.length]).toEqual([[], 1]);
});

/** Hexo with a plugin that may make any page. */
const hexo = {
  "_config.yml": "permalink: posts/:title/\ntimezone: UTC\nroot: /sea/\n",
  "package.json": '{ "dependencies": { "hexo": "8.0.0", "hexo-generator-tide": "1.0.0" } }',
  "source/_posts/a.md": article("[map](/sea/map/) [low](/sea/tides/low/) [gone](/sea/gone/)", "date: 2024-01-01\n"),
};

it("generated says which other addresses there are, and that there are no more", async () => {
  expect(await found(hexo)).toEqual({
    links: [],
    unchecked: ['"hexo-generator-tide" may make pages or change addresses'],
  });
  const { links, unchecked } = await found(hexo, { generated: ["/map/", "/tides/*"] });
  expect([links, unchecked.length]).toEqual([["/sea/gone/"], 1]);
  expect((await found(hexo, { generated: [] })).links).toEqual(["/sea/map/", "/sea/tides/low/", "/sea/gone/"]);
});

/** Without a Gemfile, the plugins of GitHub Pages may convert links to source files. */
const jekyll = {
  "_config.yml": "permalink: /:title/\n",
  "_posts/2024-01-01-a.md": article("[b](2024-01-02-b.md)"),
  "_posts/2024-01-02-b.md": article("B"),
};

it("links says what links to source files become", async () => {
  expect((await found(jekyll)).links).toEqual([]);
  expect((await found(jekyll, { links: "as-is" })).links).toEqual(["/a/2024-01-02-b.md"]);
  expect(await found(jekyll, { links: "converted" })).toEqual({ links: [], unchecked: [] });
});

it("links also says that no plugin writes other URLs", async () => {
  const vitepress = {
    ".vitepress/config.js": "export default { markdown: { config: (md) => md.use(own) } };\n",
    "index.md": article("[gone](/gone)"),
  };
  expect((await found(vitepress)).links).toEqual([]);
  expect((await found(vitepress, { links: "converted" })).links).toEqual(["/gone.html"]);
});
