/** Nothing is reported about the addresses of a site whose configuration stet cannot read: the standard values do not count. */
import { afterEach, describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

const article =
  "---\ntitle: A\ndate: 2024-01-01\n---\n\n[one](/gone/) [two](../gone/) [three](gone.md) ![x](/gone.png)\n";
const dependency = (name: string) => ({ "package.json": JSON.stringify({ dependencies: { [name]: "1.0.0" } }) });

const linted = async (files: Readonly<Record<string, string>>, paths: string[]) => {
  site = await makeSite(files);
  const { files: results, summary } = await lint({
    cwd: site.folder,
    paths,
    noConfig: true,
    offline: true,
    cache: false,
  });
  const found = results.flatMap(({ violations }) => violations.map(({ rule }) => rule));
  return {
    found: found.filter((rule) => rule === "link/local" || rule === "image/local"),
    reasons: (summary.internalLinks?.unchecked ?? []).map(({ detail }) => detail),
  };
};

const cases: readonly [
  generator: string,
  config: string,
  broken: string,
  file: string,
  more?: Record<string, string>,
][] = [
  ["Hugo", "hugo.toml", "baseURL = ", "content/posts/a.md"],
  ["Hugo in a folder", "config/_default/params.toml", "x = ", "content/posts/a.md", { "hugo.toml": "" }],
  ["Hexo", "_config.yml", "url: [", "source/_posts/a.md", dependency("hexo")],
  ["Eleventy", "eleventy.config.js", "export default {", "posts/a.md", dependency("@11ty/eleventy")],
  ["Docusaurus", "docusaurus.config.js", "module.exports = {", "docs/a.md", dependency("@docusaurus/core")],
  ["Docusaurus in TypeScript", "docusaurus.config.ts", "export default {", "docs/a.md", dependency("@docusaurus/core")],
  ["Astro", "astro.config.mjs", "export default {", "src/pages/posts/a.md", dependency("astro")],
  ["VitePress", ".vitepress/config.mts", "export default {", "posts/a.md", dependency("vitepress")],
  ["MkDocs", "mkdocs.yml", "site_name: [", "docs/posts/a.md"],
  ["mdBook", "book.toml", "[book", "src/posts/a.md"],
];

describe.each(cases)("%s", (_, config, broken, file, more = {}) => {
  it("has unknown addresses, with the configuration as the reason, if it cannot be parsed", async () => {
    const { found, reasons } = await linted({ ...more, [config]: broken, [file]: article }, [file]);
    expect(found).toEqual([]);
    expect(reasons).toEqual([`stet cannot read "${config}"`]);
  });
});

describe("a configuration", () => {
  it.each([
    ["too large", `baseURL: https://a.example/\n${"#".repeat(300_000)}`],
    ["a list", "- baseURL: https://a.example/\n"],
    ["text", "just text\n"],
  ])("that is %s counts as one that cannot be parsed", async (_, text) => {
    const file = "content/posts/a.md";
    const { found, reasons } = await linted({ "hugo.yaml": text, [file]: article }, [file]);
    expect(found).toEqual([]);
    expect(reasons).toEqual(['stet cannot read "hugo.yaml"']);
  });

  it("that is empty has the standard values", async () => {
    const file = "content/posts/a.md";
    const { found } = await linted({ "hugo.yaml": "# none\n", [file]: article }, [file]);
    expect(found).toContain("link/local");
  });
});

describe("redirects that cannot be read", () => {
  it.each([
    ["netlify.toml", "[[redirects"],
    ["vercel.json", "{"],
  ])("in %s may be for any address that leads nowhere, and for none that leads to a page", async (name, text) => {
    const files = {
      "hugo.toml": 'baseURL = "https://a.example/"\n',
      [name]: text,
      "content/posts/a.md": "---\ntitle: A\n---\n\n[a](/posts/b/) [gone](/gone/)\n",
      "content/posts/b.md": "---\ntitle: B\n---\n",
    };
    const { found, reasons } = await linted(files, ["content"]);
    expect(found).toEqual([]);
    expect(reasons).toEqual([`stet cannot read "${name}"`]);
  });
});

it("a data file of Eleventy that cannot be read leaves the address of its templates unknown", async () => {
  const files = {
    ...dependency("@11ty/eleventy"),
    "eleventy.config.js": "export default {};\n",
    "posts/posts.json": "{",
    "posts/b.md": "---\ntitle: B\n---\n",
    "a.md": "---\ntitle: A\n---\n\n[b](/posts/b/)\n",
  };
  const { found } = await linted(files, ["a.md"]);
  expect(found).toEqual([]);
});
