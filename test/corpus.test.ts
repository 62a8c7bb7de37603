/** A folder of 1,000 articles in the founding corpus's shape, one in twenty broken in a known way. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { lint } from "../src/index.js";
import { makeSite, type Site } from "./support/site.js";

/** What breaks an article, and the one finding that must come of it: written by hand, from what was broken. */
const defects: readonly { readonly breaks: (article: string) => string; readonly finding: string }[] = [
  { breaks: (text) => `\n${text}`, finding: "1:1 source/leading-blank" },
  { breaks: (text) => text.replace("2021-12-11T04:49:15Z", "2021-02-30 04:49:15"), finding: "8:7 front-matter/date" },
  { breaks: (text) => text.replace("comments: false", "comments: 3"), finding: "7:11 front-matter/type" },
  { breaks: (text) => text.replace("'渡口", "'渡'口"), finding: "2:8 front-matter/syntax" },
  { breaks: (text) => text.replace("船来了。", "船来了。<span>"), finding: "13:9 html/unclosed-element" },
  { breaks: (text) => text.replace("船来了。", "船来了。</em>"), finding: "13:8 html/stray-end-tag" },
  { breaks: (text) => text.replace(' alt="船"', ""), finding: "13:20 image/alt" },
  { breaks: (text) => text.replace('"400,300"', '"normal"'), finding: "13:123 image/data-size" },
  { breaks: (text) => text.replace(" src=", ' onclick="more()" src='), finding: "13:24 html/no-dangerous" },
  {
    breaks: (text) => text.replace("---\ntitle", "title").replace("\n---\n", "\n"),
    finding: "1:1 front-matter/required",
  },
];

const article = (number: number) => `---
title: '渡口第${number}班船'
categories: 
 - 本地
headimg: ''
author: 小报
comments: false
date: 2021-12-11T04:49:15Z
thumbnail: ''
---

<div>   
<p>船来了。<br></p><p><img src="https://img.example/qupost/2021/12/11/${String(number).padStart(5, "0")}.jpeg" alt="船" width="400" height="300" data-size="400,300" referrerpolicy="no-referrer"></p>  
</div>
            `;

let site: Site;
const expected = new Map<string, string>();
beforeAll(async () => {
  site = await makeSite();
  for (let number = 0; number < 1000; number++) {
    const name = `content/第${number}班.md`;
    const defect = number % 20 === 7 ? defects[Math.floor(number / 20) % defects.length] : undefined;
    if (defect) expected.set(name, defect.finding);
    await site.write(name, defect ? defect.breaks(article(number)) : article(number));
  }
});
afterAll(() => site.remove());

it("finds exactly the known violations, and nothing in the other 950 articles", async () => {
  const { files, summary } = await lint({ cwd: site.folder, paths: ["content"], offline: true });
  expect(summary.articles).toBe(1000);
  const found = new Map(
    files
      .filter(({ violations }) => violations.length > 0)
      .map(({ path, violations }) => [
        path,
        violations.map(({ line, column, rule }) => `${line}:${column} ${rule}`).join(", "),
      ]),
  );
  expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...expected].sort()));
  expect(expected.size).toBe(50);
});

it("misses front matter where articles are expected, by their folder or their schema, and not in documentation", async () => {
  const page = "# 说明\n\n正文。\n";
  const files = ["README.md", "docs/guide.md", "content/a.md", "source/_posts/b.md", "notes/c.md", "notes/free/d.md"];
  const mixed = await makeSite(Object.fromEntries(files.map((name) => [name, page])));
  await mixed.write(
    "stet.config.json",
    JSON.stringify({ schemas: { "notes/**": "preset:article", "notes/free/**": false } }),
  );
  const results = (await lint({ cwd: mixed.folder, paths: ["."], offline: true })).files;
  await mixed.remove();
  expect(results.flatMap(({ path, violations }) => violations.map(({ rule }) => `${path} ${rule}`)).sort()).toEqual([
    "content/a.md front-matter/required",
    "notes/c.md front-matter/required",
    "source/_posts/b.md front-matter/required",
  ]);
});
