/** https://docusaurus.io */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { mdxPages } from "../../test/generators/pages/mdx.js";
import { buildWithout } from "./build-without.js";
import { run } from "./run.js";
import { linkModules, versionIn } from "./sites.js";
import type { PageRecorder } from "./types.js";

/** Images and links that are not there keep their path. */
const config = `
export default {
  title: "Ferry",
  url: "https://ferry.example",
  baseUrl: "/",
  onBrokenLinks: "ignore",
  onBrokenAnchors: "ignore",
  onDuplicateRoutes: "ignore",
  future: { faster: { swcJsLoader: true, swcJsMinimizer: true, lightningCssMinimizer: true, rspackBundler: true } },
  markdown: { format: "detect", hooks: { onBrokenMarkdownLinks: "ignore", onBrokenMarkdownImages: "ignore" } },
  themes: ["@docusaurus/theme-classic"],
  plugins: [["@docusaurus/plugin-content-docs", { path: "articles", routeBasePath: "/", sidebarPath: false }]],
};
`;

const extension = (article: string): string => (article.startsWith("mdx-") ? ".mdx" : ".md");

/** The content of a page without the heading that the theme makes of the title. */
function contentIn(file: string): string | { readonly failed: string } {
  if (!existsSync(file)) return { failed: "no page" };
  const html = readFileSync(file, "utf8");
  const start = html.search(/<div class="[^"]*theme-doc-markdown[^"]*">/);
  if (start === -1) return { failed: "no content" };
  const end = html.indexOf("</article>", start);
  return html
    .slice(start, end)
    .replace(/<footer[\s\S]*?<\/footer>/, "")
    .replace(/<header><h1>Low water<\/h1><\/header>/, "");
}

export const docusaurusPages: PageRecorder = {
  articles: mdxPages,
  files: {
    "package.json": '{"dependencies":{"@docusaurus/core":"^3.0.0"}}',
    "docusaurus.config.mjs": config,
    "src/Box.js": `export default ({ title, children }) => <section><b>{title}</b>{children}</section>;\n`,
  },
  place: (article) => `articles/${article}${extension(article)}`,
  async build(request) {
    const { site, zone, articles, from } = request;
    linkModules(request);
    const failed = buildWithout({
      site,
      articles,
      extension,
      build: () =>
        run(
          process.execPath,
          [path.join(from, "node_modules/@docusaurus/core/bin/docusaurus.mjs"), "build", "--no-minify"],
          site,
          zone,
        ),
      error:
        /(?:MDX compilation failed for file|Error while processing Markdown file with path|Can't render static file for pathname|Error:)[^\n]*?\/([\w-]+)(?:\.mdx?)?["\n]/g,
    });
    return {
      version: `Docusaurus ${versionIn(from, "@docusaurus/core")}`,
      pages: Object.fromEntries(
        articles.map((one) => [one, failed[one] ?? contentIn(path.join(site, "build", one, "index.html"))]),
      ),
    };
  },
};
