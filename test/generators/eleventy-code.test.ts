/** Front matter and plugins of Eleventy that are code. What Eleventy 3.1 makes of these sites was looked at by hand. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-eleventy-code-");

async function siteWith(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) put(name, text);
  const configs = await openConfigs({ cwd: at(), registry: [], noConfig: true, preset: "recommended" });
  const site = openSites().of(await configs.planFor(at("content/a.md")));
  if (!site) throw new Error("there is no site");
  return site;
}

const config = (...lines: string[]) =>
  `import { HtmlBasePlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";
import navigation from "@11ty/eleventy-navigation";
export default function (eleventyConfig) {
${lines.map((line) => `  eleventyConfig.${line};`).join("\n")}
  eleventyConfig.addPlugin(navigation);
}
export const config = { dir: { input: "content" }, pathPrefix: "/boats/" };
`;

it("code that sets no address leaves the address of the file", async () => {
  const site = await siteWith({
    "eleventy.config.js": config(),
    "content/a.md": "---js\nconst eleventyNavigation = { key: 'A' };\n---\n",
    "content/b.md": '---js\nconst permalink = ["/", "/"].join("b");\n---\n',
    "content/c.md": "---\ntitle: [\n---\n",
  });
  expect(await site.routeOf(at("content/a.md"))).toMatchObject({ state: "page", url: "/boats/a/" });
  expect(await site.routeOf(at("content/b.md"))).toMatchObject({ state: "unknown", reason: { why: "template" } });
  expect(await site.routeOf(at("content/c.md"))).toMatchObject({ state: "unknown", reason: { why: "front-matter" } });
});

it("an address of many long parts, each of which may be one of several, is unknown", async () => {
  const parts = "abcdefghijklmnop".split("").map((one) => `"${one.repeat(5_000)}"`);
  const part = parts.reduce((others, one) => `x ? ${one} : ${others}`);
  const site = await siteWith({
    "eleventy.config.js": config(),
    "content/a.md": `---js\nconst part = ${part};\nconst permalink = \`${`$\{part}`.repeat(1_000)}\`;\n---\n`,
  });
  expect(await site.routeOf(at("content/a.md"))).toMatchObject({ state: "unknown", reason: { why: "template" } });
});

it("a draft is unknown where code decides about templates", async () => {
  const site = await siteWith({
    "eleventy.config.js": config('addPreprocessor("drafts", "*", (data) => !data.draft)'),
    "content/a.md": "---\ndraft: true\n---\n",
  });
  expect(await site.routeOf(at("content/a.md"))).toMatchObject({ state: "unknown" });
});

it("images that a plugin finds are next to the article, and the feed is where its plugin writes it", async () => {
  const site = await siteWith({
    "eleventy.config.js": `import { eleventyImageTransformPlugin } from "@11ty/eleventy-img";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
export default function (eleventyConfig) {
  eleventyConfig.addPlugin(eleventyImageTransformPlugin, { formats: ["avif"] });
  eleventyConfig.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed/feed.xml" });
  eleventyConfig.addPassthroughCopy({ public: "/" });
}
export const config = { dir: { input: "content" } };
`,
    "content/deep/b.md": "---\ntitle: B\n---\n",
    "content/deep/beside.png": "",
    "content/root.png": "",
    "public/copied.png": "",
  });
  const from = at("content/deep/b.md");
  const image = async (url: string) => (await site.resolve(url, from, { syntax: "markdown", about: "image" })).state;
  const urls = [
    "beside.png",
    "./beside.png",
    "/root.png",
    "/copied.png",
    "gone.png",
    "/gone.png",
    "/img/made-300.avif",
  ];
  expect(await Promise.all(urls.map(image))).toEqual(["file", "file", "file", "file", "missing", "missing", "unknown"]);
  expect((await site.resolve("/feed/feed.xml", from)).state).toBe("page");
  expect((await site.resolve("/feed/gone.xml", from)).state).toBe("missing");
});

it("links to templates lead to their pages with the plugin that converts them", async () => {
  const site = await siteWith({
    "eleventy.config.js": config("addPlugin(InputPathToUrlTransformPlugin)", "addPlugin(HtmlBasePlugin)"),
    "content/a.md": "---\ntitle: A\n---\n",
    "content/index.njk": "---\ntitle: Home\n---\n",
    "content/deep/b.md": "---\ntitle: B\n---\n",
    "content/deep/c.liquid": "---\ntitle: C\n---\n",
  });
  const states = await Promise.all(
    ["index.njk", "/index.njk#top", "/deep/c.liquid", "c.liquid", "deep/b.md", "gone.njk", "/a/"].map(
      async (url) => [url, (await site.resolve(url, at("content/deep/b.md"))).state] as const,
    ),
  );
  expect(Object.fromEntries(states)).toEqual({
    "index.njk": "page",
    "/index.njk#top": "page",
    "/deep/c.liquid": "page",
    "c.liquid": "page",
    "deep/b.md": "page",
    "gone.njk": "missing",
    "/a/": "page",
  });
});

describe("front matter in JavaScript", () => {
  // What Eleventy 3.1.8 writes.
  const recorded = {
    "---js\n{\n  title: `A`,\n  permalink: '/object-at/',\n}": "/object-at/",
    "---js\n{ title: 'A'.repeat(2), permalink: '/' + 'expr-at/' }": "/expr-at/",
    "---js\nconst title = 'A';\nconst permalink = '/consts-at/';": "/consts-at/",
    "---javascript\nconst permalink = '/javascript-at/';": "/javascript-at/",
    "---JS\nconst permalink = '/upper-at/';": "/upper-at/",
    "--- js\nconst permalink = '/spaced-at/';": "/spaced-at/",
    "---js\nconst slug = 's'; const permalink = '/{{ slug }}-at/';": "/s-at/",
    "---js\nconst more = { a: 1 }; const title = `T ${more.a}`;": "/a/",
    "---js\npermalink = '/bare-at/';": "/a/",
    '---json\n{ "permalink": "/json-at/" }': "/json-at/",
  };
  it.each(Object.entries(recorded))("%j is at %s", async (block, url) => {
    const site = await siteWith({ "eleventy.config.js": "export default {};\n", "a.md": `${block}\n---\nx\n` });
    expect(await site.routeOf(at("a.md"))).toMatchObject({ state: "page", url });
  });

  const computed = [
    "---js\n{ permalink: (data) => '/fn-at/' }",
    "---js\nlet permalink = '/lets-at/';\nif (1) permalink = '/lets-two/';",
    "---js\nfunction permalink() { return '/func-at/'; }",
    "---js\nconst { permalink } = { permalink: '/destruct-at/' };",
    "---js\nif (true) { var permalink = '/nested-at/'; }",
    "---js\n{ ...more }",
  ];
  it.each(computed)("%j is at an address that only running it tells", async (block) => {
    const site = await siteWith({ "eleventy.config.js": "export default {};\n", "a.md": `${block}\n---\nx\n` });
    expect(await site.routeOf(at("a.md"))).toMatchObject({ state: "unknown", reason: { why: "template" } });
  });

  it("leaves the links of the site known, if it states the address or its beginning", async () => {
    const site = await siteWith({
      "eleventy.config.js": "export default {};\n",
      "a.md": "---js\nconst title = 'A'.trim(); const permalink = '/at/';\n---\n",
      "b.md":
        "---js\n{ permalink: '/old/{{ item.from }}/', pagination: { data: 'x', size: 1, before: (all) => all } }\n---\n",
    });
    const states = ["/at/", "../gone/", "/old/gone/"].map(async (url) => (await site.resolve(url, at("a.md"))).state);
    expect(await Promise.all(states)).toEqual(["page", "missing", "unknown"]);
  });
});

it("TOML is front matter if the configuration has an engine for it", async () => {
  const page = { "a.md": "---toml\npermalink = '/toml-at/'\n---\n" };
  const config = (engines: string) => ({
    "eleventy.config.js": `import { parse } from "smol-toml";\nexport default (config) => { config.setFrontMatterParsingOptions({ engines: { ${engines} } }); };\n`,
  });
  const known = await siteWith({ ...page, ...config("toml: parse") });
  expect(await known.routeOf(at("a.md"))).toMatchObject({ state: "page", url: "/toml-at/" });
  const failing = await siteWith({ ...page, ...config("") });
  expect(await failing.routeOf(at("a.md"))).toMatchObject({ state: "unknown", reason: { why: "front-matter" } });
});
