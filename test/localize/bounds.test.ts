/** What a server with many large images can make `stet localize` use. */
import { mkdirSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { openArticles } from "../../src/localize/articles.js";
import { localize } from "../../src/localize/localize.js";
import { openRecord } from "../../src/localize/record.js";
import type { DownloadingProbe } from "../../src/probe/probe.js";
import { picture } from "../support/pictures.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-localize-bounds-");

const count = 60;

/** Each image is another one, so that each is stored. */
async function run(maxTotalBytes: number) {
  const urls = Array.from({ length: count }, (_, number) => `https://pictures.example/${number + 10}.png`);
  put("site/a.md", urls.map((url) => `![a](${url})\n`).join(""));
  put("site/stet.config.json", { images: { root: "static" } });
  mkdirSync(at("site/static/images"), { recursive: true });
  const bytesOf = (url: string) => picture("png", Number(/(\d+)\.png/.exec(url)?.[1]), 10);
  const seen = { downloads: 0, mostInMemory: 0 };
  const probe: Pick<DownloadingProbe, "checkImage" | "download"> = {
    checkImage: async ({ url }) => ({ url, verdict: "ok", bytes: bytesOf(url).length, detail: "" }) as never,
    async download(url) {
      seen.downloads++;
      const stored = readdirSync(at("site/static/images")).filter((name) => name.endsWith(".png")).length;
      seen.mostInMemory = Math.max(seen.mostInMemory, seen.downloads - stored);
      return { kind: "download", bytes: bytesOf(url) };
    },
  };
  const result = await localize({
    cwd: at("site"),
    wanted: [{ file: at("site/a.md"), shown: "a.md", keys: new Set(urls) }],
    articles: await openArticles({ cwd: at("site"), registry: rules, configCode: false }),
    probe: probe as DownloadingProbe,
    record: openRecord(at("site/record.ndjson"), at("site")),
    folder: undefined,
    archive: false,
    maxFileBytes: 1_000_000,
    maxTotalBytes,
    signal: new AbortController().signal,
    onArticle: () => {},
  });
  return { ...result, ...seen };
}

it("an article with many images has few of them in memory at a time", async () => {
  const { images, mostInMemory } = await run(10_000_000);
  expect(images).toBe(count);
  expect(mostInMemory).toBeLessThanOrEqual(10);
});

it("images past --max-total are not downloaded", async () => {
  const { images, downloads, left } = await run(2 * picture("png", 10, 10).length + 20);
  expect(images).toBeGreaterThan(0);
  expect(left.size).toBe(count - images);
  expect(downloads).toBeLessThanOrEqual(images + 8);
});
