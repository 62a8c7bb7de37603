import { describe, expect, it } from "vitest";
import { loadSchema } from "../../src/schema/index.js";
import { told } from "./support.js";

const schema = await loadSchema("preset:article", "/");
const says = (data: Readonly<Record<string, unknown>>): string[] =>
  told(schema.validate({ title: "杭州今天下雨", ...data }));

describe("the preset article accepts", () => {
  const accepted: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "an article of a news site": {
      categories: ["新媒体", "天气", "分类"],
      headimg: "https://cors.example.dev/?http://img.example.cn/a.jpeg",
      author: "天气台",
      comments: false,
      date: "Sat, 11 Dec 2021 04:49:15 GMT",
      thumbnail: "https://picsum.photos/400/300?random=3971",
    },
    "keys without a value": {
      date: null,
      tags: null,
      categories: null,
      author: null,
      cover: null,
      layout: null,
      description: null,
    },
    "empty lists, and pictures that are empty": {
      tags: [],
      categories: [],
      photos: [],
      headimg: "",
      thumbnail: "",
      cover: "",
    },
    "one name where others have a list": { category: "天气", tags: "雨, 杭州", author: "甲" },
    "a list within the categories of Hexo": { categories: [["天气", "雨"], "杭州"] },
    "authors as mappings": { author: { name: "甲", url: "/a" }, authors: [{ name: "乙" }, "丙"] },
    "a number for a title": { title: 404 },
    "switches that are settings": { comments: { id: "a" }, toc: { auto: false } },
    "the words of YAML 1.1 for true and false": { comments: "yes", draft: "no", toc: "off" },
    "a moment of publication": { published: "2021-12-11 04:49:15" },
    "pictures in every form that themes have": {
      cover: false,
      image: { path: "/a.png", alt: "a", lqip: "data:image/webp;base64,x" },
      banner: { src: "a.png" },
      photos: ["a.png", { src: "b.png" }],
      thumbnail: "{{ site.url }}/a.png",
      featured_image: "images/封面 图.png",
    },
    "keys that it does not know": { katex: true, "hidden-tags": [1] },
  };
  for (const [name, data] of Object.entries(accepted))
    it(name, () => {
      expect(says(data)).toEqual([]);
    });
});

describe("the preset article rejects", () => {
  const rejected: readonly [name: string, data: Readonly<Record<string, unknown>>, says: readonly string[]][] = [
    ["an empty title", { title: "" }, ["/title: must not be empty"]],
    ["a title of blanks", { title: "  " }, ["/title: must not consist only of spaces"]],
    ["no text for a title", { title: ["甲"] }, ["/title: must be a string or a number, but is a list"]],
    [
      "false in quotes",
      { comments: "false" },
      ['/comments: must be true, false, or a mapping, but is a string ("false")'],
    ],
    ["a draft in quotes", { draft: "true" }, ['/draft: must be true or false, but is a string ("true")']],
    ["published in quotes", { published: "false" }, ['/published: must be true or false, but is a string ("false")']],
    ["a number among the tags", { tags: ["雨", 2021] }, ["/tags/1: must be a string, but is a number (2021)"]],
    ["a number for tags", { tags: 12 }, ["/tags: must be a string or a list of strings, but is a number (12)"]],
    [
      "a mapping for categories",
      { categories: { a: 1 } },
      ["/categories: must be a string, a list of strings, or nested lists of strings, but is a mapping"],
    ],
    ["a list for a date", { date: ["2021-12-11"] }, ["/date: must be a string or a number, but is a list"]],
    [
      "words for a picture",
      { cover: "a picture of the sea" },
      ['/cover: must be an image URL, but is "a picture of the sea"'],
    ],
    [
      "words among pictures",
      { photos: ["a.png", "the sea at night"] },
      ['/photos/1: must be an image URL, but is "the sea at night"'],
    ],
    [
      "words in the details of a picture",
      { image: { path: "the sea at night" } },
      ['/image/path: must be an image URL, but is "the sea at night"'],
    ],
    [
      "a number for a picture",
      { headimg: 12 },
      ["/headimg: must be an image URL, a mapping, true, false, or a list, but is a number (12)"],
    ],
  ];
  for (const [name, data, expected] of rejected)
    it(name, () => {
      expect(says(data)).toEqual(expected);
    });

  it("a missing title", () => {
    expect(told(schema.validate({ date: "2021-12-11" }))).toEqual(['/title: must have "title"']);
  });
});

it("the preset article leaves addresses of no picture to the rule that says what is wrong with them", () => {
  const data = { title: "a", cover: "ftp://img.example.cn/a.png", headimg: "http://", banner: "C:\\a.png" };
  expect(told(schema.validate(data))).toEqual([]);
  expect(schema.imagePaths(data)).toHaveLength(3);
});

it("the preset article knows the pictures of the front matter", () => {
  const data = {
    headimg: "a.png",
    thumbnail: "",
    photos: ["b.png", { src: "c.png" }],
    image: { path: "d.png" },
    cover: false,
  };
  expect(schema.imagePaths(data)).toEqual(
    expect.arrayContaining([["headimg"], ["photos", 0], ["photos", 1, "src"], ["image", "path"]]),
  );
});
