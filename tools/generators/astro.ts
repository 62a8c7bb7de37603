/** https://astro.build */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { mdxPages } from "../../test/generators/pages/mdx.js";
import { buildWithout } from "./build-without.js";
import { run } from "./run.js";
import { contentOf, linkModules, marked, versionIn } from "./sites.js";
import type { PageRecorder } from "./types.js";

const config = `
import { defineConfig, passthroughImageService } from "astro/config";
import mdx from "@astrojs/mdx";
export default defineConfig({
  integrations: [mdx()],
  image: { service: passthroughImageService() },
  markdown: { syntaxHighlight: false },
  vite: { logLevel: "error" },
});
`;

/** The images of the articles, because a build fails without them. */
const images = ["pier.png", "boat.png", "empty.png", "a.png", "b.png", "a b.png", "图一.png", "图 一.png"];
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const extension = (article: string): string => (article.startsWith("mdx-") ? ".mdx" : ".md");

/** Images get their own paths instead of those of their copies, which depend on the content. */
const withImages = (page: string | { readonly failed: string }) =>
  typeof page === "string" ? page.replace(/\/_astro\/([^."]+)\.[\w-]+\.png/g, "$1.png") : page;

export const astroPages: PageRecorder = {
  articles: mdxPages,
  files: {
    "package.json": '{"type":"module"}',
    "astro.config.mjs": config,
    "src/components/Box.astro": "<section><b>{Astro.props.title}</b><slot /></section>\n",
    "src/components/Box.jsx": "",
    "src/layout.astro": marked("<slot />"),
    "src/pages/index.astro": "<p>Home</p>",
    "src/content.config.ts": `
import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
export const collections = { articles: defineCollection({ loader: glob({ pattern: "*.{md,mdx}", base: "./articles", generateId: ({ entry }) => entry.replace(/\\.mdx?$/, "") }) }) };
`,
    "src/pages/[article].astro": `---
import { getCollection, render } from "astro:content";
import Layout from "../layout.astro";
export async function getStaticPaths() {
  return (await getCollection("articles")).map((entry) => ({ params: { article: entry.id }, props: { entry } }));
}
const { Content } = await render(Astro.props.entry);
---
<Layout><Content /></Layout>
`,
  },
  place: (article) => `articles/${article}${extension(article)}`,
  async build(request) {
    const { site, zone, articles, from } = request;
    linkModules(request);
    // Astro makes one copy of images that are equal.
    for (const image of images)
      writeFileSync(
        path.join(site, "articles", image),
        Buffer.concat([Buffer.from(png, "base64"), Buffer.from(image)]),
      );
    const failed = buildWithout({
      site,
      articles,
      extension,
      build: () =>
        run(process.execPath, [path.join(from, "node_modules/astro/astro.js"), "build", "--silent"], site, zone),
      error: /\/articles\/([\w-]+)\.mdx?:/g,
    });
    return {
      version: `Astro ${versionIn(from, "astro")}`,
      pages: Object.fromEntries(
        articles.map((one) => [one, failed[one] ?? withImages(contentOf(path.join(site, "dist", one, "index.html")))]),
      ),
    };
  },
};
