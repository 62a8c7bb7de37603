/** What a page shows: read from the HTML of a built page, and from HTML that a test makes of what stet read. */
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { anything } from "./equal.js";

/** Whitespace is collapsed. What generators add of their own is left out. */
export interface Page {
  /** The visible text, block by block. */
  readonly text: readonly string[];
  readonly headings: readonly (readonly [level: number, id: string | null, text: string])[];
  readonly links: readonly (readonly [href: string, text: string])[];
  readonly images: readonly (readonly [src: string, alt: string | null])[];
}

/** The content of `NAME/pages.json`. */
export interface PageRecording {
  /** Name and version of the generator. */
  readonly generator: string;
  /** `failed`: the first line of the error. */
  readonly pages: Readonly<Record<string, Page | { readonly failed: string }>>;
}

type Node = DefaultTreeAdapterMap["childNode"];
type Element = DefaultTreeAdapterMap["element"];

const blocks = new Set(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul video".split(
    " ",
  ),
);
const hidden = new Set(["script", "style", "template", "iframe", "noscript", "title", "math", "svg"]);

/** Elements that generators and their plugins add: permalinks of headings, numbers of lines and footnotes, tables of contents. */
function isGenerated(element: Element): boolean {
  const classes = ` ${attribute(element, "class") ?? ""} `;
  if (
    // Docusaurus also gives headings the class `anchor`.
    !/^h[1-6]$/.test(element.tagName) &&
    / (?:headerlink|header-anchor|anchor|hash-link|anchor-link|toc|table-of-contents|gutter|sr-only|lang|copy) /.test(
      classes,
    )
  )
    return true;
  if (element.attrs.some(({ name }) => name === "data-footnote-backref" || name === "data-footnote-ref")) return true;
  // MkDocs gives this class to the footnotes, too.
  if (classes.includes(" footnote ")) return element.tagName !== "div";
  return / (?:footnote-backref|reversefootnote|footnote-ref|footnotes-sep|data-footnote-backref) /.test(classes);
}

const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value;

const collapse = (text: string): string => text.replace(/[ \t\n\r\f]+/g, " ").trim();

/** Its built-in components that show nothing before scripts run: https://vuejs.org/guide/scaling-up/ssr.html#ssr-friendliness */
const afterScripts = new Set(["clientonly", "teleport"]);

/** Elements whose content depends on an expression. */
const isConditional = ({ attrs }: Element): boolean =>
  attrs.some(({ name }) => /^v-(?:if|else|for|show|html)/.test(name));

/** HTML that Vue compiles, as a page: what expressions and components show is unknown. */
function ofVue(element: Element): "hidden" | "unknown" | "component" | "element" {
  if (afterScripts.has(element.tagName)) return "hidden";
  if (isConditional(element)) return "unknown";
  if (/-|^(?:badge|mybox)$/.test(element.tagName)) return "component";
  // Vue does not know elements that HTML has no more, and takes them for components.
  return element.tagName === "center" ? "hidden" : "element";
}

/**
 * @param html the content of the page, without what the layout adds.
 * @param compiler the program that reads the HTML, if it is no browser.
 */
export function readPage(html: string, compiler?: "vue"): Page {
  const text: string[] = [];
  const headings: [number, string | null, string][] = [];
  const links: [string, string][] = [];
  const images: [string, string | null][] = [];
  let block = "";
  // The content of a slot.
  const isHidden = ({ tagName }: Element) => hidden.has(tagName) && !(compiler && tagName === "template");
  const contentOf = (node: Element) =>
    "content" in node ? (node as DefaultTreeAdapterMap["template"]).content.childNodes : node.childNodes;
  const textOf = (node: Node): string => {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterMap["textNode"]).value;
    if (!("tagName" in node) || isHidden(node) || isGenerated(node)) return "";
    const text = node.tagName === "br" ? " " : contentOf(node).map(textOf).join("");
    return compiler && ofVue(node) === "component" ? anything + text + anything : text;
  };
  const flush = () => {
    const line = collapse(block);
    if (line !== "") text.push(line);
    block = "";
  };
  const read = (node: Node): void => {
    if (node.nodeName === "#text") block += (node as DefaultTreeAdapterMap["textNode"]).value;
    if (!("tagName" in node) || isHidden(node) || isGenerated(node)) return;
    const { tagName: tag } = node;
    const kind = compiler && ofVue(node);
    if (kind === "hidden") return;
    if (kind === "unknown" || kind === "component") block += anything;
    if (kind === "unknown") return;
    const bound = (name: string) =>
      compiler && node.attrs.some((one) => one.name === `:${name}` || one.name === `v-bind:${name}`)
        ? anything
        : undefined;
    if (tag === "img") images.push([attribute(node, "src") ?? bound("src") ?? "", attribute(node, "alt") ?? null]);
    const href = tag === "a" ? (attribute(node, "href") ?? bound("href")) : undefined;
    if (href !== undefined) links.push([href, collapse(textOf(node))]);
    const level = /^h([1-6])$/.exec(tag)?.[1];
    if (level) headings.push([Number(level), attribute(node, "id") ?? null, collapse(textOf(node))]);
    if (blocks.has(tag)) flush();
    if (tag === "br") block += " ";
    for (const child of contentOf(node)) read(child);
    if (kind === "component") block += anything;
    if (blocks.has(tag)) flush();
  };
  for (const node of parseFragment(html).childNodes) read(node);
  flush();
  return { text, headings, links, images };
}
