/** Sites whose base path a condition in the configuration or the environment decides. */
import { afterEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";

let site: Site | undefined;
afterEach(() => site?.remove());

/** The marks `[r1]` of the links that are reported. */
async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  site = await makeSite(files);
  const { files: results } = await lintReferences(site.folder);
  return results.flatMap(({ path, violations }) =>
    violations.map(
      ({ range, rule }) =>
        (files[path] ?? "")
          .slice(0, range.end)
          .match(/\[r\d+\]/g)
          ?.at(-1) ?? rule,
    ),
  );
}

describe("in Eleventy, with a prefix from the environment", () => {
  const config = (plugin: string) =>
    `import { HtmlBasePlugin } from "@11ty/eleventy";
export default function (eleventyConfig) {
  ${plugin}
  let pathPrefix = "/";
  if (process.env.BASEURL) { pathPrefix = process.env.BASEURL; }
  return { pathPrefix };
}
`;
  // What Eleventy 3.1.8 writes was looked at with BASEURL empty and `/x/`.
  const page =
    '[r1](../b/) [r2](../gone/) [r3](/docs/b/) [r4](/gone/) [r5]({{ "/docs/b/" | url }}) [r6]({{ "/gone/" | url }})\n[r7](../../docs/b/) [r8](../../../docs/b/) [r9](../b/#gone) [r10](../../../gone/)\n';
  const files = (plugin: string) => ({
    "package.json": '{"type":"module","dependencies":{"@11ty/eleventy":"^3.0.0"}}',
    "eleventy.config.js": config(plugin),
    "docs/a.md": `---\ntitle: A\n---\n${page}`,
    "docs/b.md": "---\ntitle: B\n---\nThe ferry leaves at noon, and at six.\n",
  });

  it("relative links, their fragments and URLs of the filter `url` are checked, and others only if they lead nowhere for sure", async () => {
    expect(await reported(files(""))).toEqual(["[r2]", "[r6]", "[r9]"]);
  });

  it("so are URLs to which a plugin adds the prefix", async () => {
    expect(await reported(files("eleventyConfig.addPlugin(HtmlBasePlugin);"))).toEqual(["[r2]", "[r4]", "[r9]"]);
  });
});

describe("with several literal base paths", () => {
  const page = "[r1](/b) [r2](/immer/b) [r3](/gone) [r4](/immer/gone) [r5](./b) [r6](./gone) [r7](/other/b)\n";

  it("Docusaurus links are dead only if they are below each of them", async () => {
    const files = {
      "package.json": '{"dependencies":{"@docusaurus/core":"^3.0.0","@docusaurus/preset-classic":"^3.0.0"}}',
      "docusaurus.config.js":
        'module.exports = { url: "https://a.example", baseUrl: process.env.PREVIEW ? "/" : "/immer/", presets: [["classic", { docs: { routeBasePath: "/" } }]] };\n',
      "docs/a.md": `# A\n\n${page}`,
      "docs/b.md": "# B\n",
    };
    expect(await reported(files)).toEqual(["[r3]", "[r4]", "[r6]", "[r7]"]);
  });

  it("Astro links are dead only if they are below each of them", async () => {
    const files = {
      "package.json": '{"dependencies":{"astro":"^5.0.0"}}',
      "astro.config.mjs":
        'const base = process.env.CI ? "/immer" : "/";\nexport default { base, build: { format: "file" } };\n',
      "src/pages/a.md": `# A\n\n${page}`,
      "src/pages/b.md": "# B\n",
    };
    expect(await reported(files)).toEqual(["[r4]", "[r6]"]);
  });
});
