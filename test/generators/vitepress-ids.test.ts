/** What in the configuration of a VitePress site decides about the ids of its pages. */
import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-vitepress-ids-");
let count = 0;

interface Found {
  /** The fragments that are reported. */
  readonly reported: readonly string[];
  /** Why others are not known. */
  readonly unknown: readonly string[];
}

async function found(files: Readonly<Record<string, string>>): Promise<Found> {
  const name = `site-${count++}`;
  for (const [file, text] of Object.entries(files)) put(`${name}/${file}`, text);
  const results = await lint({ paths: ["."], cwd: at(name), offline: true, cache: false, concurrency: "off" });
  const violations = results.files.flatMap((file) => file.violations);
  return {
    reported: violations.flatMap(({ rule, message }) =>
      rule === "link/fragment" ? (/"(#[^"]*)"/.exec(message)?.[1] ?? []) : [],
    ),
    unknown: results.summary.internalLinks?.unchecked.map(({ detail }) => detail) ?? [],
  };
}

const article = "# A\n\n## What's new?\n\n## ctx.emit(name)\n\n[a](#what-s-new) [b](#ctx-emit) [c](#What-s-new)\n";
const site = (config: string, more: Readonly<Record<string, string>> = {}) =>
  found({ ".vitepress/config.mts": config, "a.md": article, ...more });
const known = { reported: ["#ctx-emit", "#What-s-new"], unknown: [] };

describe("a fragment that only a changed id could match", () => {
  it("is reported with the settings of VitePress, and with functions around them that leave Markdown alone", async () => {
    expect(
      await site('import { defineConfig } from "vitepress";\nexport default defineConfig({ title: "A" });'),
    ).toEqual(known);
    expect(
      await site(
        'import { defineConfig } from "vitepress";\nimport { withPwa } from "@vite-pwa/vitepress";\nexport default withPwa(defineConfig({ title: "A" }));',
      ),
    ).toEqual(known);
    expect(await site("export default Object.assign({}, { title: 'A' });")).toEqual(known);
  });

  it("is unknown if the function around the settings is another one, which may change those of Markdown", async () => {
    expect(
      await site('import { defineConfig } from "other-theme";\nexport default defineConfig({ title: "A" });'),
    ).toEqual({
      reported: [],
      unknown: ["other-theme may change the ids of the page"],
    });
    const own = "const withIds = (config) => ({ ...config, markdown });\nexport default withIds({ title: 'A' });";
    expect(await site(own)).toEqual({ reported: [], unknown: ["config may change the ids of the page"] });
  });

  it("is unknown with options of anchors that a program decides, and not with those of links to headings", async () => {
    const unknown = { reported: [], unknown: ["markdown.anchor may change the ids of the page"] };
    expect(await site("export default { markdown: { anchor: { slugify: (text) => hash(text) } } };")).toEqual(unknown);
    expect(await site("export default { markdown: { anchor: { level: [2] } } };")).toEqual(unknown);
    expect(await site("export default { markdown: { anchor: options() } };")).toEqual(unknown);
    expect(
      await site(
        "export default { markdown: { anchor: { permalink: links(), tabIndex: false }, toc: { level: [2] } } };",
      ),
    ).toEqual(known);
  });

  it("is unknown with a plugin of Markdown that may make ids, and reported with one that does not", async () => {
    const plugin = (text: string) =>
      site('import own from "./own";\nexport default { markdown: { config: (md) => { md.use(own); } } };', {
        ".vitepress/own.ts": text,
      });
    expect(await plugin("export default (md) => { md.renderer.rules.fence = () => ''; };")).toEqual(known);
    const commented =
      "/**\n * See anchors.\n */\nimport MarkdownIt from 'markdown-it';\nexport default (md: MarkdownIt) => { md.renderer.rules.heading_open = () => ''; };";
    expect(await plugin(commented)).toEqual(known);
    expect((await plugin("export default (md) => { md.core.ruler.push('ids', more); };")).unknown).toEqual([
      "./own may change the ids of the page",
    ]);
    const anchor =
      'import anchor from "markdown-it-anchor";\nexport default { markdown: { config: (md) => { md.use(anchor); } } };';
    expect((await site(anchor)).unknown).toEqual(["markdown-it-anchor may change the ids of the page"]);
  });

  it("is unknown with a plugin of Vite that may change articles, in whichever configuration it is", async () => {
    const transform = "export const own = () => ({ name: 'own', transform(code, id) { return more(code); } });";
    const quiet = "export const own = () => ({ name: 'own', generateBundle() { done(); } });";
    const plugins =
      'import { own } from "./own";\nimport vue from "unplugin-icons/vite";\nexport default { vite: { plugins: [vue(), isOn && own()] } };';
    const unknown = { reported: [], unknown: ["./own may change the ids of the page"] };
    expect(await site(plugins, { ".vitepress/own.ts": transform })).toEqual(unknown);
    expect(await site(plugins, { ".vitepress/own.ts": quiet })).toEqual(known);
    const outside = { "vite.config.ts": 'import { own } from "./own";\nexport default { plugins: [own()] };' };
    expect(await site("export default {};", { ...outside, "own.ts": transform })).toEqual(unknown);
    expect(await site("export default {};", { ...outside, "own.ts": quiet })).toEqual(known);
    expect((await site("export default { vite: { plugins: [{ name: 'a', transform() {} }] } };")).unknown).toEqual([
      "vite.plugins may change the ids of the page",
    ]);
    const markdown = 'import more from "vite-plugin-markdown-more";\nexport default { vite: { plugins: [more()] } };';
    expect((await site(markdown)).unknown).toEqual(["vite-plugin-markdown-more may change the ids of the page"]);
  });
});

describe("a configuration that changes its settings later", () => {
  const anchor = "{ slugify: (text) => hash(text) }";
  const markdown = `{ anchor: ${anchor} }`;
  it("has ids that are unknown if those of Markdown are among them", async () => {
    const inFunction = (body: string) => site(`export default () => { ${body} return config; };`);
    const changes = [
      `const config = { markdown: {} }; config.markdown.anchor = ${anchor};`,
      `const config = { markdown: { anchor: {} } }; config.markdown.anchor.slugify = hash;`,
      `const config = { markdown: {} }; config["markdown"].anchor = ${anchor};`,
      `const config = { markdown: {} }; config[key].anchor = ${anchor};`,
      `const config = {}; Object.assign(config, { markdown: ${markdown} });`,
      `const config = { markdown: {} }; Object.assign(config.markdown, { anchor: ${anchor} });`,
      `const config = {}; Object.assign(config, more);`,
      `const config = { markdown: {} }; const { markdown } = config; markdown.anchor = ${anchor};`,
      `const config = { markdown: {} }; const markdown = config.markdown; markdown.anchor = ${anchor};`,
      `let config = {}; if (isOn) config = { markdown: ${markdown} };`,
      `let config = {}; if (isOn) config = { ...config, markdown: ${markdown} };`,
      `let config = { a: 1 }; config = withMore(config);`,
      `let config; if (isOn) config = { markdown: ${markdown} }; else config = {};`,
    ];
    for (const change of changes) expect([change, (await inFunction(change)).reported]).toEqual([change, []]);
    const global = `const config = { markdown: {} };\nconfig.markdown.anchor = ${anchor};\nexport default config;`;
    expect(await site(global)).toEqual({
      reported: [],
      unknown: ["markdown.anchor may change the ids of the page"],
    });
  });

  it("has the ids of VitePress if only others are", async () => {
    for (const change of [
      "const config = { markdown: {}, themeConfig: {} }; config.themeConfig.nav = nav();",
      "const config = { markdown: {} }; config.markdown.lineNumbers = isOn; Object.assign(config, { title: name });",
      "let config = { title: 'A' }; if (isOn) config = { ...config, title: 'B' };",
    ])
      expect(await site(`export default () => { ${change} return config; };`)).toEqual(known);
  });
});

it("ids are unknown if the configuration itself changes how headings are made, and not if it changes other rules", async () => {
  const own = (body: string) => site(`export default { markdown: { config: (md) => { ${body} } } };`);
  for (const body of [
    'md.renderer.rules.heading_open = (tokens, at) => `<h2 class="x">`;',
    "md.renderer.rules = { ...all };",
    "md.renderer.renderToken = (tokens, at) => tokens[at].content;",
    "const { rules } = md.renderer; change(rules);",
    "md.renderer = other;",
    "md['renderer']['rules']['heading_open'] = open;",
    'md.renderer.rules.fence = (tokens, at) => `<div id="fence-`;',
  ]) {
    const { reported, unknown } = await own(body);
    expect([body, reported, unknown.length]).toEqual([body, [], 1]);
  }
  expect((await own("md.renderer.rules.heading_open = () => '<h2>';")).unknown).toEqual([
    "markdown.config may change the ids of the page",
  ]);
  expect(
    await own("const fence = md.renderer.rules.fence; md.renderer.rules.fence = (...all) => fence(...all);"),
  ).toEqual(known);
});

it("the configuration of Vite is read in few steps, however many comments without an end and imports it has", async () => {
  const marks = { "vite.config.ts": "/*\n".repeat(60_000) };
  expect(await site("export default {};", marks)).toEqual(known);
  expect(await site("export default {};", { "vite.config.ts": "load:\n".repeat(40_000) })).toEqual(known);
  const imports = (name: string) => `import "./${name}";\n`.repeat(400);
  const files = { "vite.config.ts": imports("a"), "a.ts": imports("b"), "b.ts": imports("c"), "c.ts": "export {};\n" };
  expect(await site("export default {};", files)).toEqual(known);
});

describe("with a slugify of the site", () => {
  it("ids are what its steps make of the text", async () => {
    // As the documentation of Vue Router and Pinia have it: the case stays.
    const config = [
      "const special = /[\\s~`!@#$%^&*()\\-_+=[\\]{}|\\\\;:\"'“”‘’<>,.?/]+/g;",
      "export const slugify = (text: string): string => text.normalize('NFKD').replace(special, '-').replace(/^(\\d)/, '_$1');",
      "export default { markdown: { anchor: { slugify } } };",
    ].join("\n");
    expect(await site(config)).toEqual({ reported: ["#what-s-new", "#ctx-emit", "#What-s-new"], unknown: [] });
    const articles = { "b.md": "# B\n\n## What's New\n\n## 2 Über\n\n[a](#What-s-New) [b](#_2-Über) [c](#_2-uber)\n" };
    expect((await found({ ".vitepress/config.mts": config, ...articles })).reported).toEqual(["#_2-Über", "#_2-uber"]);
  });

  it("ids are those of the functions of packages that it calls", async () => {
    const config = [
      'import { slugify } from "@mdit-vue/shared";',
      "export default { markdown: { anchor: { slugify: (text) => slugify(text.replace(/[(]/g, '')) } } };",
    ].join("\n");
    const files = {
      ".vitepress/config.mts": config,
      "a.md": "# A\n\n## emit(name)\n\n[a](#emitname) [b](#emit-name)\n",
    };
    expect((await found(files)).reported).toEqual(["#emit-name"]);
    const whole = 'import { slugify } from "@mdit-vue/shared";\nexport default { markdown: { anchor: { slugify } } };';
    expect(await site(whole)).toEqual(known);
    const github =
      'import { slug } from "github-slugger";\nexport default { markdown: { anchor: { slugify: slug } } };';
    expect((await site(github)).reported).toEqual(["#what-s-new", "#ctx-emit", "#What-s-new"]);
  });

  it("the id of a heading whose text is too long for the steps is unknown, and so is that of a second one", async () => {
    const config = "export default { markdown: { anchor: { slugify: (text) => text.replace(/ /g, '_') } } };";
    const long = "word ".repeat(70).trim();
    const id = long.replaceAll(" ", "_");
    const text = `# A\n\n## ${long}\n\n## ${long}\n\n[a](#${id}) [b](#${id}-1)\n`;
    expect((await found({ ".vitepress/config.mts": config, "a.md": text })).reported).toEqual([]);
    const one = `# A\n\n## ${long}\n\n## ${long}\n\n## B c\n\n## B c\n\n[a](#B_c-1)\n`;
    expect((await found({ ".vitepress/config.mts": config, "a.md": one })).reported).toEqual([]);
  });

  it("ids are unknown if a pattern may take long", async () => {
    const config = "export default { markdown: { anchor: { slugify: (text) => text.replace(/(a+)+$/, '') } } };";
    expect((await site(config)).unknown).toEqual(["markdown.anchor may change the ids of the page"]);
  });
});

describe("attributes at the end of a heading", () => {
  it("are read between the marks of the configuration, and not otherwise", async () => {
    const headings =
      "# A\n\n## One %{#first}%\n\n## Two {#second}\n\n[a](#first) [b](#second) [c](#two-second) [d](#one)\n";
    const with1 = "export default { markdown: { attrs: { leftDelimiter: '%{', rightDelimiter: '}%' } } };";
    const with2 = "export default { markdown: { attrs: { left: '%{', right: '}%' } } };";
    for (const config of [with1, with2])
      expect((await found({ ".vitepress/config.mts": config, "a.md": headings })).reported).toEqual(["#one"]);
    const none = "export default { markdown: { attrs: { disable: true } } };";
    expect((await found({ ".vitepress/config.mts": none, "a.md": headings })).reported).toEqual(["#one"]);
  });
});
