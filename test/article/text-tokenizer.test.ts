import fc from "fast-check";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html } from "parse5";
import { describe, expect, it } from "vitest";
import type { ImpliedTag } from "../../src/article/body/implied-tags.js";
import { WatchedParser } from "../../src/article/body/tags.js";

/** The same parser with the tokens of parse5. */
class WordByWord extends WatchedParser {
  override get insertsText(): boolean {
    return false;
  }
}

type Node = DefaultTreeAdapterMap["childNode"];

/** The written elements with their text. Elements that only Markdown implies are passed over, as stet does. */
function shown(nodes: readonly Node[], list: unknown[] = []): unknown[] {
  for (const node of nodes) {
    if ("value" in node) {
      const last = list.at(-1);
      if (typeof last === "string") list[list.length - 1] = last + node.value;
      else list.push(node.value);
    } else if ("tagName" in node) {
      const inner = "content" in node ? node.content.childNodes : node.childNodes;
      const place = node.sourceCodeLocation;
      if (place) list.push([node.tagName, place.startOffset, place.endOffset, shown(inner)]);
      else shown(inner, list);
    } else if ("data" in node) list.push(["comment", node.data]);
  }
  return list;
}

function read(Parser: typeof WatchedParser, text: string, implied: readonly ImpliedTag[]) {
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const errors: string[] = [];
  const parser = Parser.getFragmentParser<DefaultTreeAdapterMap>(body, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    onParseError: ({ code, startOffset, endOffset }) => errors.push(`${code} ${startOffset} ${endOffset}`),
  }) as WatchedParser;
  parser.impliedTags = implied;
  parser.tokenizer.write(text, true);
  const nodes = parser.getFragment().childNodes;
  const places = implied.length > 0 ? [] : placesOf(nodes);
  return { text, tree: shown(nodes), places, errors, problems: parser.tagProblems };
}

/** Where text nodes are. */
function placesOf(nodes: readonly Node[]): unknown[] {
  return nodes.flatMap((node) => {
    if ("value" in node) return [[node.sourceCodeLocation?.startOffset, node.sourceCodeLocation?.endOffset]];
    return "childNodes" in node ? placesOf(node.childNodes) : [];
  });
}

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "one two",
      " ",
      "\n",
      "甲乙 丙",
      "a",
      ".",
      "\t",
      "  \n\n",
      "-- x = y > z",
      "😀",
      "é\u00a0b",
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "/"),
        fc.constantFrom("p", "b", "i", "a", "div", "pre", "table", "td", "tr", "select", "script", "textarea", "svg"),
      )
      .map(([end, tag]) => `<${end}${tag}>`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "&amp;",
      "&copy",
      "&x;",
      "&",
      "<",
      "< b",
      "\0",
      "\f",
      "\r\n",
      "\r",
      "\u0001",
      "\ufffe",
      "\ud800",
      "<!-- c -->",
      "<br>",
      "<template>",
      "<frameset>",
      "<math><mi>",
      "<svg><title>",
    ),
  },
);

const texts = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
const tags = fc.array(fc.tuple(fc.nat(40), fc.constantFrom("p", "em", "li", "ul", "a", "div"), fc.nat(10)), {
  maxLength: 4,
});

/** Tags in order, each with its end. None is within a written tag or character reference. */
const impliedIn = (text: string, made: readonly [number, string, number][]): ImpliedTag[] =>
  made
    .flatMap(([at, tag, length]): ImpliedTag[] => [
      { at: outside(text, at), tag, isEnd: false },
      { at: outside(text, at + length), tag, isEnd: true },
    ])
    .sort((a, b) => a.at - b.at);

function outside(text: string, at: number): number {
  for (const { 0: found, index } of text.matchAll(/&[a-z]*;?|<[^<>]*>?/g))
    if (index < at && at < index + found.length) return index;
  return Math.min(at, text.length);
}

describe("text that is read at once", () => {
  it("makes the same tree, errors and problems as word by word", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(WatchedParser, text, [])).toEqual(read(WordByWord, text, []));
      }),
      { numRuns: 3000 },
    );
  });

  it("makes the same with the tags that Markdown implies", () => {
    fc.assert(
      fc.property(texts, tags, (text, made) => {
        const implied = impliedIn(text, made);
        expect(read(WatchedParser, text, implied)).toEqual(read(WordByWord, text, implied));
      }),
      { numRuns: 3000 },
    );
  });

  it("makes the same of more text than parse5 keeps", () => {
    const text = `<p>${"one 二 three\n".repeat(9000)}<b>x</b>&amp;${"y z ".repeat(9000)}</p> w`;
    expect(read(WatchedParser, text, [])).toEqual(read(WordByWord, text, []));
  });
});
