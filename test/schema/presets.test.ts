/** The presets for generators: what a site of the tool has is accepted, what the tool cannot use is not. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSchema } from "../../src/schema/index.js";
import { told } from "./support.js";

type Data = Readonly<Record<string, unknown>>;
interface Cases {
  readonly accepts: Readonly<Record<string, Data>>;
  readonly rejects: readonly [data: Data, says: string][];
}

const dates = { date: "2021-12-11 12:49:15", updated: "2021/3/2", lastmod: null };

const cases: Readonly<Record<"hexo" | "jekyll" | "hugo" | "astro", Cases>> = {
  hexo: {
    accepts: {
      "a post of a news site": {
        ...dates,
        title: "杭州今天下雨",
        categories: ["新媒体", "天气"],
        tags: ["雨", 2021],
        headimg: "https://img.example.cn/a.jpeg",
        comments: false,
      },
      "nothing at all: Hexo takes the file's name and time": {},
      "one name for a list, under either key": { category: "天气", tag: "雨", photo: "/a.png" },
      "lists of paths of categories": { categories: [["天气", "雨"], ["杭州"], "新闻"] },
      "no layout, and no excerpt": { layout: false, excerpt: null, permalink: "rain/" },
      "switches as Hexo's model casts them": { comments: "false", published: 0, disableNunjucks: "true" },
      "settings of themes": { comments: { use: ["Waline"] }, cover: false, toc: true, top: 100, katex: true },
    },
    rejects: [
      [{ title: ["甲"] }, "/title: must be a string or a number, but is a list"],
      [{ tags: { a: 1 } }, "/tags: must be a string, a number, or a list of strings or numbers, but is a mapping"],
      [{ comments: "nie" }, '/comments: must be true, false, or a mapping, but is a string ("nie")'],
      [{ permalink: 12 }, "/permalink: must be a string, but is a number (12)"],
      [{ photos: ["a picture of the sea"] }, '/photos/0: must be an image URL, but is "a picture of the sea"'],
    ],
  },
  jekyll: {
    accepts: {
      "a post of a blog": {
        layout: "post",
        title: "雨",
        date: "2021-12-11 12:49:15 +0800",
        categories: "weather hangzhou",
        tags: ["雨", 2021, null],
      },
      "a page without anything": {},
      "one category, and lists in lists": { category: "天气", tags: [["雨"], "云"] },
      "the booleans of YAML 1.1": { published: "no", render_with_liquid: "Off" },
      "keys of plugins": {
        image: { path: "/a.png", alt: "雨" },
        author: { name: "甲", url: "/a" },
        sitemap: false,
        redirect_from: ["/old/", "/older/"],
        redirect_to: "/new/",
        last_modified_at: "2021-12-12",
      },
      "variables of the site's own": { food: "片儿川", nav_order: 3 },
    },
    rejects: [
      [{ published: "false" }, '/published: must be true or false, but is a string ("false")'],
      [{ permalink: ["/a/"] }, "/permalink: must be a string, but is a list"],
      [{ layout: ["post"] }, "/layout: must be a string, true, or false, but is a list"],
      [
        { tags: { a: 1 } },
        "/tags: must be a string, a number, a list of strings or numbers, or nested lists of strings or numbers, but is a mapping",
      ],
    ],
  },
  hugo: {
    accepts: {
      "an article": {
        title: "雨",
        date: "2021-12-11T12:49:15+08:00",
        draft: false,
        tags: ["雨", 2021],
        categories: "天气",
        weight: 10,
        description: "下午转晴",
      },
      "all dates, by all their names": {
        publishDate: "2021-12-11",
        pubdate: "2021-12-11",
        expirydate: "2022-12-11",
        lastmod: "2021-12-12",
        modified: "2021-12-12",
        published: false,
      },
      "keys in any case": { Title: "雨", linktitle: "雨", isCJKLanguage: true, publishdate: "2021-12-11" },
      "words that Go reads as booleans and numbers": { draft: "false", weight: "10", title: 404 },
      "menus in each form": { menu: "main", menus: { main: { weight: 10, params: { icon: "雨" } }, footer: null } },
      "a list of menus": { menus: ["main", "footer"] },
      "what a section passes on": { cascade: [{ _target: { kind: "page" }, banner: "a.png" }] },
      "build options, old and new": {
        build: { list: "local", render: "never" },
        _build: { list: false, publishResources: false },
      },
      "a bundle": {
        resources: [{ src: "images/*.png", title: "雨", params: { a: 1 } }],
        images: ["a.png"],
        headless: true,
      },
      "a sitemap, parameters and taxonomies of the site's own": {
        sitemap: { changefreq: "monthly", priority: 0.5, disable: true },
        params: { author: "甲" },
        cities: ["杭州"],
        tags_weight: 22,
      },
    },
    rejects: [
      [{ draft: "nein" }, '/draft: must be true or false, but is a string ("nein")'],
      [{ weight: "heavy" }, '/weight: must be a number, but is a string ("heavy")'],
      [
        { aliases: { a: 1 } },
        "/aliases: must be a string, a number, or a list of strings, numbers, or booleans, but is a mapping",
      ],
      [{ params: "a" }, '/params: must be a mapping, but is a string ("a")'],
      [{ resources: [{ title: "雨" }] }, '/resources/0/src: must have "src"'],
      [
        { build: { list: "allways" } },
        '/build/list: must be one of "always", "local", "never", true, false, but is "allways" (always?)',
      ],
    ],
  },
  astro: {
    accepts: {
      "a post of the blog template": {
        title: "雨",
        description: "下午转晴",
        pubDate: "Jul 08 2022",
        updatedDate: "2022-07-09",
        heroImage: "../../assets/rain.jpg",
      },
      "a post of the tutorial": {
        layout: "../../layouts/MarkdownPostLayout.astro",
        title: "雨",
        author: "甲",
        image: { url: "https://docs.astro.build/assets/rose.webp", alt: "雨" },
        tags: ["astro"],
        draft: false,
      },
      "keys of a site's own schema": { title: "雨", order: 3, lang: "zh" },
    },
    rejects: [
      [{}, '/title: must have "title"'],
      [{ title: 2021 }, "/title: must be a string, but is a number (2021)"],
      [{ title: "雨", draft: "false" }, '/draft: must be true or false, but is a string ("false")'],
      [{ title: "雨", tags: "astro" }, '/tags: must be a list of strings, but is a string ("astro")'],
    ],
  },
};

for (const [name, { accepts, rejects }] of Object.entries(cases))
  describe(`preset:${name}`, async () => {
    const schema = await loadSchema(`preset:${name}`, "/");
    for (const [what, data] of Object.entries(accepts))
      it(`accepts ${what}`, () => {
        expect(told([...schema.validate(data), ...schema.warnings(data)])).toEqual([]);
      });
    for (const [data, says] of rejects)
      it(`rejects ${JSON.stringify(data)}`, () => {
        expect(told(schema.validate(data))).toEqual([says]);
      });

    it("knows which values name pictures", () => {
      expect(schema.imagePaths({ cover: "/a.png", image: { path: "/b.png", alt: "雨" } })).toEqual(
        expect.arrayContaining([["cover"], ["image", "path"]]),
      );
    });

    it("says of each field where it is documented", () => {
      const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
      const { properties } = JSON.parse(readFileSync(file, "utf8"));
      for (const [key, { description }] of Object.entries<{ description: string }>(properties))
        expect(description, key).toMatch(/\. https:\/\/\S+$/);
    });
  });
