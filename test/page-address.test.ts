/** A fix that changes the URL of a page is not safe, whichever rule it comes from. The site is linted as on the command line. */
import { afterEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import type { RunRequest } from "../src/run/request.js";
import { run } from "../src/run/run.js";
import { makeSite, type Site } from "./support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

const zero = "\u200b";
const article = (head: string) =>
  `---\n${head}date: 2022-01-01 08:00:00 +0800\n---\n\n<p>早市开张了，卖鱼的人在桥头吆喝。</p>\n`;

/** The fixes of a run, as `rule: title`, and the article after `--fix`. */
async function fix(files: Readonly<Record<string, string>>, request: Partial<RunRequest> = {}) {
  site = await makeSite({ "stet.config.json": '{"extends":"stet:recommended"}', ...files });
  const common = { cwd: site.folder, paths: ["source"], registry: rules, cache: false as const, offline: true };
  const all = [];
  for await (const result of run({ ...common, ...request })) all.push(...result.violations);
  const fixes = all.flatMap(({ rule, fix }) => (fix ? [`${fix.safe ? "safe" : "unsafe"} ${rule}: ${fix.title}`] : []));
  for await (const _ of run({ ...common, ...request, fix: "safe" }));
  return { fixes, after: await site.read("source/_posts/a.md") };
}

describe("a fix of the title", () => {
  it("is not safe if hexo-abbrlink computes the URL from it", async () => {
    const before = article(`title: '${zero}早市开张'\n`);
    const { fixes, after } = await fix({
      "_config.yml": "permalink: p/:abbrlink.html\n",
      "source/_posts/a.md": before,
    });
    expect(fixes).toEqual([
      'unsafe text/invisible: Remove the invisible character (changes the URL of the page, because hexo-abbrlink computes it from "title")',
    ]);
    expect(after).toBe(before);
  });

  it("is safe if the article has its abbrlink", async () => {
    const { after } = await fix({
      "_config.yml": "permalink: p/:abbrlink.html\n",
      "source/_posts/a.md": article(`title: '${zero}早市开张'\nabbrlink: e7bb\n`),
    });
    expect(after).toBe(article("title: '早市开张'\nabbrlink: e7bb\n"));
  });

  it("is safe if the URL comes from the file name", async () => {
    const { after } = await fix({
      "_config.yml": "permalink: :year/:title/\n",
      "source/_posts/a.md": article(`title: '${zero}早市开张'\n`),
    });
    expect(after).toBe(article("title: '早市开张'\n"));
  });

  it("is safe if Hexo could not read the front matter, so that the page has no URL", async () => {
    const files = { "_config.yml": "permalink: p/:abbrlink.html\n" };
    const broken = { ...files, "source/_posts/a.md": article("title: '早市'开张''\n") };
    expect((await fix(broken)).after).toBe(article("title: '早市''开张'''\n"));
    await site?.remove();
    const two = { ...files, "source/_posts/a.md": `\n\n${article("title: 早市开张\n")}` };
    expect((await fix(two)).after).toBe(article("title: 早市开张\n"));
  });

  it("is safe if it changes only the quotes", async () => {
    const { after } = await fix(
      { "_config.yml": "permalink: p/:abbrlink.html\n", "source/_posts/a.md": article('title: "早市开张"\n') },
      { rules: { "front-matter/quotes": "error" } },
    );
    expect(after).toBe(article("title: '早市开张'\n"));
  });

  it("is safe in an article that Hexo does not publish", async () => {
    site = await makeSite({
      "_config.yml": "permalink: p/:abbrlink.html\n",
      "source/_posts/_a.md": article(`title: '${zero}早市开张'\n`),
    });
    const request = { cwd: site.folder, paths: ["source"], registry: rules, cache: false, offline: true } as const;
    for await (const _ of run({ ...request, fix: "safe" }));
    expect(await site.read("source/_posts/_a.md")).toBe(article("title: '早市开张'\n"));
  });
});
