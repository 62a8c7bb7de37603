/** The pages of a docs plugin of Docusaurus: `plugin-content-docs/src/{docs,slug,numberPrefix,versions}.ts`. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import { unreadAt } from "../unread.js";
import { isPartial, pageAt } from "./docusaurus-page.js";
import type { ContentPlugin } from "./docusaurus-plugins.js";
import { type TagPage, tagPages } from "./docusaurus-tags.js";
import { folderOf, nameOf, tidyPath } from "./shared.js";
import { folderPath, globsIn, unknownRoute } from "./static-settings.js";
import type { Gap, Route, RouteIndex, SiteFiles } from "./types.js";

interface Version {
  readonly folder: string;
  /** In the folder of a locale. */
  readonly name: string;
  /** `""` for the last version. */
  readonly path: string;
}

export async function docsIndex(
  plugin: ContentPlugin,
  files: SiteFiles,
  slash: boolean | undefined,
  locales: readonly string[],
): Promise<RouteIndex> {
  const { route, options, id } = plugin;
  const articles: RouteIndex["articles"][number][] = [];
  const generated: RouteIndex["generated"][number][] = [];
  const gaps: Gap[] = [];
  const isLeftOut = globsIn(options, "exclude");
  const parsesNumbers = options.numberPrefixParser !== false;
  const isParserUnread = unreadAt(options, "numberPrefixParser") !== undefined;
  const suffix = id === "default" ? "" : `-${id}`;
  for (const version of versionsOf(plugin, files)) {
    const tags: TagPage[] = [];
    const base = `/${[route, version.path].filter((part) => part !== "").join("/")}`;
    const add = (folder: string, prefix: string) => {
      for (const file of files.below(folder)) {
        const doc = file.slice(folder.length + 1);
        if (!/\.mdx?$/.test(doc) || isPartial(doc)) continue;
        const excluded = options.exclude === undefined && !unreadAt(options, "exclude") ? false : isLeftOut(doc);
        if (excluded === true) articles.push([file, { state: "unpublished", because: "ignored" }]);
        else if (excluded) articles.push([file, unknownRoute(excluded)]);
        else if (isParserUnread && /(?:^|\/)\d/.test(doc))
          articles.push([file, unknownRoute({ why: "setting", detail: "numberPrefixParser" })]);
        else articles.push([file, docRoute(file, doc, prefix + base, parsesNumbers, files, slash, tags)]);
      }
    };
    add(version.folder, "");
    for (const locale of locales)
      add(`i18n/${locale}/docusaurus-plugin-content-docs${suffix}/${version.name}`, `/${locale}`);
    const listed = tagPages(tags, `${base}/${anyText(options.tagsBasePath ?? "tags")}`, slash);
    append(generated, listed.generated);
    append(gaps, listed.gaps);
    if (
      files.below(version.folder).some((file) => /(?:^|\/)_category_\.(?:json|ya?ml)$/.test(file)) ||
      hasCategories(plugin, files)
    )
      gaps.push({
        reason: { why: "data", detail: "category" },
        prefix: `${base.slice(1)}/`.replace(/^\/+/, ""),
        only: "pages",
      });
  }
  return { articles, generated, copies: [], gaps };
}

/** Whether a sidebar has pages of its own. */
function hasCategories({ options }: ContentPlugin, files: SiteFiles): boolean {
  const { sidebarPath } = options;
  if (unreadAt(options, "sidebarPath"))
    return ["sidebars.js", "sidebars.ts"].some((name) => /generated-index/.test(files.text(name) ?? ""));
  return typeof sidebarPath === "string" && /generated-index/.test(files.text(folderPath(sidebarPath)) ?? "");
}

function docRoute(
  file: string,
  doc: string,
  base: string,
  parsesNumbers: boolean,
  files: SiteFiles,
  slash: boolean | undefined,
  tags: TagPage[],
): Route {
  const front = files.frontMatter(file);
  if (front?.failed) return unknownRoute({ why: "front-matter", detail: "" });
  const data = front?.data ?? {};
  const strip = (name: string) => (parsesNumbers ? withoutNumber(name) : name);
  const folder = folderOf(doc);
  const ownFolder = `/${folder}`;
  const dirs = data.parse_number_prefixes === false ? ownFolder : ownFolder.split("/").map(strip).join("/");
  const name = nameOf(doc).replace(/\.mdx?$/, "");
  const id = typeof data.id === "string" ? data.id : data.parse_number_prefixes === false ? name : strip(name);
  const slug = typeof data.slug === "string" || typeof data.slug === "number" ? String(data.slug) : undefined;
  const path = slug?.startsWith("/")
    ? slug
    : slug === undefined && isIndex(name, folder)
      ? dirs
      : `${resolved(dirs, slug ?? id)}`;
  const route = pageAt(`${base}${path}`, slash);
  if (data.draft === true) return { state: "unpublished", because: "draft", output: route.output };
  tags.push(data.tags);
  return route;
}

const resolved = (folder: string, name: string): string => `/${tidyPath(folder + name)}`;

/** `index`, `README`, and a file with the name of its folder. */
function isIndex(name: string, folder: string): boolean {
  const lower = name.toLowerCase();
  return lower === "index" || lower === "readme" || lower === nameOf(folder.replace(/\/$/, "")).toLowerCase();
}

/** `01-intro` is `intro`; `2024-05-01` and `1.0-a` stay. */
export function withoutNumber(name: string): string {
  if (/^\d+[-_.]\d+/.test(name)) return name;
  return /^\d+\s*[-_.]+\s*([^-_.\s].*)$/s.exec(name)?.[1] ?? name;
}

function versionsOf({ folder, options, id }: ContentPlugin, files: SiteFiles): Version[] {
  const prefix = id === "default" ? "" : `${id}_`;
  const text = options.disableVersioning === true ? undefined : files.text(`${prefix}versions.json`);
  const names: string[] = [];
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    if (Array.isArray(list))
      append(
        names,
        list.filter((one) => typeof one === "string"),
      );
  } catch {
    // Docusaurus ends with an error.
  }
  const all = options.includeCurrentVersion === false && names.length > 0 ? names : ["current", ...names];
  const { lastVersion, onlyIncludeVersions, versions } = options;
  const built = Array.isArray(onlyIncludeVersions) ? all.filter((name) => onlyIncludeVersions.includes(name)) : all;
  const last =
    typeof lastVersion === "string" ? lastVersion : (names.find((name) => built.includes(name)) ?? "current");
  return built.map((name): Version => {
    const own = isRecord(versions) && isRecord(versions[name]) ? versions[name].path : undefined;
    const standard = name === last ? "" : name === "current" ? "next" : name;
    return {
      name: name === "current" ? "current" : `version-${name}`,
      folder: name === "current" ? folder : `${prefix}versioned_docs/version-${name}`,
      path: tidyPath(typeof own === "string" ? own : standard).replace(/\/$/, ""),
    };
  });
}
