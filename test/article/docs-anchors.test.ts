/** Ids that generators of documentation give places, and plugins that insert headings. */
import { expect, it } from "vitest";
import { hasAnchor } from "../../src/article/anchors.js";
import { parseArticle } from "../../src/article/index.js";
import type { ArticleOptions, Dialect } from "../../src/article/types.js";

const articleOf = (path: string, text: string, dialect?: Dialect) =>
  parseArticle({ path, text }, {
    lazyAttributes: [],
    bodyLanguage: undefined,
    yaml: "1.2",
    dialect,
  } as unknown as ArticleOptions);
const anchors = (...article: Parameters<typeof articleOf>) => articleOf(...article).anchors;
const python: Dialect = { base: "commonmark", wholeElements: "python-markdown" };

it("knows the id in brackets at the end of a heading, as Fumadocs and Nextra read it", () => {
  expect(hasAnchor(anchors("a.mdx", "## Deduplication of requests [#dedup]\n"), "dedup")).toBe(true);
  expect(hasAnchor(anchors("a.mdx", "## Deduplication of requests [#dedup]\n"), "gone")).toBe(false);
});

// The ids that @docusaurus/mdx-loader 3.10.2 gives these headings.
it.each([
  ["## Fares {/* #prices */}\n", "prices"],
  ["## Fares { /*#stage-0:-fares*/ }\n", "stage-0:-fares"],
  ["## Fares {/* #prices and more */}\n", "prices"],
  ["## Fares {/* prices */}\n", "fares--prices-"],
])("knows the id that Docusaurus reads in a comment: %j", (text, id) => {
  const { headings } = articleOf("a.mdx", text, { base: "mdx", headingIdStyle: "docusaurus" });
  expect(headings.map((heading) => heading.id)).toEqual([id]);
});

it("does not know which headings a plugin of MkDocs inserts", () => {
  expect(hasAnchor(anchors("a.md", "::: ferry.tide\n", python), "ferry.tide.high")).toBe(true);
  expect(hasAnchor(anchors("a.md", "{{ settings }}\n", python), "customise")).toBe(true);
  expect(hasAnchor(anchors("a.md", "::: tip\nThe ferry waits.\n:::\n"), "gone")).toBe(false);
});

it("knows the ids of elements in expressions of MDX", () => {
  const text = '{isOpen && <h2 id="shown">Shown</h2>}\n';
  expect(hasAnchor(anchors("a.mdx", text), "shown")).toBe(true);
});
