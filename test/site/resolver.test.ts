/** What URLs in articles lead to, on sites whose addresses stet knows. */
import { expect, it, onTestFinished } from "vitest";
import { makeSite } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";

const article = (body: string) => `---\ntitle: A\n---\n\n${body}\n`;

/** What rules about links and images on the site report. */
async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  const site = await makeSite(files);
  onTestFinished(() => site.remove());
  const { files: results } = await lintReferences(site.folder);
  return results
    .flatMap(({ violations }) => violations)
    .filter(({ rule }) => rule === "link/local" || rule === "image/local")
    .map(({ line, message }) => `${line} ${message}`);
}

const jekyll = {
  "_config.yml": "title: Boats\n",
  Gemfile: 'gem "jekyll", "~> 4.3"\n',
  "_posts/2024-01-01-a.md": article("A"),
};

it("decodes a URL once, as a browser does: %2520 is %20 in the name of a file", async () => {
  const body = [
    "![q](quay%2520one.png)",
    "![q](/sea/quay%2520one.png)",
    "[t](../tides%2520low.pdf)",
    "![q](quay%20one.png)",
  ];
  const files = { "sea/index.md": article(body.join("\n\n")), "sea/quay%20one.png": "", "tides%20low.pdf": "" };
  expect(await reported({ ...jekyll, ...files })).toEqual([expect.stringMatching(/^11 /)]);
});

it("says how a relative URL is spelled, with as many parts as it has", async () => {
  const files = { "sea/index.md": article("[t](../Docs/Tides.pdf)"), "docs/tides.pdf": "" };
  expect(await reported({ ...jekyll, ...files })).toEqual([
    expect.stringMatching(/^5 .* is spelled "\.\.\/docs\/tides\.pdf" on disk/),
  ]);
});

const docusaurus = (link: string) => ({
  "package.json": '{"dependencies":{"@docusaurus/core":"^3.10.0"}}',
  "docusaurus.config.js": `module.exports = {
  title: "Boats",
  url: "https://a.example",
  baseUrl: process.env.PREVIEW ? "/" : "/boats/",
  presets: [["classic", { blog: false }]],
};\n`,
  "docs/tides.md": article("## High water"),
  "docs/ferry.md": article(link),
});

it.each([
  // These lead to the same page below every base path.
  ["[t](./tides.md)", 0],
  ["[t](/docs/tides)", 0],
  ["[t](tides)", 0],
  ["[t](./gone)", 1],
  ["[t](/docs/gone)", 1],
  // Docusaurus does not add the base path once more.
  ["[t](/boats/docs/tides)", 0],
  // Only these depend on it.
  ['<a href="/boats/docs/tides">t</a>', 0],
  ['<a href="/docs/gone">t</a>', 0],
  ["[t](../../../boats/docs/tides)", 0],
  // It leads nowhere below both.
  ["[t](../../../boats/docs/gone)", 1],
])("checks the links that lead to the same below each base path that is possible: %s", async (link, count) => {
  expect(await reported(docusaurus(link))).toHaveLength(count);
});

it.each([
  ["[t](./gone)", 1],
  ["[t](/gone)", 1],
  ["[t](/tides)", 0],
  ['<a href="/gone">t</a>', 0],
])("does so in VitePress: %s", async (link, count) => {
  const files = {
    ".vitepress/config.mjs": 'export default { base: process.env.BASE ?? "/" };\n',
    "tides.md": article("A"),
    "ferry.md": article(link),
  };
  expect(await reported(files)).toHaveLength(count);
});

it.each([
  ['{ redirects: [{ from: ["/old", "/older"], to: "/docs/tides" }] }', 1],
  ["{ createRedirects: (path) => [path] }", 0],
  ['{ createRedirects: (path) => ["/older" + path] }', 1],
  ['{ createRedirects(path) { if (path === "/") return; return ["/older" + path]; } }', 1],
  ['{ createRedirects(path) { if (path === "/") return path.slice(1); return ["/older" + path]; } }', 0],
  ["options", 0],
])("knows the redirects of Docusaurus that are literal values: %s", async (options, count) => {
  const config = `module.exports = {
  title: "Boats", url: "https://a.example", baseUrl: "/",
  presets: [["classic", { blog: false }]],
  plugins: [["@docusaurus/plugin-client-redirects", ${options}]],
};\n`;
  const files = { ...docusaurus("[t](/older)\n\n[t](/gone)"), "docusaurus.config.js": config };
  const found = await reported(files);
  expect(found).toEqual(count === 0 ? [] : [expect.stringMatching(/^7 /)]);
});

it.each([
  ["[t](./gone.mdx)", 1],
  ["[t](./gone.md#a)", 1],
  ["![q](/img/gone.png)", 1],
  ["[t](./gone)", 0],
])("knows that redirects of Docusaurus lead to pages only: %s", async (link, count) => {
  const config = `module.exports = {
  title: "Boats", url: "https://a.example", baseUrl: "/",
  presets: [["classic", { blog: false }]],
  plugins: [["@docusaurus/plugin-client-redirects", { createRedirects: (path) => [path] }]],
};\n`;
  expect(await reported({ ...docusaurus(link), "docusaurus.config.js": config })).toHaveLength(count);
});

const gitHub = {
  "_config.yml": "title: Boats\nrepository: boats/boats.github.io\nplugins: [jekyll-seo-tag]\n",
  Gemfile: 'gem "github-pages"\n',
  "_posts/2024-01-01-a.md": article("A"),
  "sea/index.md": article("A"),
  "plain.md": "A\n",
  "land/README.md": "A\n",
  "img/a.png": "",
};

it.each([
  ["[t](/gone.html)", 1],
  ["[t](/sea/gone/)", 1],
  // Markdown without front matter is a page there.
  ["[t](/plain.html)", 0],
  ["[t](/land/)", 0],
  // Another repository may be there, but not in a folder of this one.
  ["[t](/harbor/gone/)", 0],
  ["![q](/img/gone.png)", 1],
])("knows the plugins of the gem github-pages: %s", async (link, count) => {
  expect(await reported({ ...gitHub, "b.md": article(link) })).toHaveLength(count);
});

it("knows that a project of GitHub Pages has no others below it", async () => {
  const config = "title: Boats\nrepository: boats/ferry\nbaseurl: /ferry\nplugins: [jekyll-seo-tag]\n";
  const files = { ...gitHub, "_config.yml": config, "b.md": article("[t](/ferry/harbor/gone/)") };
  expect(await reported(files)).toHaveLength(1);
});

it("takes a URL with the host of the site for one of the site if it copies files to that folder", async () => {
  const files = {
    "hugo.toml": 'baseURL = "https://a.example/"\n',
    "static/img/a.png": "",
    "content/a.md": article("[q](https://a.example/img/gone.pdf)\n\n[q](https://a.example/other/gone.pdf)"),
  };
  expect(await reported(files)).toEqual([expect.stringMatching(/^5 /)]);
});

it.each([
  ['home = ["HTML", "JSON"]', 1],
  ['section = ["HTML", "JSON"]', 0],
])("knows that other formats of the home page of Hugo are next to it: %s", async (outputs, count) => {
  const files = {
    "hugo.toml": `baseURL = "https://a.example/"\n[outputs]\n${outputs}\n`,
    "content/docs/a.md": article("[t](/docs/gone.json)\n\n[t](/index.json)"),
  };
  expect(await reported(files)).toHaveLength(count === 1 ? 1 : 0);
});

/** The day of the post, and its address, is another one where the build computer is in Shanghai. */
const hexo = {
  "_config.yml": "timezone: UTC\npost_asset_folder: true\nmarked:\n  postAsset: true\n",
  "package.json": '{ "dependencies": { "hexo": "^8.0.0", "hexo-renderer-marked": "^7.0.0" } }',
  "themes/landscape/layout/index.ejs": "",
  "source/_posts/tide/quay.png": "",
  "source/about/index.md": article("A"),
};
const post = (body: string) => ({
  "source/_posts/tide.md": `---\ntitle: A\ndate: 2024-05-06 01:00:00\n---\n\n${body}\n`,
});

it("checks relative URLs of a post that may be at several addresses, if they lead to the same from each", async () => {
  const body = ["[about](../../../../about/)", "![q](quay.png)", "[gone](gone/)", "![n](none.png)"].join("\n\n");
  expect(await reported({ ...hexo, ...post(body) })).toEqual([
    expect.stringMatching(/^10 /),
    expect.stringMatching(/^12 /),
  ]);
  // From the other day's address, this may be a page of another post.
  const other = { "source/_posts/ebb.md": "---\ntitle: B\ndate: 2024-05-06 12:00:00\n---\n" };
  expect(await reported({ ...hexo, ...other, ...post("[b](../ebb/)") })).toEqual([]);
});

it.each([
  // Data files are for templates.
  [
    "hexo.extend.filter.register('before_generate', async () => { await hexo.model('Data').insert({ _id: 'a' }); });",
    1,
  ],
  ["/* global hexo */\nconst fs = require('hexo-fs');\nhexo.extend.filter.register('before_generate', () => fs);", 1],
  ["hexo.extend.filter.register('before_generate', () => { hexo.model('Post').toArray(); });", 1],
  ["hexo.extend.filter.register('before_generate', function () { this.locals.invalidate(); });", 1],
  ["hexo.extend.filter.register('before_generate', require('./other')(hexo));", 0],
  ["hexo.extend.filter.register('after_generate', () => { hexo.route.set('a', 'b'); });", 1],
])("knows the pages of a Hexo site with a script that reaches none: %s", async (script, count) => {
  expect(await reported({ ...hexo, "scripts/data.js": script, ...post("[gone](/gone/)") })).toHaveLength(count);
});

it("leaves a file of the sources that a README names from the root to those who read it there", async () => {
  const files = {
    "_config.yml": "title: Boats\nexclude: [README.md, CONTRIBUTING.md]\n",
    "README.md": "# Boats\n\n[a](/CONTRIBUTING.md) [b](/docs/gone.md)\n",
    "CONTRIBUTING.md": "# Help\n",
    "_posts/2024-01-02-b.md": article("[a](/CONTRIBUTING.md)"),
  };
  expect(await reported({ ...jekyll, ...files })).toEqual([
    expect.stringMatching(/^3 "\/docs\/gone\.md"/),
    expect.stringMatching(/^5 "\/CONTRIBUTING\.md"/),
  ]);
});
