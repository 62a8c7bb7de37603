/** MDX as @mdx-js/mdx reads it; test/article/mdx-compiler.test.ts compares with the compiler itself. */
import { describe, expect, it, test } from "vitest";
import { fileReferences, parseArticle } from "../../src/article/index.js";
import type { Article, Dialect, Node } from "../../src/article/types.js";
import { cut } from "./support.js";

const mdx: Dialect = { base: "mdx" };

const mdxOf = (text: string, dialect: Dialect | undefined = mdx, path = "a.mdx"): Article =>
  parseArticle({ path, text }, { bodyLanguage: "markdown", lazyAttributes: [], dialect });

/** The elements as nested names. */
const outline = (nodes: readonly Node[]): string =>
  nodes
    .flatMap((node) => (node.type === "element" ? [node] : []))
    .map(({ tag, children }) => `${tag}(${outline(children)})`.replace("()", ""))
    .join(" ");

describe("the elements of MDX", () => {
  const cases: [name: string, text: string, tree: string][] = [
    ["components by any name", "<RSC />\n\n<X/> <a.b.C /> <svg:rect />", "RSC X a.b.C svg:rect"],
    ["tags over several lines", '<Card\n  title="甲"\n  n={2}\n>\n文\n</Card>', "Card"],
    ["an end tag of <img>", "<center><img src='a.png'></img></center>", "center(img)"],
    ["self-closing elements", "<div/>\n\n<p>甲</p>", "div p"],
    ["blank lines within tags and elements", "<section>\n  <div>\n\n    甲\n\n  </div>\n</section>", "section(div)"],
    ["elements indented by four spaces and more", "<Tabs>\n    <Tab>\n        甲\n    </Tab>\n</Tabs>", "Tabs(Tab)"],
    ["elements in lists and quotes", "- <A>\n  > <B\n  > c='d'/>\n  </A>", "A(B)"],
    ["fragments, which are no elements", "<><b>甲</b></>", "b"],
    ["a paragraph as the content of its parent", "<p>甲<div>乙</div></p>", "p(div)"],
    ["no elements in code", "`<b>` 甲\n\n```\n<i>\n```\n\n<Tab>\n    ```html\n    <script>\n    ```\n</Tab>", "Tab"],
    ["no elements in expressions", "{<b>甲</b>} 乙 {a > 0 && <i/>}\n\n{/* <u> */}", ""],
    ["no elements in statements", "import A from 'a'\nexport const b = <i/>\n\n<A/>", "A"],
    ["a lone less-than sign before a space", "1 < 2", ""],
  ];
  test.each(cases)("%s", (_, text, tree) => {
    const { body } = mdxOf(text);
    expect(body.mdxProblems).toEqual([]);
    expect(outline(body.children)).toBe(tree);
  });

  it("have attributes by their names in HTML, with their places", () => {
    const text = `<A className="x &amp; y" style={{a: '}'}} {...props} hidden srcSet='b'\n tabIndex={1}/>`;
    const [node] = mdxOf(text).body.children;
    if (node?.type !== "element") throw new Error("no element");
    expect(Object.values(node.attributes).map(({ name, value }) => [name, value])).toEqual([
      ["class", "x & y"],
      ["style", "{{a: '}'}}"],
      ["hidden", ""],
      ["srcset", "b"],
      ["tabindex", "{1}"],
    ]);
    expect(Object.values(node.attributes).map(({ valueRange }) => cut(text, valueRange))).toEqual([
      "x &amp; y",
      "{{a: '}'}}",
      "",
      "b",
      "{1}",
    ]);
    expect(cut(text, node.startTag)).toBe(text);
  });

  it("end where their tags do", () => {
    const text = "甲 <b>乙 <i/></b>\n\n<Note>\n丙\n</Note>\n";
    const ranges: string[] = [];
    for (const node of mdxOf(text).body.children) if (node.type === "element") ranges.push(cut(text, node.range) ?? "");
    expect(ranges).toEqual(["<b>乙 <i/></b>", "<Note>\n丙\n</Note>"]);
  });
});

describe("Markdown in MDX", () => {
  it("is read within elements, without blank lines and at any indentation", () => {
    const text = `<Steps>
1. 甲

    ![一](/1.png)
</Steps>

<Box>
![二](/2.png) [乙](./b.mdx)
</Box>

    ![三](/3.png)
`;
    const { images, links } = mdxOf(text);
    expect(images.map(({ url }) => url)).toEqual(["/1.png", "/2.png", "/3.png"]);
    expect(links.map(({ url }) => url)).toEqual(["./b.mdx"]);
  });

  it("imports the file of a path with backslashes, which are escapes of JavaScript", () => {
    const text = "import A from './\\_a.mdx'\nimport B from './\\x62.mdx'\n\n甲\n";
    const { links } = fileReferences(mdxOf(text));
    expect(links.map(({ url, written, urlRange }) => [url, written, cut(text, urlRange)])).toEqual([
      ["./_a.mdx", "./\\_a.mdx", "./\\_a.mdx"],
    ]);
  });

  it("has headings without expressions and tags", () => {
    const { headings } = mdxOf("## 甲 {/* id */}\n\n## <b>乙</b> `{x}`\n\n## [...丙]\n");
    expect(headings.map(({ text }) => text)).toEqual(["甲", "乙 {x}", "[...丙]"]);
  });

  it("is prose outside of tags, expressions and statements", () => {
    const text = "import A from 'a'\n\n<A b='c'>\n甲 {乙} <i>丙</i>\n</A>\n\n{/* 丁 */}\n";
    const { prose } = mdxOf(text);
    expect(prose.map((range) => cut(text, range)).filter((part) => part?.trim())).toEqual(["甲 ", "丙"]);
  });
});

describe("what MDX does not compile", () => {
  const cases: [text: string, problems: [code: string, place: string][]][] = [
    ["甲<br>乙", [["unclosed-element", "<br>"]]],
    ["<div>\n甲</div>", [["end-tag-elsewhere", "</div>"]]],
    ["<div>甲\n</div>", [["unclosed-element", "<div>"]]],
    ["<a><b></a></b>", [["mismatched-end-tag", "</a>"]]],
    ["</p>", [["stray-end-tag", "</p>"]]],
    ["**<b>甲**</b>", [["unclosed-element", "<b>"]]],
    ["- <p>\n- </p>", [["unclosed-element", "<p>"]]],
    ["<!-- 甲 -->", [["comment", "<!--"]]],
    ["<https://a.example>", [["autolink", "<https://"]]],
    ["a <5 b", [["unexpected-character", "5"]]],
    ["甲 {乙", [["unclosed-expression", "{"]]],
    ["{a b}", [["expression", "b"]]],
    ["<a b={} />", [["empty-expression", "{}"]]],
    ["<a {b} />", [["no-spread", "{b"]]],
    ["> <a\nb='c'/>", [["lazy-line", "<"]]],
    ["import a form 'b'\n", [["module", "form"[0] as string]]],
    ["import a from 'b'\na()\n", [["no-module-statement", "a()"]]],
    ["</a b>", [["end-tag-with-attributes", "</a b>"]]],
  ];
  test.each(cases)("%j", (text, problems) => {
    const found = mdxOf(text).body.mdxProblems.map(({ code, range }) => [code.replace("mdx-", ""), cut(text, range)]);
    expect(found).toEqual(problems);
  });
});

describe("the dialect of an article", () => {
  it("accepts what Docusaurus does in .mdx, if the generator is not known", () => {
    const text = "## 甲 {#jia}\n\n<!-- 注 -->\n\n:::note\n- 乙\n:::\n\n$\\frac{1}{2}$\n\n$$\nx_{1}\n$$\n";
    expect(mdxOf(text).body.mdxProblems).not.toEqual([]);
    const { body, anchors } = parseArticle({ path: "a.mdx", text }, { bodyLanguage: "markdown", lazyAttributes: [] });
    expect(body.mdxProblems).toEqual([]);
    expect(anchors.ids.has("jia")).toBe(true);
  });

  it("is MDX in .md, if there is JSX and it compiles", () => {
    const baseOf = (text: string) =>
      parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [] }).body.dialect.base;
    expect(baseOf("- <ins style={{color: 'red'}} className='box' /> 红\n")).toBe("mdx");
    expect(baseOf("## 甲 {/*jia*/}\n")).toBe("mdx");
    expect(baseOf("```jsx\n<A b={c} />\n```\n")).toBe("commonmark");
    expect(baseOf("<A b={c} />\n\n<br>\n")).toBe("commonmark");
    expect(baseOf("{{ page.a={b} }}\n")).toBe("commonmark");
  });

  it("does not stop at texts that would take long", () => {
    for (const text of [
      "<a b='".repeat(5000),
      "{(".repeat(5000),
      "<a>".repeat(5000),
      "export const a = [\n\n1,".repeat(2000),
    ])
      expect(mdxOf(text).body.mdxProblems.length).toBeGreaterThan(0);
  });
});
