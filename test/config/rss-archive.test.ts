/** What the preset for feed crawlers reports, and what it leaves alone, of articles that nobody edits by hand. */
import { expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { presetRules } from "../../src/config/presets.js";
import { lint } from "../../src/index.js";
import { found, presetPlan } from "../support/preset-plan.js";
import { makeSite } from "../support/site.js";

const inPreset = async (text: string): Promise<string[]> =>
  (await found(presetPlan("rss-archive", ["html", "image", "link"]), "a.html", text)).map(
    (line) => line.split(" ")[1] ?? "",
  );

it("leaves handlers that run nothing and ids that nothing refers to alone", async () => {
  expect(await inPreset('<div onclick="" id="js_content">甲</div><div onclick id="js_content">乙</div>')).toEqual([]);
  expect(await inPreset('<p id="a">甲</p><p id="a">乙</p><a href="#a">丙</a>')).toEqual(["html/duplicate-id"]);
});

it("reports text that an attribute hides, but no other invalid value", async () => {
  expect(await inPreset('<div hidden="false">甲</div><img src="a.png" alt="甲" loading="later">')).toEqual([
    "html/attribute-value",
  ]);
});

it("reports an image that comes through a proxy, and a placeholder without an image", async () => {
  expect(await inPreset('<img src="https://wsrv.nl/?url=https://img.example.cn/a.png" alt="甲">')).toEqual([
    "image/proxied",
  ]);
  expect(await inPreset('<img src="https://img.example.cn/blank.png" alt="甲">')).toEqual(["image/lazy-source"]);
});

it("compares the covers of all articles", () => {
  expect(presetRules("rss-archive", rules)?.["site/shared-cover"]).toEqual(["warn", {}]);
  expect(presetRules("recommended", rules)?.["site/shared-cover"]).toEqual(["off", {}]);
});

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
