/** Every image and link of an article, as plain data in the order of the file. */
import { valueAt } from "../platform/value-at.js";
import { noAttributes } from "./body/attributes.js";
import type { MarkdownReference } from "./body/markdown-references.js";
import { elementsIn } from "./elements.js";
import { decodeReferences } from "./entities.js";
import { srcsetUrls } from "./srcset.js";
import type {
  Attribute,
  Body,
  Element,
  FrontMatter,
  FrontMatterLanguage,
  Heading,
  ImageReference,
  LinkReference,
  Node,
  Path,
  Quote,
  Range,
} from "./types.js";
import { classifyUrl } from "./url.js";

/** @param lazyAttributes in lower case. */
export function collectImages(
  text: string,
  body: Body,
  markdown: readonly MarkdownReference[],
  frontMatter: readonly ImageReference[],
  lazyAttributes: readonly string[],
): ImageReference[] {
  const images: ImageReference[] = [];
  for (const element of elementsIn(body.children)) {
    if (element.namespace !== "html") continue;
    if (element.tag === "img") fromImg(element, lazyAttributes, images);
    else if (element.tag === "source" && element.parent?.tag === "picture") {
      const first = images.length;
      fromSrcset(element, "srcset", "source", images);
      fromLazy(element, lazyNames(element, lazyAttributes), images, []);
      const fallback = srcInPicture(element.parent);
      if (fallback !== undefined)
        for (let at = first; at < images.length; at++) images[at] = { ...(images[at] as ImageReference), fallback };
    } else if (element.tag === "video") {
      const poster = element.attributes.poster;
      if (poster) images.push(fromAttribute(element, poster, "poster"));
    }
  }
  for (const { kind, url, urlRange, range, quote, label } of markdown) {
    if (kind !== "image") continue;
    images.push(
      imageWithoutElement({
        kind: "markdown",
        syntax: "markdown",
        url,
        range,
        urlRange,
        written: text.slice(urlRange.start, urlRange.end),
        quote,
        target: classifyUrl(url),
        alt: label,
      }),
    );
  }
  return [...frontMatter, ...marked(images.sort(byPlace), body)];
}

const srcInPicture = ({ children }: Element): string | undefined => {
  for (const child of children)
    if (child.type === "element" && child.tag === "img") return child.attributes.src?.value.trim();
  return undefined;
};

/** Marks the references in HTML that Markdown shows as code. */
const marked = <R extends ImageReference | LinkReference>(references: R[], { shownAsCode }: Body): R[] =>
  shownAsCode.length === 0
    ? references
    : references.map((reference) => {
        const { start } = reference.range;
        const isShown = shownAsCode.some((code) => code.start <= start && start < code.end);
        return isShown ? { ...reference, isShownAsCode: true } : reference;
      });

const byPlace = (a: { range: Range; urlRange: Range }, b: { range: Range; urlRange: Range }): number =>
  a.range.start - b.range.start || a.urlRange.start - b.urlRange.start;

/** Whether browsers choose among other images than that of `src`. */
function hasSources({ attributes, parent }: Element): boolean {
  if (attributes.srcset?.value.trim()) return true;
  return (
    parent?.tag === "picture" && parent.children.some((child) => child.type === "element" && child.tag === "source")
  );
}

function fromImg(element: Element, lazyAttributes: readonly string[], images: ImageReference[]): void {
  const { src, srcset } = element.attributes;
  const lazy = lazyNames(element, lazyAttributes);
  if (src) {
    const image = fromAttribute(element, src, "img", lazy);
    images.push(hasSources(element) ? { ...image, isFallback: true } : image);
  } else {
    const start = element.startTag.start + 1;
    images.push({
      ...common(element, lazy),
      kind: "img",
      url: "",
      urlRange: { start, end: start + element.tag.length },
      written: "",
      quote: "",
      present: srcset !== undefined,
      target: { kind: "empty" },
      attribute: undefined,
    });
  }
  fromSrcset(element, "srcset", "srcset", images, lazy);
  fromLazy(element, lazy, images, lazy);
}

/** The lazy attributes that contain an image URL: `data-lazy="true"` and `data-src=""` do not. */
function lazyNames({ attributes }: Element, lazyAttributes: readonly string[]): string[] {
  return lazyAttributes.filter((name) => {
    if (name === "src" || name === "srcset") return false;
    const value = attributes[name]?.value.trim().toLowerCase();
    return value && !/^(?:true|false|lazy|auto|\d+)$/.test(value);
  });
}

function fromLazy(element: Element, names: readonly string[], images: ImageReference[], lazy: readonly string[]): void {
  for (const name of names) {
    const attribute = element.attributes[name];
    if (!attribute) continue;
    if (name.endsWith("srcset")) fromSrcset(element, name, "lazy", images, lazy);
    else images.push(fromAttribute(element, attribute, "lazy", lazy));
  }
}

function common(element: Element, lazy: readonly string[] = []) {
  const { attributes, range, startTag } = element;
  const alt = element.tag === "img" ? attributes.alt?.value : undefined;
  return { syntax: "html", range, attributes, startTag, lazy, alt, path: undefined } as const;
}

function fromAttribute(
  element: Element,
  attribute: Attribute,
  kind: ImageReference["kind"],
  lazy: readonly string[] = [],
): ImageReference {
  const { attributes, range, startTag, tag } = element;
  const { url, urlRange, written, quote, target } = attributeUrl(attribute);
  // A literal, not a spread: there is one object for each image, and a spread takes several times as long.
  return {
    syntax: "html",
    range,
    attributes,
    startTag,
    lazy,
    alt: tag === "img" ? attributes.alt?.value : undefined,
    path: undefined,
    url,
    urlRange,
    written,
    quote,
    target,
    kind,
    present: true,
    attribute: attribute.name,
  };
}

/** Where a reference is, and what it is to, without an element. */
type Place<R extends ImageReference | LinkReference> = Pick<R, "kind" | "syntax" | "url" | "range" | "urlRange"> &
  Pick<R, "written" | "quote" | "target"> &
  Partial<R>;

/** An image that no element shows: in Markdown, front matter, a template tag or an import. */
export const imageWithoutElement = (place: Place<ImageReference>): ImageReference => ({
  present: true,
  attributes: noAttributes,
  startTag: undefined,
  attribute: undefined,
  lazy: [],
  alt: undefined,
  path: undefined,
  ...place,
});

/** The same for a link. */
export const linkWithoutElement = (place: Place<LinkReference>): LinkReference => ({
  attributes: noAttributes,
  startTag: undefined,
  label: undefined,
  ...place,
});

/** The trimmed URL, decoded and as written. */
export function attributeUrl({ value, raw, valueRange, quote }: Attribute) {
  const url = value.trim();
  const before = raw.length - raw.trimStart().length;
  const written = raw.trim();
  const start = valueRange.start + before;
  const urlRange = { start, end: start + written.length };
  return { url, urlRange, written, quote, target: classifyUrl(url) };
}

function fromSrcset(
  element: Element,
  name: string,
  kind: ImageReference["kind"],
  images: ImageReference[],
  lazy: readonly string[] = [],
): void {
  const attribute = element.attributes[name];
  if (!attribute) return;
  const { raw, valueRange, quote } = attribute;
  const candidates = srcsetUrls(raw);
  // `srcset=""` does not refer to an image, and is as invalid as `src=""`.
  if (candidates.length === 0) {
    // Only commas: no URL that could be corrected. The rule about srcset reports them.
    if (raw.trim() === "") images.push(fromAttribute(element, attribute, kind, lazy));
    return;
  }
  for (const { start, end } of candidates) {
    const written = raw.slice(start, end);
    const url = decodeReferences(written);
    images.push({
      ...common(element, lazy),
      kind,
      url,
      urlRange: { start: valueRange.start + start, end: valueRange.start + end },
      written,
      quote,
      present: true,
      target: classifyUrl(url),
      attribute: name,
    });
  }
}

/** The images in the front matter at the given paths. */
export function frontMatterImages(
  text: string,
  frontMatter: FrontMatter | undefined,
  imagePaths: ((data: Readonly<Record<string, unknown>>) => readonly Path[]) | undefined,
): ImageReference[] {
  if (!frontMatter?.data || !imagePaths) return [];
  const images: ImageReference[] = [];
  for (const path of imagePaths(frontMatter.data)) {
    const value = valueAt(frontMatter.data, path);
    const range = frontMatter.place(path, "value");
    if (typeof value !== "string" || !range) continue;
    const url = value.trim();
    const source = text.slice(range.start, range.end);
    const quote = outerQuote(source, frontMatter.language);
    const inside = quote ? { start: range.start + 1, end: range.end - 1 } : range;
    const raw = text.slice(inside.start, inside.end);
    const start = inside.start + raw.length - raw.trimStart().length;
    const written = raw.trim();
    const scalar = frontMatter.scalarStyle(path);
    images.push(
      imageWithoutElement({
        kind: "front-matter",
        syntax: frontMatter.language as FrontMatterLanguage,
        url,
        range,
        urlRange: { start, end: start + written.length },
        written,
        quote,
        target: classifyUrl(url),
        path,
        ...(scalar && { scalar }),
      }),
    );
  }
  return images.sort(byPlace);
}

function outerQuote(source: string, language: string): Quote {
  const first = source[0];
  if ((first !== "'" && first !== '"') || source.length < 2 || source.at(-1) !== first) return "";
  // The offsets of characters in a TOML string with three quotes are unknown.
  return language === "toml" && source.startsWith(first.repeat(3)) ? "" : first;
}

export function collectLinks(text: string, body: Body, markdown: readonly MarkdownReference[]): LinkReference[] {
  const links: LinkReference[] = [];
  for (const element of elementsIn(body.children)) {
    const { tag, attributes, range } = element;
    const href = attributes.href;
    if ((tag !== "a" && tag !== "area") || element.namespace !== "html" || !href) continue;
    const { startTag } = element;
    links.push({ kind: tag, syntax: "html", range, ...attributeUrl(href), attributes, startTag, label: undefined });
  }
  for (const { kind, url, urlRange, range, quote, label } of markdown) {
    if (kind === "image") continue;
    links.push(
      linkWithoutElement({
        kind: kind === "link" ? "markdown" : kind,
        syntax: "markdown",
        url,
        range,
        urlRange,
        written: text.slice(urlRange.start, urlRange.end),
        quote,
        target: classifyUrl(url),
        label,
      }),
    );
  }
  return marked(links.sort(byPlace), body);
}

export function collectHeadings(body: Body, markdown: readonly Heading[]): Heading[] {
  const headings = [...markdown];
  for (const { tag, namespace, range, children, attributes } of elementsIn(body.children)) {
    const level = namespace === "html" ? /^h([1-6])$/.exec(tag)?.[1] : undefined;
    if (level) headings.push({ level: Number(level), text: textIn(children), range, id: attributes.id?.value });
  }
  return headings.sort((a, b) => a.range.start - b.range.start);
}

const headingTag = /^h[1-6]$/;

/** The text of the children, with whitespace collapsed to single spaces. Headings within are skipped. */
function textIn(children: readonly Node[]): string {
  let text = "";
  const stack = [...children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") text += node.value;
    else if (node.type === "element" && !headingTag.test(node.tag))
      for (const child of [...node.children].reverse()) stack.push(child);
  }
  return text.replace(/\s+/g, " ").trim();
}
