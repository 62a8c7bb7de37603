/** How the generator of a site reads the Markdown of a file. */
import path from "node:path";
import { anyMdx, commonMark, isMdxFile } from "../article/dialect.js";
import type { Dialect, TemplateIds } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { extrasOf } from "./markdown-packages.js";
import { unreadConfig } from "./settings.js";
import type { SiteTemplates } from "./template-ids.js";
import { templatesOf } from "./template-places.js";
import type { MarkdownFormat, MarkdownReader, Profile, Site } from "./types.js";

/** @param site `undefined` if its files were not found. */
export function markdownReader(profile: Profile, site?: Partial<Site>): MarkdownReader {
  const { id, markdown, readsWholeElements } = profile;
  const { parser, wholeElements, formatKey, format, readsIn } = markdown;
  const readsWhole = wholeElements !== undefined && readsWholeElements?.(site?.settings ?? {});
  // Of a configuration that cannot be read, the standard values must not count.
  const readable = site?.settings && unreadConfig(site.settings) === undefined ? site.settings : undefined;
  const ofSiteToo = readable && markdown.ofSite?.({ ...site, settings: readable });
  const extras = extrasOf(id, site?.dependencies);
  const dialect = { ...markdown.dialect, ...extras, ...(readsWhole && { wholeElements }), ...ofSiteToo };
  const mdx = { ...(markdown.mdx ?? anyMdx), ...extras, ...ofSiteToo };
  const ofSite = format ? format(site?.settings ?? {}, site?.version) : "detect";
  const unknown = { ...dialect, mayBeMdx: true };
  const templates = site?.settings && templatesOf({ ...site, profile });
  const withTemplates = dialectsWith(templates);
  return {
    parser,
    key: templates?.key,
    dialect(file, data) {
      const name = site?.root === undefined ? undefined : path.relative(site.root, file).replaceAll(path.sep, "/");
      if (name !== undefined && readsIn?.(folderOf(name)) === false) return isMdxFile(file) ? mdx : commonMark;
      const chosen = formatKey && formatIn(data[formatKey[0]], formatKey[1]);
      const ofFile = chosen ?? ofSite;
      const isMdx = ofFile === "mdx" || (ofFile !== "md" && isMdxFile(file));
      const own = isMdx ? mdx : ofFile === undefined ? unknown : dialect;
      return name === undefined ? own : withTemplates(own, name, data);
    },
  };
}

/** `a/b` for `a/b/c.md`; empty for a file in the root. */
const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/** Dialects with the ids of templates: the same for all articles with the same templates. */
function dialectsWith(templates: SiteTemplates | undefined) {
  const known = new Map<Dialect, Map<TemplateIds, Dialect>>();
  return (dialect: Dialect, name: string, data: Readonly<Record<string, unknown>>): Dialect => {
    const templateIds = templates?.of(name, data);
    if (!templateIds) return dialect;
    const ofDialect = known.get(dialect) ?? new Map<TemplateIds, Dialect>();
    known.set(dialect, ofDialect);
    const found = ofDialect.get(templateIds) ?? { ...dialect, templateIds };
    ofDialect.set(templateIds, found);
    return found;
  };
}

function formatIn(value: unknown, key: string): MarkdownFormat | undefined {
  const format = isRecord(value) ? value[key] : undefined;
  return isFormat(format) ? format : undefined;
}

export const isFormat = (value: unknown): value is MarkdownFormat =>
  value === "md" || value === "mdx" || value === "detect";
