/** However many threads look, and whatever was kept: the same words in the same order. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";
import { writeTown } from "../support/town.js";

const count = 400;
let site: Site;
let server: PictureServer;
beforeAll(async () => {
  server = await startPictureServer();
  site = await makeSite();
  await writeTown(site, count, (picture) => server.url(`/40x30.png?${picture}`));
});
afterAll(async () => {
  await site.remove();
  await server.close();
});

const ways = [
  ["--concurrency", "off", "--no-cache"],
  ["--concurrency", "1", "--no-cache"],
  ["--concurrency", "auto", "--no-cache"],
  ["--concurrency", "3"],
  ["--concurrency", "2"],
];

/** Without the time that it took, and what requests took. */
const timeless = (text: string) => text.replaceAll(/"ms":\d+/g, '"ms":0').replaceAll(/\(\d+\.\d s\)/g, "");

describe("one, two or three threads, with a cache or without", () => {
  it("say the same of a folder, offline", async () => {
    const said = new Set<string>();
    for (const way of ways) {
      const { code, stdout, stderr } = await site.stet(["content", "--offline", "-f", "json", ...way]);
      expect([code, stderr]).toEqual([1, ""]);
      said.add(timeless(stdout));
    }
    expect(said.size).toBe(1);
  });

  it("ask each picture once between them, and say the same of what they get", async () => {
    const said = new Set<string>();
    for (const way of ways.slice(0, 3)) {
      const before = server.requests.length;
      const { stdout } = await site.stet(["content", "--allow-private", "-f", "json", ...way]);
      const { images, files } = JSON.parse(stdout);
      expect(images.filter(({ url }: { url: string }) => url.startsWith("http"))).toHaveLength(50);
      expect(server.requests.slice(before).filter(({ method }) => method === "HEAD")).toHaveLength(50);
      said.add(JSON.stringify(files));
    }
    expect(said.size).toBe(1);
  });

  it("fix the same", async () => {
    const made = new Set<string>();
    for (const threads of ["off", "2", "auto"]) {
      const copy = await makeSite();
      await writeTown(copy, count);
      await copy.stet(["content", "--offline", "--fix", "--unsafe-fixes", "--concurrency", threads]);
      const texts: string[] = [];
      for (const name of (await readdir(path.join(copy.folder, "content"), { recursive: true })).sort())
        if (name.endsWith(".md")) texts.push(await readFile(path.join(copy.folder, "content", name), "utf8"));
      expect(texts).toHaveLength(count);
      made.add(texts.join("\0"));
      await copy.remove();
    }
    expect(made.size).toBe(1);
  });

  it.each([["0"], ["many"], ["-1"], ["1.5"]])("are refused as %j", async (threads) => {
    const { code, stderr } = await site.stet(["content", "--concurrency", threads]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Invalid value "${threads}" for --concurrency.`);
  });
});

it("a program that lints and goes on is left without threads", async () => {
  const module = pathToFileURL(path.join(packageRoot(), "dist/bundle/index.js")).href;
  const program = `import { lint } from ${JSON.stringify(module)};
const { summary } = await lint({ paths: ["content"], offline: true, concurrency: 2, cache: false });
console.log(summary.articles > 0, process.getActiveResourcesInfo().includes("MessagePort"));`;
  const args = ["--input-type=module", "-e", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: site.folder });
  expect(stdout).toBe("true false\n");
});
