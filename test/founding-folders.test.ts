/**
 * Faults of one large Hexo site whose articles a crawler writes, each in a folder as its owner has it: with Hexo's
 * configuration and package.json, and linted with the preset and the schema that `stet init` proposes. What is expected
 * is what Hexo 5.4.2 with hexo-renderer-marked and hexo-abbrlink showed readers before and after. test/covers.test.ts has the covers that were not looked for.
 */
import { afterEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import type { ImagesConfig } from "../src/config/types.js";
import type { RunEnd } from "../src/results.js";
import type { RunRequest } from "../src/run/request.js";
import { run } from "../src/run/run.js";
import { type PictureServer, startPictureServer } from "./support/picture-server.js";
import { makeSite, type Site } from "./support/site.js";

let site: Site;
let server: PictureServer | undefined;
afterEach(async () => {
  await site.remove();
  await server?.close();
  server = undefined;
});

type Posts = Readonly<Record<string, string>>;

/** A Hexo site with these articles. */
async function hexoSite(
  posts: Posts,
  { preset = "stet:recommended", images = {} }: { preset?: string; images?: ImagesConfig } = {},
) {
  site = await makeSite({
    "_config.yml": "title: 河岸新闻\nurl: https://news.example\npermalink: p/:abbrlink.html\n",
    "package.json": JSON.stringify({
      private: true,
      hexo: { version: "5.4.2" },
      dependencies: { hexo: "^5.0.0", "hexo-renderer-marked": "^4.0.0" },
    }),
    "stet.config.json": JSON.stringify({
      extends: preset,
      schemas: { "source/_posts/**": "preset:hexo" },
      images: { root: "source", ...images },
    }),
    ...Object.fromEntries(Object.entries(posts).map(([name, text]) => [`source/_posts/${name}`, text])),
  });
}

interface Linted extends RunEnd {
  /** `name:line:column severity rule`, and which fix there is. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
}

async function lint(more: Partial<RunRequest> = {}): Promise<Linted> {
  const stream = run({
    cwd: site.folder,
    paths: ["source/_posts"],
    registry: rules,
    offline: true,
    cache: false,
    now: new Date("2026-01-01T00:00:00Z"),
    ...more,
  });
  const found: string[] = [];
  const messages: string[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { ...next.value, found, messages };
    const { path, violations, errors } = next.value;
    const name = path.replace("source/_posts/", "");
    found.push(...errors.map((error) => `${name} ${JSON.stringify(error)}`));
    for (const { line, column, severity, rule, fix, message } of violations) {
      found.push(`${name}:${line}:${column} ${severity} ${rule}${fix ? (fix.safe ? " [safe]" : " [unsafe]") : ""}`);
      messages.push(message);
    }
  }
}

/** The article after `--fix`, which a second `--fix` does not change. */
async function fixed(name: string, more: Partial<RunRequest> = {}): Promise<string> {
  await lint({ fix: "safe", ...more });
  const once = await site.read(`source/_posts/${name}`);
  await lint({ fix: "safe", ...more });
  expect(await site.read(`source/_posts/${name}`)).toBe(once);
  return once;
}

const date = "date: 2022-01-01 08:00:00 +0800\n";
const text = "<p>天还没亮，渡船已经靠岸，挑夫们把一筐筐的梨搬上码头。</p>\n";
const cargo = [..."梨鱼米茶盐布纸酒竹瓜藕蜜炭绳瓦"];
const post = (body: string, head = `title: 渡口\n${date}`) => `---\n${head}---\n\n${body}`;

describe("front matter that the crawler broke", () => {
  const articles = {
    "both.md": `\n${post(text, `title: "Harbor's "first" boat"\n${date}`)}`,
    "one.md": `\n${post(text, `title: '一个空行'\n${date}`)}`,
    "single.md": `\n${post(text, `title: '渡口'开了''\n${date}`)}`,
    "two.md": `\n\n${post(text, `title: '两个空行'\n${date}`)}`,
  };

  it("is an error where Hexo cannot read it, and a warning where only other generators cannot", async () => {
    await hexoSite(articles);
    expect((await lint()).found).toEqual([
      "both.md:1:1 warning source/leading-blank [safe]",
      "both.md:3:8 error front-matter/syntax [safe]",
      "one.md:1:1 warning source/leading-blank [safe]",
      "single.md:1:1 warning source/leading-blank [safe]",
      "single.md:3:8 error front-matter/syntax [safe]",
      "two.md:1:1 error source/leading-blank [safe]",
    ]);
  });

  it("is whole after --fix, with the titles that the crawler had", async () => {
    await hexoSite(articles);
    expect(await fixed("both.md")).toBe(post(text, `title: 'Harbor''s "first" boat'\n${date}`));
    expect(await site.read("source/_posts/one.md")).toBe(post(text, `title: '一个空行'\n${date}`));
    expect(await site.read("source/_posts/single.md")).toBe(post(text, `title: '渡口''开了'''\n${date}`));
    expect(await site.read("source/_posts/two.md")).toBe(post(text, `title: '两个空行'\n${date}`));
    expect((await lint()).found).toEqual([]);
  });
});

describe("HTML that Markdown shows as code", () => {
  const head = `title: '渡口'\ncategories: \n - 新闻\n - 渡口报\n - 头条\nheadimg: 'https://picsum.photos/400/300?random=1'\nauthor: 渡口报\ncomments: false\ndate: Sat, 11 Dec 2021 04:49:15 GMT\nthumbnail: 'https://picsum.photos/400/300?random=1'\n`;
  const broken = `<div>   \n<div class="abstract"><p>一句导语。</p></div>\n\n                <div class="content">${"梨上了码头。".repeat(8)}</div>\n                <ul>\n                <li><img src="https://img.example.cn/a.jpg" alt="梨"></li>\n                </ul>\n</div>\n            `;

  it("is reported once, and the images in it are known", async () => {
    await hexoSite({ "a.md": `\n${post(broken, head)}` });
    const { found, summary } = await lint();
    expect(found).toEqual([
      "a.md:1:1 warning source/leading-blank [safe]",
      "a.md:8:10 warning front-matter/image-in-body",
      "a.md:18:17 error html/shown-as-code [safe]",
    ]);
    expect(summary.images.total).toBe(2);
  });

  it("is HTML again after --fix", async () => {
    await hexoSite({ "a.md": post(broken, head) });
    expect(await fixed("a.md")).toBe(post(broken.replace("\n\n                <div", "\n                <div"), head));
  });

  it("is not called unclosed when the end tag is in the code", async () => {
    const box = `<div>\n<div class="box">\n  ${text}\n      </div>\n\n</div>\n`;
    await hexoSite({ "a.md": post(box) });
    expect((await lint()).found).toEqual(["a.md:10:7 error html/shown-as-code [safe]"]);
    expect(await fixed("a.md")).toBe(post(`<div>\n<div class="box">\n  ${text}      </div>\n\n</div>\n`));
  });
});

describe("articles that Hexo does not publish", () => {
  it("are those whose names start with an underscore or a dot", async () => {
    const names = ["渡口%.md", "渡口~.md", "_渡口_开了.md", ".渡口.md", "渡口_开了.md"];
    await hexoSite(Object.fromEntries(names.map((name, at) => [name, post(text, `title: 渡口${at}\n${date}`)])));
    expect((await lint()).found).toEqual([
      ".渡口.md:1:1 warning source/unpublished",
      "_渡口_开了.md:1:1 warning source/unpublished",
    ]);
  });
});

describe("an image from a proxy that closed", () => {
  const proxy = "https://cors.example.dev/?";
  const image = (name: string) => `<p><img src="${proxy}http://img.example.cn/${name}" alt="梨"></p>\n`;
  const article = (name: string) =>
    post(text + image(name), `title: 渡口\n${date}headimg: '${proxy}http://img.example.cn/${name}'\n`);

  it("is requested from its own server, and --fix links to it there if it is there", async () => {
    server = await startPictureServer({ "/proxy": (_, response) => response.writeHead(410).end() });
    const images = {
      allowPrivate: true,
      remap: [
        { from: proxy, to: `${server.origin}/proxy?` },
        { from: "https://img.example.cn/", to: `${server.origin}/` },
      ],
    };
    await hexoSite(
      { "1.md": article("640x480.png"), "2.md": article("missing") },
      { preset: "stet:rss-archive", images },
    );
    const request = {
      offline: false,
      rules: { "image/proxied": ["error", { proxies: [proxy] }] },
    } as const;
    const { found } = await lint(request);
    expect(found).toEqual([
      "1.md:4:11 error image/proxied [safe]",
      "1.md:8:14 error image/proxied [safe]",
      "2.md:4:11 error image/reachable",
      "2.md:8:14 error image/reachable",
    ]);
    expect(await fixed("1.md", request)).toBe(article("640x480.png").replaceAll(`${proxy}http:`, "https:"));
    expect(await site.read("source/_posts/2.md")).toBe(article("missing"));
  });
});

describe("URLs with the name of a missing value", () => {
  const head = (cover: string) => `title: 渡口\n${date}headimg: ${cover}\n`;
  const rest = `<p><img src="https://img.example.cn/null" alt="船"> <a href="https://www.example.cn/article/view/undefined">全文</a> <a href="https://share.example.cn/s?url=null">分享</a> <a href="https://www.example.cn/[object Object]">梨</a></p>\n<p>via <a href="https://w.example.cn/user/undefined">@undefined</a>，理由：undefined</p>\n`;
  const article = post(
    `${text}<p><img src="https://img.example.cn/p/undefined" data-original="https://pic.example.cn/doc/1/a.jpeg" alt="梨"></p>\n${rest}`,
    head("https://img.example.cn/p/undefined"),
  );

  it("are reported: the cover, images and links", async () => {
    await hexoSite({ "a.md": article });
    expect((await lint()).found).toEqual([
      "a.md:4:35 error link/undefined [safe]",
      "a.md:8:9 warning image/lazy-source [safe]",
      "a.md:9:37 error link/undefined",
      "a.md:9:97 warning link/undefined",
      "a.md:9:155 warning link/undefined",
      "a.md:9:200 warning link/undefined",
      "a.md:10:43 warning link/undefined",
    ]);
  });

  it("are replaced by --fix where the real image is in data-original, in the body and as the cover", async () => {
    await hexoSite({ "a.md": article });
    expect(await fixed("a.md")).toBe(
      post(
        `${text}<p><img src="https://pic.example.cn/doc/1/a.jpeg" data-original="https://pic.example.cn/doc/1/a.jpeg" alt="梨" loading="lazy"></p>\n${rest}`,
        head("https://pic.example.cn/doc/1/a.jpeg"),
      ),
    );
  });
});

describe("dates", () => {
  it("that are none, of 1970 or far in the future are reported, and --fix does not guess", async () => {
    const dates = {
      epoch: "Tue, 20 Jan 1970 06:43:34 GMT",
      future: "2099-10-01 00:00:00 +0000",
      invalid: "Invalid Date",
      nan: "NaN",
      undef: "undefined",
      zero: "0",
    };
    const articles = Object.fromEntries(
      Object.entries(dates).map(([name, value]) => [`${name}.md`, post(text, `title: ${name} 渡口\ndate: ${value}\n`)]),
    );
    await hexoSite(articles);
    expect((await lint()).found).toEqual([
      "epoch.md:3:7 error front-matter/date [unsafe]",
      "future.md:3:7 warning front-matter/date",
      "invalid.md:3:7 error front-matter/date",
      "nan.md:3:7 error front-matter/date",
      "undef.md:3:7 error front-matter/date",
      "zero.md:3:7 error front-matter/date",
    ]);
    await lint({ fix: "safe" });
    for (const [name, before] of Object.entries(articles))
      expect(await site.read(`source/_posts/${name}`)).toBe(before);
  });
});

describe("categories with a hyphen too many", () => {
  it("are reported, as Hexo makes three categories side by side of them", async () => {
    await hexoSite({ "a.md": post(text, `title: 渡口\n${date}categories:\n - 编程\n - 竞赛\n -  - 获奖者\n`) });
    expect((await lint()).found).toEqual(["a.md:7:5 warning front-matter/nested-categories [unsafe]"]);
  });
});

describe("texts that the feed cut off", () => {
  const ends = {
    "1.md": `<div><p>${"船开了。".repeat(6)}对于一个码头，这是 ... <span class="more">点击阅读全文 @news.example.com</span></p></div>\n`,
    "2.md": `<div><p>${"船开了。".repeat(6)}<br>这条航线的梨组...</p></div>\n`,
    "3.md": `<div><p>${"船开了。".repeat(6)}「世...more<br>NT$259元</p></div>\n`,
    "4.md": `<div><p>${"船开了。".repeat(6)}这是一条旧航线…</p></div>\n`,
  };

  it("are reported one by one if they end in a link to the rest; an ellipsis alone may be the author's", async () => {
    await hexoSite(
      Object.fromEntries(Object.entries(ends).map(([name, body]) => [name, post(body, `title: 渡口${name}\n${date}`)])),
    );
    expect((await lint()).found).toEqual(["1.md:6:68 warning text/truncated", "3.md:6:35 warning text/truncated"]);
  });

  it("are reported of the feed if nearly all of its articles end in an ellipsis", async () => {
    const body = (at: number) =>
      `<div><p>第${at}班船装的是${cargo[at]}，${"船开了。".repeat(4)}这条航线运${cargo[at]}${at % 2 ? "..." : "…"}</p></div>\n`;
    const head = (at: number) => `title: 渡口${at}\ncategories: [新闻, 雪人, 动态]\n${date}`;
    await hexoSite(
      Object.fromEntries(
        Array.from({ length: 15 }, (_, at) => [
          `${10 + at}.md`,
          post(at < 13 ? body(at) : `<p>第${at}班船卸下了${cargo[at]}。</p>\n`, head(at)),
        ]),
      ),
      { preset: "stet:rss-archive" },
    );
    const { found, folded } = await lint({ fold: "configured" });
    expect(found).toEqual([]);
    expect(folded).toMatchObject([
      {
        rule: "site/truncated",
        message: "Texts end in an ellipsis, so the rest is probably missing. Add the rest or link to the originals.",
        feed: { path: "新闻/雪人/动态", articles: 13, of: 15 },
        articles: 13,
        of: 15,
        examples: [{ path: "source/_posts/10.md", line: 7, column: 40 }, {}, {}],
      },
    ]);
  });
});

describe("a fix of a title", () => {
  it("is not safe where hexo-abbrlink makes the URL from it", async () => {
    const article = post(text, `title: '\u200b渡口开了'\n${date}`);
    await hexoSite({ "a.md": article });
    expect((await lint()).found).toEqual(["a.md:2:9 warning text/invisible [unsafe]"]);
    expect(await fixed("a.md")).toBe(article);
  });
});

describe("handlers and links that run nothing", () => {
  it("an empty handler is not reported; a link that opens nothing is, with or without one", async () => {
    const body = `<div class="img_box" onclick="">${text.trim()}</div>\n<div onclick><p>梨上了码头。</p></div>\n<p><a href="javascript:;">甲</a><a href="javascript:void(0)" onclick="">乙</a></p>\n`;
    await hexoSite({ "a.md": post(body) });
    expect((await lint()).found).toEqual(["a.md:8:13 warning link/href", "a.md:8:41 warning link/href"]);
  });
});

describe("text that readers do not see", () => {
  it('hidden="false" hides: it is reported, and --fix does not decide', async () => {
    const article = post(`<div hidden="false">${text.trim()}</div>\n`);
    await hexoSite({ "a.md": article }, { preset: "stet:rss-archive" });
    expect((await lint()).found).toEqual(["a.md:6:14 warning html/attribute-value [unsafe]"]);
    expect(await fixed("a.md")).toBe(article);
  });
});

describe("a cover that is none", () => {
  it("one icon as the cover of many articles is reported once", async () => {
    const icon = "https://static.example.cn/img/share.gif";
    const head = (at: number) =>
      `title: 渡口${at}\ncategories: [新闻, 渡口报, 头条]\n${date}headimg: ${icon}\nthumbnail: ${icon}\n`;
    await hexoSite(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [
          `${10 + at}.md`,
          post(
            `<p>${cargo[at]}上了码头。<img src="https://img.example.cn/${at}.jpg" alt="${cargo[at]}"></p>\n`,
            head(at),
          ),
        ]),
      ),
      { preset: "stet:rss-archive" },
    );
    const { found, folded } = await lint({ fold: "configured" });
    expect(found).toEqual([]);
    expect(folded).toMatchObject([
      {
        rule: "site/shared-cover",
        message: `Cover "${icon}" has the name of an icon or a placeholder. Remove the key, or choose another image.`,
        articles: 10,
        feeds: [{ path: "新闻/渡口报/头条", articles: 10, of: 10 }],
        examples: [{ path: "source/_posts/10.md", line: 6, column: 12 }, {}, {}],
      },
    ]);
  });
});

describe("a path that the server of the neighbor has", () => {
  const body = `${text.trim()}<picture><source srcset="/sites/files/a.webp 1x" type="image/webp"><img src="https://www.example.com/sites/files/a.png" alt="梨"></picture>\n`;

  it("names the host of the image next to it", async () => {
    await hexoSite({ "a.md": post(body) });
    const { found, messages } = await lint();
    expect(found).toEqual(["a.md:6:59 error image/local [unsafe]"]);
    expect(messages[0]).toContain("https://www.example.com/sites/files/a.webp");
  });

  it("is no file of a theme that is not there, as a path without such a neighbor may be", async () => {
    await hexoSite({ "a.md": post(`${body}\n<p><img src="/logo.png" alt="梨"></p>\n`) });
    await site.write("_config.yml", "title: 河岸新闻\ntheme: next\npermalink: p/:abbrlink.html\n");
    expect((await lint()).found).toEqual(["a.md:6:59 error image/local [unsafe]"]);
  });
});
