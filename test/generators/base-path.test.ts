/**
 * Sites below a path of their host: what `stet localize` and the editor's code action write leads to the image on the real
 * site. Recorded from Hexo 8.1.2 (hexo-renderer-marked 7.0.1), Jekyll 4.3, Hugo 0.111.3, Astro 5.18.2, VitePress 1.6.4 and
 * Docusaurus 3, each with this one image in Markdown, in HTML, and behind a link.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { assetPlace, Generators } from "../../src/generators/index.js";
import { openSites } from "../../src/site/index.js";
import { emptyPlan } from "./plan.js";

const hexo = {
  "package.json": '{"dependencies":{"hexo":"^8.0.0","hexo-renderer-marked":"^7.0.0"}}',
  "_config.yml": "url: https://a.example/blog\nroot: /blog/\n",
};

interface Expected {
  readonly files: Readonly<Record<string, string>>;
  readonly article: string;
  /** The folder of the image, from the root of the site. */
  readonly folder: string;
  readonly markdown: string;
  readonly html: string;
  readonly link: string;
}

const sites: Readonly<Record<string, Expected>> = {
  // <img src="/blog/images/a.png"> of ![](/images/a.png), but <img src="/blog/blog/images/a.png"> of ![](/blog/images/a.png).
  Hexo: {
    files: hexo,
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  "Hexo, the root only in its URL": {
    files: { ...hexo, "_config.yml": "url: https://a.example/blog\n" },
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  "Hexo with post_asset_folder, but not postAsset": {
    files: { ...hexo, "_config.yml": "root: /blog/\npost_asset_folder: true\n" },
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  // ![](/images/a.png) stays as it is.
  "Hexo without prependRoot": {
    files: { ...hexo, "_config.yml": "root: /blog/\nmarked:\n  prependRoot: false\n" },
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/blog/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  "Hexo whose package.json names no renderer": {
    files: { ...hexo, "package.json": '{"dependencies":{"hexo":"^8.0.0"}}' },
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  "Hexo with another renderer": {
    files: { ...hexo, "package.json": '{"dependencies":{"hexo":"^8.0.0","hexo-renderer-markdown-it":"^7.0.0"}}' },
    article: "source/_posts/ferry.md",
    folder: "source/images",
    markdown: "/blog/images/a.png",
    html: "/blog/images/a.png",
    link: "/blog/images/a.png",
  },
  Jekyll: {
    files: { "_config.yml": "baseurl: /base\n", Gemfile: 'gem "jekyll"\n' },
    article: "_posts/2020-01-01-a.md",
    folder: "assets/images",
    markdown: "/base/assets/images/a.png",
    html: "/base/assets/images/a.png",
    link: "/base/assets/images/a.png",
  },
  Hugo: {
    files: { "hugo.toml": 'baseURL = "https://a.example/sub/"\n' },
    article: "content/a.md",
    folder: "static/images",
    markdown: "/sub/images/a.png",
    html: "/sub/images/a.png",
    link: "/sub/images/a.png",
  },
  Astro: {
    files: {
      "astro.config.mjs": 'export default { base: "/docs" };\n',
      "package.json": '{"dependencies":{"astro":"^5.0.0"}}',
    },
    article: "src/pages/a.md",
    folder: "public/images",
    markdown: "/docs/images/a.png",
    html: "/docs/images/a.png",
    link: "/docs/images/a.png",
  },
  // The build fails on <img src="/docs/images/a.png">.
  VitePress: {
    files: {
      ".vitepress/config.mjs": 'export default { base: "/docs/" };\n',
      "package.json": '{"dependencies":{"vitepress":"^1.0.0"}}',
    },
    article: "a.md",
    folder: "public/images",
    markdown: "/images/a.png",
    html: "/images/a.png",
    link: "/images/a.png",
  },
  Docusaurus: {
    files: {
      "docusaurus.config.js":
        'module.exports = { title: "x", url: "https://a.example", baseUrl: "/docs/", presets: [["classic", {}]] };\n',
      "package.json": '{"dependencies":{"@docusaurus/core":"^3.0.0","@docusaurus/preset-classic":"^3.0.0"}}',
    },
    article: "docs/a.md",
    folder: "static/img",
    markdown: "/img/a.png",
    html: "/docs/img/a.png",
    link: "/img/a.png",
  },
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries(sites))("%s", (_, { files, article, folder, ...expected }) => {
  const forms = [
    ["markdown", "image", expected.markdown],
    ["html", "image", expected.html],
    ["markdown", "link", expected.link],
  ] as const;

  it.each(forms)("an image that is brought home is written so that it is found: %s, %s", async (syntax, about, url) => {
    const root = mkdtempSync(path.join(tmpdir(), "stet-base-"));
    folders.push(root);
    const image = path.join(root, folder, "a.png");
    const all = { ...files, [article]: "---\ntitle: a\n---\n", [`${folder}/a.png`]: "x" };
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    const file = path.join(root, article);
    const generator = await new Generators().of(file, undefined);
    const place = await assetPlace({
      file,
      plan: generator,
      imagesRoot: undefined,
      folder: undefined,
      onlyMarkdown: false,
    });
    expect(place?.folder).toBe(path.join(root, folder));
    expect(place?.url("a.png", syntax, about)).toBe(url);
    // image/local, link/local and completion ask the same question.
    const site = openSites().of({ ...emptyPlan, generator });
    expect(await site?.resolve(url, file, { syntax, about })).toMatchObject({ state: "file", file: image });
  });
});
