/** Which generators take a missing title from elsewhere, or need none. */
import { expect, it } from "vitest";
import rule from "../../rules/front-matter/schema.js";
import { run } from "../../src/run/run.js";
import { makeSite } from "../support/site.js";

const articles = {
  "docs/h1.md": "---\ntags: [甲]\n---\n\n# 题\n",
  "docs/h2.md": "---\ntags: [甲]\n---\n\n## 题\n",
  "docs/typo.md": "---\ntitel: 甲\n---\n\n# 题\n",
};

it.each([
  ["VitePress", ".vitepress/config.js", ["docs/h2.md", "docs/typo.md"]],
  ["Docusaurus", "docusaurus.config.js", ["docs/h2.md", "docs/typo.md"]],
  ["MkDocs", "mkdocs.yml", ["docs/h2.md", "docs/typo.md"]],
  ["Hugo", "hugo.toml", ["docs/h1.md", "docs/h2.md", "docs/typo.md"]],
])("a missing title is reported as %s needs it", async (_, config, wrong) => {
  const site = await makeSite({ ...articles, [config]: "" });
  const found: string[] = [];
  for await (const { path, violations } of run({ cwd: site.folder, paths: ["docs"], registry: [rule] }))
    if (violations.length > 0) found.push(path);
  await site.remove();
  expect(found).toEqual(wrong);
});

it.each([
  ["Hexo", { "package.json": '{"dependencies":{"hexo":"8"}}' }, "source", ["source/_posts/2021-12-11-a.md"]],
  ["Jekyll", { "_layouts/a.html": "" }, ".", []],
])("%s needs no title in pages that are no posts", async (_, more, folder, wrong) => {
  const text = "---\ntags: [甲]\n---\n\n题\n";
  const pages = { [`${folder}/_posts/2021-12-11-a.md`]: text, [`${folder}/about.md`]: text };
  const site = await makeSite({ ...pages, ...more, "_config.yml": "" });
  const found: string[] = [];
  for await (const { path, violations } of run({ cwd: site.folder, paths: [folder], registry: [rule] }))
    if (violations.length > 0) found.push(path);
  await site.remove();
  expect(found).toEqual(wrong);
});
