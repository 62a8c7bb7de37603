/** The pages that Hexo makes of no single article, by the packages of the site. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import type { Settings, Site } from "../types.js";
import { scriptGaps } from "./hexo-scripts.js";
import { slugize } from "./hexo-slug.js";
import { type ClockTime, paginated, tidyPath } from "./shared.js";
import type { Gap, GeneratedKind, RouteIndex, SiteFiles } from "./types.js";

/** A published post with what the lists of posts need. */
export interface HexoPost {
  /** On two machines; `undefined` if it is not known. */
  readonly date: readonly [ClockTime, ClockTime] | undefined;
  readonly tags: readonly string[];
  /** The slugs of its categories. */
  readonly categories: readonly string[];
}

type Generated = readonly [output: string, kind: GeneratedKind];

/** Packages that make pages, and the files that they make besides those below. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "hexo-generator-index": [],
  "hexo-generator-index-pin-top": [],
  "hexo-generator-archive": [],
  "hexo-generator-category": [],
  "hexo-generator-tag": [],
  "hexo-generator-feed": [],
  "hexo-generator-sitemap": [],
  "hexo-generator-cname": ["CNAME"],
  "hexo-generator-robotstxt": ["robots.txt"],
  "hexo-generator-baidu-sitemap": ["baidusitemap.xml"],
  "hexo-generator-json-content": ["content.json"],
};

export async function hexoGenerated(
  { settings, dependencies }: Site,
  files: SiteFiles,
  posts: readonly HexoPost[],
): Promise<Pick<RouteIndex, "generated" | "gaps">> {
  const generated: Generated[] = [];
  const gaps: Gap[] = [];
  const has = (name: string) => dependencies?.has(name) ?? false;
  const lists = listsOf(settings);
  if (has("hexo-generator-index") || has("hexo-generator-index-pin-top")) append(generated, lists.home(posts));
  if (has("hexo-generator-archive")) {
    const { sure, doubtful } = lists.archives(posts);
    append(generated, sure);
    for (const prefix of doubtful) gaps.push({ reason: { why: "machine", detail: "date" }, prefix });
  }
  if (has("hexo-generator-category")) append(generated, lists.categories(posts));
  if (has("hexo-generator-tag")) append(generated, lists.tags(posts));
  if (has("hexo-generator-feed") && posts.length > 0)
    for (const name of feeds(settings.feed)) generated.push([name, "feed"]);
  if (has("hexo-generator-sitemap"))
    for (const name of namesIn(settings.sitemap, ["sitemap.xml", "sitemap.txt"])) generated.push([name, "sitemap"]);
  // Generators of pages also make feeds and the like, but no images.
  if (!dependencies) gaps.push({ reason: { why: "plugin", detail: "package.json" }, except: "images" });
  for (const name of dependencies?.keys() ?? []) {
    if (Object.hasOwn(packages, name)) for (const file of packages[name] ?? []) generated.push([file, "other"]);
    else if (name === "hexo-generator-search" || name === "hexo-generator-searchdb")
      generated.push([pathIn(settings.search) ?? "search.xml", "other"]);
    else if (makesPages.test(name)) gaps.push({ reason: { why: "plugin", detail: name } });
  }
  return { generated, gaps: [...gaps, ...themeGaps(settings, files), ...(await scriptGaps(settings, files))] };
}

/** Packages whose name says that they make pages or change addresses. */
const makesPages = /^hexo-(?:generator-|.*(?:permalink|i18n|alias|encrypt|blog-url))/;

/** The folders of the files of hexo-theme-landscape, which a new site has. */
const landscape = ["css/", "fancybox/", "fonts/", "js/"];

function themeGaps({ theme = "landscape" }: Settings, files: SiteFiles): Gap[] {
  if (typeof theme !== "string" || theme === "") return [];
  const isThere = [`themes/${theme}`, `node_modules/hexo-theme-${theme}`].some(
    (folder) => files.below(folder).length > 0,
  );
  if (isThere) return [];
  const gap: Gap = { reason: { why: "theme", detail: theme }, only: "files" };
  return theme === "landscape" ? landscape.map((prefix) => ({ ...gap, prefix })) : [gap];
}

function listsOf(settings: Settings) {
  const { tag_dir, archive_dir, category_dir, tag_map, filename_case, pagination_dir } = settings;
  const pageFolder = typeof pagination_dir === "string" && pagination_dir !== "" ? pagination_dir : "page";
  const perPageOf = (key: string): number => {
    const own = settings[key];
    if (isRecord(own) && typeof own.per_page === "number") return own.per_page;
    return typeof settings.per_page === "number" ? settings.per_page : 10;
  };
  const folder = (value: unknown, standard: string) => tidyPath(`${typeof value === "string" ? value : standard}/`);
  const grouped = (
    base: string,
    slugs: readonly (readonly string[])[],
    kind: GeneratedKind,
    perPage: number,
  ): Generated[] => {
    const counts = new Map<string, number>();
    for (const ofPost of slugs) for (const slug of new Set(ofPost)) counts.set(slug, (counts.get(slug) ?? 0) + 1);
    return [...counts].flatMap(([slug, count]) =>
      paginated(tidyPath(`${base}${slug}/`), count, perPage, kind, pageFolder),
    );
  };
  return {
    home(all: readonly HexoPost[]): Generated[] {
      const { path = "", pagination_dir: own } = isRecord(settings.index_generator) ? settings.index_generator : {};
      const pages = typeof own === "string" && own !== "" ? own : pageFolder;
      return paginated(
        tidyPath(path === "" ? "" : `${path}/`),
        all.length,
        perPageOf("index_generator"),
        "home",
        pages,
      );
    },
    /** `doubtful`: folders that exist on some machines only. */
    archives(all: readonly HexoPost[]): { readonly sure: Generated[]; readonly doubtful: readonly string[] } {
      const own = isRecord(settings.archive_generator) ? settings.archive_generator : {};
      if (own.enabled === false || all.length === 0) return { sure: [], doubtful: [] };
      const perPage = settings.archive === 1 ? 0 : perPageOf("archive_generator");
      const base = folder(archive_dir, "archives");
      const sure = paginated(base, all.length, perPage, "archive", pageFolder);
      if (own.yearly === false) return { sure, doubtful: [] };
      const counts = new Map<string, number>();
      const doubtful = new Set<string>();
      for (const { date } of all) {
        const [first, second] = date?.map((clock) => archivesOf(clock, own)) ?? [];
        if (!first || !second) doubtful.add(base);
        for (const [at, place] of first?.entries() ?? [])
          if (place === second?.[at]) counts.set(place, (counts.get(place) ?? 0) + 1);
          else for (const one of [place, second?.[at]]) doubtful.add(`${base}${one}`);
      }
      const lists = [...counts].flatMap(([place, count]) =>
        paginated(base + place, count, perPage, "archive", pageFolder),
      );
      return { sure: [...sure, ...lists], doubtful: [...doubtful] };
    },
    categories(all: readonly HexoPost[]): Generated[] {
      const slugs = all.map(({ categories }) => categories);
      return grouped(folder(category_dir, "categories"), slugs, "category", perPageOf("category_generator"));
    },
    tags(all: readonly HexoPost[]): Generated[] {
      const map = isRecord(tag_map) ? tag_map : {};
      const slug = (tag: string) =>
        slugize(Object.hasOwn(map, tag) && map[tag] ? anyText(map[tag]) : tag, filename_case);
      const base = folder(tag_dir, "tags");
      const index: Generated[] =
        isRecord(settings.tag_generator) && settings.tag_generator.enable_index_page
          ? [[`${base}index.html`, "tag"]]
          : [];
      return [
        ...index,
        ...grouped(
          base,
          all.map(({ tags }) => tags.map(slug)),
          "tag",
          perPageOf("tag_generator"),
        ),
      ];
    },
  };
}

function archivesOf({ year, month, day }: { year: string; month: string; day: string }, own: Settings): string[] {
  const monthly = own.monthly !== false;
  return [
    `${Number(year)}/`,
    ...(monthly ? [`${Number(year)}/${month}/`] : []),
    ...(own.daily === true ? [`${Number(year)}/${month}/${day}/`] : []),
  ];
}

/** hexo-generator-feed: `index.js`. */
function feeds(setting: unknown): string[] {
  const { type = "atom", path } = isRecord(setting) ? setting : {};
  const types = (Array.isArray(type) ? type.slice(0, 2) : [type]).map(String);
  const paths = Array.isArray(path) === Array.isArray(type) && path !== undefined ? [path].flat().map(String) : [];
  return types.map((one, at) => withXml(paths[at] ?? `${one}.xml`));
}

const withXml = (name: string): string => tidyPath(/\.[^./]+$/.test(name) ? name : `${name}.xml`);

function namesIn(setting: unknown, standard: readonly string[]): string[] {
  const path = isRecord(setting) ? setting.path : undefined;
  if (path === undefined) return [...standard];
  return [path].flat().map((name) => withXml(anyText(name)));
}

const pathIn = (setting: unknown): string | undefined =>
  isRecord(setting) && typeof setting.path === "string" ? tidyPath(setting.path) : undefined;
