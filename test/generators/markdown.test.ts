/** In which dialect each generator reads a file. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { kramdown, marked, pythonMarkdown, unknownProgram } from "../../src/article/dialect.js";
import { parseArticle } from "../../src/article/index.js";
import type { Dialect } from "../../src/article/types.js";
import { Generators } from "../../src/generators/index.js";
import type { GeneratorPlan } from "../../src/generators/types.js";
import { planKey } from "../../src/run/cache/key.js";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

async function siteOf(files: Files): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-markdown-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

async function generatorIn(files: Files, article: string): Promise<GeneratorPlan | undefined> {
  return new Generators().of(path.join(await siteOf(files), article), undefined);
}

async function dialectIn(files: Files, article: string, data = {}): Promise<Dialect | undefined> {
  const file = path.join(await siteOf(files), article);
  return (await new Generators().of(file, undefined))?.markdown.dialect(file, data);
}

const footnotes: Partial<Dialect> = { base: "commonmark", footnotes: true };
const definitions: Partial<Dialect> = { ...footnotes, definitionLists: true };
/** Plugins may add them. */
const all: Partial<Dialect> = { ...footnotes, definitionLists: "perhaps", admonitions: true };

const noExtensions: Partial<Dialect> = {
  base: "commonmark",
  footnotes: false,
  definitionLists: false,
  admonitions: false,
};
const hugo: Partial<Dialect> = {
  ...definitions,
  unusedFootnotes: "hidden",
  templates: "shortcodes",
  bareUrls: "goldmark",
};
const plainMarkdownIt: Partial<Dialect> = {
  ...noExtensions,
  tasks: false,
  bareUrls: "linkify-schemes",
  vue: true,
  containers: ["tip", "info", "warning", "danger", "details", "v-pre", "raw", "code-group"],
  templates: "vue",
};
const python: Partial<Dialect> = {
  base: "commonmark",
  wholeElements: "python-markdown",
  unusedFootnotes: "shown",
  emphasis: "python-markdown",
  strikethrough: false,
  tasks: false,
};

const withPackages = (files: Files, dependencies: Readonly<Record<string, string>>): Files => ({
  ...files,
  "package.json": JSON.stringify({ dependencies }),
});
const hexoWith = (dependencies: Readonly<Record<string, string>>): Files =>
  withPackages({ "_config.yml": "" }, { hexo: "^8", ...dependencies });

describe("what programs read although CommonMark does not", () => {
  it.each<[name: string, files: Files, article: string, extras: Partial<Dialect>]>([
    [
      "Hexo without package.json",
      { "_config.yml": "", "source/_posts/a.md": "" },
      "source/_posts/a.md",
      { ...marked, emphasis: "marked-4" },
    ],
    ["Hexo with marked 15", hexoWith({ "hexo-renderer-marked": "^7.0.0" }), "source/_posts/a.md", marked],
    [
      "Hexo with marked 4",
      hexoWith({ "hexo-renderer-marked": "^6.3.0" }),
      "source/_posts/a.md",
      { ...marked, emphasis: "marked-4" },
    ],
    ["Hexo with marked 0.7", hexoWith({ "hexo-renderer-marked": "^2.0.0" }), "source/_posts/a.md", unknownProgram],
    [
      "Hexo with marked 0.3",
      hexoWith({ "hexo-renderer-marked": "^0.3.2" }),
      "source/_posts/a.md",
      { ...unknownProgram, inlineHtml: true },
    ],
    ["Hexo with Pandoc", hexoWith({ "hexo-renderer-pandoc": "^0.5.0" }), "source/_posts/a.md", unknownProgram],
    ["Jekyll", { "_config.yml": "", "_posts/b.md": "" }, "_posts/2024-01-01-a.md", kramdown],
    ["MkDocs", { "mkdocs.yml": "" }, "docs/a.md", pythonMarkdown],
    ["Hugo", { "hugo.toml": "" }, "content/a.md", { wideDelimiterRows: true }],
    [
      "Eleventy with a plugin for emphasis",
      withPackages({ ".eleventy.js": "" }, { "markdown-it-cjk-friendly": "^1" }),
      "posts/a.md",
      { emphasis: "cjk-friendly" },
    ],
    [
      "Eleventy with a plugin for sizes",
      withPackages({ ".eleventy.js": "" }, { "markdown-it-imsize": "^2" }),
      "posts/a.md",
      { imageSizes: true },
    ],
  ])("%s", async (_, files, article, extras) => {
    expect(await dialectIn(files, article)).toMatchObject(extras);
  });
});

describe("Markdown", () => {
  it.each<[name: string, files: Files, article: string, dialect: Partial<Dialect>]>([
    ["Hexo", { "_config.yml": "", "source/_posts/a.md": "" }, "source/_posts/a.md", { ...all, templates: "nunjucks" }],
    [
      "Hexo with marked",
      { "_config.yml": "", "package.json": '{"dependencies":{"hexo":"8","hexo-renderer-marked":"7"}}' },
      "source/_posts/a.md",
      {
        ...footnotes,
        footnotes: false,
        definitionLists: false,
        admonitions: false,
        templates: "nunjucks",
        bareUrls: "marked",
        singleTilde: true,
        headingIdStyle: "marked",
      },
    ],
    [
      "Hexo with marked and settings",
      {
        "_config.yml": "marked:\n  modifyAnchors: 1\n",
        "package.json": '{"dependencies":{"hexo":"8","hexo-renderer-marked":"7"}}',
      },
      "source/_posts/a.md",
      { ...all, templates: "nunjucks" },
    ],
    [
      "Jekyll",
      { "_config.yml": "", "_posts/b.md": "" },
      "_posts/2024-01-01-a.md",
      {
        ...definitions,
        unusedFootnotes: "hidden",
        templates: "liquid",
        wholeElements: "kramdown",
        bareUrls: "none",
        emphasis: "kramdown",
        headingIdStyle: "kramdown-gfm",
      },
    ],
    [
      "Jekyll without ids",
      { "_config.yml": "kramdown:\n  auto_ids: false\n", "_posts/b.md": "" },
      "_posts/2024-01-01-a.md",
      { ...definitions, unusedFootnotes: "hidden", templates: "liquid", wholeElements: "kramdown" },
    ],
    ["Hugo", { "hugo.toml": "" }, "content/a.md", { ...hugo, dropsHtml: true, headingIdStyle: "goldmark" }],
    [
      "Hugo with ids of terms",
      { "hugo.toml": "[markup.goldmark.parser]\nautoDefinitionTermID = true\n" },
      "content/a.md",
      { ...hugo, dropsHtml: true, headingIdStyle: "goldmark", definitionTermIds: true },
    ],
    [
      "Hugo with settings",
      {
        "hugo.toml":
          '[markup.goldmark]\nrenderer.unsafe = true\nextensions.linkify = false\nparser.autoHeadingIDType = "blackfriday"\n',
      },
      "content/a.md",
      { ...hugo, bareUrls: "none", headingIdStyle: "blackfriday" },
    ],
    [
      "Astro",
      { "astro.config.mjs": "" },
      "src/content/a.md",
      { ...footnotes, bareUrls: "micromark", singleTilde: true, templates: "none", headingIdStyle: "astro" },
    ],
    [
      "Astro, .mdx",
      { "astro.config.mjs": "" },
      "src/content/a.mdx",
      { base: "mdx", containers: true, math: true, headingIdStyle: "astro" },
    ],
    ["VitePress", { ".vitepress/config.mts": "" }, "a.md", { ...plainMarkdownIt, headingIdStyle: "vitepress" }],
    [
      "VitePress with a plugin of markdown-it",
      {
        ".vitepress/config.mts": "export default { markdown: { anchor: {} } };",
        "package.json": '{"devDependencies":{"markdown-it-footnote":"4"}}',
      },
      "a.md",
      { ...all, vue: true, containers: true, templates: "vue" },
    ],
    [
      "MkDocs",
      { "mkdocs.yml": "" },
      "docs/a.md",
      {
        ...python,
        templates: "none",
        footnotes: false,
        definitionLists: false,
        admonitions: false,
        attributeLists: false,
        markdownAttribute: false,
        bareUrls: "none",
        headingIdStyle: "python-markdown",
      },
    ],
    [
      "MkDocs with extensions, and another slugify",
      {
        "mkdocs.yml":
          "markdown_extensions: [admonition, extra, pymdownx.magiclink, {toc: {slugify: x}}]\nplugins: [macros]\n",
      },
      "docs/a.md",
      {
        ...python,
        footnotes: true,
        definitionLists: true,
        admonitions: "known",
        bareUrls: "magiclink",
      },
    ],
    [
      "MkDocs with formulas",
      { "mkdocs.yml": "markdown_extensions: [pymdownx.arithmatex]\n" },
      "docs/a.md",
      { formulas: { blocks: ["dollar", "square", "begin"], inline: ["dollar", "round"] } },
    ],
    [
      "MkDocs with formulas that are chosen",
      {
        "mkdocs.yml":
          "markdown_extensions: [{pymdownx.arithmatex: {block_syntax: [square], inline_syntax: [dollar], smart_dollar: false}}]\n",
      },
      "docs/a.md",
      { formulas: { blocks: ["square"], inline: ["anyDollar"] } },
    ],
    ["mdBook", { "book.toml": "" }, "src/a.md", { ...footnotes, bareUrls: "none", headingIdStyle: "mdbook" }],
    ["Eleventy", { ".eleventy.js": "" }, "posts/a.md", all],
    [
      "Eleventy 3 without plugins",
      { ".eleventy.js": "", "package.json": '{"dependencies":{"@11ty/eleventy":"^3.0.0"}}' },
      "posts/a.md",
      {
        ...all,
        footnotes: false,
        definitionLists: false,
        admonitions: false,
        bareUrls: "none",
        tasks: false,
        indentedCode: false,
      },
    ],
    ["Next.js, where it may be MDX", { "next.config.js": "" }, "posts/a.md", { ...footnotes, mayBeMdx: true }],
  ])("of %s", async (_, files, article, dialect) => {
    expect(await dialectIn(files, article)).toMatchObject(dialect);
  });

  // What getFormat of @docusaurus/mdx-loader 3.10.2 returned; with unreadable settings, it is not known.
  const config = (markdown: string) => `export default { title: "Ferry", ${markdown} };`;
  it.each<[string, string, article: string, data: object, format: "mdx" | "md" | "either"]>([
    ["no setting", config(""), "docs/a.md", {}, "mdx"],
    ["format: mdx", config('markdown: { format: "mdx" }'), "docs/a.md", {}, "mdx"],
    ["format: md", config('markdown: { format: "md" }'), "docs/a.mdx", {}, "md"],
    ["format: detect", config('markdown: { format: "detect" }'), "docs/a.md", {}, "md"],
    ["format: detect", config('markdown: { format: "detect" }'), "docs/a.mdx", {}, "mdx"],
    ["front matter", config(""), "docs/a.md", { mdx: { format: "md" } }, "md"],
    ["front matter", config('markdown: { format: "md" }'), "docs/a.md", { mdx: { format: "mdx" } }, "mdx"],
    ["front matter", config('markdown: { format: "md" }'), "docs/a.mdx", { mdx: { format: "detect" } }, "mdx"],
    ["front matter that Docusaurus refuses", config(""), "docs/a.md", { mdx: { format: 1 }, format: "md" }, "mdx"],
    ["an unreadable configuration", "export default await load();", "docs/a.md", {}, "either"],
  ])("of Docusaurus with %s: %s", async (_, text, article, data, format) => {
    const { base, mayBeMdx = false } = (await dialectIn({ "docusaurus.config.mjs": text }, article, data)) as Dialect;
    expect({ base, mayBeMdx }).toEqual({
      base: format === "mdx" ? "mdx" : "commonmark",
      mayBeMdx: format === "either",
    });
  });

  /** What stet cannot read is not the standard value. */
  const unreadIds: readonly (readonly [name: string, files: Files, article: string, dialect: Partial<Dialect>])[] = [
    [
      "in VitePress are spread",
      { ".vitepress/config.mts": 'import { shared } from "./shared";\nexport default { ...shared, title: "A" };' },
      "a.md",
      {},
    ],
    [
      "in VitePress are imported as `markdown`",
      { ".vitepress/config.mts": 'import { markdown } from "./shared";\nexport default { markdown };' },
      "a.md",
      {},
    ],
    [
      "in VitePress are imported as `markdown.anchor`",
      { ".vitepress/config.mts": 'import { anchor } from "./shared";\nexport default { markdown: { anchor } };' },
      "a.md",
      {},
    ],
    ["in VitePress cannot be parsed", { ".vitepress/config.mts": "export default {" }, "a.md", {}],
    [
      "in Docusaurus are spread",
      { "docusaurus.config.mjs": 'import { shared } from "./shared.mjs";\nexport default { ...shared, title: "A" };' },
      "docs/a.md",
      { mayBeMdx: true },
    ],
    [
      "in Docusaurus are imported as `markdown.anchors`",
      {
        "docusaurus.config.mjs":
          'import { anchors } from "./shared.mjs";\nexport default { title: "A", markdown: { anchors } };',
      },
      "docs/a.md",
      { base: "mdx" },
    ],
    [
      "in Docusaurus are computed as `markdown.anchors.maintainCase`",
      { "docusaurus.config.mjs": 'export default { title: "A", markdown: { anchors: { maintainCase: keeps() } } };' },
      "docs/a.md",
      { base: "mdx" },
    ],
    [
      "in Astro are imported as `markdown`",
      { "astro.config.mjs": 'import { markdown } from "./shared.mjs";\nexport default { markdown };' },
      "src/content/posts/a.md",
      {},
    ],
  ];

  it.each(unreadIds)("of a site whose settings %s has headings whose ids are not known", async (_, files, at, more) => {
    const dialect = await dialectIn(files, at);
    expect(dialect).toMatchObject(more);
    expect(dialect).not.toHaveProperty("headingIdStyle");
  });

  it("of Docusaurus 2, which has another MDX, is MDX only if it compiles", async () => {
    const files = (version: string) => ({
      "docusaurus.config.js": config("").replace("export default", "module.exports ="),
      "package.json": JSON.stringify({ dependencies: { "@docusaurus/core": version } }),
    });
    expect(await dialectIn(files("^2.4.3"), "docs/a.md")).toMatchObject({ ...footnotes, mayBeMdx: true });
    expect(await dialectIn(files("^3.1.0"), "docs/a.md")).toMatchObject({ base: "mdx" });
  });

  it("of Docusaurus is no MDX in the root of the site, from where it makes no pages", async () => {
    expect(await dialectIn({ "docusaurus.config.mjs": config("") }, "README.md")).toEqual(footnotes);
  });

  it("is read as its front matter chooses", async () => {
    const files = { "docusaurus.config.mjs": config("") };
    const { markdown, root = "" } = (await generatorIn(files, "docs/a.md")) as GeneratorPlan;
    const problems = (head: string) =>
      parseArticle(
        { path: "docs/a.md", text: `---\n${head}\n---\n\n<br>\n` },
        {
          bodyLanguage: "markdown",
          lazyAttributes: [],
          generator: {
            name: "Docusaurus",
            readsAfterBlank: true,
            readsWholeElements: false,
            dialect: (data) => markdown.dialect(path.join(root, "docs/a.md"), data),
          },
        },
      ).body.mdxProblems.map(({ code }) => code);
    expect(problems("title: a")).toEqual(["mdx-unclosed-element"]);
    expect(problems("mdx:\n  format: md")).toEqual([]);
  });

  it("in another dialect has other results in the cache", async () => {
    const keyOf = async (format: string) => {
      const files = { "docusaurus.config.mjs": config(`markdown: { format: "${format}" }`) };
      const generator = await generatorIn(files, "docs/a.md");
      return planKey({ rules: [], schema: undefined, lazyAttributes: [], imagesRoot: undefined, generator }, "/");
    };
    expect(await keyOf("md")).toBe(await keyOf("md"));
    expect(new Set([await keyOf("md"), await keyOf("mdx"), await keyOf("detect")]).size).toBe(3);
  });
});
