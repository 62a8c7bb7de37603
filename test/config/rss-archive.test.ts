/** What the preset for feed crawlers reports, and what it leaves alone, of articles that nobody edits by hand. */
import { expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { presetRules } from "../../src/config/presets.js";
import { found, presetPlan } from "../support/preset-plan.js";

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
