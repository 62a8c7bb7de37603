/** The body of an article, in either language, as one HTML tree with file-wide offsets. */
import type { Body } from "../types.js";
import { parseHtml } from "./html.js";
import type { MarkdownReference } from "./markdown.js";
import { hideTemplateTags, Mask } from "./mask.js";

export interface ReadBody {
  readonly body: Body;
  /** Pictures and links in Markdown's own syntax. */
  readonly markdown: readonly MarkdownReference[];
}

/** Reads the body that begins at `start` and goes on to the end of the text. */
export function readBody(text: string, start: number, language: "html" | "markdown"): ReadBody {
  const source = text.slice(start);
  const mask = new Mask(source);
  const range = { start, end: text.length };
  const masked = hideTemplateTags(source, mask);
  const tree = parseHtml({ text, base: start, masked, mask });
  return { body: { language, range, ...tree }, markdown: [] };
}
