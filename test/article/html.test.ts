import { describe, expect, test } from "vitest";
import type { Element, Node } from "../../src/article/types.js";
import { cut, htmlOf } from "./support.js";

/** All elements, depth first. */
function elements(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => (node.type === "element" ? [node, ...elements(node.children)] : []));
}

function first(text: string): Element {
  const [element] = elements(htmlOf(text).body.children);
  if (!element) throw new Error("the text has no element");
  return element;
}

describe("the tree", () => {
  test("has file-wide places, behind front matter, a byte order mark, CRLF and astral characters", () => {
    const text = '\ufeff\r\n---\r\na: 😀\r\n---\r\n😀<p class="x">甲<br>乙</p>\r\n<!-- 丙 -->';
    const { children } = htmlOf(text).body;
    expect(children.map((node) => [node.type, cut(text, node.range)])).toEqual([
      ["text", "😀"],
      ["element", '<p class="x">甲<br>乙</p>'],
      ["text", "\r\n"],
      ["comment", "<!-- 丙 -->"],
    ]);
    const p = children[1] as Element;
    expect(cut(text, p.startTag)).toBe('<p class="x">');
    expect(cut(text, p.endTag)).toBe("</p>");
    expect(p.children.map((node) => cut(text, node.range))).toEqual(["甲", "<br>", "乙"]);
    expect(p.children.every(({ parent }) => parent === p)).toBe(true);
    expect(p.parent).toBeUndefined();
  });

  test("decodes text and keeps comments as they are", () => {
    const { children } = htmlOf("a &amp; b &lt;<!-- &amp; -->").body;
    expect(children.map((node) => node.type !== "element" && node.value)).toEqual(["a & b <", " &amp; "]);
  });

  test("has no end tag where none is written: the element ends where HTML closed it", () => {
    const text = "<ul><li>甲<li>乙</ul>";
    const [, one, two] = elements(htmlOf(text).body.children);
    expect(cut(text, one?.range)).toBe("<li>甲");
    expect(one?.endTag).toBeUndefined();
    expect(cut(text, two?.range)).toBe("<li>乙");
  });

  test("leaves out what nobody wrote: elements that HTML adds or repeats", () => {
    const tags = (text: string) => elements(htmlOf(text).body.children).map(({ tag }) => tag);
    expect(tags("<table><tr><td>甲</table>")).toEqual(["table", "tr", "td"]);
    expect(tags('<b id="x"><p>甲</b>乙</p>')).toEqual(["b", "p"]);
    expect(tags('<p><b id="x">甲<p>乙<p>丙')).toEqual(["p", "b", "p", "p"]);
    expect(tags("甲</p>乙</br>")).toEqual([]);
  });

  test("knows namespaces, and keeps the case of SVG's names", () => {
    const [svg, filter, math] = elements(
      htmlOf('<svg viewBox="0 0 1 1"><linearGradient xlink:href="#a"/></svg><math></math>').body.children,
    );
    expect(svg).toMatchObject({ tag: "svg", namespace: "svg" });
    expect(filter).toMatchObject({ tag: "linearGradient", namespace: "svg" });
    expect(math).toMatchObject({ tag: "math", namespace: "mathml" });
    expect(svg?.attributes.viewbox?.value).toBe("0 0 1 1");
    expect(filter?.attributes["xlink:href"]?.value).toBe("#a");
  });

  test("holds the elements of <noscript> and <template>", () => {
    const text = "<noscript><img src=a></noscript><template><img src=b></template>";
    expect(elements(htmlOf(text).body.children).map(({ tag }) => tag)).toEqual(["noscript", "img", "template", "img"]);
  });

  test("may be as deep as it likes", () => {
    const depth = 100_000;
    const { children, tagProblems } = htmlOf("<div>".repeat(depth) + "</div>".repeat(depth)).body;
    let deep = 0;
    for (let node = children[0]; node?.type === "element"; node = node.children[0]) deep++;
    expect(deep).toBe(depth);
    expect(tagProblems).toEqual([]);
  });
});

describe("attributes", () => {
  const cases: [name: string, text: string, attribute: string, value: string, raw: string, quote: string][] = [
    ["double quotes", '<a title="甲">', "title", "甲", "甲", '"'],
    ["single quotes", "<a title='\"甲\"'>", "title", '"甲"', '"甲"', "'"],
    ["no quotes", "<a title=甲>", "title", "甲", "甲", ""],
    ["no quotes, and a slash", "<a href=/甲/>", "href", "/甲/", "/甲/", ""],
    ["blanks around the equals sign", '<a title \n = \t"甲">', "title", "甲", "甲", '"'],
    ["an empty value", '<a title="">', "title", "", "", '"'],
    ["upper case", '<a TITLE="甲">', "title", "甲", "甲", '"'],
    ["references", '<a href="?a=1&amp;b=2&copy=3">', "href", "?a=1&b=2&copy=3", "?a=1&amp;b=2&copy=3", '"'],
    ["line breaks", '<a title="甲\r\n乙">', "title", "甲\n乙", "甲\r\n乙", '"'],
    ["a name with a quote in it", '<a of"x="y">', 'of"x', "y", "y", '"'],
    ["a name that begins with an equals sign", "<a =x=y>", "=x", "y", "y", ""],
    ["a name of digits", '<a b="1" 1="2">', "1", "2", "2", '"'],
    [
      "a template tag with quotes of the same kind",
      '<a href="{{ ref "甲" }}">',
      "href",
      '{{ ref "甲" }}',
      '{{ ref "甲" }}',
      '"',
    ],
    ["a template tag without quotes", "<a href={{ url > 1 }}>", "href", "{{ url > 1 }}", "{{ url > 1 }}", ""],
  ];
  test.each(cases)("%s", (_name, text, name, value, raw, quote) => {
    const attribute = first(text).attributes[name];
    expect(attribute).toMatchObject({ name, value, raw, quote, hasValue: true });
    expect(cut(text, attribute?.valueRange)).toBe(raw);
    expect(cut(text, attribute?.range)).toMatch(/^[^\s>].*[^\s>]$/s);
  });

  test("without a value are empty, at the end of the name", () => {
    const text = "<img alt  src>";
    const { alt, src } = first(text).attributes;
    expect(alt).toMatchObject({
      value: "",
      raw: "",
      hasValue: false,
      range: { start: 5, end: 8 },
      valueRange: { start: 8, end: 8 },
    });
    expect(src).toMatchObject({ hasValue: false, valueRange: { start: 13, end: 13 } });
  });

  test("have no prototype: what is not written is undefined", () => {
    expect(first("<a>").attributes.constructor).toBeUndefined();
    expect(Object.entries(first("<a __proto__=x>").attributes)).toMatchObject([["__proto__", { value: "x" }]]);
  });
});

describe("template tags", () => {
  test("are text, whatever they hold", () => {
    const text = '<p>{{< figure src="a.png" >}} {% if a < b && c %}<% x %></p>';
    const { body } = htmlOf(text);
    expect(body.parseErrors).toEqual([]);
    expect(elements(body.children).map(({ tag }) => tag)).toEqual(["p"]);
    const [p] = elements(body.children);
    expect(p?.children).toMatchObject([
      { type: "text", value: '{{< figure src="a.png" >}} {% if a < b && c %}<% x %>' },
    ]);
  });

  test("are not what only begins like one", () => {
    expect(elements(htmlOf("{{ <b>甲</b>\n\n<i>乙</i> }}").body.children).map(({ tag }) => tag)).toEqual(["b", "i"]);
  });

  test("are restored in a text that uses private characters itself", () => {
    const text = "\ue000\ue080{{ <a> }}\uf8ff";
    expect(htmlOf(text).body.children).toMatchObject([{ type: "text", value: text }]);
  });
});

describe("parse errors have WHATWG's names and the place they are about", () => {
  const cases: [text: string, code: string, at: string][] = [
    ["a &copy b", "missing-semicolon-after-character-reference", "&copy"],
    ["a &foo; b", "unknown-named-character-reference", "&foo;"],
    ["a &#x110000; b", "character-reference-outside-unicode-range", "&#x110000;"],
    ["1 < 2", "invalid-first-character-of-tag-name", "< "],
    ["<p a=1 a=2>", "duplicate-attribute", "a"],
    ["<img src='a'alt=b>", "missing-whitespace-between-attributes", "a"],
    ["<img src=>", "missing-attribute-value", ">"],
    ["<img src='a' \"b>", "unexpected-character-in-attribute-name", '"'],
    ["<i / a></i>", "unexpected-solidus-in-tag", " "],
    ["<div/></div>", "non-void-html-element-start-tag-with-trailing-solidus", "<div/>"],
    ["<b></b class=x>", "end-tag-with-attributes", "</b class=x>"],
    ["a\u0001b", "control-character-in-input-stream", "\u0001"],
    ["<!-- a", "eof-in-comment", "<!--"],
    ["a <img src=b", "eof-in-tag", "<img"],
    ["<?php ?>", "unexpected-question-mark-instead-of-tag-name", "<?"],
  ];
  test.each(cases)("%j", (text, code, at) => {
    const whole = `---\nx: 1\n---\n${text}`;
    expect(htmlOf(whole).body.parseErrors.map((error) => [error.code, cut(whole, error.range)])).toEqual([[code, at]]);
  });

  test("but not those that are about whole documents", () => {
    expect(htmlOf("<!doctype html PUBLIC 'x'><html><head><title>甲</title></head><body>乙").body.parseErrors).toEqual(
      [],
    );
  });
});
