/** The elements of the page, with those that Markdown generates. */

import { type DefaultTreeAdapterMap, defaultTreeAdapter, html } from "parse5";
import { append } from "../../platform/lists.js";
import type { Node, Range } from "../types.js";
import type { HtmlSource } from "./html-source.js";
import { WatchedParser } from "./tags.js";

/** A start tag, an end tag, or text that is not blank. */
export interface PagePart {
  /** `p`, `/p` or `#`. */
  readonly name: string;
  /** The start tag of the element, if it is written. */
  readonly tag: Range | undefined;
}

/** @param source with all generated tags. */
export function pageParts(source: HtmlSource): PagePart[] {
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false };
  const parser = WatchedParser.getFragmentParser<DefaultTreeAdapterMap>(body, options) as WatchedParser;
  parser.impliedTags = source.implied ?? [];
  parser.tokenizer.write(source.masked, true);
  const parts: PagePart[] = [];
  const stack: (DefaultTreeAdapterMap["childNode"] | PagePart)[] = [...parser.getFragment().childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ("name" in node && !("nodeName" in node)) parts.push(node);
    else if ("tagName" in node) {
      const at = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
      const tag = at ? { start: source.base + at.startOffset, end: source.base + at.endOffset } : undefined;
      parts.push({ name: node.tagName, tag });
      stack.push({ name: `/${node.tagName}`, tag });
      const { childNodes } = "content" in node ? node.content : node;
      for (let at = childNodes.length - 1; at >= 0; at--) stack.push(childNodes[at] as (typeof childNodes)[number]);
    } else if ("value" in node && isVisible(node.value)) parts.push({ name: "#", tag: undefined });
  }
  return parts;
}

/** The parts of a tree that is read already. */
export function partsOf(nodes: readonly Node[]): PagePart[] {
  const parts: PagePart[] = [];
  const stack: (Node | PagePart)[] = [...nodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!("type" in node)) parts.push(node);
    else if (node.type === "element") {
      const { tag: name, startTag: tag, children } = node;
      parts.push({ name, tag });
      stack.push({ name: `/${name}`, tag });
      append(stack, [...children].reverse());
    } else if (node.type === "text" && isVisible(node.value)) parts.push({ name: "#", tag: undefined });
  }
  return parts;
}

const isVisible = (text: string): boolean => /[^\s\p{Cf}]/u.test(text);
