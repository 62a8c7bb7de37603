/** Plugins of Markdown that may write other URLs into pages. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-markdown-plugins-");
let count = 0;

/** The states of a link to a page, of one to none, and of one to none in HTML. */
async function linksWith(
  config: string,
  text: string,
  from: string,
  page: string,
  more: Readonly<Record<string, string>> = {},
) {
  const name = `site-${count++}`;
  for (const [file, content] of Object.entries(more)) put(`${name}/${file}`, content);
  put(`${name}/${config}`, text);
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  put(`${name}/${from}`, "# A\n");
  put(`${name}/${folder}b.md`, "# B\n");
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const file = at(`${name}/${from}`);
  const site = openSites().of(await configs.planFor(file));
  const state = async (url: string, syntax: "markdown" | "html") =>
    (await site?.resolve(url, file, { syntax, about: "link" }))?.state;
  return [await state(page, "markdown"), await state("/gone/", "markdown"), await state("/gone/", "html")];
}

const known = ["page", "missing", "missing"];
const unknown = ["page", "unknown", "unknown"];

const vitepress = (markdown: string, imports = "") =>
  linksWith(".vitepress/config.mjs", `${imports}\nexport default { markdown: ${markdown} };\n`, "a.md", "/b.html");
const astro = (markdown: string, imports = "") =>
  linksWith("astro.config.mjs", `${imports}\nexport default { markdown: ${markdown} };\n`, "src/pages/a.md", "/b/");
const docusaurus = (options: string, imports = "") =>
  linksWith(
    "docusaurus.config.js",
    `${imports}\nmodule.exports = { baseUrl: "/", url: "https://a.example", presets: [["classic", { docs: ${options} }]] };\n`,
    "docs/a.md",
    "/docs/b",
  );

describe("a link that leads nowhere", () => {
  it("is dead without plugins, and with those that leave URLs alone", async () => {
    expect(await vitepress("{ lineNumbers: true }")).toEqual(known);
    expect(
      await vitepress("{ config: (md) => { md.use(footnote); } }", 'import footnote from "markdown-it-footnote";'),
    ).toEqual(known);
    expect(
      await astro(
        "{ remarkPlugins: [remarkMath, [toc, {}]] }",
        'import remarkMath from "remark-math"; import toc from "remark-toc";',
      ),
    ).toEqual(known);
    expect(
      await docusaurus('{ remarkPlugins: [require("remark-math")], rehypePlugins: [[require("rehype-katex"), {}]] }'),
    ).toEqual(known);
  });

  it("is dead with such plugins by the names that the configuration gives to what they export", async () => {
    expect(
      await docusaurus(
        "{ beforeDefaultRehypePlugins: [[shiki, {}]] }",
        'const { default: shiki } = require("@shikijs/rehype");',
      ),
    ).toEqual(known);
    expect(
      await docusaurus("{ remarkPlugins: [links] }", 'const { links } = require("remark-rewrite-links");'),
    ).toEqual(unknown);
  });

  it("is dead if plugins of Docusaurus that make no pages are named by the paths of their files", async () => {
    const withPlugin = (name: string) =>
      linksWith(
        "docusaurus.config.js",
        `module.exports = { baseUrl: "/", url: "https://a.example", presets: [["classic", {}]], plugins: [require.resolve("${name}")] };\n`,
        "docs/a.md",
        "/docs/b",
      );
    expect(await withPlugin("docusaurus-plugin-sass")).toEqual(known);
    expect(await withPlugin("docusaurus-plugin-pages-of-others")).toEqual(unknown);
    expect(await withPlugin("./src/plugin")).toEqual(unknown);
  });

  it("is dead with such plugins in a configuration in TypeScript", async () => {
    const inTypeScript = (imports: string, use: string) =>
      linksWith(
        ".vitepress/config.ts",
        `${imports}\nconst a: string = "x";\nexport default { markdown: { config(md: unknown) { md.use(${use}); } } };\n`,
        "a.md",
        "/b.html",
      );
    expect(await inTypeScript('import footnote from "markdown-it-footnote";', "footnote")).toEqual(known);
    expect(
      await inTypeScript('import { groupIconMdPlugin } from "vitepress-plugin-group-icons";', "groupIconMdPlugin"),
    ).toEqual(known);
    expect(await inTypeScript('import { links } from "./links.ts";', "links")).toEqual(unknown);
  });

  it("is unknown with a plugin that may rewrite it", async () => {
    expect(await vitepress("{ config: (md) => { md.use(own); } }", 'import own from "./links.mjs";')).toEqual(unknown);
    for (const change of [
      "md.renderer.rules.link_open = () => 1;",
      "md.renderer.rules['link' + '_open'] = () => 1;",
      "Object.assign(md.renderer.rules, more);",
      "md.render = () => more;",
      "addLinks(md);",
    ])
      expect([change, await vitepress(`{ config(md) { ${change} } }`)]).toEqual([change, unknown]);
    const called = (from: string) =>
      vitepress("{ async config(md) { await plugin(md); } }", `import plugin from "${from}";`);
    expect(await called("vitepress-plugin-graphviz")).toEqual(known);
    const container = "{ config(md) { md.use(box, 'tip', { render: (tokens, at) => tokens[at].nesting }); } }";
    expect(await vitepress(container, 'import box from "markdown-it-container";')).toEqual(known);
    expect(await called("vitepress-plugin-links-of-others")).toEqual(unknown);
    expect(await astro('{ rehypePlugins: [["rehype-rewrite", {}]] }')).toEqual(unknown);
    expect(await astro("{ remarkPlugins: [links] }", 'import { links } from "./links.mjs";')).toEqual(unknown);
    expect(await astro("{ remarkPlugins: made() }")).toEqual(unknown);
    expect(await docusaurus('{ beforeDefaultRemarkPlugins: [require("./links")] }')).toEqual(unknown);
    expect(await docusaurus("{ remarkPlugins: [links] }", 'const links = require("./links");')).toEqual(unknown);
  });

  /** A site whose configuration uses a plugin in a file of its own. */
  const withOwn = (file: string, content: string) =>
    linksWith(
      ".vitepress/config.ts",
      'import { own } from "./own";\nexport default { markdown: { config(md: unknown) { md.use(own); } } };\n',
      "a.md",
      "/b.html",
      { [`.vitepress/${file}`]: content },
    );

  it.each([
    // As in the documentation of Vue: the marks at the end of a heading are for the theme.
    `import type MarkdownIt from "markdown-it";
// See https://a.example/links.
export const own = (md: MarkdownIt) => {
  md.renderer.rules.heading_open = (tokens, i, options, env, self) => {
    for (const child of tokens[i + 1].children!)
      if (child.type === "text") child.content = child.content.replace(/\\s*\\*+$/, "");
    return self.renderToken(tokens, i, options);
  };
  const render = md.render;
  md.render = (content, env) => {
    const res = render(content, env);
    if (env.headers) for (const h of env.headers) h.optionsOnly = h.title.endsWith("*");
    return res;
  };
};`,
    "export const own = (md) => { md.renderer.rules.fence = (t, i) => t[i].content; };",
    "export const own = (md) => { const { render } = md; md.render = (a, b) => render(a, b); };",
  ])("is dead with a plugin of the site that surely leaves URLs alone (%#)", async (content) => {
    expect(await withOwn("own.ts", content)).toEqual(known);
  });

  it.each([
    "export const own = (md) => { md.renderer.rules.link_open = () => 1; };",
    "export const own = (md) => { md.renderer.rules['lin' + 'k_open'] = () => 1; };",
    "export const own = (md) => { md.core.ruler.push('x', (s) => { s.tokens.length; }); };",
    "const r = md.render; export const own = (md) => { md.render = (a, b) => r(a, b).replace('](', '](/docs'); };",
    "export const own = (md) => { Object.assign(md.renderer.rules, more); };",
    "export const own = (md) => { const all = md.renderer.rules; all.text = () => more; };",
    "export const own = (md) => { const { rules: all } = md.renderer; all.text = () => more; };",
    "export const own = (md) => { Object.assign(md.renderer, more); };",
    "export const own = (md) => { md['rend' + 'erer'].a = more; md.renderer.render = more; };",
    "const render = md.render; export const own = (md) => { md.render = (a, b) => render(more(a), b); };",
    "const render = md.render; export const own = (md) => { md.render = (a, b) => { a = more; return render(a, b); }; };",
    "const render = md.render; export const own = (md) => { md.render = (a, b) => render(a, b) + more; };",
    "export const own = (md) => { md.renderer.render = () => more; };",
    'import { all } from "./all"; export const own = (md) => md.use(all);',
    'const all = require("./all"); export const own = (md) => md.use(all);',
    "export const own = (md) => {",
  ])("is unknown with a plugin of the site that may rewrite it: %s", async (content) => {
    expect(await withOwn("own.js", content)).toEqual(unknown);
    expect(await withOwn("other.js", content)).toEqual(unknown);
  });
});
