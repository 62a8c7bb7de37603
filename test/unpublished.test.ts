/** A run says which of its articles the generator will not publish. What is expected is what Hexo 5.4.2 did with the same files. */
import { afterEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { run } from "../src/run/run.js";
import { makeSite, type Site } from "./support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

describe("a run on a Hexo site", () => {
  it("finds articles whose names start with an underscore or a dot, and reports only these", async () => {
    const article = (title: string) =>
      `---\ntitle: "${title}"\ndate: 2022-01-01 08:00:00 +0800\n---\n\n<p>早市开张了，卖鱼的人在桥头吆喝。</p>\n`;
    const names = ["早市%", "早市~", "_早市_开张了", ".早市", "早市_开张了"];
    site = await makeSite({
      "_config.yml": "title: t\n",
      ...Object.fromEntries(names.map((name) => [`source/_posts/${name}.md`, article(name)])),
    });
    const request = { cwd: site.folder, paths: ["source"], registry: rules, cache: false, offline: true } as const;
    const found: string[] = [];
    let articles = 0;
    for await (const { path, violations } of run(request)) {
      articles++;
      found.push(...violations.map(({ rule }) => `${path} ${rule}`));
    }
    expect(articles).toBe(5);
    expect(found).toEqual([
      "source/_posts/.早市.md source/unpublished",
      "source/_posts/_早市_开张了.md source/unpublished",
    ]);
  });
});
