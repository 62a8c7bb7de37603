/** Where parsers of Markdown differ, safe fixes are safe in each of them. */
import { describe, expect, it } from "vitest";
import { commonMark, extensible } from "../../src/article/dialect.js";
import type { Dialect } from "../../src/article/types.js";
import { fixText } from "../../src/fix/passes.js";
import type { GeneratorPlan } from "../../src/generators/types.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { everyRulePlan } from "../support/preset-plan.js";
import { worldOf } from "../support/world.js";

const plan = await everyRulePlan();
const head = "---\ntitle: 甲\ndate: 2024-01-02T10:00:00Z\n---\n\n";

/** The article after the safe fixes of one rule. */
async function fixedBy(rule: string, text: string, dialect: Dialect = extensible): Promise<string> {
  const { image, link } = worldOf(0);
  const only = { ...plan, rules: plan.rules.filter(({ rule: { name } }) => name === rule) };
  const generator = {
    name: "hugo",
    reads: () => undefined,
    readsWholeElements: false,
    markdown: { parser: "goldmark", dialect: () => dialect },
    unpublished: () => undefined,
    addressKeys: () => [],
  } as unknown as GeneratorPlan;
  const lint = async (now: string) =>
    asFixInput(await lintText({ path: "a.md", text: now }, { ...only, generator }, image, link));
  return (await fixText(text, lint, { unsafe: false })).after;
}

describe("a definition list that depends on plugins", () => {
  const text = `${head}词  \n: 释义\n`;
  it("keeps the spaces that break the line without it", async () => {
    expect(await fixedBy("source/trailing-space", text)).toBe(text);
  });
  it("loses them if the generator surely has definition lists", async () => {
    expect(await fixedBy("source/trailing-space", text, { ...commonMark, definitionLists: true })).toBe(
      text.replace("词  ", "词"),
    );
  });
});

describe("a tag alone in its line, for markdown-it alone", () => {
  it.each(["\ufeff", "\u3000", "\u00a0"])("does not come about: %j after it", async (blank) => {
    const text = `${head}<img src="a.png"></div>${blank}\n`;
    expect(await fixedBy("html/stray-end-tag", text)).toBe(text);
    const open = `${head}<span>${blank}\n\n    code\n\n*\n`;
    expect(await fixedBy("html/unclosed-element", open)).toBe(open);
  });
  it("is no question with text after it", async () => {
    const text = `${head}<img src="a.png"></div>文\u3000\n`;
    expect(await fixedBy("html/stray-end-tag", text)).toBe(text.replace("</div>", ""));
  });
});

describe("an unfinished tag at the end of a block of HTML", () => {
  it.each(['<p><a href="x"', '<p><a href="x', "<div\n", '<p title="a'])("%j keeps the tags after it", async (open) => {
    const text = `${head}${open}\n\n<em></em>文</i>\n`;
    expect(await fixedBy("html/stray-end-tag", text)).toBe(text);
  });
  it.each(["<p><b>文</b>", '<p title="a > b">', "<!-- <a href -->\n<p>", "<p>a < b", "<script>\nif (a<b\n</script>"])(
    "%j is none",
    async (open) => {
      const text = `${head}${open}\n\n文</i>\n`;
      expect(await fixedBy("html/stray-end-tag", text)).toBe(text.replace("</i>", ""));
    },
  );
});

it.each(["*", "- 甲", "1. 甲", "> 甲", "# 甲"])(
  "a line does not begin to look like a block: %j after a table",
  async (rest) => {
    const text = `${head}| a | b |\n|---|---|\n| c\n</a>${rest}\n`;
    expect(await fixedBy("html/stray-end-tag", text)).toBe(text);
  },
);

describe("a comment before or after what nothing ends, for markdown-it alone", () => {
  const office = "<!--[if gte mso 9]>z<![endif]-->";
  it.each([
    `[${office}<!-- x --!>`,
    `[${office}<?php`,
    `甲 <?php 乙 ${office} 丙`,
    `甲 <![CDATA[ 乙 ${office} 丙`,
    `- [ ] [${office}<!-- x`,
    `# [${office}<!-- x`,
  ])("is text: %s", async (line) => {
    const text = `${head}${line}\n`;
    expect(await fixedBy("html/office-markup", text)).toBe(text);
  });
  it.each([`[${office}<!-- x -->`, `甲 <?php 乙 ?> ${office} 丙`, `甲${office}乙\n\n丙 <!-- x`])(
    "is a comment if all of them end: %s",
    async (line) => {
      const text = `${head}${line}\n`;
      expect(await fixedBy("html/office-markup", text)).toBe(text.replace(office, ""));
    },
  );
});
