import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasAnchor } from "../../src/article/anchors.js";
import { anyMdx, commonMark, extensible } from "../../src/article/dialect.js";
import { plainAnchors } from "../../src/article/index.js";
import type { Dialect, HeadingIdStyle } from "../../src/article/types.js";
import { articleOf } from "./support.js";

const styles: readonly (HeadingIdStyle | undefined)[] = [
  undefined,
  "marked",
  "hexo-markdown-it",
  "kramdown",
  "kramdown-gfm",
  "goldmark",
  "goldmark-ascii",
  "blackfriday",
  "astro",
  "docusaurus",
  "rehype-slug",
  "vitepress",
  "mdbook",
  "python-markdown",
  "python-markdown-attributes",
];

const bases: readonly Dialect[] = [
  extensible,
  { ...extensible, mayBeMdx: true },
  { ...commonMark, containers: true, bareUrls: "linkify" },
  { ...commonMark, vue: true, containers: true, templates: "vue" },
  { ...commonMark, definitionLists: true, templates: "shortcodes", definitionTermIds: true, bareUrls: "goldmark" },
  { ...commonMark, definitionLists: true, wholeElements: "kramdown", templates: "liquid" },
  { ...extensible, wholeElements: "python-markdown", headings: "no-space", textMarks: ["=="] },
  { ...extensible, wholeElements: "python-markdown", superfences: false },
  { ...commonMark, indentedCode: false, formulas: { blocks: ["dollar", "square", "begin"], inline: ["dollar"] } },
  anyMdx,
];

const titles = ["Install", "Set up, and run", "A 1", "A", "2 b", "Was heißt das?", "安装 2", "First-run", "E.g. it’s"];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...titles)).map(headingOf) },
  { weight: 8, arbitrary: fc.constant("") },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      "```",
      "```ts",
      "``` a b",
      "````",
      "~~~",
      "  ```",
      "- ```",
      "> ```",
      "    ```",
      "<div>",
      "</div>",
      '<div markdown="1">',
      "  <details>",
      "<pre>",
      "</pre>",
      "- <pre>",
      "<!-- a",
      "<!-- a -->",
      "- <!-- a --> b",
      "-->",
      "<script>",
      "</script>",
      "<Tabs>",
      "<x-y>",
      "text <b>bold",
      "</b>",
      "text",
      "- item",
      "1. item",
      "    indented",
      "  lazy",
      "> quote",
      "| a | b |",
      "| --- | --- |",
      "---",
      "===",
      "[a]: b",
      "[^1]: note",
      ": term",
      "!!! note",
      ":::note",
      ":::",
      "{% raw %}",
      "{% endraw %}",
      "{{< highlight go >}}",
      "{{< /highlight >}}",
      "{{ x }}",
      "{# a",
      "#}",
      "{::comment}",
      "{:/comment}",
      "{: #other}",
      "$$",
      "\\[",
      "\\]",
      "{/* a",
      "*/}",
      "<a b={`",
      "`} />",
      "import a from 'b'",
      "## `Code` {#own}",
      "## {{ x }}",
      "## A ##",
      "## A {#own}",
      "Install",
    ),
  },
);

function headingOf([level, title]: [number, string]): string {
  return `${"#".repeat(level)} ${title}`;
}

const fragments = titles.flatMap((title) => {
  const id = title.toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, "-");
  return [id, id.replace(/-+$/, ""), `${id}-1`, `_${id}`, id.replaceAll("-", ""), title, "own", "other"];
});

/** What the fast reader finds in the text, and the full one does not. */
function onlyPlain(text: string, dialect: Dialect): string[] {
  const article = articleOf(text, { dialect });
  const plain = plainAnchors(article);
  return fragments.filter((fragment) => plain?.has(fragment) && !hasAnchor(article.anchors, fragment));
}

describe("headings of plain text, read without parsing the page", () => {
  it("are all found by the full parser, in every dialect", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom(...bases),
        fc.constantFrom(...styles),
        (lines, base, style) => {
          const text = lines.join("\n");
          const dialect = { ...base, ...(style && { headingIdStyle: style }) };
          expect({ text, only: onlyPlain(text, dialect) }).toEqual({ text, only: [] });
        },
      ),
      { numRuns: 4000 },
    );
  });

  const has = (text: string, fragment: string, dialect: Dialect = { ...extensible, mayBeMdx: true }) =>
    plainAnchors(articleOf(text, { dialect }))?.has(fragment);

  it("are found between paragraphs, fences, lists and HTML", () => {
    const page =
      "---\ntitle: a\n---\n\n# One\n\nText <b>b</b>\n```ts\n# Not this\n```\n\n## Two words\n\n- a\n\n### Three\n\n<div>\n# Nor this\n</div>\n\n## Four\n";
    expect(["one", "two-words", "three", "four"].filter((id) => has(page, id))).toEqual([
      "one",
      "two-words",
      "three",
      "four",
    ]);
    expect(has(page, "not-this")).toBe(false);
    expect(has(page, "nor-this")).toBe(false);
  });

  it("are as the generator spells them", () => {
    expect(has("# Was heißt das?\n", "was-heißt-das", { ...commonMark, headingIdStyle: "goldmark" })).toBe(true);
    expect(has("# Was heißt das?\n", "was-heisst-das", { ...commonMark, headingIdStyle: "goldmark" })).toBe(false);
  });

  it("are not looked for in pages whose text a program may replace", () => {
    expect(has("{% raw %}\n\n# One\n\n{% endraw %}\n", "one")).toBe(false);
    expect(has("<!--\n\n# One\n\n-->\n", "one")).toBe(false);
    expect(has("# One\n", "one", anyMdx)).toBe(false);
  });
});
