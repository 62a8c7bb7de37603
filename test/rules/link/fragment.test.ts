import { describe, expect, it } from "vitest";
import fragment from "../../../rules/link/fragment.js";
import { testRule } from "../../support/rule-tester.js";
import { makeSite } from "../../support/site.js";

const here = (name: string, meant?: string) =>
  `"#${name}" does not match any heading or id in this article. ${meant ? `Did you mean "#${meant}"?` : "Link to an existing heading or id."}`;

testRule(fragment, {
  accepts: [
    {
      name: "headings and ids, behind the link or before it",
      article: '[a](#甲) [b](#b)\n\n# 甲\n\n<p id="b">x</p>\n',
    },
    {
      name: "the top, texts, routes and parameters",
      article: "[a](#) [b](#top) [c](#TOP) [d](#:~:text=x) [e](#/guide) [f](#!x) [g](#page=3)",
    },
    { name: "a text within a place that is there", article: "# 甲\n\n[a](#甲:~:text=x)" },
    {
      name: "what the layout has, by the list",
      article: "[a](#comments) [b](#mine)",
      options: { layout: ["comments", "mine"] },
    },
    { name: "pages elsewhere, and files nobody could read", article: "[a](https://a.cn/#x) [b](/b#x) [c]({{ u }}#x)" },
    { name: "articles with parts from elsewhere", article: "[a](#x)\n\n{% include b.md %}\n" },
    { name: "a part that articles include", article: "[a](#x)\n", path: "content/docs/_includes/a.md" },
    { name: "code", article: "`[a](#x)`\n\n    [a](#x)\n" },
  ],
  rejects: [
    {
      name: "fragments that lead nowhere, in every form of link",
      article: '[a](«#x») <a href="«#y»">y</a> [z]\n\n[z]: «#z»\n',
      messages: [here("x"), here("y"), here("z")],
    },
    {
      name: "an id in another case, and a heading misspelt",
      article: '<p id="Ferry">x</p>\n\n## Opening hours\n\n[a](«#ferry») [b](«#open-hours»)',
      messages: [here("ferry", "Ferry"), here("open-hours", "opening-hours")],
    },
    {
      name: "a fragment into another file that is not there",
      article: "[a](«b.md#x») [b](b.md#y)",
      links: { "b.md#x": { hasFragment: false }, "b.md#y": { hasFragment: true } },
      messages: '"#x" does not match any heading or id in "b.md". Link to an existing heading or id.',
    },
    {
      name: "a fragment in an HTML file",
      path: "a.html",
      article: '<h2>甲</h2><a href="«#乙»">b</a>',
      messages: here("乙"),
    },
  ],
});

describe("link/fragment on files", () => {
  it("accepts only the spelling of the generator, and says it", async () => {
    const site = await makeSite({
      "hugo.toml": 'title = "Ferry"\n',
      "content/a.md": "## Low water\n\n[a](#low-water) [b](#Low-water) [c](#own)\n\n## Own {#own}\n",
    });
    const { stdout } = await site.stet(["content/a.md", "--rule", "link/fragment=error", "--format", "json"]);
    const violations: { rule: string; message: string }[] = JSON.parse(stdout).files[0].violations;
    expect(violations.filter(({ rule }) => rule === "link/fragment").map(({ message }) => message)).toEqual([
      '"#Low-water" does not match any id in this article: Hugo gives the heading the id "#low-water".',
    ]);
    await site.remove();
  });

  it("looks into the files that are named, each read once", async () => {
    const site = await makeSite({
      "a.md": "[x](b.md#甲) [x](b.md#乙) [x](b.md#%E4%B8%99) [x](c.html#d) [x](c.html#e) [x](c.txt#e) [x](gone.md#x)\n",
      "b.md": "---\ntitle: 甲\n---\n\n## 甲\n\n## 丙 ##\n",
      "c.html": "<p id=d>x</p>\n",
      "c.txt": "x\n",
    });
    const { stdout } = await site.stet(["a.md", "--no-config", "--format", "json"]);
    const violations: { rule: string; message: string }[] = JSON.parse(stdout).files[0].violations;
    expect(
      violations.filter(({ rule }) => rule.startsWith("link/")).map(({ rule, message }) => [rule, message]),
    ).toEqual([
      ["link/fragment", '"#乙" does not match any heading or id in "b.md". Link to an existing heading or id.'],
      ["link/fragment", '"#e" does not match any heading or id in "c.html". Link to an existing heading or id.'],
      ["link/local", expect.stringContaining('"gone.md#x"')],
    ]);
    await site.remove();
  });
});
