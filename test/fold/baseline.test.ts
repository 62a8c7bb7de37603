/** A baseline accepts what is folded as one entry, and what remains of it. */
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunRequest } from "../../src/run/request.js";
import { makeSite, type Site } from "../support/site.js";
import { article, foldedRun, folder } from "./support.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

const only = { rules: { "site/unique": "off", "site/taxonomy": "off" } } as const;
const name = ".stet-baseline.json";
const withBaseline = (mode: "check" | "update" | "prune", more: Partial<RunRequest> = {}) =>
  foldedRun(site, {
    ...only,
    baseline: { file: path.join(site.folder, name), shown: name, mode, mustExist: false },
    ...more,
  });
const recorded = async () => JSON.parse(await site.read(name));

describe("a baseline", () => {
  it("has one entry for a folded violation", async () => {
    await folder(site, "feed", 10, 9);
    await folder(site, "other", 10, 1);
    const { folded, single, summary, notes } = await withBaseline("update");
    expect([folded, single]).toEqual([[], []]);
    expect(summary).toMatchObject({ errors: 0, baselined: 10 });
    expect(notes).toEqual([`${name}: 10 violations in 10 files accepted.`]);
    expect(await recorded()).toEqual({
      version: 1,
      files: {
        "other/00.md": {
          "source/leading-blank": {
            [Object.keys((await recorded()).files["other/00.md"]["source/leading-blank"])[0] as string]: 1,
          },
        },
      },
      folders: { feed: { "source/leading-blank": { unknown: 10 } } },
    });
    const again = await withBaseline("check");
    expect([again.folded, again.single, again.notes]).toEqual([[], [], []]);
    expect(again.summary.baselined).toBe(10);
  });

  it("accepts those that remain when some articles are fixed, and those that new articles of the folder have", async () => {
    await folder(site, "feed", 10, 10);
    await withBaseline("update");
    for (let at = 0; at < 5; at++) await site.write(`feed/0${at}.md`, article());
    await site.write("feed/new.md", article({ blank: true }));
    const { folded, single, notes, summary } = await withBaseline("check");
    expect([folded, single, notes]).toEqual([[], [], []]);
    expect(summary.baselined).toBe(6);
  });

  it("reports what other folders have, folded or not", async () => {
    await folder(site, "feed", 10, 10);
    await withBaseline("update");
    await folder(site, "next", 10, 10);
    await folder(site, "few", 10, 1);
    const { folded, single } = await withBaseline("check");
    expect(folded).toMatchObject([{ articles: 10, folders: [{ path: "next" }] }]);
    expect(single).toEqual(["few/00.md:1 source/leading-blank"]);
  });

  it("does not fix what it accepts by a folder", async () => {
    await folder(site, "feed", 10, 10);
    await withBaseline("update");
    await withBaseline("check", { fix: "safe" });
    expect(await site.read("feed/00.md")).toMatch(/^\n/);
  });

  it("still accepts by the entries of files that it has from earlier", async () => {
    await folder(site, "feed", 10, 10);
    await withBaseline("update", { fold: false });
    expect(Object.keys((await recorded()).files)).toHaveLength(10);
    const { folded, single, notes } = await withBaseline("check");
    expect([folded, single, notes]).toEqual([[], [], []]);
  });

  it("names an entry unused if all articles of the folder were checked, and prunes it", async () => {
    await folder(site, "feed", 10, 10);
    await withBaseline("update");
    await folder(site, "feed", 10, 0);
    expect((await withBaseline("check", { paths: ["feed/00.md"] })).notes).toEqual([]);
    expect((await withBaseline("check", { rules: { ...only.rules, "source/leading-blank": "off" } })).notes).toEqual(
      [],
    );
    expect((await withBaseline("check")).notes).toEqual([
      `${name} has 1 entry without a violation. Run stet --baseline-prune to remove them.`,
    ]);
    expect((await withBaseline("prune")).notes).toEqual([`${name}: 1 entry removed.`]);
    expect(await recorded()).toEqual({ version: 1, files: {} });
  });

  it("keeps the entry of a folder when a part of it is updated, and replaces it when all of it is", async () => {
    await folder(site, "feed", 12, 12);
    await withBaseline("update");
    const whole = await recorded();
    await withBaseline("update", { paths: ["feed/00.md"] });
    expect(await recorded()).toEqual(whole);
    await folder(site, "feed", 12, 2);
    await withBaseline("update");
    const { files, folders } = await recorded();
    expect(Object.keys(files)).toEqual(["feed/00.md", "feed/01.md"]);
    expect(folders).toBeUndefined();
  });

  it("names the cause of violations that have one", async () => {
    const proxied = (at: number) =>
      `<p><img alt="船" src="https://images.weserv.nl/?url=https://origin${at}.example/${at}.png"></p>`;
    for (let at = 0; at < 10; at++) await site.write(`posts/${at}.md`, article({ body: proxied(at) }));
    const rules = { ...only.rules, "image/proxied": "warn" } as const;
    await withBaseline("update", { rules });
    expect((await recorded()).folders).toEqual({ posts: { "image/proxied": { "proxied images.weserv.nl": 10 } } });
    await site.write("posts/1.md", article({ body: proxied(99) }));
    await site.write("posts/2.md", article({ body: proxied(1).replace("images.weserv.nl", "wsrv.nl") }));
    const { folded, single } = await withBaseline("check", { rules });
    expect(folded).toEqual([]);
    expect(single).toEqual(["posts/2.md:5 image/proxied"]);
  });

  it("records the same however many threads lint", async () => {
    for (const one of ["a", "b"]) await folder(site, `posts/${one}`, 12, 11);
    await withBaseline("update");
    const alone = await site.read(name);
    await withBaseline("update", { concurrency: 2 });
    expect(await site.read(name)).toBe(alone);
    expect((await withBaseline("check", { concurrency: 2 })).single).toEqual([]);
  });
});
