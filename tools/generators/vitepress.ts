/** https://vitepress.dev */
import { readFileSync } from "node:fs";
import path from "node:path";
import { vuePages } from "../../test/generators/pages/vue.js";
import { buildWithout } from "./build-without.js";
import { run } from "./run.js";
import { linkModules, versionIn } from "./sites.js";
import type { BuildRequest, PageRecorder } from "./types.js";

/** A page of the built site, with the data that VitePress hands to its theme. */
interface BuiltPage {
  readonly data: Readonly<Record<string, unknown>>;
  readonly content: string;
}

/** Images get their path as VitePress asks for them, so that none must be there. */
const config = `
import { writeFileSync } from "node:fs";
const found = {};
const images = {
  name: "images",
  enforce: "pre",
  resolveId: (id) => (/^\\.{0,2}\\/[^?]*\\.(?:png|jpg|svg|mp4)$/.test(id) && !id.startsWith(process.cwd()) ? "\\0image:" + id : undefined),
  load: (id) => (id.startsWith("\\0image:") ? "export default " + JSON.stringify(id.slice(7)) : undefined),
};
const plain = (value) =>
  value instanceof Date ? (Number.isNaN(value.getTime()) ? { type: "Invalid Date" } : { date: value.toISOString() })
  : Array.isArray(value) ? value.map(plain)
  : typeof value === "number" && !Number.isFinite(value) ? { type: String(value) } : value;
export default {
  ignoreDeadLinks: true,
  vite: { logLevel: "error", plugins: [images] },
  transformPageData(page) {
    const { title, note, tags } = page.frontmatter;
    found[page.relativePath] = { data: { title: plain(title), note: plain(note), tags: tags && plain(tags) } };
  },
  transformHtml(code, id, { pageData, content }) { (found[pageData.relativePath] ??= {}).content = content; },
  buildEnd() { writeFileSync("record.json", JSON.stringify(found)); },
};
`;

const files = {
  "package.json": '{"type":"module"}',
  "index.md": "# Home\n",
  ".vitepress/config.mjs": config,
  ".vitepress/theme/index.js": `
import { h } from "vue";
import { Content } from "vitepress";
const Box = { props: ["title"], setup: (props, { slots }) => () => h("section", [props.title && h("b", props.title), slots.default?.()]) };
export default { Layout: () => h(Content), enhanceApp({ app }) { app.component("MyBox", Box); app.component("Badge", Box); } };
`,
};

/** Builds the site again without the article that ended the build, until it is built. */
function build({ site, zone, articles, from }: BuildRequest) {
  const failed = buildWithout({
    site,
    articles,
    extension: () => ".md",
    build: () =>
      run(process.execPath, [path.join(from, "node_modules/vitepress/bin/vitepress.js"), "build", "."], site, zone),
    error: /(?:build error:|RollupError:|\[vite[^\]]*\])[\s\S]*?articles\/([\w-]+)\.md/g,
  });
  const pages: Record<string, BuiltPage> = JSON.parse(readFileSync(path.join(site, "record.json"), "utf8"));
  return { version: `VitePress ${versionIn(from, "vitepress")}`, failed, pages };
}

export const vitepressPages: PageRecorder = {
  articles: vuePages,
  files,
  place: (article) => `articles/${article}.md`,
  async build(request) {
    linkModules(request);
    const { version, failed, pages } = build(request);
    return {
      version,
      pages: Object.fromEntries(
        request.articles.map((one) => [
          one,
          failed[one] ?? pages[`articles/${one}.md`]?.content ?? { failed: "no page" },
        ]),
      ),
    };
  },
};
