/**
 * `stet localize` on sites of the real generators: `npx jiti bench/localize-sites.ts`, after `npm run build`. Each site is
 * built with the images at home; Chromium then has to show all of them while their old server is down. A second run must
 * do nothing, and the undo must restore every byte. It installs nothing; see `--help`.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { startPictureServer } from "../test/support/picture-server.js";
import { makeSite, type Site } from "../test/support/site.js";

const help = `npx jiti bench/localize-sites.ts [options]

  --hexo FOLDER   a folder in which Hexo is installed:
                  npm install hexo@7 hexo-generator-index hexo-renderer-ejs hexo-renderer-marked

Hugo and Jekyll are taken from the path. What is missing is left out, and the report says so.
`;
const { values: options } = parseArgs({
  options: { hexo: { type: "string" }, help: { type: "boolean", default: false } },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

/** The path of each site on its host. */
const base = "/blog/";

interface Generator {
  readonly name: string;
  /** Why it cannot be tried. */
  readonly missing: string | undefined;
  readonly content: string;
  readonly output: string;
  files(image: (path: string) => string): Readonly<Record<string, string>>;
  build(folder: string): ReturnType<typeof spawnSync>;
  /** Images that the pages show. */
  readonly shown: number;
}

const run = (folder: string, program: string, ...args: string[]) =>
  spawnSync(program, args, { cwd: folder, encoding: "utf8", env: { ...process.env, TZ: "UTC" }, maxBuffer: 2 ** 28 });
const isInstalled = (program: string, option = "--version") =>
  spawnSync(program, [option], { stdio: "ignore" }).status === 0;

/** All kinds of references; six images on the page, with the cover that the theme shows. */
const mixed = (image: (path: string) => string, base: string) => `---
title: Mixed
date: 2024-05-01 09:30:00
cover: ${image("/31x9.png")}
---
![one](${image("/32x9.png")} "title") [full](${image("/32x9.png")})

<img src="${image("/33x9.png")}" alt=""><img src="${base}x.svg" srcset="${image("/34x9.png")} 1x" alt="">

![two][ref] ![again](${image("/32x9.png")})

[ref]: ${image("/35x9.png")}
`;
const own = (image: (path: string) => string) => `---
title: Own
date: 2024-05-02 09:30:00
---
![one](${image("/41x9.png")}) ![two](${image("/42x9.png")})
`;

const hexoProgram = options.hexo && path.resolve(options.hexo, "node_modules/hexo/bin/hexo");
const hexoFiles = (config: string) => (image: (path: string) => string) => ({
  // Hexo loads the plugins that are listed.
  "package.json": JSON.stringify({
    hexo: {},
    dependencies: Object.fromEntries(
      ["hexo", "hexo-generator-index", "hexo-renderer-ejs", "hexo-renderer-marked"].map((name) => [name, "*"]),
    ),
  }),
  "_config.yml": `title: x\nurl: http://127.0.0.1${base}\nroot: ${base}\npermalink: :year/:title/\ntheme: plain\n${config}`,
  "themes/plain/layout/index.ejs":
    "<% page.posts.each(function (post) { %><%- post.content %><% if (post.cover) { %><img src='<%- url_for(post.cover) %>'><% } %><% }) %>",
  "themes/plain/layout/post.ejs":
    "<%- page.content %><% if (page.cover) { %><img src='<%- url_for(page.cover) %>'><% } %>",
  "source/_posts/mixed.md": mixed(image, base),
  "source/_posts/own.md": own(image),
});
const hexo = (name: string, config: string): Generator => ({
  name,
  missing: hexoProgram && existsSync(hexoProgram) ? undefined : "see --hexo",
  content: "source/_posts",
  output: "public",
  // The home page has both posts once more.
  shown: 16,
  files: hexoFiles(config),
  build(folder) {
    symlinkSync(path.resolve(options.hexo ?? "", "node_modules"), path.join(folder, "node_modules"));
    return run(folder, process.execPath, hexoProgram ?? "", "generate");
  },
});

const generators: readonly Generator[] = [
  hexo("Hexo", ""),
  hexo("Hexo with asset folders", "post_asset_folder: true\nmarked:\n  prependRoot: true\n  postAsset: true\n"),
  {
    name: "Hugo",
    missing: isInstalled("hugo", "version") ? undefined : "not installed",
    content: "content",
    output: "public",
    shown: 8,
    files: (image) => ({
      "hugo.toml": `baseURL = "http://127.0.0.1${base}"\ntitle = "x"\n[markup.goldmark.renderer]\nunsafe = true\n`,
      "layouts/_default/single.html": '{{ .Content }}{{ with .Params.cover }}<img src="{{ . | relURL }}">{{ end }}',
      "layouts/_default/list.html": "x",
      "content/posts/mixed.md": mixed(image, base),
      "content/posts/own/index.md": own(image),
    }),
    build: (folder) => run(folder, "hugo"),
  },
  {
    name: "Jekyll",
    missing: isInstalled("jekyll") ? undefined : "not installed",
    content: "_posts",
    output: "_site",
    shown: 8,
    files: (image) => ({
      "_config.yml": `title: x\nbaseurl: ${base.replace(/\/$/, "")}\npermalink: /:year/:title/\ndefaults:\n- scope: { path: "" }\n  values: { layout: post }\n`,
      "_layouts/post.html": "{{ content }}{% if page.cover %}<img src='{{ page.cover | relative_url }}'>{% endif %}",
      "_posts/2024-05-01-mixed.md": mixed(image, base),
      "_posts/2024-05-02-own.md": own(image),
    }),
    build: (folder) => run(folder, "jekyll", "build"),
  },
];

function filesIn(folder: string, at = ""): string[] {
  return readdirSync(path.join(folder, at), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(folder, path.join(at, entry.name)) : [path.join(at, entry.name)],
  );
}
const digest = (folder: string): string =>
  filesIn(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(path.join(folder, name)))
          .digest("hex")}`,
    )
    .join("\n");

async function serve(folder: string): Promise<{ server: Server; origin: string }> {
  const types: Record<string, string> = { ".html": "text/html", ".png": "image/png", ".svg": "image/svg+xml" };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    const inside = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : "..";
    const file = path.join(folder, inside, inside === "" || inside.endsWith("/") ? "index.html" : "");
    if (inside.includes("..") || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return response.writeHead(404).end();
    return response
      .writeHead(200, { "content-type": types[path.extname(file)] ?? "text/plain" })
      .end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Per page: the images that Chromium shows, and those that it does not. */
async function look(folder: string): Promise<{ shown: number; lost: string[] }> {
  const { server, origin } = await serve(folder);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  let shown = 0;
  const lost: string[] = [];
  try {
    const tab = await browser.newPage();
    for (const page of filesIn(folder).filter((name) => name.endsWith(".html"))) {
      await tab.goto(origin + base + page, { waitUntil: "load" });
      const images = (await tab.evaluate(
        "[...document.images].map(({ currentSrc, naturalWidth }) => [currentSrc, naturalWidth])",
      )) as [string, number][];
      for (const [url, width] of images)
        if (width > 0) shown++;
        else lost.push(`${page}: ${url}`);
    }
  } finally {
    await browser.close();
    server.close();
  }
  return { shown, lost };
}

async function tryOne({ content, files, build, output, shown }: Generator): Promise<string[]> {
  const server = await startPictureServer();
  const site: Site = await makeSite(files(server.url));
  const problems: string[] = [];
  const articles = path.join(site.folder, content);
  const texts = new Map(filesIn(articles).map((name) => [name, readFileSync(path.join(articles, name), "utf8")]));
  try {
    const localize = (...args: string[]) => site.stet(["localize", "--allow-private", ...args]);
    const first = await localize("--all", content);
    if (first.code !== 0) problems.push(`exit code ${first.code}: ${first.stdout}${first.stderr}`);
    const state = digest(site.folder);
    const again = await localize("--all", content);
    if (digest(site.folder) !== state || !again.stdout.includes("0 images"))
      problems.push(`a second run did something: ${again.stdout}`);
    await server.close();
    const built = build(site.folder);
    if (built.status !== 0) problems.push(`not built: ${built.stdout}${built.stderr}`);
    const seen = await look(path.join(site.folder, output));
    if (seen.lost.length > 0) problems.push(`not shown: ${seen.lost.join(", ")}`);
    if (seen.shown !== shown) problems.push(`${seen.shown} images are shown, not ${shown}`);
    await site.stet(["localize", "--undo"]);
    for (const [name, text] of texts)
      if (readFileSync(path.join(articles, name), "utf8") !== text) problems.push(`${name} is not restored`);
  } finally {
    await server.close().catch(() => {});
    if (problems.length === 0) await site.remove();
    else problems.push(`the site is in ${site.folder}`);
  }
  return problems;
}

let failed = 0;
for (const generator of generators) {
  const problems = generator.missing === undefined ? await tryOne(generator) : [];
  const verdict = generator.missing !== undefined ? `left out: ${generator.missing}` : problems.join("\n  ") || "ok";
  console.log(`${generator.name}: ${verdict}`);
  failed += problems.length;
}
process.exitCode = failed > 0 ? 1 : 0;
