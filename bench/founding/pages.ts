/** What a reader sees on the pages of a built founding site. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, parseFragment } from "parse5";

type Parent = DefaultTreeAdapterMap["parentNode"];
type Element = DefaultTreeAdapterMap["element"];

export interface PageImage {
  readonly src: string;
  /** Where a script would find the image: the values of `data-original` and the like. */
  readonly lazy: readonly string[];
}

export interface Page {
  readonly address: string;
  readonly title: string;
  readonly date: string;
  readonly categories: readonly string[];
  readonly covers: readonly string[];
  /** Without whitespace, which browsers collapse. */
  readonly text: string;
  /** The same if what is shown as code, and is HTML, were rendered. */
  readonly textWithoutCode: string;
  readonly images: readonly PageImage[];
  /** Images within HTML that is shown as code. */
  readonly imagesInCode: readonly PageImage[];
  readonly links: readonly string[];
}

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;

function* elements(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes)
    if (defaultTreeAdapter.isElementNode(child)) {
      yield child;
      yield* elements(child);
    }
}

const first = (parent: Parent, is: (element: Element) => boolean): Element | undefined => {
  for (const element of elements(parent)) if (is(element)) return element;
  return undefined;
};

const invisibleElements = new Set(["script", "style", "template", "noscript", "head", "title"]);
const isHidden = (element: Element) =>
  invisibleElements.has(element.tagName) ||
  attribute(element, "hidden") !== undefined ||
  /display\s*:\s*none|visibility\s*:\s*hidden/.test(attribute(element, "style") ?? "");

/** Text that is shown; `inCode` replaces that of code. */
function shownText(parent: Parent, inCode: (code: string) => string): string {
  let text = "";
  for (const child of parent.childNodes) {
    if (defaultTreeAdapter.isTextNode(child)) text += child.value;
    else if (defaultTreeAdapter.isElementNode(child) && !isHidden(child)) {
      const inner = shownText(child, inCode);
      text += child.tagName === "pre" ? inCode(inner) : inner;
    }
  }
  return text;
}

/** Without spaces and line breaks; invisible characters stay, as a fix may remove them. */
const compact = (text: string) => text.replace(/[\t\n\f\r ]+/g, "");

function imagesOf(parent: Parent): PageImage[] {
  const images: PageImage[] = [];
  for (const element of elements(parent)) {
    if (element.tagName !== "img") continue;
    const lazy = element.attrs.filter(({ name }) => name.startsWith("data-")).map(({ value }) => value);
    images.push({ src: attribute(element, "src") ?? "", lazy });
  }
  return images;
}

const looksLikeHtml = (code: string) => /<\/?[a-z]/i.test(code);

/** All published articles, by their source file. */
export function readPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  for (const name of readdirSync(path.join(folder, "p")).sort()) {
    const document = parse(readFileSync(path.join(folder, "p", name), "utf8"));
    const source = first(document, (one) => one.tagName === "meta" && attribute(one, "name") === "source");
    const article = first(document, (one) => one.tagName === "article");
    if (!source || !article) throw new Error(`${name} is not a page of the theme "press".`);
    const of = (tag: string) => first(document, (one) => one.tagName === tag);
    const codes = [...elements(article)].filter(({ tagName }) => tagName === "pre");
    const html = codes.map((code) => shownText(code, (inner) => inner)).filter(looksLikeHtml);
    const text = (parent: Element | undefined) => (parent ? shownText(parent, (code) => code) : "");
    pages.set(attribute(source, "content") ?? "", {
      address: `p/${name}`,
      title: text(of("h1")),
      date: attribute(of("time") ?? source, "datetime") ?? "",
      categories: [...elements(document)]
        .filter((one) => attribute(one, "class") === "category")
        .map((one) => decodeURI(text(one))),
      covers: [...elements(document)]
        .filter((one) => attribute(one, "class") === "cover")
        .map((one) => attribute(one, "src") ?? ""),
      text: compact(text(article)),
      textWithoutCode: compact(
        shownText(article, (code) => (looksLikeHtml(code) ? shownText(parseFragment(code), (inner) => inner) : code)),
      ),
      images: imagesOf(article),
      imagesInCode: html.flatMap((code) => imagesOf(parseFragment(code))),
      links: [...elements(article)]
        .filter(({ tagName }) => tagName === "a")
        .map((one) => attribute(one, "href") ?? "")
        .sort(),
    });
  }
  return pages;
}
