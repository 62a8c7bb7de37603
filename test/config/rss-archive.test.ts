/** What an owner of an archive of feeds reads about, and what not. */
import { expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { makeSite } from "../support/site.js";

it("leaves alone what readers of an archive do not see: leftovers of word processors, the full stop of a title", async () => {
  const article = `---\ntitle: '早市开张了。'\ndate: 2022-01-01 08:00:00 +0800\n---\n\n<p class="MsoNormal">卖鱼的人在桥头吆喝，孩子们背着书包跑过。<o:p></o:p></p>\n`;
  const site = await makeSite({ "content/a.md": article });
  const rulesOf = async (preset: string) => {
    await site.write("stet.config.json", JSON.stringify({ extends: `stet:${preset}` }));
    const { files } = await lint({ cwd: site.folder, paths: ["content"], offline: true });
    return files.flatMap(({ violations }) => violations.map(({ rule }) => rule));
  };
  expect(await rulesOf("recommended")).toEqual(["front-matter/title", "html/office-markup", "html/office-markup"]);
  expect(await rulesOf("rss-archive")).toEqual([]);
  await site.remove();
});
