/** Inputs that safe or unsafe fixes of linters have damaged, and what must become of them. */

import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { fixText } from "../../src/fix/passes.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { factFor } from "../../src/testing/check.js";
import { presetPlan } from "../support/preset-plan.js";

const plan = presetPlan("recommended", ["html", "image", "link", "text", "source", "front-matter", "markdown"]);
const head = "---\ntitle: 甲\ndate: 2024-01-02 10:00:00 +0000\n---\n\n";

async function fix(path: string, text: string, unsafe = false) {
  const lint = async (now: string) =>
    asFixInput(await lintText({ path, text: now }, plan, async (reference) => factFor(reference, {})));
  const run = await fixText(text, lint, { unsafe });
  expect(run.errors).toEqual([]);
  return run;
}

describe("end tags around included files", () => {
  it.each([
    ["Liquid", "{% include box-open.html %}<p>甲</p></div>\n</div>\n{% include footer.html %}\n"],
    ["a shortcode of Hugo", "{{< card >}}[甲](/b)</a>{{< /card >}}\n"],
    ["an include that closes", '<div class="a">\n<p>甲</p>\n{% include box-close.html %}\n'],
    ["EJS", "<section>\n<p>甲</p>\n<%- partial('close') %>\n"],
  ])("are neither removed nor added: %s", async (_, body) => {
    for (const path of ["a.html", "a.md"]) expect((await fix(path, head + body)).after).toBe(head + body);
  });
});

it("an image in a TOML string of several lines is no bug of a rule, and its string keeps its end", async () => {
  const text =
    '+++\ntitle = "甲"\ndate = 2022-05-01\ncover = """https://a.example/a b.png"""\nbody = """\n<img src="a b.png">\n"""\n+++\n\n<p>乙。</p>\n';
  for (const unsafe of [false, true]) {
    const { after } = await fix("a.md", text, unsafe);
    const [, toml = ""] = /^\+\+\+\n([\s\S]*?)\+\+\+$/m.exec(after) ?? [];
    expect(Object.keys(parseToml(toml))).toEqual(["title", "date", "cover", "body"]);
  }
});

it.each(["\u0001", "\t"])(
  "a control character in a JSON string is written as an escape, and nothing else is lost: %j",
  async (character) => {
    const text = `{\n"title": "甲${character}乙丙",\n"tags": ["丁"]\n}\n\n文。\n`;
    const { after } = await fix("a.md", text, true);
    const data = JSON.parse(after.slice(0, after.indexOf("\n}\n") + 2)) as { title: string; tags: string[] };
    expect(data.title.replace(character, "")).toBe("甲乙丙");
    expect(data.tags).toEqual(["丁"]);
  },
);

it.each([
  ["(https://a.cn/b)。后", "https://a.cn/b"],
  ["_https://a.cn/b_。后", "https://a.cn/b"],
  ["~~https://a.cn/b~~，后", "https://a.cn/b"],
  ['"https://a.cn/b"，后', "https://a.cn/b"],
  ["[https://a.cn/search)]，后", "https://a.cn/search"],
  ["**见 https://a.cn/b。** 后", "https://a.cn/b"],
  ["**https://a.cn/b**，后", "https://a.cn/b"],
])("a bare URL gets no closing mark into its link: %j", async (line, url) => {
  const { after } = await fix("a.md", `${head}${line}\n`, true);
  expect([`${head}${line}\n`, `${head}${line.replace(url, `<${url}>`)}\n`]).toContain(after);
});

it("a typographic quotation mark around a value is not encoded, also not in other spellings", async () => {
  for (const [open, close] of ["“”", "””", "‘’", "„“"].map((marks) => [...marks]))
    for (const tag of [
      `<a href=${open}https://a.example/b${close}>甲</a>`,
      `<img src=${open}/a.png${close} alt="乙">`,
    ]) {
      const text = `${head}<p>${tag}</p>\n`;
      expect((await fix("a.html", text)).after).toBe(text);
      expect((await fix("a.html", text, true)).after).not.toMatch(/%E2%80/i);
    }
});

it.each(["公式 $x<q$</p>", "<p>若 a <b</p>", "<p>i<n</i></p>", "<p>a<b</p/>"])(
  "an end tag after a sign in text does not lose its slash: %s",
  async (line) => {
    const text = `${head}${line}\n`;
    for (const unsafe of [false, true])
      expect((await fix("a.html", text, unsafe)).after).toContain(/<\/[a-z]+/.exec(line)?.[0]);
  },
);

describe("code and tags that lost their code block or backticks stay as they are", () => {
  it.each([
    ["the name of a file to include", "#import <Cocoa/Cocoa.h>\n#include <sys/types.h>\n#include <a/b.h>"],
    ["the name of a directory", "见 <b/c> 与 <General/NSObject>。"],
    ["a directive of C in the first line", '#import "KeyView.h"\n\n文'],
    ["the end of an indented <pre>", "文：\n\n    <pre>\n- (id) a;\n</pre>\n\n文。"],
    ["code of MediaWiki", '见 <source lang="c">int a;</source> 后'],
    ["XML with the name of a void element", "文：\n\n<input><soap a=1></soap></input>\n"],
    ["the second of two end tags, the first of which should open", "缺少的是 </code> register:</code>，它是。"],
    ["a tag between quotation marks", 'end = [html rangeOf:@"<h2>Instance"];\nend = [html rangeOf:@"<h2>Class"];'],
    ["an end tag in a line with a tag between quotation marks", 'as "<b><i>bla</b>" is (here </b> closes two).'],
    ["the end tag of a misspelled element", '<lable class="a">注意</label>'],
    ["the end tag of an element with a value as its name", "<b><font=5>高</b></font>"],
    ["keys between bars", "模式：<i | o | a>"],
    ["the name of a tag within a sentence", "将默认的<code>替换为编辑器。"],
    ["an attribute list of a heading", "## 题<b>甲 {#id}"],
    ["a grin", "Safari (of course <g>)"],
    ["a placeholder", "见 @protocol(*<protocol-name>*)。"],
    ["XML", '<page-templates>\n<template name="a">\n\n文\n\n文。'],
  ])("%s", async (_, body) => {
    for (const end of ["\n", ""]) {
      const text = `${head}${body}${end}`;
      expect((await fix("a.md", text)).after).toBe(text);
    }
  });

  it("an attribute list of kramdown at the end of a file", async () => {
    const text = `${head}<details>\n<summary>甲</summary>\n\n文\n\n* any list\n{:toc}`;
    expect((await fix("a.md", text)).after).toBe(text);
  });

  it.each([
    ['<p>文<br/class="a"></p>', '<p>文<br class="a"></p>'],
    ["文</b> 后", "文 后"],
    ["<p>文</b></b></p>", "<p>文</p>"],
    ['<p>文<img src="/a.png" alt="a"></img></p>', '<p>文<img src="/a.png" alt="a"></p>'],
    ["##标题", "## 标题"],
    ["<table>\n  <tr></tr>\n  </tr>\n  <tr></tr>\n</table>", "<table>\n  <tr></tr>\n  <tr></tr>\n</table>"],
  ])("but %s becomes %s", async (body, fixed) => {
    expect((await fix("a.md", `${head}文\n\n${body}\n`)).after).toBe(`${head}文\n\n${fixed}\n`);
  });
});

it("a heading that gets its space settles a dead link to it, which is no reason to refuse the fix", async () => {
  const text = `${head}[价目](#价目)\n\n##价目\n\n[路线](#路线)\n`;
  const { after, remaining } = await fix("a.md", text);
  expect(after).toBe(`${head}[价目](#价目)\n\n## 价目\n\n[路线](#路线)\n`);
  expect(remaining.map(({ rule, line }) => `${rule} ${line}`)).toEqual(["link/fragment 10"]);
});
