/**
 * Addresses of Next.js sites. The first site is what Next.js 15.5.29 with @next/mdx has built and shown of these files, with
 * `output: "export"`; the others follow its documentation and that of Nextra.
 */
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Generators } from "../../src/generators/index.js";
import { openSites } from "../../src/site/index.js";
import { makeSite } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";
import { emptyPlan } from "./plan.js";

const dependencies = (...names: string[]) => ({
  "package.json": JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "15.0.0"])) }),
});
const config = (settings: string) => ({
  "next.config.mjs": `import createMDX from "@next/mdx";\nconst nextConfig = { ${settings} };\nexport default createMDX({})(nextConfig);\n`,
});
const page = "export default function Page() {\n  return <p />;\n}\n";

async function routesOf(files: Readonly<Record<string, string>>) {
  const site = await makeSite(files);
  onTestFinished(() => site.remove());
  const generator = await new Generators().of(path.join(site.folder, "a.mdx"), undefined);
  const model = openSites().of({ ...emptyPlan, generator });
  const { articles } = (await model?.routes()) ?? { articles: [] };
  return Object.fromEntries(
    articles.map(({ file, route }) => [
      path.relative(site.folder, file).replaceAll(path.sep, "/"),
      route.state === "page"
        ? route.url
        : route.state === "unknown"
          ? `${route.reason.why} ${route.reason.detail}`
          : route.because,
    ]),
  );
}

const home = `# Boats

[tides](/tides) [tides](tides/) [quay](/quay) [old](/old) [about](/old/about) [gone](/gone) [blog](/blog/a) [private](/_private)

![pier](/pier.png)
![gone](/gone.png)
`;
const built = {
  ...dependencies("next", "@next/mdx"),
  ...config('output: "export", pageExtensions: ["js", "jsx", "md", "mdx"]'),
  "app/page.mdx": home,
  "app/tides/page.mdx": "# Tides\n",
  "app/(coast)/quay/page.mdx": "# Quay\n\n[up](../tides) [own](quay)\n",
  "app/_private/page.mdx": "# Private\n",
  "app/blog/[slug]/page.jsx": page,
  "content/a.mdx": "# A\n",
  "pages/old/index.md": "# Old\n",
  "pages/old/about.mdx": "# About\n",
  "public/pier.png": "",
};

it("are those of the app router and of the pages router", async () => {
  expect(await routesOf(built)).toEqual({
    "app/page.mdx": "/",
    "app/tides/page.mdx": "/tides",
    "app/(coast)/quay/page.mdx": "/quay",
    "app/_private/page.mdx": "name",
    "content/a.mdx": "template app/blog/[slug]/page.jsx",
    "pages/old/index.md": "/old",
    "pages/old/about.mdx": "/old/about",
  });
});

it("are dead where the built site has no page and no file, and unknown below a dynamic page", async () => {
  const site = await makeSite(built);
  onTestFinished(() => site.remove());
  const { files } = await lintReferences(site.folder);
  const reported = files.flatMap(({ path: file, violations }) =>
    violations
      .filter(({ rule }) => /^(?:link|image)\/local$/.test(rule))
      .map(({ message }) => `${file} ${/"(.*?)"/.exec(message)?.[1]}`),
  );
  expect(reported).toEqual(["/tides/", "/gone", "/_private", "/gone.png"].map((url) => `app/page.mdx ${url}`));
});

it("are checked where the lists of plugins are empty, as in the documentation", async () => {
  const reported = async (options: string) => {
    const site = await makeSite({
      ...dependencies("next"),
      "next.config.mjs": `import createMDX from "@next/mdx";\nconst withMDX = createMDX({ options: { ${options} } });\nexport default withMDX({ pageExtensions: ["mdx"] });\n`,
      "app/page.mdx": "# Boats\n\n[Gone](/gone)\n",
    });
    onTestFinished(() => site.remove());
    const { files } = await lintReferences(site.folder);
    return files.flatMap(({ violations }) => violations.map(({ rule }) => rule));
  };
  expect(await reported("remarkPlugins: [], rehypePlugins: [ ]")).toEqual(["link/local"]);
  expect(await reported("remarkPlugins: [gfm], rehypePlugins: []")).toEqual([]);
});

it("follow basePath and trailingSlash", async () => {
  const files = {
    ...dependencies("next"),
    ...config('basePath: "/docs", trailingSlash: true, pageExtensions: ["mdx", "tsx"]'),
    "src/app/guide/page.mdx": "# Guide\n",
  };
  expect(await routesOf(files)).toEqual({ "src/app/guide/page.mdx": "/docs/guide/" });
});

it("are unknown where only running the configuration could tell, with the reason", async () => {
  const article = { "pages/a.mdx": "# A\n" };
  expect(await routesOf({ ...dependencies("next"), ...config("pageExtensions: own()"), ...article })).toEqual({
    "pages/a.mdx": "setting pageExtensions",
  });
  expect(
    await routesOf({ ...dependencies("next"), ...config('pageExtensions: ["mdx"], trailingSlash: own'), ...article }),
  ).toEqual({
    "pages/a.mdx": "setting trailingSlash",
  });
});

it("of Nextra are the files of content, on the page that takes all paths", async () => {
  const files = {
    ...dependencies("next", "nextra"),
    ...config(""),
    "app/docs/[[...mdxPath]]/page.jsx": page,
    "content/index.mdx": "# Home\n",
    "content/guide/start.mdx": "# Start\n",
    "content/guide/index.md": "# Guide\n",
  };
  expect(await routesOf(files)).toEqual({
    "content/index.mdx": "/docs",
    "content/guide/start.mdx": "/docs/guide/start",
    "content/guide/index.md": "/docs/guide",
  });
});
