/** stet knows the address of each page that the real generator wrote, and claims no other. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import * as eleventy from "./sites/eleventy.js";
import type { RecordedPage, RecordedRoutes, SiteFixture } from "./sites/fixture.js";
import * as hexo from "./sites/hexo.js";
import * as hugo from "./sites/hugo.js";
import * as jekyll from "./sites/jekyll.js";

const fixtures: Readonly<Record<string, SiteFixture>> = {
  hexo: hexo.dated,
  "hexo-names": hexo.named,
  jekyll: jekyll.dated,
  "jekyll-pretty": jekyll.pretty,
  "jekyll-weekdate": jekyll.weekdate,
  "jekyll-own": jekyll.own,
  hugo: hugo.dated,
  "hugo-ugly": hugo.ugly,
  "hugo-languages": hugo.languages,
  eleventy: eleventy.site,
  "eleventy-standard": eleventy.standard,
};

const here = path.dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), "stet-routes-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function openFixture(name: string, { files }: SiteFixture) {
  const root = path.join(scratch, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const configs = await openConfigs({ cwd: root, registry: [], noConfig: true, preset: "recommended" });
  const recorded: RecordedRoutes = JSON.parse(readFileSync(path.join(here, name, "routes.json"), "utf8"));
  const sites = openSites();
  const articles = Object.keys(recorded.articles);
  const site = sites.of(await configs.planFor(path.join(root, articles[0] ?? "")));
  if (!site) throw new Error("no site");
  return { root, site, recorded };
}

const pagesOf = (recorded: RecordedPage | readonly RecordedPage[]): readonly RecordedPage[] =>
  Array.isArray(recorded) ? recorded : [recorded as RecordedPage];

describe.each(Object.entries(fixtures))("%s", (name, fixture) => {
  const opened = openFixture(name, fixture);

  it("each article has the address that the generator gives it, or none", async () => {
    const { root, site, recorded } = await opened;
    const wrong: string[] = [];
    for (const [file, expected] of Object.entries(recorded.articles)) {
      const route = await site.routeOf(path.join(root, file));
      const pages = pagesOf(expected);
      const shown = `${file}: ${JSON.stringify(route)}, recorded ${JSON.stringify(expected)}`;
      const stated = fixture.unknown?.[file];
      if (pages.length > 1 || stated !== undefined) {
        const isAmong = route.state === "unknown" && (route.among ?? []).length > 0;
        if (route.state !== "unknown" || (stated ?? "machine") !== route.reason.why) wrong.push(shown);
        else if (isAmong && pages.some((page) => page && !route.among?.includes(page.output))) wrong.push(shown);
        continue;
      }
      const [page] = pages;
      if (!page) {
        // Without a layout, the page does not say what it is made of.
        if (route.state === "page" && fixture.unmarked?.includes(file) && recorded.files.includes(route.output))
          continue;
        const isCopied = route.state === "unknown" && route.reason.why === "file";
        if (route.state !== "unpublished" && !isCopied) wrong.push(shown);
      } else if (route.state !== "page" || route.output !== page.output) wrong.push(shown);
      else if (!page.output.includes("%") && route.url !== page.url) wrong.push(shown);
    }
    expect(wrong).toEqual([]);
  });

  it("each file of the built site is found at its address", async () => {
    const { root, site, recorded } = await opened;
    const from = path.join(root, Object.keys(recorded.articles)[0] ?? "");
    const wrong: string[] = [];
    const differing = Object.values(recorded.articles).filter((one): one is readonly RecordedPage[] =>
      Array.isArray(one),
    );
    const ofMachine = new Set(differing.flat().map((page) => page?.output));
    for (const output of recorded.files) {
      const url = `${typeof site.base === "string" ? site.base : "/"}${output.split("/").map(encodeURIComponent).join("/")}`;
      for (const one of new Set([url, url.replace(/(^|\/)index\.html$/, "$1")])) {
        const target = await site.resolve(one, from);
        const stated = Object.entries(fixture.unknownFiles ?? {}).find(([pattern]) =>
          new RegExp(pattern).test(output),
        )?.[1];
        const unknown = ofMachine.has(output) ? "machine" : stated;
        const isRight =
          unknown === undefined
            ? target.state === "page" || target.state === "file"
            : target.state === "unknown" && target.reason.why === unknown;
        if (!isRight) wrong.push(`${one}: ${JSON.stringify(target)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("no page is known that the generator does not write", async () => {
    const { site, recorded } = await opened;
    const files = new Set(recorded.files);
    const { articles, generated } = await site.routes();
    const claimed = [
      ...generated.map(({ output }) => output),
      ...articles.flatMap(({ route }) => (route.state === "page" ? [route.output, ...route.aliases] : [])),
    ];
    expect(claimed.filter((output) => !files.has(output))).toEqual([]);
  });

  it("each redirect leads to the page that the generator sends readers to", async () => {
    const { site, recorded } = await opened;
    const { articles } = await site.routes();
    const wrong: string[] = [];
    for (const [output, target] of Object.entries(recorded.redirects)) {
      const path = URL.canParse(target) ? decodeURI(new URL(target).pathname) : target;
      // Others lead on to a list.
      if (!articles.some(({ route }) => route.state === "page" && route.url === path)) continue;
      const found = articles.find(({ route }) => route.state === "page" && route.aliases.includes(output))?.route;
      if (found?.state !== "page" || found.url !== path)
        wrong.push(`${output}: ${JSON.stringify(found)}, recorded ${target}`);
    }
    expect(wrong).toEqual([]);
  });
});
