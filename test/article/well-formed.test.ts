import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article as made } from "../../bench/corpus.js";
import { parseAnyHtml, parseHtml } from "../../src/article/body/html.js";
import { Mask } from "../../src/article/body/mask.js";
import { readWellFormed } from "../../src/article/body/well-formed.js";
import type { Node } from "../../src/article/types.js";

/** A tree in a form that has no cycles and shows all that is in it. */
function shown(nodes: readonly Node[]): unknown {
  return nodes.map(({ parent, ...node }) => ({
    ...node,
    parent: parent?.range,
    ...(node.type === "element" && { attributes: Object.entries(node.attributes), children: shown(node.children) }),
  }));
}

/** What is accepted is what HTML makes of it, without an error. Returns whether it was. */
function agree(html: string, base: number): boolean {
  const text = "x".repeat(base) + html;
  const fast = readWellFormed(text, base);
  if (!fast) return false;
  const { children, parseErrors, tagProblems } = parseAnyHtml({ text, base, masked: html, mask: new Mask(html) });
  expect({ html, tree: shown(fast) }).toEqual({ html, tree: shown(children) });
  expect({ html, parseErrors, tagProblems }).toEqual({ html, parseErrors: [], tagProblems: [] });
  return true;
}

const tags =
  "p div span a b i em strong font u s small code h1 h2 ul ol li blockquote section figure figcaption img br hr wbr source video label sup q center table tr td tbody pre textarea button select option dl dt dd nobr script svg x-y P body template ruby rt form object".split(
    " ",
  );
const attribute = fc.constantFrom(
  "",
  ' id="a"',
  " class='b c'",
  ' src="http://a.cn/?b=1&c=2&amp;d=3"',
  ' title="a &copy b"',
  ' alt=""',
  " hidden",
  " a=b",
  ' id="a" id="b"',
  '  data-size="400,299" ',
  "\n\thref='#'",
  ' a = "b"',
  ' A="b"',
  ' a:b="c"',
  "/",
  " /",
  ' "',
  ' a="b"c="d"',
  ' a="<b>"',
  ' a="x\ny"',
  " _a='1'",
  ' a="&nbsp;"',
  ' a="&#65;"',
  ' a="&copy=1"',
  ' a="&copyx=1"',
  ' a="&lt"',
  ' a="& b"',
  " on>",
);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...tags), attribute).map(([tag, rest]) => `<${tag}${rest}>`) },
  { weight: 6, arbitrary: fc.constantFrom(...tags).map((tag) => `</${tag}>`) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "渡口",
      " ",
      "\n",
      "a & b",
      "&amp;",
      "&nbsp;x",
      "&copy",
      "&lt",
      "&#x41;",
      "&x;",
      "&=",
      "😀",
      "\ud800",
      "\r\n",
      "\0",
      "\x01",
      "\ufdd0",
      "\u{1fffe}",
      ">",
      "<",
      "< b",
      "\u00a0",
      "]]>",
      "\t",
      "\f",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<!-- a -->",
      "<!---->",
      "<!--a--b-->",
      "<!--->",
      "<!-- a",
      "<!--a-->",
      "<!--a--->",
      "<!-- <!-- -->",
      "<!-- <b> -->",
      "<!doctype html>",
      "<?x?>",
      "</>",
      "</p >",
      "<!-- a --!>",
    ),
  },
);

/** Elements within elements, each with its end tag. */
const nested = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie("node"), { maxLength: 3 }).map((nodes) => nodes.join("")),
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("渡口", "a ", "&amp;", '<img src="a">', "<br>", "<br/>", '<img alt="" />', "<hr>", "<!--a-->"),
    fc
      .tuple(fc.constantFrom(...tags.slice(0, 33)), attribute, tie("nodes"))
      .map(([tag, rest, inside]) => `<${tag}${rest}>${inside}</${tag}>`),
  ),
})).nodes;

describe("the builder for well-formed HTML", () => {
  it("makes the same tree of text without any tag, of which some is hidden", () => {
    const part = fc.constantFrom(
      "渡口",
      "a b",
      "\n",
      "\t",
      "<b>",
      "&amp;",
      "😀",
      "\ud83d",
      "\r\n",
      "\0",
      "\u0001",
      "\uffff",
      ">",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        const mask = new Mask(text);
        const source = { text, base: 0, masked: mask.hideMarkup(text), mask, implied: [] };
        const [fast, full] = [parseHtml(source), parseAnyHtml(source)];
        expect({ text, ...fast, children: shown(fast.children) }).toEqual({
          text,
          ...full,
          children: shown(full.children),
        });
      }),
    );
  });

  it("makes the same tree as the parser, where there is no error, or none", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), fc.nat(3), (pieces, base) => void agree(pieces.join(""), base)),
      { numRuns: 5000 },
    );
  });

  it("does so for elements within elements", () => {
    let accepted = 0;
    fc.assert(
      fc.property(nested, (html) => {
        if (agree(html, 0)) accepted++;
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it("reads nearly all of the generated corpus itself", () => {
    const read = Array.from({ length: 200 }, (_, n) => made(n)).filter((text) => {
      const base = text.indexOf("\n---\n", 5) + 5;
      return agree(text.slice(base), 2);
    });
    expect(read.length).toBeGreaterThan(185);
  });
});
