/** How the generator of a site reads the Markdown of a file. */
import path from "node:path";
import { anyMdx, commonMark, isMdxFile } from "../article/dialect.js";
import { isRecord } from "../platform/is-record.js";
import { extrasOf } from "./markdown-packages.js";
import type { MarkdownFormat, MarkdownReader, Profile, Site } from "./types.js";

/** @param site `undefined` if its files were not found. */
export function markdownReader({ id, markdown, readsWholeElements }: Profile, site?: Partial<Site>): MarkdownReader {
  const { parser, wholeElements, formatKey, format, readsIn } = markdown;
  const readsWhole = wholeElements !== undefined && readsWholeElements?.(site?.settings ?? {});
  const ofSiteToo = site?.settings && markdown.ofSite?.({ ...site, settings: site.settings });
  const extras = extrasOf(id, site?.dependencies);
  const dialect = { ...markdown.dialect, ...extras, ...(readsWhole && { wholeElements }), ...ofSiteToo };
  const mdx = { ...(markdown.mdx ?? anyMdx), ...extras, ...ofSiteToo };
  const ofSite = format ? format(site?.settings ?? {}, site?.version) : "detect";
  const unknown = { ...dialect, mayBeMdx: true };
  const moreIds = site?.settings && markdown.codeMakesIdsIn?.({ ...site, settings: site.settings });
  const withIds = { ...dialect, codeMakesIds: true };
  return {
    parser,
    key: moreIds?.key,
    dialect(file, data) {
      const folder = site?.root === undefined ? undefined : path.relative(site.root, path.dirname(file));
      if (folder !== undefined && readsIn?.(folder) === false) return isMdxFile(file) ? mdx : commonMark;
      const chosen = formatKey && formatIn(data[formatKey[0]], formatKey[1]);
      const ofFile = chosen ?? ofSite;
      if (ofFile === "mdx" || (ofFile !== "md" && isMdxFile(file))) return mdx;
      if (folder !== undefined && moreIds?.isIn(folder.replaceAll(path.sep, "/"))) return withIds;
      return ofFile === undefined ? unknown : dialect;
    },
  };
}

function formatIn(value: unknown, key: string): MarkdownFormat | undefined {
  const format = isRecord(value) ? value[key] : undefined;
  return isFormat(format) ? format : undefined;
}

export const isFormat = (value: unknown): value is MarkdownFormat =>
  value === "md" || value === "mdx" || value === "detect";
