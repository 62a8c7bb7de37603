/** HTML that Markdown shows as code is read as HTML, so that one run tells everything about it. */
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import type { FilePlan } from "../../src/config/types.js";
import { lintText } from "../../src/run/lint-text.js";
import { found, presetPlan } from "../support/preset-plan.js";

const read = (text: string, path = "a.md") =>
  parseArticle({ path, text }, { bodyLanguage: "markdown", lazyAttributes: ["data-src"] });

const feed =
  '<div>\n<p>甲</p>\n\n        <img src="https://a.example/b.png" alt="乙">\n        <a href="https://a.example/c">丙</a>\n</div>\n';

describe("HTML that Markdown shows as code", () => {
  it("has images and links", () => {
    const { images, links, body } = read(feed);
    expect(images.map(({ url, isShownAsCode }) => [url, isShownAsCode])).toEqual([["https://a.example/b.png", true]]);
    expect(links.map(({ url, isShownAsCode }) => [url, isShownAsCode])).toEqual([["https://a.example/c", true]]);
    expect(body.shownAsCode).toHaveLength(1);
  });

  it("is prose, not code", () => {
    const { text, prose, code } = read("<div>\n\n    <p>甲</p>\n</div>\n\n例如：\n\n    <p>乙</p>\n");
    expect(prose.map(({ start, end }) => text.slice(start, end).trim())).toEqual(["甲", "例如："]);
    expect(code.map(({ start, end }) => text.slice(start, end).trim())).toEqual(["<p>乙</p>"]);
  });

  it("has the end tags of the HTML around it: the cause is the only violation", async () => {
    const plan = presetPlan("recommended", ["html"]);
    const text = "<div>\n<div class=box>\n  <p>甲</p>\n\n      </div>\n\n</div>\n";
    expect((await found(plan, "a.md", text)).map((line) => line.split(" ").slice(0, 2))).toEqual([
      ["5:7", "html/shown-as-code"],
    ]);
    const paragraph = "<div>\n<p>甲\n\n      </p>\n</div>\n";
    expect((await found(plan, "a.md", paragraph)).map((line) => line.split(" ")[1])).toEqual(["html/shown-as-code"]);
  });

  it("of MDX is HTML, because MDX has no indented code", () => {
    const { images, body } = read(feed, "a.mdx");
    expect(images.map(({ url }) => url)).toEqual(["https://a.example/b.png"]);
    expect(body.shownAsCode).toEqual([]);
  });

  it("gets no safe fix of another rule before it is HTML", async () => {
    const plan: FilePlan = presetPlan("recommended", ["html"]);
    const inCode = "<div>\n\n    <p class=a class=a>甲</p>\n</div>\n\n<p class=a class=a>乙</p>\n";
    const { violations } = await lintText({ path: "a.md", text: inCode }, plan, async () => {
      throw new Error("no rule requests facts");
    });
    expect(violations.map(({ line, rule, fix }) => [line, rule, fix?.safe])).toEqual([
      [3, "html/shown-as-code", true],
      [3, "html/duplicate-attribute", false],
      [6, "html/duplicate-attribute", true],
    ]);
  });
});
