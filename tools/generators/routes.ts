/**
 * Builds the fixture sites of `test/generators/sites/` with a real generator and writes the addresses of their pages into
 * `test/generators/NAME/routes.json`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as eleventySites from "../../test/generators/sites/eleventy.js";
import type { RecordedPage, RecordedRoutes, SiteFixture } from "../../test/generators/sites/fixture.js";
import * as hexoSites from "../../test/generators/sites/hexo.js";
import * as hugoSites from "../../test/generators/sites/hugo.js";
import * as jekyllSites from "../../test/generators/sites/jekyll.js";
import { run } from "./run.js";

interface Built {
  readonly version: string;
  /** Where the built site is. */
  readonly output: string;
  /** The folder that pages name their file in. */
  readonly source?: string;
  /** If the pages do not say it themselves. */
  readonly articles?: Readonly<Record<string, RecordedPage>>;
}

interface RouteRecorder {
  readonly fixture: SiteFixture;
  build(site: string, from: string, zone: string): Built;
}

const linkModules = (site: string, from: string): void =>
  symlinkSync(path.join(from, "node_modules"), path.join(site, "node_modules"));

const versionOf = (from: string, name: string): string =>
  JSON.parse(readFileSync(path.join(from, `node_modules/${name}/package.json`), "utf8")).version;

const hexoProgram = `
const Hexo = require("hexo");
const hexo = new Hexo(process.cwd(), { silent: true });
hexo.init().then(() => hexo.call("generate", {})).then(() => {
  const articles = {};
  const url = require("hexo-util").url_for.bind(hexo);
  const add = (one) => {
    const output = hexo.route.format(one.path);
    articles[hexo.config.source_dir + "/" + one.source] = { output, url: decodeURI(url(one.path)) };
  };
  hexo.locals.get("posts").each(add);
  hexo.locals.get("pages").each(add);
  require("fs").writeFileSync("record.json", JSON.stringify({ articles, output: hexo.config.public_dir }));
  return hexo.exit();
}).catch((error) => { console.error(error); process.exit(1); });
`;

const hexo = (fixture: SiteFixture): RouteRecorder => ({
  fixture,
  build(site, from, zone) {
    linkModules(site, from);
    writeFileSync(path.join(site, "record.cjs"), hexoProgram);
    const { status, stderr, stdout } = run(process.execPath, ["record.cjs"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    const { articles, output } = JSON.parse(readFileSync(path.join(site, "record.json"), "utf8"));
    return { version: `Hexo ${versionOf(from, "hexo")}`, output, articles };
  },
});

/** Debian's plugins are not where Jekyll looks for them, and a Gemfile would be read by Bundler. */
function withPlugins(): string[] {
  const gems = "/usr/share/rubygems-integration/all/gems";
  const folders = readdirSync(gems).filter((name) => name.startsWith("jekyll-"));
  return [`RUBYLIB=${folders.map((name) => `${gems}/${name}/lib`).join(":")}`, "JEKYLL_NO_BUNDLER_REQUIRE=true"];
}

const jekyll = (fixture: SiteFixture): RouteRecorder => ({
  fixture,
  build(site, _, zone) {
    const { status, stderr, stdout } = run("env", [...withPlugins(), "jekyll", "build", "--quiet"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    const version = run("jekyll", ["--version"], site, zone)
      .stdout.trim()
      .replace(/^[\s\S]*jekyll/, "Jekyll");
    const output = /^destination: (.*)$/m.exec(fixture.files["_config.yml"] ?? "")?.[1] ?? "_site";
    const source = /^source: (.*)$/m.exec(fixture.files["_config.yml"] ?? "")?.[1];
    return { version, output, ...(source !== undefined && { source }) };
  },
});

const hugo = (fixture: SiteFixture): RouteRecorder => ({
  fixture,
  build(site, _, zone) {
    const { status, stderr, stdout } = run("hugo", ["--quiet"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    const version = /v([\d.]+)/.exec(run("hugo", ["version"], site, zone).stdout)?.[1] ?? "";
    const output = /^publishDir: (.*)$/m.exec(fixture.files["hugo.yaml"] ?? "")?.[1] ?? "public";
    return { version: `Hugo ${version}`, output };
  },
});

const eleventy = (fixture: SiteFixture): RouteRecorder => ({
  fixture,
  build(site, from, zone) {
    linkModules(site, from);
    const program = path.join(from, "node_modules/@11ty/eleventy/cmd.cjs");
    const { status, stderr, stdout } = run(process.execPath, [program, "--quiet"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    const output = /output: "(\w+)"/.exec(fixture.files["eleventy.config.js"] ?? "")?.[1] ?? "_site";
    return { version: `Eleventy ${versionOf(from, "@11ty/eleventy")}`, output };
  },
});

export const routeRecorders: Readonly<Record<string, RouteRecorder>> = {
  hexo: hexo(hexoSites.dated),
  "hexo-names": hexo(hexoSites.named),
  jekyll: jekyll(jekyllSites.dated),
  "jekyll-pretty": jekyll(jekyllSites.pretty),
  "jekyll-weekdate": jekyll(jekyllSites.weekdate),
  "jekyll-own": jekyll(jekyllSites.own),
  hugo: hugo(hugoSites.dated),
  "hugo-ugly": hugo(hugoSites.ugly),
  "hugo-languages": hugo(hugoSites.languages),
  eleventy: eleventy(eleventySites.site),
  "eleventy-standard": eleventy(eleventySites.standard),
};

/** Each page says which file it is made of. */
const marker = /<meta name="stet" data-source="([^"]*)" data-url="([^"]*)">/;

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&")
    .replaceAll("&quot;", '"');
const redirect = /<meta http-equiv="?refresh"? content="0; ?url=([^"]+)"/i;

/** The builder's time zones: addresses that differ between them depend on the machine. */
const zones = ["UTC", "Asia/Shanghai"];

export function recordRoutes(name: string, from: string): RecordedRoutes {
  const recorder = routeRecorders[name];
  if (!recorder) throw new Error(`no site for ${name}`);
  const { fixture } = recorder;
  const builds = zones.map((zone) => {
    const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
    try {
      for (const [file, text] of Object.entries(fixture.files)) {
        mkdirSync(path.dirname(path.join(site, file)), { recursive: true });
        writeFileSync(path.join(site, file), text);
      }
      const built = recorder.build(site, from, zone);
      return { version: built.version, ...readBuilt(path.join(site, built.output), built) };
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  });
  const sources = [...new Set(builds.flatMap(({ articles }) => Object.keys(articles)))];
  // Of an article without a page, only the site can say that it has none.
  const isArticle = (file: string) => /\.(?:md|markdown|html?|njk|liquid|ejs|11ty\.c?js)$/.test(file);
  const all = [...new Set([...sources, ...Object.keys(fixture.files).filter(isArticle)])].sort();
  const articles = Object.fromEntries(
    all
      .filter((file) => !/^(?:themes|layouts|_layouts)\/|(?:^|\/)(?:_includes|_parts)\//.test(file))
      .map((file) => {
        const pages = builds.map((one) => one.articles[file] ?? null);
        return [file, JSON.stringify(pages[0]) === JSON.stringify(pages[1]) ? (pages[0] as RecordedPage) : pages];
      }),
  );
  return {
    generator: builds[0]?.version ?? "",
    zones,
    articles,
    redirects: Object.assign({}, ...builds.map(({ redirects }) => redirects)),
    files: [...new Set(builds.flatMap(({ files }) => files))].sort(),
  };
}

function readBuilt(folder: string, { articles: known, source: within }: Built) {
  const articles: Record<string, RecordedPage> = { ...known };
  const redirects: Record<string, string> = {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
  for (const output of files) {
    if (!/\.html?$/.test(output) && /\.\w+$/.test(output)) continue;
    const text = readFileSync(path.join(folder, output), "utf8");
    const [, written = "", escaped = ""] = marker.exec(text) ?? [];
    const source = unescaped(written)
      .replace(`${path.resolve(folder, "..")}/`, "")
      .replace(/^\.\//, "");
    const url = unescaped(escaped);
    if (source !== "") {
      const file = within === undefined ? source : `${within}/${source}`;
      const before = articles[file];
      // Of the pages of a list, the first has the shortest path.
      if (!before || output.length < before.output.length) articles[file] = { output, url: decodeURI(url) };
    }
    const [, target] = redirect.exec(text) ?? [];
    if (target) redirects[output] = decodeURI(target);
  }
  return { articles, redirects, files };
}

/** Writes one entry on each line, so that a change is easy to see. */
export function writtenRoutes({ generator, zones, articles, redirects, files }: RecordedRoutes): string {
  const entries = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n");
  return `{
  "generator": ${JSON.stringify(generator)},
  "zones": ${JSON.stringify(zones)},
  "articles": {
${entries(articles)}
  },
  "redirects": {${Object.keys(redirects).length > 0 ? `\n${entries(redirects)}\n  ` : ""}},
  "files": [
${files.map((file) => `    ${JSON.stringify(file)}`).join(",\n")}
  ]
}
`;
}
