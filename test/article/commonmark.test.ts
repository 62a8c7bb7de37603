/** Markdown as the specification has it: beside the parser of those who wrote it, on its own examples and on others. */
import { type Node, Parser } from "commonmark";
import spec from "commonmark-spec";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../src/article/body/markdown.js";
import { Mask } from "../../src/article/body/mask.js";

/** What rules look at, in the order of the text; of code and HTML without blanks, of HTML only which tags there are. */
interface Read {
  readonly images: string[];
  readonly links: string[];
  readonly definitions: string[];
  readonly headings: number[];
  readonly code: string[];
  readonly tags: string[];
}

const tagsOf = (html: string): string[] => [...html.matchAll(/<!--|<\/?[a-z][^\s/>]*/gi)].map(([tag]) => tag);
const decoded = (url: string): string => {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
};
const bare = (code: string): string[] => [code.replace(/\s+/g, "")].filter((text) => text !== "");

function readByReference(text: string): Read {
  const parser = new Parser() as Parser & {
    readonly refmap: Readonly<Record<string, { readonly destination: string }>>;
  };
  const walker = parser.parse(text).walker();
  const definitions = Object.values(parser.refmap).map(({ destination }) => decoded(destination));
  const read: Read = { images: [], links: [], definitions, headings: [], code: [], tags: [] };
  let image: Node | undefined;
  for (let event = walker.next(); event; event = walker.next()) {
    const { node, entering } = event;
    if (node === image) image = undefined;
    else if (entering && !image) {
      if (node.type === "image") {
        image = node;
        read.images.push(decoded(node.destination ?? ""));
      } else if (node.type === "link") read.links.push(decoded(node.destination ?? ""));
      else if (node.type === "heading") read.headings.push(node.level);
      else if (node.type === "code" || node.type === "code_block") read.code.push(...bare(node.literal ?? ""));
      else if (node.type === "html_inline" || node.type === "html_block") read.tags.push(...tagsOf(node.literal ?? ""));
    }
  }
  // We tell of links by reference where they are defined. A definition that no link uses is none.
  return {
    ...read,
    definitions: definitions.filter((url) => read.links.includes(url)),
    links: read.links.filter((url) => !definitions.includes(url)),
  };
}

function readByUs(text: string): Read & { readonly hasBareUrls: boolean } {
  const {
    references,
    masked,
    tree,
    headings,
    shownAsCode = [],
  } = readMarkdown({
    written: text,
    hidden: text,
    shown: text,
    base: 0,
    mask: new Mask(text),
    dialect: { base: "commonmark" },
  });
  // HTML that CommonMark shows as code is read as HTML on purpose.
  let html = masked;
  for (const { start, end } of shownAsCode)
    html = html.slice(0, start) + html.slice(start, end).replaceAll("<", "_") + html.slice(end);
  const code: string[] = [];
  const pictures = new Set(references.filter(({ kind }) => kind === "image").map(({ range }) => range.start));
  tree?.iterate({
    enter: ({ name, node, from }) => {
      if (name === "InlineCode") {
        let content = "";
        let at = node.firstChild?.to ?? 0;
        for (let child = node.firstChild?.nextSibling; child; child = child.nextSibling) {
          content += text.slice(at, child.from);
          at = child.to;
        }
        code.push(...bare(content));
      } else if (name === "FencedCode" || name === "CodeBlock") {
        const lines = node.getChildren("CodeText").map(({ from, to }) => text.slice(from, to));
        code.push(...bare(lines.join("")));
      } else return !(name === "Image" && pictures.has(from));
      return false;
    },
  });
  const definitions = new Map<string, string>();
  for (const { kind, label, url } of references)
    if (kind === "definition" && !definitions.has(label)) definitions.set(label, decoded(url));
  const urls = [...definitions.values()];
  return {
    images: references.filter(({ kind }) => kind === "image").map(({ url }) => decoded(url)),
    links: references
      .filter(({ kind, quote }) => kind === "link" || (kind === "autolink" && quote === "<"))
      .map(({ url }) => decoded(url))
      .filter((url) => !urls.includes(url)),
    definitions: urls,
    headings: headings().map(({ level }) => level),
    code,
    tags: tagsOf(html),
    hasBareUrls: references.some(({ kind, quote }) => kind === "autolink" && quote === ""),
  };
}

const sections = [...new Set(spec.tests.map(({ section }) => section))];

describe("the examples of CommonMark 0.31.2 are read as it says", () => {
  test.each(sections)("%s", (section) => {
    for (const { markdown } of spec.tests.filter((example) => example.section === section)) {
      const text = markdown.replaceAll("→", "\t");
      const { hasBareUrls: _, ...read } = readByUs(text);
      expect(read, JSON.stringify(text)).toEqual(readByReference(text));
    }
  });
});

test("any heap of Markdown's marks and HTML's tags is read as the parser of its authors does", () => {
  const pieces =
    '\n¦\n¦\n\n¦ ¦  ¦    ¦\t¦甲¦a¦- ¦1. ¦# ¦> ¦* ¦*¦**¦_¦`¦``¦```\n¦~~~\n¦---\n¦===\n¦\\¦&amp;¦<div>¦</div>¦<search>¦<b>¦</b>¦<br/>¦<br>¦<img src="a.png" />¦<a href=\'x\'>¦</a>¦<svg xlink:href="a">¦<svg xlink:href="a"/>¦</svg>¦<pre>¦</pre>¦<script>¦</script>¦<!-- c -->¦<!--¦-->¦<?p¦?>¦<!D¦>¦<![CDATA[¦]]>¦[乙](u)¦![丙](i.png)¦[¦](u)¦![¦]¦(u)¦[d]¦[e]¦\n\n[d]: /def\n\n¦\n\n[e]: </f g> "t"\n\n¦<https://a.example/>¦<x-y z>¦\r\n¦(¦)¦"'.split(
      "¦",
    );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 10 }), (parts) => {
      const text = parts.join("");
      // Known to differ: columns in quotes with tabs, marks of quotes that are indented like code, underlines behind
      // quotes, list items that begin with two blank lines. `[a](<tab>)` is a link, but not to that parser.
      fc.pre(!/>(?:.*\n)+[ \t]*(?:=+|-+)[ \t]*$/m.test(text));
      fc.pre(!/>.*\t|^[ \t>]*(?: {4}|\t)[ \t]*>|\(\t|(?:[-*]|1\.)\s*\n\s*\n/m.test(text));
      const { hasBareUrls, ...read } = readByUs(text);
      // URLs without `<` are GitHub's.
      fc.pre(!hasBareUrls);
      expect(read).toEqual(readByReference(text));
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 3000) },
  );
});
