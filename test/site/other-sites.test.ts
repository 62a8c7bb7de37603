/** Other sites may be on the host of a site: pages of projects at GitHub, and the same site in other languages. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-other-sites-");

/** What the links of the page `/docs/a/` lead to. */
async function targets(name: string, url: string, links: readonly string[]) {
  put(`${name}/mkdocs.yml`, `site_name: A\nsite_url: ${url}\n`);
  put(`${name}/docs/docs/a.md`, "# A\n");
  put(`${name}/docs/docs/b.md`, "# B\n");
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const from = at(`${name}/docs/docs/a.md`);
  const site = openSites().of(await configs.planFor(from));
  return Promise.all(links.map(async (link) => (await site?.resolve(link, from))?.state));
}

describe("a URL with the host of the site", () => {
  it("leads to another site if it is not below the base path", async () => {
    const links = [
      "https://a.example/docs/b/",
      "https://a.example/zh/docs/b/",
      "https://a.example/zh/docs/c/",
      "/docs/b/",
    ];
    expect(await targets("below", "https://a.example/zh/", links)).toEqual(["unknown", "page", "missing", "missing"]);
  });

  it("may lead to another site in a folder of which the site has nothing", async () => {
    const links = [
      "https://a.example/tool/b.zip",
      "https://a.example/docs/c/",
      "https://a.example/c.zip",
      "/tool/b.zip",
    ];
    expect(await targets("root", "https://a.example/", links)).toEqual(["unknown", "missing", "missing", "missing"]);
  });
});
