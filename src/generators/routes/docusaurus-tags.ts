/** The pages of tags of Docusaurus: `utils/src/tags.ts`. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { pageAt } from "./docusaurus-page.js";
import type { Gap, GeneratedKind } from "./types.js";

/** `tags` in the front matter. */
export type TagPage = unknown;

/** @param folder the path of the list of tags: `/blog/tags`. */
export function tagPages(
  all: readonly TagPage[],
  folder: string,
  slash: boolean | undefined,
): { readonly generated: readonly (readonly [string, GeneratedKind])[]; readonly gaps: readonly Gap[] } {
  const paths = new Set<string>();
  let isUnknown = false;
  for (const tags of all) {
    if (!Array.isArray(tags)) continue;
    for (const tag of tags) {
      const path = isRecord(tag) ? tag.permalink : kebab(anyText(tag));
      if (typeof path === "string") paths.add(path.startsWith("/") ? path : `/${path}`);
      else isUnknown = true;
    }
  }
  const list = paths.size > 0 || isUnknown ? [[pageAt(folder, slash).output, "tag"] as const] : [];
  const pages = [...paths].map((path) => [pageAt(folder + path, slash).output, "tag"] as const);
  const gap: Gap = { reason: { why: "data", detail: "tags" }, prefix: `${folder.slice(1)}/`, only: "pages" };
  // Lists of more than ten posts have several pages.
  const more = pages.map(([output]): Gap => ({ ...gap, prefix: output.replace(/(?:\/index)?\.html$/, "/page/") }));
  return { generated: [...list, ...pages], gaps: isUnknown ? [gap] : more };
}

/** Docusaurus makes one page of tags with one address. */
export const tagKey = (tag: string): string => kebab(tag) ?? tag;

/** The address that lodash's `kebabCase` makes of a tag; `undefined` if only lodash knows. */
function kebab(tag: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z -]*$/.test(tag) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(tag))
    return /^[a-z][a-z-]*$/.test(tag) ? tag : undefined;
  return tag.trim().replace(/[ -]+/g, "-").toLowerCase();
}
