/** Cached results of articles that link to each other: what a link leads to is looked up in each run. */
import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-linked-");

beforeEach(() => {
  vi.stubEnv("XDG_CACHE_HOME", at("cache"));
  put("site/hugo.toml", 'baseURL = "https://news.example/"\n');
  for (let n = 0; n < 40; n++) put(`site/content/posts/${n}.md`, article(n));
  // An hour after the files were written, so that none of them has just changed.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const article = (n: number, heading = "灯") =>
  `---\ntitle: 灯塔 ${n}\n---\n\n[下一个](/posts/${(n + 1) % 40}/)，[灯](../${(n + 2) % 40}/#灯)，[海](/no/${n}/)。\n\n## ${heading}\n\n![灯](http://pic.example/${n}.png)\n`;

async function report(cache: boolean) {
  const { summary, ...rest } = await lint({ cwd: at("site"), paths: ["."], offline: true, concurrency: "off", cache });
  return { ...rest, summary: { ...summary, ms: 0 } };
}

it("report the same in the next run", async () => {
  const first = await report(true);
  expect(first.files.find(({ path }) => path.endsWith("/3.md"))?.violations.map(({ rule }) => rule)).toContain(
    "link/local",
  );
  // Another list of paths, so that no report is repeated as a whole.
  const again = await lint({ cwd: at("site"), paths: ["content"], offline: true, concurrency: "off" });
  expect(again.files).toEqual(first.files);
});

it.each<[string, () => void]>([
  ["the page of a link is gone", () => rmSync(at("site/content/posts/5.md"))],
  ["a missing page is there", () => put("site/content/no/7.md", article(7))],
  ["the heading of a link has another name", () => put("site/content/posts/5.md", article(5, "塔"))],
  ["the site is in a folder", () => put("site/hugo.toml", 'baseURL = "https://news.example/blog/"\n')],
  ["a page is a draft", () => put("site/content/posts/5.md", article(5).replace("title:", "draft: true\ntitle:"))],
])("say what a run without a cache says, when %s", async (_, change) => {
  const before = await report(true);
  expect(before).toEqual(await report(false));
  change();
  const after = await report(true);
  expect(after).toEqual(await report(false));
  expect(after.files).not.toEqual(before.files);
});
