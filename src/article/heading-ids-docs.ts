/** The ids that generators of documentation make of headings: what their pages in `test/generators/` have. */
import type { HeadingPiece, HeadingSource } from "./body/heading-source.js";
import { free, type HeadingIdRules, joined } from "./heading-id-rules.js";
import { githubSlug, mditVueSlug } from "./slugs.js";

/** The first of `a`, `a-1`, `a-2` that is free; each id has its own count. */
function githubNumber(id: string, used: Map<string, number>): string {
  let name = id;
  while (used.has(name)) {
    const count = (used.get(id) ?? 0) + 1;
    used.set(id, count);
    name = `${id}-${count}`;
  }
  used.set(name, 0);
  return name;
}

/** https://docusaurus.io/docs/markdown-features/toc#heading-ids */
const docusaurusId = /(?<![ \t])[ \t]*(?:\{#([^{}]+)\}|\{\s*\/\*\s*#([^\s*]+)(?:\s[^*]*)?\*\/\s*\})$/;
/** https://vitepress.dev/guide/markdown#custom-anchors */
const braceList = /(?<![ \t])[ \t]*\{[ \t]*(?=[#.\w])(?:[^{}"']|"[^"]*"|'[^']*')*\}[ \t]*$/;
/** https://python-markdown.github.io/extensions/attr_list/#headers */
const pythonList = /(?<! ) +\{:?(?! *\}) *(?:#([^ =}\n]+))?[^}\n]{0,500}\} *$/;

/** A reference to a footnote shows its number. */
const shown = ({ kind, value }: HeadingPiece): string => (kind === "note" ? value.replace(/\D/g, "") : value);

/** https://github.com/Python-Markdown/markdown/blob/master/markdown/extensions/toc.py (slugify) */
const pythonMarkdown: HeadingIdRules = {
  make: ({ pieces }) =>
    pieces
      .filter(({ kind, written }) => written === undefined && kind !== "tag" && kind !== "image")
      .map(shown)
      .join("")
      .normalize("NFKD")
      .replace(/[^\0-\x7f]/g, "")
      .replace(/[^\w\s-]/g, "")
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, "-"),
  number(id, used) {
    let name = id;
    while (used.has(name) || name === "") {
      const [, before, count] = /^(.*)_(\d+)$/.exec(name) ?? [];
      name = before === undefined ? `${name}_1` : `${before}_${Number(count) + 1}`;
    }
    used.set(name, 1);
    return name;
  },
  knowsWritten: true,
};

/** Dashes as Astro writes them: https://docs.astro.build/en/reference/configuration-reference/#markdownsmartypants */
const dashed = ({ kind, value }: HeadingPiece): string =>
  kind === "text" ? value.replace(/(?<!-)--(?!-)/g, "—") : value;

/** https://github.com/markdown-it/markdown-it-emoji */
const withoutEmoji = (text: string): string =>
  text.replace(/(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1|100):(?![\w:])/g, "");

const vitepressText = ({ pieces }: HeadingSource): string =>
  pieces
    .map(({ kind, value, written = value }) =>
      kind === "text" ? withoutEmoji(written) : kind === "code" || kind === "note" ? value : "",
    )
    .join("");

const inMdbook = (character: string): string =>
  /[\p{Alphabetic}\p{N}_-]/u.test(character) ? character : /\s/.test(character) ? "-" : "";

export const docsHeadingIds: Readonly<
  Record<
    "astro" | "docusaurus" | "rehype-slug" | "vitepress" | "mdbook" | "python-markdown" | "python-markdown-attributes",
    HeadingIdRules
  >
> = {
  // https://github.com/withastro/astro/blob/main/packages/markdown/remark/src/rehype-collect-headings.ts
  astro: {
    make: ({ pieces }) =>
      githubSlug(
        pieces
          .filter(({ kind }) => kind !== "tag" && kind !== "image")
          .map(dashed)
          .join(""),
      ),
    number: (id, used) => githubNumber(id, used).replace(/-$/, ""),
  },
  // https://github.com/facebook/docusaurus/blob/main/packages/docusaurus-mdx-loader/src/remark/headings/index.ts
  // and https://github.com/facebook/docusaurus/blob/main/packages/docusaurus-theme-classic/src/theme/Heading/index.tsx
  docusaurus: {
    firstShown: 2,
    attributes: docusaurusId,
    keepsClosingMarks: true,
    make: ({ pieces }: HeadingSource) => githubSlug(joined(pieces, ["text", "code", "image", "expression"])),
    number: githubNumber,
  },
  // https://github.com/rehypejs/rehype-slug
  "rehype-slug": {
    make: ({ pieces }) => githubSlug(joined(pieces, ["text", "code"])),
    number: githubNumber,
  },
  // https://github.com/vuejs/vitepress/blob/main/src/node/markdown/markdown.ts, https://github.com/mdit-vue/mdit-vue (slugify)
  vitepress: {
    attributes: braceList,
    keepsClosingMarks: true,
    readsTemplates: true,
    text: vitepressText,
    make: (heading) => mditVueSlug(vitepressText(heading)),
    number: free,
    knowsWritten: true,
  },
  // https://github.com/rust-lang/mdBook/blob/master/crates/mdbook-html/src/utils.rs (id_from_content)
  mdbook: {
    attributes: braceList,
    // mdBook 0.5 makes dashes of them, which are no part of an id, and ids of nothing depend on the version.
    make: ({ pieces }) => {
      const text = joined(pieces, ["text", "code"]).trim();
      return text.includes("--") ? "" : [...text.toLowerCase()].map(inMdbook).join("");
    },
    number: (id, used) => (id === "" ? "" : free(id, used)),
    knowsWritten: true,
  },
  "python-markdown": pythonMarkdown,
  "python-markdown-attributes": { ...pythonMarkdown, attributes: pythonList },
};
