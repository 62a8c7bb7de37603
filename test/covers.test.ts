/** Images that the front matter names are checked in every article, however many there are. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeSite, type Site } from "./support/site.js";

const articles = 400;
let site: Site;
beforeAll(async () => {
  site = await makeSite();
  for (let number = 0; number < articles; number++)
    await site.write(
      `source/_posts/${number}.md`,
      [
        `---\ntitle: 早市 ${number}\ndate: 2022-01-01 08:00:00 +0800\nheadimg: /img/${number}.jpg\ncomments: false`,
        `author: 河报\ncategories: [新闻]\nthumbnail: /img/${number}.jpg\n---\n\n<p>第 ${number} 天，早市开张了。</p>\n`,
      ].join("\n"),
    );
});
afterAll(() => site.remove());

/** The number of violations for each rule, as the JSON report has them. */
async function count(rule: string, args: readonly string[]): Promise<number> {
  const { stdout } = await site.stet(["source/_posts", "--offline", "--no-cache", "--no-fold", "-f", "json", ...args]);
  const files: { violations: { rule: string }[] }[] = JSON.parse(stdout).files;
  return files.flatMap(({ violations }) => violations).filter((violation) => violation.rule === rule).length;
}

const configuration = (schema: unknown) =>
  site.write(
    "stet.config.json",
    JSON.stringify({ extends: "stet:recommended", schemas: { "source/**": schema }, images: { root: "source" } }),
  );

it.each(["preset:hexo", "preset:jekyll"])(
  "with %s, each missing cover of each article is reported, in every run",
  async (schema) => {
    await configuration(schema);
    for (const concurrency of ["off", "2", "2"])
      expect([concurrency, await count("image/local", ["--concurrency", concurrency])]).toEqual([
        concurrency,
        2 * articles,
      ]);
  },
);

it("with a schema whose pattern backtracks, too", async () => {
  await site.write(
    "slow.schema.json",
    JSON.stringify({ type: "object", patternProperties: { "^(?:[a-z]+)*(?:img|nail)+$": { format: "image-url" } } }),
  );
  await configuration("slow.schema.json");
  expect(await count("image/local", [])).toBe(2 * articles);
});

it("a pattern that is not compared with a key is reported in each article", async () => {
  await site.write(
    "large.schema.json",
    JSON.stringify({
      type: "object",
      patternProperties: { "^(?:(?:[a-z]?[a-y]?){1,200}a?){1,200}$": { format: "image-url" } },
    }),
  );
  await configuration("large.schema.json");
  expect(await count("front-matter/schema", [])).toBeGreaterThanOrEqual(2 * articles);
});
