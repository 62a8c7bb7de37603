/** Folding in archives of feeds, whose articles may all be in one folder. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineRule } from "../../src/rule.js";
import { makeSite, type Site } from "../support/site.js";
import { foldedRun } from "./support.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite({});
});
afterEach(() => site.remove());

/** Articles of a feed, all in the folder `posts`. The first `faulty` have a link that opens nothing. */
async function feed(name: string, count: number, faulty: number): Promise<void> {
  for (let at = 0; at < count; at++)
    await site.write(
      `posts/${name}-${String(at).padStart(2, "0")}.md`,
      `---\ntitle: 渡口的第 ${at} 班船 ${name}\ndate: 2021-12-11\ncategories:\n - 新闻\n - ${name}\n---\n\n<p>${name} 的第 ${at} 班船在早上离开渡口，河边的人站在桥头看着它走远，卖鱼的也收了摊。${at < faulty ? '<a href="javascript:;">更多</a>' : ""}</p>\n`,
    );
}

const archive = { preset: "rss-archive", fold: "configured" } as const;
const linksIn = (folded: Awaited<ReturnType<typeof foldedRun>>["folded"]) =>
  folded.filter(({ rule }) => rule === "link/href");

describe("in the preset rss-archive", () => {
  it("what ten articles have is one violation, with the feeds of which nearly all articles have it", async () => {
    await feed("城东", 12, 11);
    await feed("城西", 30, 3);
    const { folded, single } = await foldedRun(site, archive);
    expect(linksIn(folded)).toMatchObject([
      {
        articles: 14,
        of: 42,
        isEverywhere: true,
        folders: [{ path: "posts", articles: 14, of: 42 }],
        feeds: [{ path: "新闻/城东", articles: 11, of: 12 }],
      },
    ]);
    expect(single.filter((line) => line.includes("link/href"))).toEqual([]);
  });

  it("what fewer articles have stays single", async () => {
    await feed("城东", 12, 9);
    const { folded, single } = await foldedRun(site, archive);
    expect(linksIn(folded)).toEqual([]);
    expect(single.filter((line) => line.includes("link/href"))).toHaveLength(9);
  });

  it("the feeds are the same from two threads, and the terminal names them", async () => {
    await feed("城东", 12, 11);
    const { folded } = await foldedRun(site, { ...archive, concurrency: 2 });
    expect(linksIn(folded)).toMatchObject([{ feeds: [{ path: "新闻/城东", articles: 11, of: 12 }] }]);
    const { stdout } = await site.stet(["posts", "--preset", "rss-archive", "--offline"]);
    expect(stdout).toContain("Nearly all articles of 1 feed: 新闻/城东 (11 of 12)");
  });
});

describe("causes that few articles have", () => {
  const host = defineRule({
    name: "house/host",
    summary: "Report the host of every article",
    severity: "warning",
    messages: { found: (d: { host: string }) => `Host ${d.host}` },
    folded: { found: ({ cause }) => `The host ${cause}` },
    source({ text }, { report }) {
      for (const [name] of text.matchAll(/[a-z]+\.example/g))
        report("found", { at: { start: 0, end: 1 }, data: { host: name }, cause: name });
    },
  });
  const article = (name: string, hosts: string) =>
    site.write(`posts/${name}.md`, `---\ncategories: 新闻\n---\n${hosts}\n`);
  const request = { registry: [host], rules: { "house/host": "warn" }, ...archive } as const;

  it("are one violation if together they are in ten articles; those of ten articles have their own", async () => {
    for (let at = 0; at < 10; at++) await article(`a${at}`, "large.example");
    for (const letter of "abcdefghij")
      await article(`b${letter}`, `large.example ${letter}.example ${letter}x.example`);
    const { folded, single } = await foldedRun(site, request);
    expect(single).toEqual([]);
    expect(folded).toMatchObject([
      { cause: "large.example", message: "The host large.example", articles: 20, violations: 20 },
      { message: "Host a.example", isExample: true, articles: 10, violations: 20, of: 20, feeds: [] },
    ]);
    expect(folded[1]).not.toHaveProperty("cause");
  });

  it("are one violation that names them, if more than three are in ten articles", async () => {
    for (let at = 0; at < 10; at++) await article(`a${at}`, "one.example two.example three.example four.example");
    await article("b", "one.example other.example");
    const { folded, single } = await foldedRun(site, request);
    expect(single).toEqual([]);
    expect(folded).toMatchObject([
      {
        message: "The host one.example",
        isExample: true,
        articles: 11,
        violations: 42,
        causes: [
          { cause: "one.example", articles: 11 },
          { cause: "four.example", articles: 10 },
          { cause: "three.example", articles: 10 },
          { cause: "two.example", articles: 10 },
        ],
      },
    ]);
  });

  it("stay single if they are in fewer", async () => {
    for (const letter of "abcdefghi") await article(letter, `${letter}.example`);
    for (const letter of "jklm") await article(letter, "");
    const { folded, single } = await foldedRun(site, request);
    expect([folded, single.length]).toEqual([[], 9]);
  });
});

it("other presets do not look at feeds", async () => {
  await feed("城东", 12, 11);
  await feed("城西", 30, 3);
  const { folded } = await foldedRun(site, { preset: "recommended", fold: "configured" });
  expect(linksIn(folded)).toEqual([]);
});
