import fc from "fast-check";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parseFragment, serialize } from "parse5";
import { describe, expect, test } from "vitest";
import type { Node, TagProblem } from "../../src/article/types.js";
import { articleOf, edited, htmlOf } from "./support.js";

/**
 * Marks what was found in the text itself: `«` and `»` around the tag the problem is told at, `¦` where HTML closed the
 * element, `‹` and `›` around an end tag that came too late or too early.
 */
function marked(text: string, problem: TagProblem): string {
  const signs: [number, string][] = [
    [problem.range.start, "«"],
    [problem.range.end, "»"],
  ];
  if ("closedAt" in problem) signs.push([problem.closedAt, "¦"]);
  if ("strayEnd" in problem) signs.push([problem.strayEnd.start, "‹"], [problem.strayEnd.end, "›"]);
  return edited(
    text,
    signs.reverse().map(([at, sign]) => ({ range: { start: at, end: at }, text: sign })),
  );
}

/** `div(h2 span)`: the elements with a place in the text. */
const outline = (nodes: readonly Node[]): string =>
  nodes
    .flatMap((node) => (node.type === "element" ? `${node.tag.toLowerCase()}(${outline(node.children)})` : []))
    .join(" ");
const parse5Outline = ({ childNodes }: DefaultTreeAdapterMap["parentNode"]): string =>
  childNodes
    .flatMap((node) => ("tagName" in node ? `${node.tagName.toLowerCase()}(${parse5Outline(node)})` : []))
    .join(" ");

const told = (text: string) =>
  htmlOf(text).body.tagProblems.map((problem) => {
    const closedBy = "closedAt" in problem ? ` by ${problem.closedBy ?? "the end"}` : "";
    const changes = "keepsTree" in problem && !problem.keepsTree ? ", changes the tree" : "";
    return `${problem.kind}${closedBy}${changes}: ${marked(text, problem)}`;
  });

describe("what HTML repairs without a word", () => {
  const cases: [text: string, ...found: string[]][] = [
    // Elements that are never closed.
    ["<div>甲", "unclosed by the end: «<div>»甲¦"],
    ["<div><span>甲</div>", "unclosed by div: <div>«<span>»甲¦</div>"],
    ["<section><div>甲</section>", "unclosed by section: <section>«<div>»甲¦</section>"],
    ["<span><span>甲</span>", "unclosed by the end: «<span>»<span>甲</span>¦"],
    ["<b>甲", "unclosed by the end: «<b>»甲¦"],
    ["<b>甲<p>乙", "unclosed by the end, changes the tree: «<b>»甲<p>乙¦"],
    ["<select>甲<select>", "unclosed by select, changes the tree: «<select>»甲¦<select>"],
    [
      "<table><form><form></table>",
      "unclosed by form, changes the tree: <table>«<form>»¦<form></table>",
      "dropped: <table><form>«<form>»</table>",
    ],
    ["<p>甲<b>乙</p>丙", "unclosed by p, changes the tree: <p>甲«<b>»乙¦</p>丙"],
    ["<script>let a", "unclosed by the end: «<script>»let a¦"],
    ["<svg><g></svg>", "unclosed by svg: <svg>«<g>»¦</svg>"],
    ["<table><tr><td><div>甲</table>", "unclosed by table: <table><tr><td>«<div>»甲¦</table>"],
    ["<button>甲<button>乙</button>", "unclosed by button: «<button>»甲¦<button>乙</button>"],
    ["<template><div></template>", "unclosed by template: <template>«<div>»¦</template>"],
    ["<object><b>甲</object>乙", "unclosed by object, changes the tree: <object>«<b>»甲¦</object>乙"],
    // End tags that close nothing.
    ["<div></div></div>", "stray: <div></div>«</div>»"],
    ["甲</span>乙", "stray: 甲«</span>»乙"],
    ["</p>", "stray, changes the tree: «</p>»"],
    ["甲</br>乙", "stray, changes the tree: 甲«</br>»乙"],
    ["<img></img>", "stray: <img>«</img>»"],
    // Nor is it nothing where the element is closed long ago, but opens again with every text, and would go on to.
    [
      "<div><b><object></b></object></div></b>甲",
      "misnested by object: <div>«<b>»<object>‹</b>›</object>¦</div></b>甲",
      "stray, changes the tree: <div><b><object></b></object></div>«</b>»甲",
    ],
    ["<p>甲<p>乙</p><p>丙</p></p>", "stray, changes the tree: <p>甲<p>乙</p><p>丙</p>«</p>»"],
    ["<div><p>甲<p>乙</p></div>丙</p>", "stray, changes the tree: <div><p>甲<p>乙</p></div>丙«</p>»"],
    // Both, of one cause.
    ["<b><i>甲</b></i>", "misnested by b: <b>«<i>»甲¦</b>‹</i>›"],
    ["<b><i>甲</b>乙</i>", "misnested by b, changes the tree: <b>«<i>»甲¦</b>乙‹</i>›"],
    ["<div><section>甲</div></section>", "misnested by div: <div>«<section>»甲¦</div>‹</section>›"],
    [
      "<table><tr><td><div>甲</td></div></tr></table>",
      "misnested by td: <table><tr><td>«<div>»甲¦</td>‹</div>›</tr></table>",
    ],
    ["<p>甲<div>乙</div></p>", "nested by div: «<p>»甲¦<div>乙</div>‹</p>›"],
    ["<p>甲<p>乙</p>丙</p>", "nested by p: «<p>»甲¦<p>乙</p>丙‹</p>›"],
    ["<h2>甲</h3>", "misnested by h3: «<h2>»甲¦‹</h3>›"],
    ["<a>甲<a>乙</a></a>", "nested by a: «<a>»甲¦<a>乙</a>‹</a>›"],
    ["<b><p>甲</b>乙</p>", "misnested by p, changes the tree: «<b>»¦<p>甲‹</b>›乙</p>"],
    ["<b><span><p>甲</b>乙</p></span>", "misnested by p, changes the tree: «<b>»<span>¦<p>甲‹</b>›乙</p></span>"],
    ["<div><span><div></span></div></div>", "misnested by div: <div>«<span>»<div>‹</span>›</div>¦</div>"],
    // An end tag that would part a block from its style is no repair without a trace.
    ["<div><b><p>甲</div></b>", "misnested by div, changes the tree: <div>«<b>»<p>甲¦</div>‹</b>›"],
    // Start tags that do something else where an end tag comes before them.
    [
      "<nobr><span><big>甲<nobr></nobr></big></nobr>",
      "nested by nobr: «<nobr>»<span><big>甲¦<nobr></nobr></big>‹</nobr>›",
      "unclosed by nobr, changes the tree: <nobr>«<span>»<big>甲¦<nobr></nobr></big></nobr>",
    ],
    [
      "<h2><b><h3></b>甲<h3></h3></h2>",
      "misnested by h3, changes the tree: <h2>«<b>»¦<h3>‹</b>›甲<h3></h3></h2>",
      "unclosed by h3, changes the tree: <h2><b>«<h3>»</b>甲¦<h3></h3></h2>",
    ],
    // Copies that HTML makes of a style when it moves a block out of another style.
    [
      "<div><b><i><p></b></div>甲",
      "misnested by p, changes the tree: <div>«<b>»<i>¦<p>‹</b>›</div>甲",
      "unclosed by div, changes the tree: <div><b>«<i>»<p></b>¦</div>甲",
    ],
    [
      "<div><b><i><p></b></div></i>甲",
      "misnested by p, changes the tree: <div>«<b>»<i>¦<p>‹</b>›</div></i>甲",
      "misnested by div, changes the tree: <div><b>«<i>»<p></b>¦</div>‹</i>›甲",
    ],
    [
      "<b><i><p></b>甲",
      "misnested by p, changes the tree: «<b>»<i>¦<p>‹</b>›甲",
      "unclosed by the end, changes the tree: <b>«<i>»<p></b>甲¦",
    ],
    // Several causes.
    [
      "<div><b>甲</div></section>",
      "unclosed by div, changes the tree: <div>«<b>»甲¦</div></section>",
      "stray: <div><b>甲</div>«</section>»",
    ],
  ];
  test.each(cases)("%s", (text, ...found) => {
    expect(told(text)).toEqual(found);
  });

  test.each([
    "<ul><li>甲<li>乙</ul>",
    "<dl><dt>甲<dd>乙</dl>",
    "<p>甲<p>乙",
    "<div><p>甲</div>",
    "<p>甲<ul><li>乙</ul>",
    "<table><caption>甲<colgroup><col><thead><tr><th>乙<tbody><tr><td>丙<td>丁<tfoot><tr><td>戊</table>",
    "<select><optgroup label=a><option>甲<option>乙<optgroup label=b><option>丙</select>",
    "<ruby>漢<rp>(<rt>kan<rp>)</ruby>",
    "<html><head></head><body>甲</body></html>",
    "<br><img src=a><hr><input>甲",
    "<svg><path/><g><circle/></g></svg>",
    "<svg><foreignObject><div></div></foreignObject></svg>",
    "<P>甲</p><DIV></div>",
    "<template><tr><td>甲</template>",
    "<table><tr><td>甲</table>乙<table> <input type=hidden><tr><td>甲</table>",
    "<select><div><button>甲</button></div></select>",
    "<table>{% for a in b %}<tr><td>甲</td></tr>{% endfor %}</table>",
  ])("nothing in %s", (text) => {
    expect(told(text)).toEqual([]);
  });

  test("an element with a slash is the parse error's, not unclosed as well", () => {
    for (const text of ["<div/>甲", "<div><div/>甲</div>", '<p><a name="x"/>甲 <a href="y">乙</a></p>']) {
      const { body } = htmlOf(text);
      expect(body.tagProblems).toEqual([]);
      expect(body.parseErrors.map(({ code }) => code)).toEqual([
        "non-void-html-element-start-tag-with-trailing-solidus",
      ]);
    }
  });

  test("headings with slashes, ended by any tag, make the tree that parse5 makes", () => {
    const inner = ["", "<h3/>", "<span>", "<svg><h2/>"];
    const ends = ["</h2>", "</h3>", "</H4>", "</div>", "</span>", ""];
    for (const outer of ["", "<h1>", "<h2/>", "<div/>"])
      for (const start of ["<h2/>", "<H2 id=a />", "<h2>"])
        for (const within of inner)
          for (const end of ends) {
            const text = `${outer}${start}甲${within}乙${end}丙`;
            expect(outline(htmlOf(text).body.children), text).toBe(parse5Outline(parseFragment(text)));
          }
  });

  const moves: [text: string, ...found: string[]][] = [
    ["<p>甲<b>乙<div>丙</div></b></p>", "nested by div: «<p>»甲<b>乙¦<div>丙</div></b>‹</p>›"],
    ["<p>甲<ul><li>乙</ul>丙</p>", "nested by ul: «<p>»甲¦<ul><li>乙</ul>丙‹</p>›"],
    ["<h1>甲<h2>乙</h2></h1>", "nested by h2: «<h1>»甲¦<h2>乙</h2>‹</h1>›"],
    ["<button>甲<button>乙</button></button>", "nested by button: «<button>»甲¦<button>乙</button>‹</button>›"],
    ["<svg><p>甲</p></svg>", "nested by p: «<svg>»¦<p>甲</p>‹</svg>›"],
    ["<td>甲</td>", "dropped: «<td>»甲</td>"],
    ["<p><tr><td>甲</p>", "dropped: <p>«<tr>»<td>甲</p>"],
    ["<form>甲<form>乙</form></form>", "dropped: <form>甲«<form>»乙</form></form>"],
    ["<table>甲<tr><td>乙</table>", "fostered: <table>«甲»<tr><td>乙</table>"],
    ["<table><tr>甲<td>乙<tr><div>丙</div></table>", "fostered: <table><tr>«甲»<td>乙<tr><div>丙</div></table>"],
    ["<table><div><p>甲</p></div><tr></table>", "fostered: <table>«<div>»<p>甲</p></div><tr></table>"],
    ["<table><tr><b>甲</b><td>乙</table>", "fostered: <table><tr>«<b>»甲</b><td>乙</table>"],
  ];
  test.each(moves)("what HTML moves in %s", (text, ...found) => {
    expect(told(text)).toEqual(found);
  });

  test.each([
    ["<p><sup>甲<sup></p>乙", "<p>«<sup>»甲‹<sup>›</p>乙"],
    ["<p><a id=a><a></p><p>甲</p>", "<p>«<a id=a>‹»<a>›</p><p>甲</p>"],
    ["<strong>甲<strong>", "«<strong>»甲‹<strong>›"],
    ["<p>H<sub>2<sub>O</p>", "<p>H«<sub>»2‹<sub>›O</p>"],
    // Two that are not closed, each for its own.
    ["<div><div>甲", "«<div>»", "«<div>»"],
    ["<div>甲<div class=a>", "«<div>»", "«<div class=a>»"],
    ["<section>甲<section>乙", "«<section>»", "«<section>»"],
  ])("an end tag without its slash in %s", (text, ...found) => {
    const told = htmlOf(text).body.tagProblems.map((problem) => {
      const { start, end } = problem.range;
      if (problem.kind !== "unclosed" || !problem.mistyped) return `«${text.slice(start, end)}»`;
      const mark = (at: number, sign: string) => ({ range: { start: at, end: at }, text: sign });
      const { mistyped } = problem;
      return edited(text, [mark(start, "«"), mark(end, "»"), mark(mistyped.start, "‹"), mark(mistyped.end, "›")]);
    });
    expect(told).toEqual(found);
  });

  test("end tags of start tags that HTML ignored are no problem of their own", () => {
    expect(told("<tr><td>甲</td></tr>")).toEqual(["dropped: «<tr>»<td>甲</td></tr>"]);
  });

  test("a heading that the end tag of another one closed waits for no second end tag", () => {
    expect(told("<h1><div><h1>甲</h2><object></h1>")).toContain(
      "misnested by h2: <h1><div>«<h1>»甲¦‹</h2>›<object></h1>",
    );
  });

  /** The text as it is after the repair that a problem offers, if that is said to keep the tree. */
  const mendedBy = (text: string, problem: TagProblem): string | undefined => {
    if (!("keepsTree" in problem) || !problem.keepsTree) return undefined;
    const put = (at: number) => ({ range: { start: at, end: at }, text: `</${problem.tag}>` });
    const drop = (range: { start: number; end: number }) => ({ range, text: "" });
    if (problem.kind === "stray") return edited(text, [drop(problem.range)]);
    if (problem.kind === "unclosed") return edited(text, [put(problem.closedAt)]);
    return edited(text, [drop(problem.strayEnd), put(problem.closedAt)]);
  };

  test("what keeps the tree keeps it", () => {
    const shape = (text: string) =>
      JSON.stringify(htmlOf(text).body.children, (key, value) =>
        /range|tag$|parent/i.test(key) && key !== "tag" ? undefined : value,
      );
    for (const [text] of cases) {
      for (const problem of htmlOf(text).body.tagProblems) {
        const mended = mendedBy(text, problem);
        if (mended === undefined) continue;
        expect(shape(mended), mended).toBe(shape(text));
        expect(htmlOf(mended).body.tagProblems.length, mended).toBe(htmlOf(text).body.tagProblems.length - 1);
      }
    }
  });

  test("what keeps the tree keeps it in any heap of tags, copies included", () => {
    const tree = (text: string) => {
      const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
      return serialize(parseFragment<DefaultTreeAdapterMap>(body, text, { scriptingEnabled: false }));
    };
    const heap = (tags: string) => {
      const pieces = tags.split(" ").flatMap((tag) => [`<${tag}>`, `</${tag}>`]);
      return fc.array(fc.constantFrom("甲", ...pieces), { maxLength: 16 }).map((parts) => parts.join(""));
    };
    const heaps = fc.oneof(
      heap("div span p b i a font li"),
      heap("div h1 h2 b a i nobr button object"),
      heap("table tr td div a b form select option template svg g"),
      heap(
        "div p b i a font span li ul table tr td select option h1 h2 button form svg g nobr object template dl dt img",
      ),
    );
    fc.assert(
      fc.property(heaps, (text) => {
        for (const problem of htmlOf(text).body.tagProblems) {
          const mended = mendedBy(text, problem);
          if (mended !== undefined) expect(tree(mended), mended).toBe(tree(text));
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) },
    );
  });
});

describe("in Markdown", () => {
  const toldIn = (text: string) =>
    articleOf(text).body.tagProblems.map(
      (problem) =>
        `${problem.kind}${"keepsTree" in problem && !problem.keepsTree ? ", changes the tree" : ""}: ${marked(text, problem)}`,
    );
  const cases: [text: string, ...found: string[]][] = [
    ["甲 <span>乙\n\n丙", "unclosed: 甲 «<span>»乙¦\n\n丙"],
    ["甲 <b>乙\n\n丙", "unclosed, changes the tree: 甲 «<b>»乙¦\n\n丙"],
    ["# 甲 <span>乙\n丙", "unclosed: # 甲 «<span>»乙¦\n丙"],
    ["甲 <span>乙\r\n\r\n丙", "unclosed: 甲 «<span>»乙¦\r\n\r\n丙"],
    ["<div>\n\n甲\n", "unclosed: «<div>»\n\n甲\n¦"],
    ["<div>\n\n*甲*\n\n</div>\n\n</div>", "stray: <div>\n\n*甲*\n\n</div>\n\n«</div>»"],
    ["> <b><i>甲\n> </b></i>", "misnested: > <b>«<i>»甲\n> ¦</b>‹</i>›"],
    ["`<b>` \\<b> &lt;b>\n\n    <b>\n\n```\n<b>\n```"],
    ["<div>\n\n- 甲\n- 乙\n\n</div>"],
    // What Markdown makes of the text ends what is open in it.
    ["甲 *<span>乙* 丙", "unclosed: 甲 *«<span>»乙¦* 丙"],
    ["甲 *<b>乙* 丙", "unclosed, changes the tree: 甲 *«<b>»乙¦* 丙"],
    ["[<span>甲](/a)", "unclosed: [«<span>»甲¦](/a)"],
    ["<a href=x>[甲](y)", "unclosed, changes the tree: «<a href=x>»¦[甲](y)"],
    ["<a href=x>*[甲](y)*", "unclosed, changes the tree: «<a href=x>»*¦[甲](y)*"],
    ["<a href=x>\n\n> [甲](y)", "unclosed, changes the tree: «<a href=x>»\n\n> ¦[甲](y)"],
    ["- 甲 <span>乙\n- 丙", "unclosed: - 甲 «<span>»乙¦\n- 丙"],
    ["- <span>甲\n\n  乙", "unclosed: - «<span>»甲¦\n\n  乙"],
    ["> <span>甲\n\n乙", "unclosed: > «<span>»甲¦\n\n乙"],
    ["| <span>甲 | 乙 |\n|-|-|", "unclosed: | «<span>»甲¦ | 乙 |\n|-|-|"],
    ["| 甲 | <span>乙 |\n|-|-|\n| 丙 | 丁 |", "unclosed: | 甲 | «<span>»乙¦ |\n|-|-|\n| 丙 | 丁 |"],
    ["# <span>甲 #\n", "unclosed: # «<span>»甲¦ #\n"],
    ["<span>甲\n===", "unclosed: «<span>»甲¦\n==="],
    ["<span>甲<div>乙</div>", "unclosed: «<span>»甲¦<div>乙</div>"],
    ["甲</p>", "stray, changes the tree: 甲«</p>»"],
    ["*甲</em>*", "stray, changes the tree: *甲«</em>»*"],
    // Where it was meant to end its author said.
    ["<b>甲\n\n乙</b>"],
    ["<span>甲\n\n乙</span>"],
    ["*甲 <b>乙* 丙</b>"],
    ["<p>甲\n\n乙</p>"],
    ["<sub>\n\n甲</sub>"],
    ["<a href=x><h2>甲</h2></a>"],
    ["<span>甲<div>乙</div></span>"],
    ["<noscript><p>甲</p></noscript>"],
    ["> <div>甲\n>\n> 乙\n>\n> </div>"],
    ["- <i>甲</i>\n\n| 乙 | 丙 |\n|-|-|\n| 丁 | 戊 |\n\n己"],
    ["| <i>乙</i> | 丙 |\n|-|-|\n| 丁 |\n> 戊"],
    // Tags in text that no reader takes for tags.
    ["甲 <textarea> *乙*\n\n丙 </textarea>"],
  ];
  test.each(cases)("%j", (text, ...found) => {
    expect(toldIn(text)).toEqual(found);
  });
});
