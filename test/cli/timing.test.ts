import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";
import { writeTown } from "../support/town.js";

let site: Site;
let server: PictureServer;
beforeAll(async () => {
  server = await startPictureServer();
  site = await makeSite();
  await writeTown(site, 300, (picture) => server.url(`/40x30.png?${picture}`));
});
afterAll(async () => {
  await site.remove();
  await server.close();
});

/** Rows by what they are about: milliseconds, and how often. */
function rows(table: string) {
  return new Map(
    [...table.matchAll(/^ *(\d+\.\d) +\d+ % +(\d+) {2}(.+)$/gm)].map(([, ms, times, name = ""]) => [
      name.replace(/: .*/, ""),
      { ms: Number(ms), times: Number(times) },
    ]),
  );
}

describe("--timing", () => {
  it.each(["off", "2"])("shows stages, rules and hosts, and leaves the report alone (%s threads)", async (threads) => {
    const args = ["content", "--allow-private", "--no-cache", "--concurrency", threads, "-f", "unix"];
    const plain = await site.stet(args);
    const { stdout, stderr, code } = await site.stet([...args, "--timing"]);
    expect(code).toBe(plain.code);
    expect(stdout).toBe(plain.stdout);
    const found = rows(stderr);
    for (const stage of ["read", "parse", "rules", "facts", "site", "report"])
      expect([stage, found.has(stage)]).toEqual([stage, true]);
    expect(found.get("read")?.times).toBe(300);
    // Once for every article, in whatever thread.
    expect(found.get("source/leading-blank")?.times).toBe(300);
    const host = new URL(server.origin).host;
    expect(found.get(host)?.times).toBeGreaterThanOrEqual(50);
  });

  it("shows nothing where it was not asked for", async () => {
    const { stderr } = await site.stet(["content", "--offline"]);
    expect(stderr).toBe("");
  });
});
