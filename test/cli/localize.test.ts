/** `stet localize` on real folders, with a real server. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { killedRuns } from "../support/localize-kills.js";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { picture } from "../support/pictures.js";
import { makeSite, type Site } from "../support/site.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serve(files: Readonly<Record<string, Buffer | string>> = {}): Promise<PictureServer> {
  const routes = Object.fromEntries(
    Object.entries(files).map(([name, body]) => [
      name,
      ({ method }: { method?: string | undefined }, response: import("node:http").ServerResponse) => {
        const type = name.endsWith(".svg") ? "image/svg+xml" : "image/png";
        response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(body) });
        response.end(method === "HEAD" ? undefined : body);
      },
    ]),
  );
  const server = await startPictureServer(routes);
  open.push(server);
  return server;
}

const hexo = { "package.json": '{"dependencies":{"hexo":"^7.0.0"}}', "_config.yml": "title: x\nroot: /blog/\n" };

async function site(files: Readonly<Record<string, string>>): Promise<Site> {
  const made = await makeSite(files);
  open.push({ close: made.remove });
  return made;
}

const localize = (one: Site, ...args: string[]) => one.stet(["localize", "--allow-private", ...args]);
const nameOf = (bytes: Buffer, extension: string) =>
  `${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.${extension}`;
const namesIn = (one: Site, folder: string) => readdir(path.join(one.folder, folder)).then((names) => names.sort());

describe("images of other sites come home", () => {
  const png = picture("png", 40, 30);
  const webp = picture("webp-lossless", 20, 10);

  it("with every reference, under names that follow from their content, and back again byte for byte", async () => {
    const server = await serve({ "/a.png": png, "/b.png": webp });
    const [a, b] = [server.url("/a.png"), server.url("/b.png")];
    const text = `---
title: x
cover: ${a}
---
![alt](${a} "title") and [full size](<${a}>)

<img src="${a}" alt=""><img data-src='${b}' srcset="${a} 1x, ${b} 2x" width="5" alt="">
<img alt="" src=${b}>

![x][ref] ![own](/own.png)

[ref]: ${b}
`;
    const one = await site({ ...hexo, "source/_posts/a.md": text });
    const run = await localize(one, "--all", "source");
    expect(run.stderr + run.stdout).toContain("2 images");
    expect(run.code).toBe(0);
    // The extension of b.png is that of its bytes.
    const [first, second] = [nameOf(png, "png"), nameOf(webp, "webp")];
    expect(await namesIn(one, "source/images")).toEqual([first, second].sort());
    // Hexo puts its root before the URLs of images in Markdown, and not before those of links.
    expect(await one.read("source/_posts/a.md")).toBe(`---
title: x
cover: /images/${first}
---
![alt](/images/${first} "title") and [full size](</blog/images/${first}>)

<img src="/blog/images/${first}" alt="" width="40" height="30"><img data-src='/blog/images/${second}' srcset="/blog/images/${first} 1x, /blog/images/${second} 2x" width="5" alt="">
<img alt="" src="/blog/images/${second}" width="20" height="10">

![x][ref] ![own](/own.png)

[ref]: /images/${second}
`);
    const record = (await one.read("stet.localized.ndjson")).trim().split("\n");
    expect(JSON.parse(record[0] ?? "")).toMatchObject({
      image: `source/images/${first}`,
      url: a,
      sha256: createHash("sha256").update(png).digest("hex"),
      type: "image/png",
      width: 40,
      height: 30,
    });

    const again = await localize(one, "--all", "source/_posts/a.md");
    expect(again.stdout).toContain("0 images");
    const undone = await localize(one, "--undo");
    expect(undone.stdout).toContain("1 article restored");
    expect(await one.read("source/_posts/a.md")).toBe(text);
  });

  it("also one whose URL is only in a definition", async () => {
    const server = await serve({ "/a.png": png });
    const one = await site({ ...hexo, "source/_posts/a.md": `![x][ref]\n\n[ref]: ${server.url("/a.png")}\n` });
    expect((await localize(one, "--all", "source")).code).toBe(0);
    expect(await one.read("source/_posts/a.md")).toBe(`![x][ref]\n\n[ref]: /images/${nameOf(png, "png")}\n`);
  });

  it("next to their post, where Hexo looks for them there and all are in Markdown", async () => {
    const server = await serve({ "/a.png": png, "/b.png": webp });
    const folders = "post_asset_folder: true\nmarked:\n  postAsset: true\n";
    const one = await site({
      ...hexo,
      "_config.yml": `${hexo["_config.yml"]}${folders}`,
      "source/_posts/a.md": `![x](${server.url("/a.png")})\n`,
      "source/_posts/b.md": `![x](${server.url("/b.png")}) <img src="${server.url("/b.png")}" alt="">\n`,
    });
    expect((await localize(one, "--all", "source")).code).toBe(0);
    const [first, second] = [nameOf(png, "png"), nameOf(webp, "webp")];
    expect(await one.read("source/_posts/a.md")).toBe(`![x](${first})\n`);
    expect(await namesIn(one, "source/_posts/a")).toEqual([first]);
    expect(await one.read("source/_posts/b.md")).toContain(`![x](/images/${second}) <img src="/blog/images/${second}"`);
  });

  it("only those at risk, unless more are wanted", async () => {
    const server = await serve({ "/a.png": png, "/b.png": webp });
    const text = `![safe](${server.url("/b.png")}) ![expires](${server.url("/a.png?Expires=4070908800&Signature=ab")})\n`;
    const one = await site({ ...hexo, "source/_posts/a.md": text });
    const plan = await localize(one, "--dry-run", "source");
    expect(plan.stdout).toContain(`(image/png, 40x30, ${png.length} bytes)`);
    expect(plan.stdout).toContain("1 image (");
    expect(plan.stdout).toContain("nothing was written");
    expect(await one.read("source/_posts/a.md")).toBe(text);
    expect(await namesIn(one, "source")).toEqual(["_posts"]);
    expect((await localize(one, "--dry-run", "--rule", "image/proxied", "source")).stdout).toContain("0 images");
    expect((await localize(one, "--dry-run", "--host", "other.example", "source")).stdout).toContain("0 images");
    expect((await localize(one, "--dry-run", "--host", "127.0.0.1", "source")).stdout).toContain("2 images ");
  });

  it("but those that are gone, too large or dangerous stay, and the exit code says so", async () => {
    const server = await serve({
      "/large.png": picture("png", 40, 30, { bytes: 30_000 }),
      "/script.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><script>1</script></svg>',
      "/page.png": "<!DOCTYPE html><p>Sorry",
    });
    const text = ["/large.png", "/script.svg", "/page.png", "/missing"]
      .map((name) => `![x](${server.url(name)})\n`)
      .join("");
    const one = await site({ ...hexo, "source/_posts/a.md": text });
    const { stdout, code } = await localize(one, "--all", "--max-file-size", "0.02", "source");
    expect(code).toBe(1);
    expect(stdout).toContain("/large.png (30000 bytes, more than --max-file-size allows (20000))");
    expect(stdout).toContain("/script.svg (an SVG with a script, which would run as part of your site)");
    expect(stdout).toContain("/page.png (text/html instead of an image)");
    expect(await one.read("source/_posts/a.md")).toBe(text);
  });

  it("and no file is replaced", async () => {
    const server = await serve({ "/a.png": png });
    const name = nameOf(png, "png");
    const one = await site({
      ...hexo,
      [`source/images/${name}`]: "mine",
      "source/_posts/a.md": `![x](${server.url("/a.png")})\n`,
    });
    await localize(one, "--all", "source/_posts");
    expect(await one.read(`source/images/${name}`)).toBe("mine");
    const longer = `${createHash("sha256").update(png).digest("hex").slice(0, 32)}.png`;
    expect(await one.read("source/_posts/a.md")).toBe(`![x](/images/${longer})\n`);
    expect(await readFile(path.join(one.folder, "source/images", longer))).toEqual(png);
  });

  it("where each generator takes them from", async () => {
    const server = await serve({ "/a.png": png });
    const image = `![x](${server.url("/a.png")})\n`;
    const name = nameOf(png, "png");
    const one = await site({
      "jekyll/_config.yml": "baseurl: /base\n",
      "jekyll/Gemfile": 'gem "jekyll"\n',
      "jekyll/_posts/2020-01-01-a.md": `---\ntitle: x\n---\n${image}`,
      "hugo/hugo.toml": 'baseURL = "https://x.example/sub/"\n',
      "hugo/content/a.md": image,
      "hugo/content/bundle/index.md": image,
      "mkdocs/mkdocs.yml": "site_name: x\n",
      "mkdocs/docs/deep/a.md": image,
    });
    const { stderr } = await localize(one, "--all", "jekyll/_posts", "hugo/content", "mkdocs/docs");
    expect(stderr).not.toContain("Error");
    expect(await one.read("jekyll/_posts/2020-01-01-a.md")).toContain(`(/base/assets/images/${name})`);
    expect(await one.read("hugo/content/a.md")).toBe(`![x](/sub/images/${name})\n`);
    expect(await one.read("hugo/content/bundle/index.md")).toBe(`![x](${name})\n`);
    expect(await one.read("mkdocs/docs/deep/a.md")).toBe(`![x](../images/${name})\n`);
    const stored = ["jekyll/assets/images", "hugo/static/images", "mkdocs/docs/images"];
    for (const folder of stored) expect(await namesIn(one, folder)).toEqual([name]);
    expect(await namesIn(one, "hugo/content/bundle")).toEqual([name, "index.md"].sort());
  });

  it("and a site whose static files are nowhere is asked for them", async () => {
    const server = await serve({ "/a.png": png });
    const one = await site({ "a.md": `![x](${server.url("/a.png")})\n` });
    const { code, stderr } = await localize(one, "--all", "a.md");
    expect(code).toBe(2);
    expect(stderr).toContain("Set images.root in the configuration");
  });

  it("an article that was edited since gets back what it said where that is still there", async () => {
    const server = await serve({ "/a.png": png });
    const url = server.url("/a.png");
    const one = await site({ ...hexo, "source/_posts/a.md": `![x](${url})\n\n![y](${url})\n` });
    await localize(one, "--all", "source");
    const now = await one.read("source/_posts/a.md");
    await one.write("source/_posts/a.md", `New words.\n\n${now}`);
    await localize(one, "--undo");
    expect(await one.read("source/_posts/a.md")).toBe(`New words.\n\n![x](${url})\n\n![y](${url})\n`);
  });
});

describe("a run that is killed", () => {
  it("leaves every article whole and every reference leading to a file, and the next run goes on", async () => {
    const { kills, problems } = await killedRuns({ kills: 3, articles: 4 });
    expect(problems).toEqual([]);
    expect(kills).toBe(3);
  });
});
