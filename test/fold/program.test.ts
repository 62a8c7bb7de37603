/** Folding as a person sees it: the built program on real files. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";
import { folder } from "./support.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
  const rules = { "source/leading-blank": "warn", "html/stray-end-tag": "error" };
  await site.write("stet.config.json", JSON.stringify({ extends: [], rules }));
});
afterEach(() => site.remove());

const timeless = (text: string) => {
  const { summary, ...rest } = JSON.parse(text);
  return { ...rest, summary: { ...summary, ms: 0 } };
};

describe("stet", () => {
  it("counts a folded violation as one, for the summary and --max-warnings", async () => {
    await folder(site, "feed", 20, 20);
    const { code, stdout } = await site.stet(["feed", "--max-warnings", "1"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "  warning  20 of 20 articles: Blank lines before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.  source/leading-blank [--fix: 20]\n",
    );
    expect(stdout).toContain("✖ 0 errors, 1 warning in 20 articles");
    expect((await site.stet(["feed", "--max-warnings", "1", "--no-fold"])).code).toBe(1);
    expect((await site.stet(["feed", "--max-warnings", "0"])).code).toBe(1);
  });

  it("fails on a folded error", async () => {
    await folder(site, "feed", 20, 0, "<p>一</em></p>");
    const { code, stdout } = await site.stet(["feed", "--quiet"]);
    expect(code).toBe(1);
    expect(stdout).toContain("20 of 20 articles: ");
  });

  it("leaves folded warnings out with --quiet", async () => {
    await folder(site, "feed", 20, 20);
    const { stdout } = await site.stet(["feed", "--quiet", "-f", "json"]);
    expect(JSON.parse(stdout).folded).toEqual([]);
  });

  it("lists each with --no-fold, and with fold: false unless --fold is given", async () => {
    await folder(site, "feed", 20, 20);
    const { stdout } = await site.stet(["feed", "--no-fold", "-f", "json"]);
    const { folded, files, summary } = JSON.parse(stdout);
    expect(folded).toEqual([]);
    expect(files.flatMap(({ violations }: { violations: unknown[] }) => violations)).toHaveLength(20);
    expect(summary.warnings).toBe(20);
    await site.write("stet.config.json", JSON.stringify({ fold: false, rules: { "site/unique": "off" } }));
    expect(JSON.parse((await site.stet(["feed", "-f", "json"])).stdout).folded).toEqual([]);
    expect(JSON.parse((await site.stet(["feed", "-f", "json", "--fold"])).stdout).folded).toHaveLength(1);
    expect((await site.stet(["--print-config", "feed/00.md"])).stdout).toContain('"fold": false');
  });

  it("counts every violation in groups", async () => {
    await folder(site, "posts/a", 12, 12);
    await folder(site, "posts/b", 12, 3);
    await folder(site, "c", 12, 0);
    const { stdout } = await site.stet([".", "--group-by", "folder"]);
    expect(stdout).toContain(
      "  posts/a: 12 violations in 12 articles, 12 fixable with --fix; source/leading-blank 12\n  posts/b: 3 violations in 3 of 12 articles, 3 fixable with --fix; source/leading-blank 3\n\n",
    );
    expect(stdout).toContain("15 warnings in 36 articles");
  });

  it("merges parts into what one run says, folded and recorded", async () => {
    for (const name of ["a", "b", "c"]) await folder(site, `posts/${name}`, 12, 11, "<p>一</em></p>");
    const blobs: string[] = [];
    for (const part of [1, 2, 3]) {
      await site.stet(["posts", "--offline", `--shard=${part}/3`, "-f", `blob=${part}.blob`]);
      blobs.push(`${part}.blob`);
    }
    const whole = await site.stet(["posts", "--offline", "-f", "json"]);
    const merged = await site.stet(["merge", ...blobs, "-f", "json"]);
    expect(timeless(merged.stdout)).toEqual(timeless(whole.stdout));
    expect(JSON.parse(whole.stdout).folded).toHaveLength(2);
    expect((await site.stet(["merge", ...blobs, "--no-fold", "-f", "json"])).stdout).toContain('"folded": []');
    await site.stet(["posts", "--offline", "--baseline", "one.json", "--baseline-update"]);
    await site.stet(["merge", ...blobs, "--baseline", "two.json", "--baseline-update"]);
    expect(await site.read("two.json")).toBe(await site.read("one.json"));
    expect(JSON.parse(await site.read("one.json")).folders.posts).toBeDefined();
  });

  it("has folded paths from the root of the repository where the others are too", async () => {
    await folder(site, "sub/feed", 12, 12);
    const { code } = await site.stet(["sub/feed", "-f", "sarif=a.sarif"], "", {
      GITHUB_WORKSPACE: `${site.folder}/..`,
    });
    expect(code).toBe(0);
    const [result] = JSON.parse(await site.read("a.sarif")).runs[0].results;
    const name = site.folder.slice(site.folder.lastIndexOf("/") + 1);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(`${name}/sub/feed/00.md`);
    expect(result.properties.folded.folders[0].path).toBe(`${name}/sub/feed`);
  });
});
