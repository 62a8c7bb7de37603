/** Addresses of Eleventy with a title that `slugify` changes. */
import { expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-eleventy-slugs-");
let count = 0;

async function addressOf(title: string, filter: string): Promise<string | undefined> {
  const name = `site-${count++}`;
  put(`${name}/eleventy.config.js`, "export default function (eleventyConfig) {}\n");
  put(`${name}/a.md`, `---\ntitle: ${JSON.stringify(title)}\npermalink: "/p/{{ title | ${filter} }}/"\n---\n# A\n`);
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const site = openSites().of(await configs.planFor(at(name, "a.md")));
  const own = await site?.routeOf(at(name, "a.md"));
  return own?.state === "page" ? own.url : own?.state;
}

// What @sindresorhus/slugify 1.1.2 and 2.2.1 make of them, with `decamelize: false`.
it.each([
  ["Hello, World!", "/p/hello-world/"],
  ["C++ & C# 2.1 (iPhone)", "/p/c-and-c-2-1-iphone/"],
  ["渡口 Harbour 时间", "/p/harbour/"],
  ["R&D — 2", "unknown"],
  ["Über uns", "unknown"],
  ["Don't", "unknown"],
  ["渡口", "unknown"],
])("the address of %j is known if all versions of the package agree", async (title, address) => {
  expect(await addressOf(title, "slugify")).toBe(address);
});

it("the filter slug, which keeps other signs, is followed only for letters, digits and dashes", async () => {
  expect(await addressOf("Hello World - 2", "slug")).toBe("/p/hello-world-2/");
  expect(await addressOf("Hello, World", "slug")).toBe("unknown");
});
