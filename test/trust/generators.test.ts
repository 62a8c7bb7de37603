/** What the configuration of a generator, which a stranger may have written, cannot make stet do. */
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Generators } from "../../src/generators/index.js";
import { parseFileName } from "../../src/generators/routes/hexo-permalink.js";
import type { SiteFiles } from "../../src/generators/routes/types.js";
import type { GeneratorPlan } from "../../src/generators/types.js";
import { lint } from "../../src/index.js";
import { wholeGroups } from "../../src/patterns/whole-groups.js";
import { redirectFinder, redirectsIn } from "../../src/site/redirects.js";
import { openSiteFiles } from "../../src/site/site-files.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-trust-generators-");

describe("a pattern of a generator", () => {
  it("has its groups", () => {
    expect(wholeGroups("(\\d{4})/(.+?)", 2)("2024/a/b")).toEqual(["2024", "a/b"]);
    expect(wholeGroups("a(?:/(b))?", 1)("a")).toEqual([""]);
    expect(wholeGroups("a", 0)("ab")).toBeUndefined();
  });

  it("takes bounded time: redirects", async () => {
    const rules = Array.from({ length: 50_000 }, (_, at) => `/*/:a${at}/*/x/:b/:c /to 301`).join("\n");
    const files = { text: () => rules, data: async () => undefined } as unknown as SiteFiles;
    const { redirects = [], redirectsAny } = await redirectsIn(files, { copiedFrom: () => [], origin: undefined });
    const redirectsOf = redirectFinder(redirects);
    const paths = Array.from({ length: 20_000 }, (_, at) => `/n/${at}/aaaaaaaaaaaaaaa/`);
    expect(paths.some(redirectsOf)).toBe(false);
    // Nothing can be said of an address that would be compared with 300,000 texts.
    expect(redirectsAny).toEqual({ why: "redirects", detail: "_redirects" });
  });

  it("takes bounded time: names of posts, and rewrites", () => {
    const name = "a".repeat(4000);
    expect(parseFileName(`${":x:y".repeat(20)}:title.md`)(`${name}!`).title).not.toBe("");
    expect(wholeGroups(`${"(?:/?((?:[^/]+/)*[^/]+))?".repeat(20)}!`, 20)(name)).toBeUndefined();
  });
});

it("a configuration of a generator leads to nothing outside of the tree", async () => {
  put("secret/a.md", "---\ntitle: secret\n---\n");
  put("site/_config.yml", "source_dir: ../secret\n");
  put("site/source/_posts/b.md", "---\ntitle: b\n---\n");
  symlinkSync("../../secret/a.md", at("site/source/link.md"));
  mkdirSync(at("site/themes"));
  const generator = (await new Generators(at("site")).of(at("site/a.md"), "hexo")) as GeneratorPlan;
  const within = openSiteFiles(at("site"), generator, { within: at("site") });
  expect([within.below("../secret"), within.below("..")]).toEqual([[], []]);
  expect([within.exists("../secret/a.md"), within.exists("source/link.md")]).toEqual([false, false]);
  expect([within.text("source/link.md"), within.frontMatter("../secret/a.md")]).toEqual([undefined, undefined]);
  expect(within.below("source")).toEqual(["source/_posts/b.md"]);
  const anywhere = openSiteFiles(at("site"), generator);
  expect(anywhere.below("../secret")).toEqual(["../secret/a.md"]);
});

describe("a site that is made to take long", () => {
  const head = "---\ntitle: a\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
  const files = async () => (await lint({ cwd: at(), paths: ["."], offline: true, cache: false })).files;

  it("has links and tags of any length read in bounded work", async () => {
    put("_config.yml", "title: x\n");
    const tag = `{% post_url ${"a/".repeat(60)}b %}`;
    put("_posts/2022-05-01-a.md", `${head}[a](${tag}) [b](/${"1".repeat(200_000)}x) [c](/${"a/".repeat(50_000)})\n`);
    expect((await files()).map(({ errors }) => errors)).toEqual([[]]);
  });

  it("has its list of packages read in bounded work", async () => {
    put("_config.yml", "title: x\n");
    put("Gemfile", `${"\n".repeat(250_000)}x`);
    put("_posts/2022-05-01-a.md", `${head}[b](/b/)\n`);
    expect((await files()).map(({ errors }) => errors)).toEqual([[]]);
  });
});
