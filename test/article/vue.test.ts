/** Markdown in VitePress: what markdown-it with the plugins of VitePress 1.6.4 and the compiler of Vue 3.5 made of it. */
import { describe, expect, it } from "vitest";
import type { Article, Dialect, Node } from "../../src/article/types.js";
import { articleOf, cut } from "./support.js";

const vue: Dialect = { base: "commonmark", vue: true, containers: true };
const vueOf = (text: string, dialect = vue): Article => articleOf(text, { dialect });

/** The written elements as nested names. */
const outline = (nodes: readonly Node[]): string =>
  nodes
    .flatMap((node) => (node.type === "element" ? [node] : []))
    .map(({ tag, children }) => `${tag}(${outline(children)})`.replace("()", ""))
    .join(" ");

describe("the elements of Vue", () => {
  it.each([
    ["close with />", '甲 <sup class="x"/> <b/> 乙', "sup b"],
    ["close with /> as blocks", "<div/>\n\n<p>甲</p>", "div p"],
    ["close with /> in tables", "| 甲 |\n|--|\n| <b/> <i>乙</i> |", "b i"],
    ["close with /> over several lines", "<sup\n class='a'/> <i>甲</i>", "sup i"],
    ["may be void in HTML", "<Link href='/'>甲</Link>", "Link"],
    ["have attributes with @ in text", '甲 <button @click="a">乙</button>', "button"],
    ["have values with >", '<Foo :a="1 > 2" />', "foo"],
    ["are none in code", "`<T>` 甲", ""],
  ])("%s", (_, text, tree) => {
    const { body } = vueOf(text);
    expect(outline(body.children)).toBe(tree);
    expect(body.tagProblems).toEqual([]);
    expect(body.parseErrors).toEqual([]);
  });

  it("that are closed with /> end there", () => {
    const text = "<div><sup/>甲</div>";
    const [div] = vueOf(text).body.children;
    if (div?.type !== "element" || div.children[0]?.type !== "element") throw new Error("no element");
    expect(cut(text, div.children[0].range)).toBe("<sup/>");
    expect(div.children[0].endTag).toBeUndefined();
    expect(cut(text, div.endTag)).toBe("</div>");
  });

  it("need their end tags otherwise", () => {
    const problems = (text: string) => vueOf(text).body.tagProblems.map(({ kind, tag }) => `${kind} ${tag}`);
    expect(problems("甲 <sup>乙")).toEqual(["unclosed sup"]);
    expect(problems("甲 <sup/>乙</sup>")).toEqual(["stray sup"]);
  });

  it("without Vue do not close with />", () => {
    const { body } = vueOf('甲 <sup class="x"/> 乙', { base: "commonmark" });
    expect(body.parseErrors.map(({ code }) => code)).toEqual(["non-void-html-element-start-tag-with-trailing-solidus"]);
  });
});

describe("components of Vue in Markdown", () => {
  const prose = (text: string) => {
    const { prose } = vueOf(text);
    return prose.map((range) => cut(text, range)).join("|");
  };
  const links = (text: string) => vueOf(text).links.map(({ url }) => url);

  it("that end in their line are followed by Markdown", () => {
    expect(links("<Badge/> [甲](a)")).toEqual(["a"]);
    expect(links("<Badge @click='x'>乙</Badge> [甲](a)\n[丙](b)")).toEqual(["a", "b"]);
  });

  it("that do not end in their line reach to a blank line", () => {
    expect(links("<kebab-x>\n[甲](a)\n</kebab-x>")).toEqual([]);
    expect(links("<kebab-x>\n\n[甲](a)\n\n</kebab-x>")).toEqual(["a"]);
  });

  it("interrupt a paragraph", () => {
    expect(links("丙\n<Foo>\n[甲](a)\n</Foo>")).toEqual([]);
  });

  it("begin no block if HTML has them in text", () => {
    expect(links("<span>[甲](a)</span>")).toEqual(["a"]);
  });

  it("stand next to containers, whose marks are no text", () => {
    expect(prose("::: tip 题\n甲\n:::\n乙")).toBe("甲|乙");
    expect(prose("- 丙\n::: details\n- 甲\n:::")).toBe("丙|甲");
    expect(prose("[[toc]]\n\n甲")).toBe("甲");
  });
});

it("containers are read in the Markdown of Docusaurus too", () => {
  const text = ":::note[题]\n甲\n:::";
  const proseOf = (dialect: Dialect) => {
    const article = articleOf(text, { dialect });
    return article.prose.map((range) => cut(text, range));
  };
  expect(proseOf({ base: "commonmark", containers: true })).toEqual(["甲"]);
  expect(proseOf({ base: "commonmark" })).not.toEqual(["甲"]);
});
