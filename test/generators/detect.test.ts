/** Which generator makes a site, what it publishes, and which keys its URLs come from, as the real programs do it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hexo } from "../../src/generators/hexo.js";
import { isSameForHexo as sameForHexo } from "../../src/generators/hexo-dates.js";
import { generatorIds } from "../../src/generators/ids.js";
import { Generators } from "../../src/generators/lookup.js";
import { profiles } from "../../src/generators/profiles.js";
import type { GeneratorPlan } from "../../src/generators/types.js";

const isSameForHexo = (before: string, after: string) => {
  const reader = hexo.frontMatter?.reader({});
  return reader && sameForHexo(reader)(before, after);
};

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function siteOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-generator-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** The generator of `article` in a site with these files. */
async function generatorOf(files: Readonly<Record<string, string>>, article: string, schema?: string) {
  const folder = await siteOf({ [article]: "", ...files });
  const file = path.join(folder, article);
  return { file, generator: await new Generators().of(file, undefined, schema) };
}

const keysOf = (generator: GeneratorPlan | undefined, file: string, data: Record<string, unknown> = {}): string[] =>
  (generator?.addressKeys(file, data) ?? []).map(({ key }) => key);

// What kramdown 2.4.0 and Python-Markdown 3 made of HTML with blank lines and indented tags in it.
describe("an element with a blank line in it", () => {
  it.each([
    [true, { "_config.yml": "" }, "_posts/2024-01-01-a.md"],
    [true, { "_config.yml": "markdown: Kramdown\nkramdown:\n  input: GFM\n" }, "_posts/2024-01-01-a.md"],
    [false, { "_config.yml": "kramdown:\n  parse_block_html: true\n" }, "_posts/2024-01-01-a.md"],
    [false, { "_config.yml": "markdown: CommonMarkGhPages\n" }, "_posts/2024-01-01-a.md"],
    [true, { "mkdocs.yml": "" }, "docs/a.md"],
    [true, { "mkdocs.yaml": "" }, "docs/guide/a.md"],
    [false, { "_config.yml": "" }, "source/_posts/a.md"],
  ])("is read whole: %s", async (whole, files: Record<string, string>, article) => {
    expect((await generatorOf(files, article)).generator?.readsWholeElements).toBe(whole);
  });
});

describe("the generator of a site", () => {
  it("has a profile for each value of the key generator", () => {
    expect(profiles.map(({ id }) => id).sort()).toEqual([...generatorIds].sort());
  });

  it.each([
    ["Hexo", { "_config.yml": "" }, "source/_posts/a.md"],
    ["Hexo", { "_config.yml": "source_dir: src", "package.json": '{"dependencies":{"hexo":"^5"}}' }, "src/_posts/a.md"],
    ["Hexo", { "_config.yml": "", "package.json": '{"hexo":{"version":"5.4.2"}}' }, "source/_posts/新闻/a.md"],
    ["Jekyll", { "_config.yml": "" }, "_posts/2024-01-01-a.md"],
    ["Jekyll", { "_config.yml": "source: source", Gemfile: "" }, "source/_posts/2024-01-01-a.md"],
    ["Jekyll", { "_config.yml": "remote_theme: pages-themes/hacker" }, "about.md"],
    ["Hugo", { "hugo.toml": "" }, "content/a.md"],
    ["Hugo", { "config.toml": 'baseURL = "https://ferry.example/"' }, "posts/a.md"],
    ["Hugo", { "config/_default/hugo.toml": "" }, "content/a.md"],
    ["Eleventy", { "eleventy.config.js": "export default () => {}" }, "posts/a.md"],
    ["Eleventy", { "package.json": '{"devDependencies":{"@11ty/eleventy":"^3"}}' }, "posts/a.md"],
    ["Astro", { "astro.config.mjs": "export default {}" }, "src/content/a.md"],
    ["Docusaurus", { "website/docusaurus.config.ts": "export default {}", "package.json": "{}" }, "website/docs/a.md"],
    ["VitePress", { "docs/.vitepress/config.mts": "export default {}" }, "docs/guide/a.md"],
    ["MkDocs", { "mkdocs.yml": "site_name: Ferry" }, "docs/a.md"],
    ["mdBook", { "book.toml": "" }, "src/a.md"],
    ["Next.js", { "package.json": '{"dependencies":{"next":"15"}}' }, "content/a.mdx"],
    ["Hugo", { "hugo.toml": "", "package.json": '{"dependencies":{"next":"15"}}' }, "content/a.md"],
  ])("is %s", async (name, files: Record<string, string>, article) => {
    expect((await generatorOf(files, article)).generator?.name).toBe(name);
  });

  it.each([
    ["without _config.yml", {}, "source/_posts/a.md"],
    ["with _config.yml alone", { "_config.yml": "" }, "docs/a.md"],
  ])("is not known %s", async (_, files: Record<string, string>, article) => {
    expect((await generatorOf(files, article)).generator).toBeUndefined();
  });

  it("is the nearest one of several in a repository", async () => {
    const files = { "package.json": '{"dependencies":{"astro":"5"}}', "book/book.toml": "" };
    expect((await generatorOf(files, "book/src/a.md")).generator?.name).toBe("mdBook");
    expect((await generatorOf(files, "src/content/a.md")).generator?.name).toBe("Astro");
  });

  it("is the one that the configuration chooses, with the settings of its site", async () => {
    const folder = await siteOf({ "_config.yml": "permalink: :title/", "source/_posts/a.md": "", "hugo.toml": "" });
    const file = path.join(folder, "source/_posts/a.md");
    const generators = new Generators();
    expect((await generators.of(file, "hugo"))?.name).toBe("Hugo");
    expect(keysOf(await generators.of(file, "hexo"), file)).toEqual(["permalink"]);
    expect(await generators.of(file, "plain")).toBeUndefined();
    expect((await generators.of(file, "mkdocs"))?.root).toBeUndefined();
  });

  it("reads YAML as the version in package.json does", async () => {
    const hexo = async (version: string) =>
      (
        await generatorOf(
          { "_config.yml": "", "package.json": `{"dependencies":{"hexo":"${version}"}}` },
          "source/a.md",
        )
      ).generator?.yaml;
    expect([await hexo("^5.4.2"), await hexo("^6.0.0"), await hexo("^8.1.0")]).toEqual([
      "js-yaml-3",
      "js-yaml-4",
      "js-yaml-4",
    ]);
  });

  it("follows the schema that the configuration chooses", async () => {
    expect((await generatorOf({}, "posts/a.md", "preset:hexo")).generator?.name).toBe("Hexo");
    expect((await generatorOf({ "_config.yml": "" }, "source/_posts/a.md", "preset:hugo")).generator?.name).toBe(
      "Hugo",
    );
  });

  it("has no settings if _config.yml is not YAML, and does not fail", async () => {
    const { file, generator } = await generatorOf({ "_config.yml": "title: [\n" }, "source/_posts/a.md");
    expect(keysOf(generator, file)).toEqual(["permalink", "date"]);
  });
});

describe("Hexo", () => {
  const keys = async (config: string, data?: Record<string, unknown>, article = "source/_posts/a.md") => {
    const { file, generator } = await generatorOf({ "_config.yml": config, "source/_posts/b.md": "" }, article);
    return keysOf(generator, file, data);
  };

  it("makes the title in a URL from the file name, and the day from the date", async () => {
    expect(await keys("")).toEqual(["permalink", "date"]);
    expect(await keys("permalink: :title.html")).toEqual(["permalink"]);
  });

  it("uses the front matter for :post_title, :category, :hash and every key", async () => {
    expect(await keys("permalink: :category/:post_title/")).toEqual(["permalink", "categories", "category", "title"]);
    expect(await keys("permalink: :lang/:hash/")).toEqual(["permalink", "lang", "date"]);
  });

  it("computes a missing abbrlink from the title", async () => {
    expect(await keys("permalink: p/:abbrlink.html")).toEqual(["permalink", "abbrlink", "title"]);
    expect(await keys("permalink: p/:abbrlink.html", { abbrlink: "e7bb" })).toEqual(["permalink", "abbrlink"]);
    expect(await keys("permalink: p/:abbrlink.html\nabbrlink: { force: true }", { abbrlink: "e7bb" })).toEqual([
      "permalink",
      "abbrlink",
      "title",
    ]);
  });

  it("uses the permalink of an article alone", async () => {
    expect(await keys("permalink: :year/:post_title/", { permalink: "a/b.html" })).toEqual(["permalink"]);
  });

  it("reads one empty line before the front matter", async () => {
    const { generator } = await generatorOf({ "_config.yml": "" }, "source/_posts/a.md");
    const leads = ["", "\n", "\r\n", "\uFEFF", "\uFEFF\n", "\n\n", " \n", "\t\n", "\uFEFF\n\n"];
    expect(leads.filter((lead) => generator?.reads(lead))).toEqual(["", "\n", "\r\n", "\uFEFF", "\uFEFF\n"]);
  });

  // Seen with Hexo 5.4.2 on a machine in Asia/Shanghai: the second is 8 hours earlier than the others.
  it("adds the zone of the machine to a plain timestamp, even to one with a zone", () => {
    expect(isSameForHexo("Fri, 31 May 2019 20:00:00 GMT", "2019-05-31T20:00:00Z")).toBe(false);
    expect(isSameForHexo("Fri, 31 May 2019 20:00:00 GMT", "'2019-05-31T20:00:00Z'")).toBe(true);
    expect(isSameForHexo("Fri, 31 May 2019 20:00:00 GMT", "2019-05-31 20:00:00 +0000")).toBe(true);
    expect(isSameForHexo("2019-05-31T20:00:00Z", "2019-06-01T04:00:00+08:00")).toBe(true);
    expect(isSameForHexo("2019/05/31 20:00:00", "2019-05-31 20:00:00")).toBe(true);
    expect(isSameForHexo("2019-05-31 20:00:00", "2019-05-31 21:00:00")).toBe(false);
  });

  // `new Date("1559332800000")` is invalid.
  it("reads milliseconds only without quotes", () => {
    expect(isSameForHexo("1559332800000", "1559332800000")).toBe(true);
    expect(isSameForHexo("1559332800000", "'1559332800000'")).toBe(false);
    expect(isSameForHexo("'Fri, 31 May 2019 20:00:00 GMT'", "1559332800000")).toBe(true);
  });

  it("gives a page with an unreadable date no lasting URL", () => {
    expect(isSameForHexo("Invalid Date", "2019-05-31 20:00:00")).toBe(true);
  });
});

// Seen with Jekyll 4.3.1.
describe("Jekyll", () => {
  const published = async (name: string) =>
    (await generatorOf({ "_config.yml": "" }, `_posts/${name}`)).generator?.unpublished(`/site/_posts/${name}`);

  it.each(["2022-01-01-早市.md", "2022-1-1-a.md", "2022-01-01-_x_.md", "sub/2022-01-01-a.md"])(
    "publishes %s",
    async (name) => {
      expect(await published(name)).toBeUndefined();
    },
  );

  it.each(["_2022-01-01-a.md", ".2022-01-01-a.md", "#2022-01-01-a.md", "~2022-01-01-a.md", "_s/2022-01-01-a.md"])(
    "does not publish %s, because of its first character",
    async (name) => {
      expect(await published(name)).toMatchObject({ because: "name", at: "start", character: name[0] });
    },
  );

  it.each(["a.md", "20220101-a.md"])("does not publish %s, which has no date", async (name) => {
    expect(await published(name)).toEqual({ because: "date", name });
  });

  it("makes URLs from the categories, the date and the slug, and not from the title", async () => {
    const { file, generator } = await generatorOf({ "_config.yml": "" }, "_posts/2024-01-01-a.md");
    expect(keysOf(generator, file)).toEqual(["permalink", "categories", "category", "date", "slug"]);
  });
});

it("signals are heard while the site of an article in a thousand folders is looked for", async () => {
  let ticks = 0;
  let isOver = false;
  const tick = () => {
    ticks++;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await new Generators().ofFolder(`/${"a/".repeat(1000)}`, undefined);
  isOver = true;
  expect(ticks).toBeGreaterThan(1);
});
