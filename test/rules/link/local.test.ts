import { afterEach, describe, expect, it } from "vitest";
import local from "../../../rules/link/local.js";
import { missing, testRule } from "../../support/rule-tester.js";
import { makeSite, type Site } from "../../support/site.js";

const nowhere = (url: string) => `Linked file "${url}" not found. Add the file, correct the path, or remove the link.`;
const page = { file: { state: "page" } } as const;

testRule(local, {
  accepts: [
    {
      name: "what is there, and what nobody can know",
      article: "[a](a.md) [b](/b)",
      links: { "a.md": { file: { state: "there" } } },
    },
    { name: "addresses of pages", article: "[a](/a/)", links: { "/a/": page } },
    { name: "links to elsewhere, fragments and templates", article: "[a](https://a.cn/a.md) [b](#b) [c]({{ c }}.md)" },
  ],
  rejects: [
    {
      name: "what is not there, in every form of link",
      article: '[a](«a.md») <a href="«a.md»">a</a> [b]\n\n[b]: «<a.md>»\n'.replace("«<a.md>»", "<«a.md»>"),
      links: { "a.md": missing() },
      messages: [nowhere("a.md"), nowhere("a.md"), nowhere("a.md")],
    },
    {
      name: "a name in another case",
      article: "[a](«../Doc/A%20b.md#c»)",
      links: { "../Doc/A%20b.md#c": missing("../doc/a b.md") },
      messages:
        '"../Doc/A%20b.md#c" is spelled "../doc/a b.md" on disk, and most servers are case-sensitive. Use the spelling on disk.',
      fixed: "[a](../doc/a%20b.md#c)",
    },
    {
      name: "pages, where addresses are those of files",
      article: "[a](«/a/»)",
      links: { "/a/": page },
      options: { pages: true },
      messages: 'Page "/a/" has no source file on this site. Correct the path or remove the link.',
    },
  ],
});

describe("link/local on files", () => {
  let site: Site;
  afterEach(() => site.remove());
  const found = async (...args: string[]) => {
    const { stdout } = await site.stet([
      ...args,
      "--no-config",
      "--format",
      "json",
      "--rule",
      "front-matter/required=off",
    ]);
    const { files, summary } = JSON.parse(stdout);
    const violations: { rule: string; message: string }[] = files.flatMap(
      (file: { violations: object[] }) => file.violations,
    );
    return {
      summary,
      links: violations.filter(({ rule }) => rule === "link/local").map(({ message }) => /"[^"]*"/.exec(message)?.[0]),
    };
  };

  it("knows articles and copied files by their names, and says nothing of addresses of pages", async () => {
    site = await makeSite({
      "source/_posts/a.md": `${[
        "[x](b.md) [x](./b.md?v#y) [x](../about/index.md) [x](../about/) [x](/files/x.pdf) [x](notes.pdf)",
        "[x](c.md) [x](/posts/c/) [x](/feed.xml) [x](d) [x](d.html) [x](/files/y.pdf) [x](/about/INDEX.md)",
      ].join("\n")}\n`,
      "source/_posts/a/notes.pdf": "%PDF",
      "source/_posts/b.md": "甲\n",
      "source/about/index.md": "甲\n",
      "source/files/x.pdf": "%PDF",
    });
    const { links, summary } = await found("source/_posts/a.md", "--images-root", "source");
    expect(links).toEqual(['"c.md"', '"/files/y.pdf"', '"/about/INDEX.md"']);
    expect(summary.links).toMatchObject({
      broken: 3,
      unchecked: 4,
      reasons: { broken: { "no-such-file": 3 }, unchecked: { "unknown-address": 4 } },
    });
  });

  it("knows without a root only articles that are named relative to this one", async () => {
    site = await makeSite({
      "docs/guides/deep/a.md": "[x](b.md) [x](/c.md) [x](c.pdf) [x](guides/e.md) [x](./guides/e.md) [x](A.md)\n",
      "docs/guides/e.md": "甲\n",
    });
    expect((await found("docs/guides/deep/a.md")).links).toEqual(['"b.md"', '"./guides/e.md"', '"A.md"']);
  });

  it("finds the sources of pages where addresses are those of files", async () => {
    site = await makeSite({
      "stet.config.json": JSON.stringify({
        images: { root: "." },
        rules: { "link/local": ["error", { pages: true }] },
      }),
      "a.md": "[x](b) [x](/b/) [x](b.html) [x](/c/) [x](/c) [x](/) [x](/d/) [x](e.html)\n",
      "b.md": "甲\n",
      "c/index.md": "甲\n",
    });
    const { stdout } = await site.stet(["a.md", "--format", "json"]);
    const { violations } = JSON.parse(stdout).files[0];
    expect(violations.filter(({ rule }: { rule: string }) => rule === "link/local")).toMatchObject([
      { message: expect.stringContaining('"/d/"') },
      { message: expect.stringContaining('"e.html"') },
    ]);
  });
});
