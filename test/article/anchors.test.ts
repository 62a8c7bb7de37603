import { describe, expect, test } from "vitest";
import { hasAnchor } from "../../src/article/anchors.js";
import { attributesAtEnd } from "../../src/article/heading-ids.js";
import { parseArticle } from "../../src/article/index.js";
import { articleOf, cut, htmlOf } from "./support.js";

const leadsTo = (text: string, fragment: string): boolean => hasAnchor(articleOf(text).anchors, fragment);

describe("headings", () => {
  test("are those of Markdown and of HTML, in the order of the file, without markup", () => {
    const text =
      "# 一 `x` [甲](a.md)\n\n<h2>二 <b>粗</b>\n体</h2>\n\n三 &amp; *四*\n---\n\n> ### 引 ###\n\n```\n# 码\n```\n";
    expect(articleOf(text).headings.map(({ level, text: title }) => [level, title])).toEqual([
      [1, "一 x 甲"],
      [2, "二 粗 体"],
      [2, "三 & 四"],
      [3, "引"],
    ]);
    expect(cut(text, articleOf(text).headings[2]?.range)).toBe("三 &amp; *四*\n---");
  });

  test("hold a heading within another one as one of its own", () => {
    expect(htmlOf("<h1>甲<div><h2>乙</h2></div></h1>").headings.map(({ text }) => text)).toEqual(["甲", "乙"]);
  });
});

describe("a fragment leads to", () => {
  // The second column is what the named program makes of the heading, by its documentation.
  const slugs: [heading: string, slug: string, by: string][] = [
    ["Getting Started", "getting-started", "GitHub"],
    ["Getting Started", "Getting-Started", "Hexo"],
    ["What's new in 2.0?", "whats-new-in-20", "GitHub"],
    ["What's new in 2.0?", "what-s-new-in-2-0", "VitePress"],
    ["2. Installation", "installation", "kramdown"],
    ["2. Installation", "_2-installation", "VitePress"],
    ["Über uns", "über-uns", "GitHub"],
    ["Über uns", "uber-uns", "markdown-it-anchor"],
    ["安装 Node.js", "安装-nodejs", "GitHub"],
    ["安装 Node.js", "nodejs", "Python-Markdown"],
    ["安装", "%E5%AE%89%E8%A3%85", "a browser's address bar"],
    ["安装", "section", "kramdown"],
    ["安装", "_1", "Python-Markdown"],
    ["安装", "heading", "Hugo"],
    ["`foo_bar()` and *more*", "foo_bar-and-more", "GitHub"],
    ["甲 {#jia}", "jia", "an attribute list"],
    ["甲 {#jia}", "甲", "GitHub"],
    ["甲 {: .note #jia }", "jia", "kramdown"],
  ];
  for (const [heading, slug, by] of slugs)
    test(`"${heading}" as ${by} names it`, () => {
      expect(leadsTo(`## ${heading}\n`, slug)).toBe(true);
      expect(leadsTo(`## ${heading}\n`, `${slug}-x`)).toBe(false);
    });

  test("the second of two headings of the same words, and no second one where there is but one", () => {
    expect(leadsTo("# Step\n\n# Step\n", "step-1")).toBe(true);
    expect(leadsTo("# Step\n", "step-1")).toBe(false);
  });

  test("an element by its id and an a by its name, in their very case", () => {
    const text = '<p id="甲">x</p> <a name="b"></a> <i name="c"></i>';
    expect(leadsTo(text, "甲")).toBe(true);
    expect(leadsTo(text, "%E7%94%B2")).toBe(true);
    expect(leadsTo(text, "b")).toBe(true);
    expect(leadsTo(text, "B")).toBe(false);
    expect(leadsTo(text, "c")).toBe(false);
  });

  test("footnotes, where there may be any", () => {
    expect(leadsTo("甲[^1]\n\n[^1]: 注\n", "fn:1")).toBe(true);
    expect(leadsTo("甲\n", "fn:1")).toBe(false);
  });

  test("anything, where part of the page comes from elsewhere", () => {
    for (const text of ["{% include faq.html %}", "{{< readfile x.md >}}", "<ApiTable/>", "<api-table></api-table>"])
      expect(leadsTo(text, "anything"), text).toBe(true);
    expect(leadsTo("{% asset_img a.png %} {{ title }}", "anything")).toBe(false);
  });

  test("nothing that a broken escape would be", () => {
    expect(leadsTo("# a\n", "%E5%AE%8")).toBe(false);
  });
});

test("an id in an attribute list may have dots, or classes after it", () => {
  const { anchors } = articleOf("甲 *乙*{ #toc.slug }\n");
  expect(["toc", "toc.slug", "slug"].map((fragment) => hasAnchor(anchors, fragment))).toEqual([true, true, false]);
});

describe("components and shortcodes", () => {
  const mdx = (text: string) => parseArticle({ path: "a.mdx", text }, { bodyLanguage: "markdown", lazyAttributes: [] });
  const isKnown = (text: string) => !mdx(text).anchors.isPartial;

  test("leave the anchors of an article known, if they show what the article has", () => {
    for (const text of [
      'import A from "./a"\n\n<A>\n\n## 甲\n\n</A>\n',
      'import { B } from "@/b"\n\n## 甲 <B text="x" />\n',
      '<Card title="甲">\n乙\n</Card>\n',
      "甲 <Icon /> 乙\n",
    ])
      expect(isKnown(text)).toBe(true);
    for (const text of ['{{< figure src="a.png" >}}\n', "{{< note >}}\n甲\n{{< /note >}}\n", '甲 {{< ref "b" >}}\n'])
      expect(articleOf(text).anchors.isPartial).toBe(false);
  });

  test("leave them known in code: what is inserted there is code", () => {
    for (const text of [
      '```yaml\n{{% readFile "a.yaml" %}}\n```\n',
      "1. 甲\n\n   ~~~~\n   {% include a.html %}\n   ~~~\n   ~~~~\n",
      "```rust\n{{#include a.rs}}\n```\n",
      '```mdx\nimport A from "./_a.mdx"\n```\n',
    ])
      expect(articleOf(text).anchors.isPartial).toBe(false);
    for (const text of [
      "```\n甲\n```\n\n{% include a.html %}\n",
      "```a`\n{% include a.html %}\n```\n",
      "{% include a.html %}\n\n```\n",
    ])
      expect(articleOf(text).anchors.isPartial).toBe(true);
  });

  test("make them unknown, if they may show more", () => {
    for (const text of ['import A from "./_a.mdx"\n\n<A>x</A>\n', "<ApiTable>\nx\n</ApiTable>\n", "<Changelog />\n"])
      expect(isKnown(text)).toBe(false);
    for (const text of ['{{< readfile "a.md" >}}\n', "{{< releases >}}\n", "#### <!-- md:setting a.b -->\n"])
      expect(articleOf(text).anchors.isPartial).toBe(true);
  });

  test("have anchors of their own: ids, and titles that become headings", () => {
    const { anchors } = mdx('<Card title="Getting Started" id="b">\n甲\n</Card>\n\n## 乙 {/* yi */}\n');
    for (const fragment of ["getting-started", "b", "yi", "乙"]) expect(hasAnchor(anchors, fragment)).toBe(true);
    expect(hasAnchor(anchors, "c")).toBe(false);
  });
});

test("a template tag may add to the id of a heading, and not to that of another", () => {
  const { anchors } = articleOf('## `--to` writes JSON {% since "2" %}\n\n## 甲 {{< badge >}}\n\n## Other\n');
  const has = (fragment: string) => hasAnchor(anchors, fragment);
  expect(["to-writes-json", "to-writes-json-since-2", "甲", "甲-new"].map(has)).toEqual([true, true, true, true]);
  expect(["to-writes", "others", "nothing"].map(has)).toEqual([false, false, false]);
  expect(articleOf("## {{ title }}\n").anchors.isPartial).toBe(true);
});

test("attributes of headings are not part of their text, whether there is an id or not", () => {
  for (const attributes of ["{.x}", "{.x lang=en}", "{lang=en}", '{lang="en" .x}', "{: .x}", "{#id .x}"])
    expect(leadsTo(`## Two Words ${attributes}\n`, "two-words")).toBe(true);
  for (const attributes of ['{ id="x" }', "{: id='x' }", "{id=x}", "{#x}"])
    expect(leadsTo(`## 甲 ${attributes}\n`, "x")).toBe(true);
});

// As Hugo 0.111 reads them.
test.each([
  ["甲 {#low.tide}", "low.tide"],
  ["甲 {##dock}", "dock"],
  ["甲 {#one#two}", "two"],
  ["甲 {.wide#two}", "two"],
  ["甲 {#e:f-g_h .wide}", "e:f-g_h"],
  ['甲 {title="#no" #yes}', "yes"],
  ["甲 {#key=1}", undefined],
  ["甲 {#key(1)}", undefined],
])("the attribute list of %s in Hugo has the id %s", (heading, id) => {
  expect(attributesAtEnd(heading, "goldmark")?.id).toBe(id);
});

test("a heading that is indented below paired shortcodes may be in the list around them, as Hugo 0.111 reads it", () => {
  const list = "1. 甲\n\n   {{< tabs >}}\n\n```\n乙\n```\n\n   {{< /tabs >}}\n\n    ### Low tide\n";
  expect(leadsTo(list, "low-tide")).toBe(true);
  expect(leadsTo(list.replace(/^ +\{\{.*$/gm, ""), "low-tide")).toBe(false);
});
