/** Go to definition: from a link to the article of its page or to a heading of it, from an image to its file. */
import { pathToFileURL } from "node:url";
import type { LocationLink, Range as LspRange } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { decodeFragment, hasAnchor, slugOf } from "../article/anchors.js";
import { elementsIn } from "../article/elements.js";
import type { Article, Range } from "../article/types.js";
import { toRange } from "./diagnostics.js";
import type { AnalyzedDocument } from "./document-store.js";
import { articleAt, referenceAt, targetOf } from "./references.js";

const start: LspRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** @returns an empty list if there is nothing to go to. */
export async function definitionAt(seen: AnalyzedDocument, offset: number): Promise<LocationLink[]> {
  const reference = referenceAt(seen, offset);
  const file = reference && (await targetOf(reference, seen));
  if (!reference || file === undefined) return [];
  const fragment = /#(.+)$/s.exec(reference.url)?.[1];
  const article = fragment === undefined ? undefined : await articleAt(file, seen);
  const place = article && fragment !== undefined ? placeOf(article, fragment) : undefined;
  const range = article && place ? toRange(TextDocument.create("", "markdown", 0, article.text), place) : start;
  return [
    {
      originSelectionRange: toRange(seen.document, reference.urlRange),
      targetUri: pathToFileURL(file).href,
      targetRange: range,
      targetSelectionRange: range,
    },
  ];
}

/** The heading or the start tag with this id. */
function placeOf({ headings, anchors, body }: Article, fragment: string): Range | undefined {
  const id = decodeFragment(fragment);
  for (const { attributes, startTag } of elementsIn(body.children))
    if (attributes.id?.value === id || attributes.name?.value === id) return startTag;
  const exact = headings.find((heading) => heading.id === id);
  if (exact) return exact.range;
  if (!hasAnchor(anchors, fragment)) return undefined;
  return headings.find((heading) => heading.id === undefined && slugOf(heading.text) === id)?.range;
}
