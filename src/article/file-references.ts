/** References to files of the site that are neither images nor links: videos, scripts, style sheets, and the imports of MDX. */
import { withBase } from "./base-url.js";
import { elementsIn } from "./elements.js";
import { isFollowedLink } from "./link-types.js";
import { attributeUrl, imageWithoutElement, linkWithoutElement } from "./references.js";
import type { Article, ImageReference, LinkReference, Node, Range } from "./types.js";
import { classifyUrl } from "./url.js";

export interface FileReferences {
  readonly images: readonly ImageReference[];
  readonly links: readonly LinkReference[];
}

/** In the order of the file. */
export function fileReferences(article: Article): FileReferences {
  if (/(?:^|\/)sitemap[^/]*\.xml$/i.test(article.path)) return { images: [], links: sitemap(article) };
  const links = /<(?:video|audio|source|track|script|link|iframe|embed)\b/i.test(article.text) ? media(article) : [];
  const { images, others } = imports(article);
  return { images, links: [...links, ...others] };
}

const kinds: Readonly<Record<string, "video" | "audio" | "resource">> = {
  video: "video",
  source: "video",
  audio: "audio",
  track: "audio",
  script: "resource",
  link: "resource",
  iframe: "resource",
  embed: "resource",
};

function media({ body, text }: Article): readonly LinkReference[] {
  const found: LinkReference[] = [];
  for (const { tag, attributes, range, startTag, namespace } of elementsIn(body.children)) {
    const kind = namespace === "html" ? kinds[tag] : undefined;
    const isFollowed = tag !== "link" || isFollowedLink(attributes.rel?.value ?? "");
    const src = tag === "link" ? attributes.href : attributes.src;
    if (kind && src && isFollowed)
      found.push({ kind, syntax: "html", range, ...attributeUrl(src), attributes, startTag, label: undefined });
  }
  return withBase(found, text, body);
}

/** The addresses in a sitemap: https://www.sitemaps.org/protocol.html */
function sitemap({ body }: Article): LinkReference[] {
  const found: LinkReference[] = [];
  for (const { tag, children, attributes, range, startTag } of elementsIn(body.children)) {
    // https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
    if (tag === "xhtml:link" && attributes.href)
      found.push({
        kind: "resource",
        syntax: "html",
        range,
        ...attributeUrl(attributes.href),
        attributes,
        startTag,
        label: undefined,
      });
    const [node] = children;
    const written = tag === "loc" && node ? locIn(node) : undefined;
    if (written === undefined) continue;
    const url = written.text.trim();
    const start = written.start + written.text.indexOf(url);
    found.push({
      kind: "resource",
      syntax: "html",
      url,
      range,
      urlRange: { start, end: start + url.length },
      written: url,
      quote: "",
      target: classifyUrl(url),
      attributes,
      startTag,
      label: undefined,
    });
  }
  return found;
}

/** The text of a `<loc>`. The parser reads XML as HTML, in which `<![CDATA[…]]>` is a comment. */
function locIn(node: Node): { readonly text: string; readonly start: number } | undefined {
  if (node.type === "text") return { text: node.value, start: node.range.start };
  const [, inside] = node.type === "comment" ? (/^\[CDATA\[(.*)\]\]$/s.exec(node.value) ?? []) : [];
  return inside === undefined ? undefined : { text: inside, start: node.range.start + "<![CDATA[".length };
}

/** `import a from "./a.png"`, `import "./a.css"`, `export * from "./b.mdx"`. */
const importFrom =
  /^(?:(?:import|export)\b(?:(?!\n(?:im|ex)port\b)[^;"'`])*?\bfrom\s*|import\s*)(["'])((?:\.{1,2}|@site)\/[^"'\n!?]+)\1/gm;

const image = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
/** Files whose names bundlers do not complete or replace: `./a.js` may be `a.ts`. */
const whole = /\.(?:astro|css|json|mdx?|svelte|vue|ya?ml)$/i;

function imports({ text, modules }: Article) {
  const images: ImageReference[] = [];
  const others: LinkReference[] = [];
  for (const { start, end } of modules)
    for (const found of text.slice(start, end).matchAll(importFrom)) {
      const [statement, , written = ""] = found;
      // `\_` is `_`. A letter or digit after the backslash may be another character.
      if (/\\[\da-z]/i.test(written)) continue;
      const path = written.replace(/\\(.)/g, "$1");
      const at = start + found.index + statement.length - written.length - 1;
      const range: Range = { start: start + found.index, end: at + written.length + 1 };
      const common = {
        kind: "module",
        syntax: "html",
        url: path,
        range,
        urlRange: { start: at, end: at + written.length },
        written,
        quote: "",
        target: { kind: "local", path },
      } as const;
      if (image.test(path)) images.push(imageWithoutElement(common));
      else if (whole.test(path)) others.push(linkWithoutElement(common));
    }
  return { images, others };
}
