/** The addresses of a Hugo site: https://gohugo.io/content-management/urls/ and what Hugo 0.111 builds. */
import { pathGlob, UnsafePattern } from "../../patterns/glob.js";
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { isAhead } from "../../platform/observer.js";
import { zoneOffset } from "../dates.js";
import { hugoTags } from "../tags/hugo.js";
import type { Settings, Site } from "../types.js";
import { type ContentFile, contentFiles, isArticle } from "./hugo-content.js";
import { type HugoPage, hugoGenerated } from "./hugo-generated.js";
import { hugoHooks } from "./hugo-hooks.js";
import { expanded, hugoPath, writtenOffset } from "./hugo-path.js";
import { folded, type HugoSettings, hugoSettings } from "./hugo-settings.js";
import { clockTime, folderOf, foldersAbove, nameOf, textOf, tidyPath, withoutExtension } from "./shared.js";
import type {
  FrontMatterData,
  Gap,
  Route,
  RouteIndex,
  RoutePlan,
  SiteFiles,
  Unknown,
  UnpublishedReason,
} from "./types.js";

export function hugoRoutes(site: Site): RoutePlan {
  const hugo = hugoSettings(site.settings);
  return {
    base: hugo.base,
    origin: hugo.origin,
    outputFolder: hugo.publishDir,
    key: JSON.stringify(["hugo", site.settings]),
    sourceLinks: "as-is",
    copiedFrom: (output) => {
      const own = hugo.statics.flatMap(({ source, target, language }) => {
        const folder =
          language === undefined ? "" : (hugo.languages.find(({ name }) => name === language)?.folder ?? "");
        const at = target === "" ? folder : `${folder}${target}/`;
        return output.startsWith(at) ? [`${source}/${output.slice(at.length)}`] : [];
      });
      return [...own, ...hugo.themes.map((theme) => `themes/${theme}/static/${output}`)];
    },
    tags: hugoTags(hugo),
    index: (files, now) => hugoIndex(hugo, files, now),
  };
}

interface FrontMatter {
  /** With keys in lower case, and with what pages above pass on. */
  readonly data: Settings;
  readonly read: FrontMatterData | undefined;
}

async function hugoIndex(hugo: HugoSettings, files: SiteFiles, now: Date): Promise<RouteIndex> {
  const content = contentFiles(hugo, files);
  const fronts = frontMatters(hugo, content, files);
  const branches = new Set(
    content.flatMap(({ kind, path, language }) => (kind === "branch" ? [`${language.name} ${folderOf(path)}`] : [])),
  );
  const router = pageRouter(hugo, branches, now);
  const articles: [string, Route][] = [];
  const copies: [string, string][] = [];
  const pages: HugoPage[] = [];
  /** Addresses that are not known to lead to a page, nor to lead nowhere. */
  const gaps: Gap[] = [];
  /** The folder in the built site of each bundle that is built, by language. */
  const bundles = new Map<string, string>();
  const unmounted = languageFolder(hugo, files);
  if (unmounted) gaps.push({ reason: unmounted });
  for (const entry of content) {
    if (entry.kind === "resource" || entry.kind === "copied") continue;
    const front = fronts(entry);
    const found: Route = unmounted ? { state: "unknown", reason: unmounted } : router(entry, front);
    const route = hugo.disableAliases && found.state === "page" ? { ...found, aliases: [] } : found;
    articles.push([entry.file, route]);
    const key = `${entry.language.name} ${entry.bundle ?? entry.path}`;
    const build = folded(front.data._build ?? front.data.build);
    const folder =
      route.state === "page"
        ? route.output.replace(/index\.html$|\.html$/, (end) => (end === ".html" ? "/" : ""))
        : front.data.headless === true && route.state === "unpublished" && route.output !== undefined
          ? route.output.replace(/index\.html$/, "")
          : undefined;
    if (entry.bundle !== undefined && folder !== undefined && build.publishresources !== false)
      bundles.set(key, folder);
    if (route.state !== "unpublished") pages.push({ ...entry, route, terms: termsIn(front.data, hugo) });
    if (hugo.disableAliases && found.state === "page")
      for (const prefix of found.aliases) gaps.push({ reason: { why: "setting", detail: "disableAliases" }, prefix });
  }
  for (const { kind, path, file, bundle, language } of content) {
    if (kind === "copied") copies.push([path, file]);
    if (kind !== "resource" || bundle === undefined) continue;
    if (isArticle(path) && !/\.html?$/i.test(path)) {
      articles.push([file, { state: "unpublished", because: "ignored" }]);
      continue;
    }
    // A bundle has the files of its translations, too.
    for (const { name } of hugo.languages) {
      const folder = bundles.get(`${name} ${bundle}`);
      if (folder !== undefined || name === language.name) {
        if (folder !== undefined) copies.push([tidyPath(`${folder}${path.slice(bundle.length)}`), file]);
      }
    }
  }
  const ownTags = ["ref", "relref", "figure"].filter((name) =>
    ["", ...hugo.themes.map((theme) => `themes/${theme}/`)].some((folder) =>
      files.exists(`${folder}layouts/shortcodes/${name}.html`),
    ),
  );
  // https://gohugo.io/content-management/urls/#aliases
  const redirectsBy = { key: "aliases" };
  const generated = hugoGenerated(hugo, pages, files);
  return {
    articles,
    copies,
    ownTags,
    ...generated,
    gaps: [...generated.gaps, ...gaps],
    hooks: hugoHooks(hugo, files),
    redirectsBy,
  };
}

/** The values of taxonomies. Without the rest of the front matter, which a site may have thousands of. */
function termsIn(data: Settings, { taxonomies }: HugoSettings): Settings {
  const terms: Record<string, unknown> = {};
  for (const taxonomy of taxonomies) if (Object.hasOwn(data, taxonomy)) terms[taxonomy] = data[taxonomy];
  return terms;
}

/**
 * `content/en` and `content/fr` are folders of languages, although no setting says so: then another program writes the
 * configuration.
 */
function languageFolder({ languages, defaultLanguage, content }: HugoSettings, files: SiteFiles): Unknown | undefined {
  const [only] = content;
  if (languages.length < 2 || content.length !== 1 || only?.target !== "" || only.language !== undefined)
    return undefined;
  const has = (name: string) => files.below(`${only.source}/${name}`).length > 0;
  const isFolder = has(defaultLanguage) && languages.some(({ name }) => name !== defaultLanguage && has(name));
  return isFolder ? { why: "setting", detail: "contentDir" } : undefined;
}

/** Values that pages get, unless they state them. */
interface Cascade {
  readonly folder: string;
  /** `undefined`: of all languages. */
  readonly language: string | undefined;
  readonly values: Settings;
  isFor(path: string): boolean;
}

/** The values of a `cascade`. With a target other than a path, it depends on the page; what it sets seldom changes an address. */
function cascadesIn(cascade: unknown, folder: string, language: string | undefined): Cascade[] {
  return [cascade ?? []].flat().flatMap((one) => {
    if (!isRecord(one)) return [];
    const { _target, target = _target, ...rest } = folded(one);
    if (target === undefined) return [{ folder, language, values: rest, isFor: () => true }];
    const { path, ...others } = folded(target);
    if (typeof path !== "string" || Object.keys(others).length > 0) return [];
    try {
      const isFor = pathGlob(path.toLowerCase());
      return [
        { folder, language, values: rest, isFor: (of: string) => isFor(`/${withoutExtension(of).toLowerCase()}`) },
      ];
    } catch (error) {
      if (error instanceof UnsafePattern) return [];
      throw error;
    }
  });
}

/**
 * Front matter with the values that `cascade` in the configuration and in the pages above gives. That of articles is read
 * when it is asked for, and not kept, because a site may have thousands.
 */
function frontMatters(
  { cascade: ofSite }: HugoSettings,
  content: readonly ContentFile[],
  files: SiteFiles,
): (entry: ContentFile) => FrontMatter {
  const cascades = new Map<string, Cascade[]>();
  const keyOf = (folder: string, language: string | undefined) => JSON.stringify([folder, language]);
  const add = (one: Cascade): void => {
    const key = keyOf(one.folder, one.language);
    const known = cascades.get(key);
    if (known) known.push(one);
    else cascades.set(key, [one]);
  };
  cascadesIn(ofSite, "", undefined).forEach(add);
  const ofBranches = new Map<string, FrontMatterData | undefined>();
  for (const { file, path, kind, language } of content) {
    if (kind !== "branch") continue;
    const front = files.frontMatter(file);
    ofBranches.set(file, front);
    cascadesIn(folded(front?.data).cascade, folderOf(path), language.name).forEach(add);
  }
  return ({ file, path, language, kind }) => {
    const read = kind === "branch" ? ofBranches.get(file) : files.frontMatter(file);
    const own = folded(read?.data);
    if (cascades.size === 0) return { read, data: own };
    const passed: Cascade[] = [];
    for (const folder of ["", ...foldersAbove(path)])
      for (const name of [undefined, language.name])
        for (const one of cascades.get(keyOf(folder, name)) ?? []) if (one.isFor(path)) passed.push(one);
    return { read, data: Object.assign({}, ...passed.map(({ values }) => values), own) };
  };
}

/** @param branches the folders with `_index.md`, after the name of their language. */
function pageRouter(hugo: HugoSettings, branches: ReadonlySet<string>, now: Date) {
  const sanitize = (text: string): string => hugoPath(text, hugo.paths);

  const momentOf = (front: FrontMatter, keys: readonly string[]) => {
    for (const key of keys) {
      if (front.data[key] === undefined || front.data[key] === null) continue;
      const written = Object.keys(front.read?.data ?? {}).find((one) => one.toLowerCase() === key) ?? key;
      const moments = front.read?.date(written);
      if (moments === "fails" || moments === undefined) continue;
      const [at] = moments;
      const clock = () =>
        clockTime(
          at,
          writtenOffset(anyText(front.data[key])) ?? (hugo.zone === undefined ? 0 : (zoneOffset(hugo.zone, at) ?? 0)),
        );
      return { at, clock };
    }
    return undefined;
  };

  function hiddenBecause(front: FrontMatter): UnpublishedReason | undefined {
    const { data } = front;
    const isDraft = data.draft === true || data.draft === "true" || data.published === false;
    if (isDraft && !hugo.builds.drafts) return "draft";
    const shown = momentOf(front, ["publishdate", "pubdate", "published", "date"]);
    if (shown && isAhead(shown.at, now) && !hugo.builds.future) return "future";
    const expires = momentOf(front, ["expirydate", "unpublishdate"]);
    if (expires && !isAhead(expires.at, now) && !hugo.builds.expired) return "expired";
    const build = folded(data._build ?? data.build);
    if (build.render === "never" || build.render === false || build.render === "link") return "unpublished";
    return data.headless === true ? "unpublished" : undefined;
  }

  return (entry: ContentFile, front: FrontMatter): Route => {
    if (front.read?.failed) return { state: "unknown", reason: { why: "front-matter", detail: "" } };
    const { data } = front;
    const { path, kind, language } = entry;
    const because = hiddenBecause(front);
    const done = (written: string, isOwn: boolean): Route => {
      const section = path.split("/")[0] ?? "";
      const output = outputOf(written, !isOwn && hugo.isUgly(section));
      if (because) return { state: "unpublished", because, output };
      const url = `/${output.replace(/(^|\/)index\.html$/, "$1")}`;
      return { state: "page", url, output, aliases: aliasesOf(data.aliases, url, section) };
    };
    if (typeof data.url === "string" && data.url !== "") {
      if (/:\w/.test(data.url)) return { state: "unknown", reason: { why: "template", detail: data.url } };
      const isRooted = data.url.startsWith("/");
      return done(isRooted ? data.url : language.folder + data.url, true);
    }
    if (kind === "branch") return done(`${language.folder}${sanitize(folderOf(path))}`, false);
    const slug = textOf(data.slug) ?? "";
    // A name may begin with a date, which is no part of it.
    const stem = kind === "leaf" ? nameOf(folderOf(path).slice(0, -1)) : withoutExtension(nameOf(path));
    const folder = kind === "leaf" ? folderOf(folderOf(path).slice(0, -1)) : folderOf(path);
    const names = folder.split("/").filter((name) => name !== "");
    const pattern = patternFor(hugo.permalinks, names[0] ?? "");
    if (pattern === undefined)
      return done(`${language.folder}${sanitize(folder + (slug === "" ? stem : slug))}/`, false);
    // Below the top, a folder is a section only if it has a page of its own.
    const isSection = (_: string, at: number): boolean =>
      at === 0 || branches.has(`${language.name} ${names.slice(0, at + 1).join("/")}/`);
    const sections = names.filter(isSection);
    const date = hugo.dateKeys && momentOf(front, hugo.dateKeys);
    if (!hugo.dateKeys && /:(?:year|month|day|week|yearday)/.test(pattern))
      return because
        ? { state: "unpublished", because }
        : { state: "unknown", reason: { why: "setting", detail: "frontmatter.date" } };
    const made = expanded(pattern, {
      clock: date?.clock(),
      sections,
      title: sanitize(textOf(data.title) ?? ""),
      slug: sanitize(slug),
      fileName: sanitize(stem),
    });
    if (made === undefined) return { state: "unknown", reason: { why: "template", detail: pattern } };
    const written = sanitize(made);
    return done(`${language.folder}${written}${/\/$|\.html?$/.test(written) ? "" : "/"}`, false);
  };

  function aliasesOf(written: unknown, url: string, section: string): string[] {
    return [written ?? []].flat().flatMap((alias) => {
      if (typeof alias !== "string" || alias === "") return [];
      const above = url.replace(/(?<![^/])[^/]*\/?$/, "");
      const path = tidyPath(alias.startsWith("/") ? alias : `${above}${alias}`);
      if (/\.html?$/.test(path)) return [path];
      const folder = path.replace(/\/$/, "");
      return [hugo.isUgly(section) ? `${folder}.html` : `${folder}/index.html`];
    });
  }
}

/** In newer versions, permalinks are grouped by the kind of page. */
function patternFor(permalinks: Settings, section: string): string | undefined {
  const ofPages = isRecord(permalinks.page) ? permalinks.page : permalinks;
  const pattern = Object.hasOwn(ofPages, section) ? ofPages[section] : undefined;
  return typeof pattern === "string" && pattern !== "" ? pattern : undefined;
}

export function outputOf(url: string, isUgly: boolean): string {
  const path = tidyPath(url);
  if (/\.\w{1,5}$/.test(path) && /\.html?$/.test(path)) return path;
  const folder = path.replace(/\/$/, "");
  if (folder === "") return "index.html";
  return isUgly ? `${folder}.html` : `${folder}/index.html`;
}
