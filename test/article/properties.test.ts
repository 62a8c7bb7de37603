import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../src/article/lines.js";
import type { Article, Attributes, Node, Range } from "../../src/article/types.js";
import { articleOf, edited, frontMatterOf, pathsOf } from "./support.js";

/** Pieces that parsers care about, and texts that they do not. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      ..."\n|\r\n|\r| |  |    |\t|\ufeff|---|---\n|...|+++\n|;;;\n|{|}|[|]|:|: |- |'|\"|`|```\n|<|>|</|/>|=|&|&amp;|&copy|#|# |> |* |_|**|!|![|](|)|\\||~~|<!--|-->|<?|<!|{{|}}|{%|%}|<%|%>|$".split(
        "|",
      ),
      ..."title: 甲\n|a: 'b' c'\n|tags:\n - 乙\n|x: &a {b: *a}\n|<<: *a\n|a = 1\n|[a.b]\n|\"a\": 1,\n|<div>|</div>|<p>|</p>|<b>|</b>|<i a=b|<img src=\"a b.png\" alt='丙'>|<img srcset='a 1x, b'>|<a href=x>|</a>|<table>|<tr>|<td>|</table>|<svg>|</svg>|<script>|</script>|<textarea>|<template>|</template>|<select>|<option>|<h1>|</h2>|<br/>|</br>|![甲](a.png)|[乙]: b.png\n|![][乙]|<https://a.example>|www.a.example|😀|\ue000|\0|\ud800".split(
        "|",
      ),
    ),
  },
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const language = fc.constantFrom("html", "markdown");
const runs = { numRuns: 1500 };

const inside = (article: Article, range: Range): boolean =>
  0 <= range.start && range.start <= range.end && range.end <= article.text.length;

function checkRange(article: Article, range: Range | undefined): void {
  if (range && !inside(article, range)) expect.fail(`[${range.start}, ${range.end}) is not in the text`);
}

function checkAttributes(article: Article, attributes: Attributes): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    expect(attribute.name).toBe(name);
    checkRange(article, attribute.range);
    expect(attribute.raw).toBe(article.text.slice(attribute.valueRange.start, attribute.valueRange.end));
    expect(attribute.range.start).toBeLessThan(attribute.range.end);
    expect(attribute.valueRange.start).toBeGreaterThan(attribute.range.start);
    expect(attribute.valueRange.end).toBeLessThanOrEqual(attribute.range.end);
    if (attribute.quote) expect(article.text[attribute.valueRange.start - 1]).toBe(attribute.quote);
  }
}

function checkNodes(article: Article, nodes: readonly Node[]): void {
  const open = [...nodes];
  for (let node = open.pop(); node; node = open.pop()) {
    checkRange(article, node.range);
    if (node.range.start < article.body.range.start) expect.fail("a node begins before the body");
    if (node.type !== "element") continue;
    checkRange(article, node.startTag);
    checkRange(article, node.endTag);
    expect(article.text[node.startTag.start]).toBe("<");
    expect(article.text[node.startTag.end - 1]).toBe(">");
    expect(node.range.start).toBe(node.startTag.start);
    expect(node.range.end).toBeGreaterThanOrEqual(node.startTag.end);
    checkAttributes(article, node.attributes);
    for (const child of node.children) expect(child.parent).toBe(node);
    open.push(...node.children);
  }
}

describe("whatever the text", () => {
  test("reading it ends well, and every place is in it", () => {
    fc.assert(
      fc.property(text, language, (source, bodyLanguage) => {
        const imagePaths = (data: Readonly<Record<string, unknown>>) => pathsOf(data);
        const article = articleOf(source, { bodyLanguage, imagePaths });
        checkRange(article, article.lead);
        const { frontMatter, body, images, links } = article;
        for (const range of [
          frontMatter?.range,
          frontMatter?.open,
          frontMatter?.content,
          frontMatter?.close,
          body.range,
        ])
          checkRange(article, range);
        for (const problem of frontMatter?.problems ?? []) checkRange(article, problem.range);
        expect(body.range.end).toBe(source.length);
        expect(body.range.start).toBeGreaterThanOrEqual(frontMatter?.range.end ?? article.lead.end);
        checkNodes(article, body.children);
        for (const { range } of body.parseErrors) checkRange(article, range);
        for (const problem of body.tagProblems) {
          checkRange(article, problem.range);
          if ("closedAt" in problem) checkRange(article, { start: problem.closedAt, end: problem.closedAt });
          if ("strayEnd" in problem) checkRange(article, problem.strayEnd);
          if ("inner" in problem) checkRange(article, problem.inner);
        }
        for (const image of images) {
          checkRange(article, image.range);
          checkRange(article, image.urlRange);
          if (image.attribute || image.kind === "markdown" || image.kind === "front-matter")
            expect(source.slice(image.urlRange.start, image.urlRange.end)).toBe(image.written);
        }
        for (const { range, urlRange, written } of links) {
          checkRange(article, range);
          expect(source.slice(urlRange.start, urlRange.end)).toBe(written);
        }
      }),
      runs,
    );
  });

  test("a repair of the front matter makes it readable", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = `---\ntitle: '${pieces.join("").replaceAll(/[\r\n]/g, "")}'\nb: 1\n---\n`;
        for (const { repair } of frontMatterOf(source).problems) {
          if (!repair) continue;
          const { data, problems } = frontMatterOf(edited(source, repair.edits));
          expect(problems).toEqual([]);
          expect(data).toMatchObject({ b: 1 });
        }
      }),
      runs,
    );
  });

  test("what is broken in any language is told at places in the block, and a repair of it makes it readable", () => {
    const broken = fc.tuple(
      fc.constantFrom(
        (block: string) => `---\na: 1\n${block}\nz: 2\n---\n正文\n`,
        (block: string) => `---\n${block}\n---\n正文\n`,
        (block: string) => `+++\na = 1\n${block}\nz = 2\n+++\n正文\n`,
        (block: string) => `---json\n{ "a": 1,\n${block}\n"z": 2 }\n---\n正文\n`,
        (block: string) => `---json\n{${block}}\n---\n正文\n`,
      ),
      fc.array(
        fc.oneof(
          piece,
          fc.constantFrom(
            ...'\n|\n|\n|\t|：|，|“|”|True|None|0123|1e5|no|//|/*|*/|=|"b"|\'c\'|b = |c: |[|]|{|}|[t]|[[u]]|, |{{ x }}|<<<<<<< a\n|>>>>>>> b\n|"""|\\u12|d: [|e: {'.split(
              "|",
            ),
          ),
        ),
        { maxLength: 12 },
      ),
    );
    fc.assert(
      fc.property(broken, ([form, pieces]) => {
        const source = form(pieces.join(""));
        const { frontMatter } = articleOf(source);
        for (const { range, message, repair } of frontMatter?.problems ?? []) {
          expect(message).not.toBe("");
          if (range.end <= range.start || range.end > source.length)
            expect.fail(`${message} at ${range.start}-${range.end}`);
          if (!repair) continue;
          const after = frontMatterOf(edited(source, repair.edits));
          const left = after.problems.filter(({ code }) => code !== "duplicate-key" && code !== "second-block");
          expect(left, `${JSON.stringify(source)} after ${JSON.stringify(repair)}`).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("setString makes the value that string and no other value another one", () => {
    const blocks = fc.constantFrom(
      "---\na: x # y\nb: 'x'\nc: \"x\"\nd: |\n  x\ne:\nf: [x, 'y', {g: x}]\nh:\n  - x\n  - i: x\n---\n",
      "+++\na = 'x'\nb = \"x\"\nc = 1 # y\nd = [ 'x', { e = 'x' } ]\n[f.g]\nh = '''x'''\n[[i]]\nj = 1\n+++\n",
      '{ "a": "x", "b": [1, {"c": null}] }\n',
    );
    const value = fc.oneof(
      fc.string({ unit: "grapheme" }),
      text,
      fc.string({ unit: fc.constantFrom(..."'\"\\:# ,[]{}\n0a-") }),
    );
    fc.assert(
      fc.property(blocks, fc.nat(), value, (source, nth, string) => {
        // Half of a surrogate pair is no text, and TOML says so.
        fc.pre(!/\p{Surrogate}/u.test(string));
        const before = frontMatterOf(source);
        const paths = pathsOf(before.data).filter((path) => before.setString(path, "") !== undefined);
        const path = paths[nth % paths.length] ?? [];
        const after = frontMatterOf(edited(source, [before.setString(path, string)]));
        expect(after.problems).toEqual([]);
        const expected = structuredClone(before.data) as Record<string | number, unknown>;
        let holder = expected;
        for (const step of path.slice(0, -1)) holder = holder[step] as typeof expected;
        holder[path.at(-1) ?? ""] = string;
        expect(after.data).toEqual(expected);
      }),
      runs,
    );
  });

  test("lines and columns lead back to the offset", () => {
    fc.assert(
      fc.property(text, (source) => {
        const index = new LineIndex(source);
        const lines = source.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
        const last = index.at(source.length);
        expect(last).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
      }),
    );
  });
});
