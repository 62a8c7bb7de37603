/** What the configuration of a generator, which a stranger may have written, cannot make stet do. */
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Generators } from "../../src/generators/index.js";
import { parseFileName } from "../../src/generators/routes/hexo-permalink.js";
import type { GeneratorPlan } from "../../src/generators/types.js";
import { wholeGroups } from "../../src/patterns/whole-groups.js";
import { openSiteFiles } from "../../src/site/site-files.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-trust-generators-");

describe("a pattern of a generator", () => {
  it("has its groups", () => {
    expect(wholeGroups("(\\d{4})/(.+?)", 2)("2024/a/b")).toEqual(["2024", "a/b"]);
    expect(wholeGroups("a(?:/(b))?", 1)("a")).toEqual([""]);
    expect(wholeGroups("a", 0)("ab")).toBeUndefined();
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
