/** What `stet lsp` knows of the site of an open article: completion of URLs, go to definition, and changes of the site. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { caret, completeAt, type Editor, startEditor } from "../support/lsp-client.js";
import { makeSite, type Site } from "../support/site.js";

const open: { editor: Editor; site: Site }[] = [];
afterAll(async () => {
  for (const { editor, site } of open) {
    editor.kill();
    await site.remove();
  }
});

async function start(files: Record<string, string>) {
  const site = await makeSite(files);
  const editor = await startEditor(site.folder, { initializationOptions: { offline: true } });
  open.push({ editor, site });
  /** What is offered at `|` in a text that is open as this file. */
  const complete = (name: string, marked: string) => completeAt(editor, name, marked);
  /** Where the name at `|` leads to. */
  const go = async (name: string, marked: string) => {
    const { text, position } = caret(marked);
    await editor.open(name, text);
    return editor.definition(name, position);
  };
  return { site, editor, complete, go };
}

const ferry = '---\ntitle: 渡口\ndate: 2024-05-01 08:00:00\n---\n一。\n\n## 时刻表\n\n二。\n\n<a id="fares"></a>\n';

describe("a site of Hexo below /blog/", () => {
  let hexo: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    hexo = await start({
      "package.json": JSON.stringify({ dependencies: { hexo: "^8.0.0", "hexo-renderer-marked": "^7.0.0" } }),
      "_config.yml":
        "url: https://news.example/blog\nroot: /blog/\npermalink: :year/:title/\npost_asset_folder: true\ntimezone: Asia/Shanghai\n",
      "stet.config.json": JSON.stringify({
        extends: [],
        rules: { "link/local": "error" },
        schemas: { "**": "preset:hexo" },
      }),
      "source/_posts/ferry.md": ferry,
      "source/_posts/ferry/map.png": "png",
      "source/_posts/tides.md": "---\ntitle: 潮\ndate: 2023-01-02 08:00:00\n---\n",
      "source/_drafts/later.md": "---\ntitle: 以后\n---\n",
      "source/img/港 口.jpg": "jpg",
      "source/img/low(1).png": "png",
      "source/files/times.pdf": "pdf",
      "public/img/built.png": "png",
    });
  });
  const head = "---\ntitle: 甲\ndate: 2024-06-01 08:00:00\n---\n";

  it("offers the addresses of pages with the base path, then documents, but no drafts", async () => {
    const { labels, items } = await hexo.complete("source/_posts/a.md", `${head}[渡](|)\n`);
    expect(labels.slice(0, 2)).toEqual(["/blog/2024/ferry/", "/blog/2023/tides/"]);
    expect(labels).toContain("/blog/files/times.pdf");
    expect(labels.join()).not.toContain("later");
    expect(items[0]?.detail).toBe("source/_posts/ferry.md");
  });

  it("offers what the text so far is a part of, and replaces the rest of the URL", async () => {
    expect((await hexo.complete("source/_posts/b.md", `${head}[潮](/none|)\n`)).labels).toEqual([]);
    const { labels, taking } = await hexo.complete("source/_posts/c.md", `${head}[潮](/blog/2023/|x#a "t")\n`);
    expect(labels).toEqual(["/blog/2023/tides/"]);
    expect(taking("/blog/2023/tides/")).toBe(`${head}[潮](/blog/2023/tides/#a "t")\n`);
  });

  it("offers images where the site has them, encoded so that Markdown reads them", async () => {
    const { labels, taking } = await hexo.complete("source/_posts/d.md", `${head}![港](|)\n`);
    // hexo-renderer-marked puts the base path before the URLs of images, not before those of links.
    expect(labels).toContain("/img/low(1).png");
    expect(labels.join()).not.toContain("built.png");
    expect(labels.join()).not.toContain("times.pdf");
    expect(taking("/img/low(1).png")).toBe(`${head}![港](/img/low%281%29.png)\n`);
    expect(taking("/img/港 口.jpg")).toBe(`${head}![港](/img/港%20口.jpg)\n`);
  });

  it("offers images in attributes and in front matter", async () => {
    const { taking } = await hexo.complete("source/_posts/e.md", `${head}<img alt="" src="low|">\n`);
    expect(taking("/blog/img/low(1).png")).toBe(`${head}<img alt="" src="/blog/img/low%281%29.png">\n`);
    const front = await hexo.complete("source/_posts/f.md", "---\ntitle: 甲\ncover: /blog/img/l|\n---\n");
    expect(front.taking("/blog/img/low(1).png")).toBe("---\ntitle: 甲\ncover: /blog/img/low%281%29.png\n---\n");
  });

  it("offers the ids of the article itself and of other pages", async () => {
    const own = await hexo.complete("source/_posts/g.md", `${head}## Low water\n\n## 高潮\n\n[a](#|)\n`);
    expect(own.items.map(({ label, detail }) => [label, detail])).toEqual([
      ["Low-water", "Low water"],
      ["高潮", "高潮"],
    ]);
    const other = await hexo.complete("source/_posts/h.md", `${head}[a](/blog/2024/ferry/#|)\n`);
    expect(other.labels).toEqual(["时刻表", "fares"]);
    expect(other.taking("fares")).toBe(`${head}[a](/blog/2024/ferry/#fares)\n`);
  });

  it.each([
    ["in code", "`[a](|)`"],
    ["after the URL", "[a](b.md) |"],
    ["for another site", "[a](https://x|)"],
    ["in text", "一 (|)"],
  ])("offers nothing %s", async (_where, marked) => {
    expect((await hexo.complete("source/_posts/i.md", `${head}${marked}\n`)).labels).toEqual([]);
  });

  it("goes from an address to the article, from a fragment to the heading, from an image to its file", async () => {
    expect(await hexo.go("source/_posts/j.md", `${head}[a](/blog/2024/fe|rry/)\n`)).toEqual([
      "source/_posts/ferry.md:1",
    ]);
    expect(await hexo.go("source/_posts/k.md", `${head}[a](/blog/2024/ferry/#时刻|表)\n`)).toEqual([
      "source/_posts/ferry.md:7",
    ]);
    expect(await hexo.go("source/_posts/l.md", `${head}<a href="/blog/2024/ferry/#far|es">甲</a>\n`)).toEqual([
      "source/_posts/ferry.md:11",
    ]);
    expect(await hexo.go("source/_posts/m.md", `${head}\n## 二\n\n[a](#|二)\n`)).toEqual(["source/_posts/m.md:6"]);
    expect(await hexo.go("source/_posts/n.md", `${head}![a](/img/low(1).p|ng)\n`)).toEqual(["source/img/low(1).png:1"]);
  });

  it("goes from template tags to the article and to the file", async () => {
    expect(await hexo.go("source/_posts/o.md", `${head}{% post_link fer|ry %}\n`)).toEqual([
      "source/_posts/ferry.md:1",
    ]);
    expect(await hexo.go("source/_posts/ferry.md", `${ferry}{% asset_img ma|p.png %}\n`)).toEqual([
      "source/_posts/ferry/map.png:1",
    ]);
  });

  it("goes nowhere from what leads nowhere", async () => {
    expect(await hexo.go("source/_posts/p.md", `${head}[a](/blog/no|ne/)\n`)).toEqual([]);
    expect(await hexo.go("source/_posts/q.md", `${head}[a](https://other.exam|ple/)\n`)).toEqual([]);
    expect(await hexo.go("source/_posts/r.md", `${head}一|二\n`)).toEqual([]);
  });

  it("notices articles that are added, renamed and deleted, by saves and by changes on disk", async () => {
    const { editor, site } = hexo;
    const isDead = (all: readonly Diagnostic[]) => all.some(({ code }) => code === "link/local");
    await editor.open("source/_posts/s.md", `${head}[a](/blog/2024/new/)\n`);
    await editor.diagnostics("source/_posts/s.md", isDead);
    await site.write("source/_posts/new.md", head);
    let from = editor.published.all.length;
    await editor.saved("source/_posts/s.md");
    await editor.diagnostics("source/_posts/s.md", (all) => all.length === 0, from);
    expect((await hexo.complete("source/_posts/t.md", `${head}[a](ne|)\n`)).labels).toEqual(["/blog/2024/new/"]);
    await site.write("source/_posts/new.md", head.replace("date: 2024", "permalink: other/\ndate: 2024"));
    from = editor.published.all.length;
    await editor.changedOnDisk("source/_posts/new.md");
    await editor.diagnostics("source/_posts/s.md", isDead, from);
    expect((await hexo.complete("source/_posts/u.md", `${head}[a](other|)\n`)).labels).toEqual(["/blog/other/"]);
  });
});

describe("a site of VitePress with a base path", () => {
  it("offers URLs without the base path in Markdown, because VitePress adds it, and relative links to sources", async () => {
    const { complete, go } = await start({
      "package.json": JSON.stringify({ devDependencies: { vitepress: "^1.6.0" } }),
      ".vitepress/config.mts": 'export default { base: "/docs/" };\n',
      "guide/start.md": "# Start\n\n## First run\n",
      "index.md": "# Home\n",
      "guide/b.md": "# B\n",
      "guide/c.md": "# C\n",
      "guide/d.md": "# D\n",
      "guide/e.md": "# E\n",
      "public/logo.png": "png",
    });
    const rooted = await complete("guide/a.md", "[a](/|)\n");
    expect(rooted.labels).toContain("/guide/start.html");
    expect((await complete("guide/b.md", "[a](./|)\n")).labels).toContain("./start.md");
    expect((await complete("guide/c.md", "[a](sta|)\n")).labels).toEqual(["start.md"]);
    expect((await complete("guide/c.md", "![a](|)\n")).labels).toEqual(["/logo.png"]);
    expect((await complete("guide/d.md", "[a](./start.md#|)\n")).labels).toEqual(["start", "first-run"]);
    expect(await go("guide/e.md", "[a](./start.md#first-|run)\n")).toEqual(["guide/start.md:3"]);
  });
});

describe("template tags of other generators", () => {
  it("lead to articles and files in Jekyll", async () => {
    const { go } = await start({
      "_config.yml": "url: https://news.example\nbaseurl: /blog\n",
      Gemfile: 'gem "jekyll"\n',
      "_posts/2024-05-01-ferry.md": "---\ntitle: 渡口\n---\n## One\n",
      "about.md": "---\ntitle: x\n---\n",
      "assets/map.png": "png",
    });
    const head = "---\ntitle: 甲\n---\n";
    expect(await go("_posts/2024-05-02-a.md", `${head}[a]({% post_url 2024-05-01-fer|ry %}#one)\n`)).toEqual([
      "_posts/2024-05-01-ferry.md:4",
    ]);
    expect(await go("_posts/2024-05-02-b.md", `${head}[a]({% link abo|ut.md %})\n`)).toEqual(["about.md:1"]);
    expect(await go("_posts/2024-05-02-c.md", `${head}![a]({{ '/assets/m|ap.png' | relative_url }})\n`)).toEqual([
      "assets/map.png:1",
    ]);
  });

  it("lead to articles and files of page bundles in Hugo, whose images are completed", async () => {
    const { go, complete } = await start({
      "hugo.toml": 'baseURL = "https://news.example/docs/"\n',
      "content/posts/ferry/index.md": "---\ntitle: 渡口\n---\n",
      "content/posts/ferry/map.png": "png",
      "static/img/a.png": "png",
    });
    const head = "---\ntitle: 甲\n---\n";
    expect(await go("content/b.md", `${head}[a]({{< relref "posts/fer|ry" >}})\n`)).toEqual([
      "content/posts/ferry/index.md:1",
    ]);
    expect(await go("content/posts/ferry/index.md", `${head}{{< figure src="ma|p.png" >}}\n`)).toEqual([
      "content/posts/ferry/map.png:1",
    ]);
    expect((await complete("content/posts/ferry/index.md", `${head}![a](|)\n`)).labels).toEqual([
      "map.png",
      "/docs/img/a.png",
    ]);
  });
});

describe("a folder of Markdown without a generator", () => {
  it("offers relative links to articles and images, and goes there", async () => {
    const { complete, go } = await start({
      "notes/a.md": "# A\n\n## 二\n",
      "notes/img/x.png": "png",
      ".stetignore": "old/\n",
      "old/b.md": "# B\n",
    });
    expect((await complete("notes/c.md", "[a](|)\n")).labels).toEqual(["a.md", "img/x.png"]);
    expect((await complete("notes/deep/c.md", "[a](../|)\n")).labels).toEqual(["../a.md", "../img/x.png"]);
    expect((await complete("notes/d.md", "[a](a.md#|)\n")).labels).toEqual(["a", "二"]);
    expect(await go("notes/e.md", "![a](img/x.p|ng)\n")).toEqual(["notes/img/x.png:1"]);
    expect(await go("notes/f.md", "[a](a.md#|二)\n")).toEqual(["notes/a.md:3"]);
  });
});

describe("a page of Docusaurus that imports another article", () => {
  it("offers the ids of that, also after it changes on disk", async () => {
    const { site, editor, complete } = await start({
      "docusaurus.config.js": 'module.exports = { url: "https://a.example", baseUrl: "/", presets: ["classic"] };\n',
      "stet.config.json": JSON.stringify({ extends: [], rules: { "link/fragment": "error" } }),
      "docs/_part.md": "## Times\n",
      "docs/a.md": "",
    });
    const page = 'import Part from "./_part.md"\n\n<Part />\n\n';
    expect((await complete("docs/a.md", `${page}[a](#|)\n`)).labels).toEqual(["times"]);
    await editor.open("docs/b.md", `${page}[a](#fares)\n`);
    await editor.diagnostics("docs/b.md", (all) => all.some(({ code }) => code === "link/fragment"));
    await site.write("docs/_part.md", "## Times\n\n## Fares\n");
    const from = editor.published.all.length;
    await editor.changedOnDisk("docs/_part.md");
    await editor.diagnostics("docs/b.md", (all) => all.length === 0, from);
    expect((await complete("docs/c.md", `${page}[a](#|)\n`)).labels).toEqual(["times", "fares"]);
  });
});
