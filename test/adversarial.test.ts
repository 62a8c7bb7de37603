/**
 * Long texts that make a backtracking regular expression take hours, each aimed at one of ours. The program runs them with
 * a limit of CPU time (ulimit -t), which does not depend on how busy the machine is.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { makeSite, type Site } from "./support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

const many = 240_000;
const blanks = " ".repeat(many);
const article = (body: string, more = "") =>
  `---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n${more}---\n\n${body}\n`;
const picture = (url: string) => `<p><img src="${url}" alt="灯塔" width="9" height="9"></p>`;

const articles: Readonly<Record<string, string>> = {
  "data-url.html": article(picture(`data:image/png;base64,${"=".repeat(many)}x`)),
  "heading.md": article(`# a${blanks}x [灯塔的故事](#q)`),
  "setext.md": article(`甲${blanks}乙\n---`),
  "attributes.md": article(`# ${"{#a ".repeat(many / 4)}[灯塔的故事](#q)`),
  "bare-fence.md": `---${blanks}x\n---\n`,
  "blanks-first.md": `${blanks}x\n`,
  "toml.md": `+++\na${blanks}\n+++\n\n海边\n`,
  "date.md": article("海边", `updated: "2022-01-01${"-".repeat(many)}a"\n`),
  "tag.md": article("海边", `k: ${"!".repeat(many)} x\n`),
  "cover.md": article("海边", `cover: "${"?".repeat(many)}\\n"\n`),
  "title.md": article("海边", `subtitle: "${blanks}x"\n`).replace("title: 灯塔", `title: "${blanks}x"`),
  "path.html": article(picture(`${"a".repeat(many)}/`)),
  "lazy.html": article(`<p><img data-src="${"a".repeat(many)}/" alt="灯塔" width="9" height="9"></p>`),
  "signature.html": article(picture(`https://a.example/?x-oss-${"signature".repeat(many / 9)}`)),
  "punctuation.html": article(`<p><a href="https://a.example/${"，".repeat(many)}a">灯塔的故事</a></p>`),
  "directive.md": article(`<!-- stet-disable ${"stet-".repeat(many / 5)}! -->\n甲`),
  "include.md": article(`甲 [灯塔的故事](#q)\n{%${blanks}x\n<!--${blanks}x`),
  "style.html": article(`<p><img style=";${blanks}x" src="https://a.example/a.png" alt="灯塔"></p>`),
  "strays.md": article(`甲 </a> https://a.example/ ${"乙</i>丙 ".repeat(many / 7)}`),
  "space-link.md": article(`甲 [灯塔](/a${"/".repeat(900)}b c/ d)`),
  "dashes.md": article(`${"-".repeat(many)}x`),
  "component.md": article(`甲 <A${"a".repeat(many)} b={c}`),
  "heading-code.md": article(`## 甲 \` ${"a".repeat(many)}\``),
  "query.html": article(`<p><a href="/b${"?".repeat(many)}">灯塔的故事</a></p>`),
  "cells.md": article(`|甲|乙|\n|${` ${"\u00a0".repeat(400)}x|`.repeat(2)}\n`),
  "no-brackets.md": article(`甲 <a href="https://a.example/">灯塔</a>${"<".repeat(many)}`),
  "label.md": article(`[甲${"乙\n".repeat(80_000)}`),
  "title-of-link.md": article(`[甲]: /乙 "丙${'\\"\n'.repeat(80_000)}`),
  "no-title.md": article(`[甲]: /乙 丙${"丁\n".repeat(80_000)}`),
  "trailing.md": article(`甲${blanks}乙\n甲${"\t ".repeat(many)}乙`),
  "no-break.md": article(`<div>\n\n    甲${"\u00a0".repeat(many)}乙\n\n</div>\n\n甲${"\u00a0".repeat(many)}乙`),
};

/** Tags of which each is looked for near many others, and thousands of fixes that are not safe together. */
const ofTags: Readonly<Record<string, string>> = {
  "ends.md": article("</a><b>".repeat(many / 7)),
  "labels.md": article("<summary>\n    ".repeat(many / 28) + "++a++".repeat(many / 10)),
  "rubies.html": article("<ruby>a".repeat(many / 7)),
  "options.md": article("<option>\n  \n\n\n- [ ] ".repeat(many / 40)),
};

/** In the Markdown of MkDocs. */
const ofMkdocs: Readonly<Record<string, string>> = {
  "mkdocs.yml":
    "site_name: x\nmarkdown_extensions:\n  - pymdownx.magiclink\n  - pymdownx.mark\n  - attr_list\n  - footnotes\n  - tables\n",
  "docs/dots.md": article(`甲 http://a${".".repeat(many)} 乙`),
  "docs/hashes.md": article(`${"#".repeat(many)}x`),
  "docs/stars.md": article(`**${"*甲".repeat(9000)}`),
  "docs/underscores.md": article(`__甲 _乙 ${"丙".repeat(many / 330)} `.repeat(330)),
  "docs/heading.md": article(`# 甲${"\r".repeat(many)}乙 #\n\n丙`),
  "docs/footnotes.md": article(`甲 ${"[^a".repeat(many / 3)}`),
  "docs/list.md": article(`## 甲${" {a".repeat(many / 3)}} x}`),
  "docs/marks.md": article("x== ".repeat(150_000)),
  "docs/lines.md": article("甲\n".repeat(120_000)),
  "docs/dashes.md": article(`甲|乙\n${"-".repeat(many)}x`),
};

/** In the Markdown of Jekyll. */
const ofJekyll: Readonly<Record<string, string>> = {
  "_config.yml": "title: x\n",
  "_posts/2022-05-01-lines.md": article(`甲 </i>\n\n${"甲\n".repeat(120_000)}`),
};

/** In the Markdown of Hexo with marked 0.3. */
const ofHexo: Readonly<Record<string, string>> = {
  "_config.yml": "title: x\nurl: https://a.example\n",
  "package.json": '{"dependencies":{"hexo":"^3.2.0","hexo-renderer-marked":"^0.3.2"}}',
  "source/_posts/tags.md": article("<p\n".repeat(120_000)),
  "source/_posts/lines.md": article("*a\n".repeat(200_000)),
};

it.each([
  ["all of them are linted by every rule in no more than 60 seconds of CPU", articles],
  ["those of thousands of tags too", ofTags],
  ["those of MkDocs too", ofMkdocs],
  ["those of Jekyll too", ofJekyll],
  ["those of Hexo too", ofHexo],
])(
  "%s",
  async (_, articles) => {
    for (const [name, text] of Object.entries(articles)) await site.write(name, text);
    const args = [".", "--offline", "--no-cache", "--preset", "all", "--format", "json"];
    const { status, signal, stdout } = spawnSync(
      "bash",
      ["-c", 'ulimit -t 60; exec "$0" "$@"', process.execPath, path.join(packageRoot(), "bin/stet.js"), ...args],
      { cwd: site.folder, encoding: "utf8", maxBuffer: 2 ** 28 },
    );
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    const files = JSON.parse(stdout).files as { path: string; errors?: unknown }[];
    const names = Object.keys(articles).filter((name) => /\.(?:md|html)$/.test(name));
    expect(files.map((file) => file.path)).toEqual(names.sort());
    expect(files.filter(({ errors }) => errors)).toEqual([]);
  },
  240_000,
);
