/** The lists that Hugo makes: home, sections, taxonomies and their terms. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import type { Settings } from "../types.js";
import type { ContentFile } from "./hugo-content.js";
import { hugoPath } from "./hugo-path.js";
import type { HugoSettings } from "./hugo-settings.js";
import { folderOf, foldersAbove, withoutExtension } from "./shared.js";
import type { Gap, GeneratedKind, Route, RouteIndex, SiteFiles, Unknown } from "./types.js";

export interface HugoPage extends ContentFile {
  readonly route: Route;
  /** The values of the taxonomies in the front matter. */
  readonly terms: Settings;
}

export function hugoGenerated(
  hugo: HugoSettings,
  pages: readonly HugoPage[],
  files: SiteFiles,
): Pick<RouteIndex, "generated" | "gaps"> {
  const generated = new Map<string, GeneratedKind>();
  const gaps: Gap[] = [];
  /** By term. Thousands of pages may have the same one. */
  const known = new Map<string, string>();
  const sanitize = (text: string): string => {
    const path = known.get(text) ?? hugoPath(text, hugo.paths);
    known.set(text, path);
    return path;
  };
  const written = new Set(pages.flatMap(({ route }) => (route.state === "page" ? [route.output] : [])));
  const has = (kind: string): boolean => !hugo.disabled.has(kind);
  /** @param folder in the built site; empty, or with a slash at the end. */
  const list = (folder: string, kind: GeneratedKind, entries: number): void => {
    const isUgly = folder !== "" && hugo.isUgly(folder.split("/")[0] ?? "");
    const output = isUgly ? `${folder.slice(0, -1)}.html` : `${folder}index.html`;
    if (!written.has(output)) generated.set(output, kind);
    // JSON and others need a template that says so.
    if (has("rss") && hasFormat(hugo.outputs, kind, "rss"))
      generated.set(`${isUgly ? `${folder.slice(0, -1)}` : `${folder}index`}.xml`, "feed");
    // Whether a list has pages is in its template.
    gaps.push({
      reason: { why: "template", detail: "paginator" },
      prefix: `${folder}${hugo.pageFolder}/`,
      upTo: Math.max(1, entries),
    });
  };
  for (const language of hugo.languages) {
    const own = pages.filter((page) => page.language === language);
    const single = own.filter(({ kind }) => kind !== "branch");
    const at = language.folder;
    if (has("home")) list(at, "home", single.length);
    if (has("section")) {
      const counts = countsByFolder(single);
      for (const folder of sectionsOf(own, hugo.taxonomies))
        list(at + sanitize(folder), "section", counts.get(folder) ?? 0);
    }
    for (const taxonomy of hugo.taxonomies) {
      const terms = termsOf(taxonomy, own, sanitize);
      if (has("taxonomy")) list(`${at}${taxonomy}/`, "taxonomy", terms.size);
      if (has("term")) for (const [term, count] of terms) list(`${at}${taxonomy}/${term}/`, "tag", count);
    }
    if (has("sitemap")) generated.set(`${hugo.languages.length > 1 ? `${language.name}/` : ""}sitemap.xml`, "sitemap");
  }
  if (has("sitemap")) generated.set("sitemap.xml", "sitemap");
  if (hugo.hasRobots && has("robotstxt")) generated.set("robots.txt", "other");
  const layouts = ["layouts", ...hugo.themes.map((theme) => `themes/${theme}/layouts`)];
  if (has("404") && layouts.some((folder) => files.exists(`${folder}/404.html`))) generated.set("404.html", "error");
  const standard = hugo.languages.find(({ name }) => name === hugo.defaultLanguage);
  // The home page of the default language is at both addresses.
  if (hugo.languages.length > 1 && standard)
    generated.set(hugo.defaultIsInFolder ? "index.html" : `${standard.name}/index.html`, "home");
  return { generated: [...generated], gaps: [...gaps, ...otherGaps(hugo, files)] };
}

function hasFormat(outputs: Settings, kind: GeneratedKind, format: string): boolean {
  const name = kind === "tag" ? "term" : kind;
  const listed = outputs[name];
  return listed === undefined || [listed].flat().some((one) => anyText(one).toLowerCase() === format);
}

function otherGaps(hugo: HugoSettings, files: SiteFiles): Gap[] {
  const missing = hugo.themes.filter((theme) => files.below(`themes/${theme}`).length === 0);
  const gaps: Gap[] = missing.map((theme) => ({ reason: { why: "theme", detail: theme }, only: "files" }));
  if (hugo.hasModules) gaps.push({ reason: { why: "theme", detail: "module.imports" } });
  const others = Object.entries(hugo.outputs).flatMap(([kind, formats]) =>
    [formats].flat().flatMap((one) => (/^(?:html|rss)$/i.test(anyText(one)) ? [] : [{ kind, format: anyText(one) }])),
  );
  // Those of the home page are next to it.
  for (const { format } of others.filter(({ kind }) => kind === "home"))
    for (const { folder } of hugo.languages)
      gaps.push({
        reason: { why: "setting", detail: "outputs" },
        prefix: folder + hugo.baseNameOf(format),
        only: "files",
      });
  if (others.some(({ kind }) => kind !== "home"))
    gaps.push({ reason: { why: "setting", detail: "outputs" }, only: "files" });
  return [...gaps, ...assetGaps(hugo, files)];
}

/** Functions of templates that give a resource a name of its own: https://gohugo.io/functions/resources/ */
const naming = /\bresources\.(?:Copy|FromString|GetRemote|ExecuteAsTemplate)\b|\btargetPath\b/;

/** Styles and scripts that templates make of `assets/`, and images, which keep the beginning of their name. */
function assetGaps({ assets, themes }: HugoSettings, files: SiteFiles): Gap[] {
  const reason: Unknown = { why: "template", detail: "assets" };
  const folders = [
    ...assets,
    ...themes.map((theme) => ({ source: `themes/${theme}/assets`, target: "", language: undefined })),
  ];
  const names = folders.flatMap(({ source, target }) =>
    files.below(source).map((file) => `${target === "" ? "" : `${target}/`}${file.slice(source.length + 1)}`),
  );
  if (names.length === 0) return [];
  const layouts = ["layouts", ...themes.map((theme) => `themes/${theme}/layouts`)];
  const namesResources = layouts.some((folder) =>
    files.below(folder).some((file) => naming.test(files.text(file) ?? "")),
  );
  if (namesResources) return [{ reason, only: "files" }];
  return [
    { reason, only: "files", except: "images" },
    ...names
      .filter((name) => /\.(?:png|jpe?g|gif|webp|avif|bmp|tiff?|svg|ico)$/i.test(name))
      .map((name): Gap => ({ reason, prefix: withoutExtension(name), only: "images" })),
  ];
}

/** The number of pages in each folder and the folders below it. */
function countsByFolder(pages: readonly HugoPage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of pages)
    for (const folder of foldersAbove(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

/** Folders at the top with articles, and those below with `_index.md`. */
function sectionsOf(pages: readonly HugoPage[], taxonomies: readonly string[]): Set<string> {
  const sections = new Set<string>();
  for (const { path, kind, bundle } of pages) {
    const folder = kind === "leaf" ? folderOf((bundle ?? "").slice(0, -1)) : folderOf(path);
    const [top = ""] = folder.split("/");
    if (top === "" || taxonomies.includes(top)) continue;
    sections.add(`${top}/`);
    if (kind === "branch") sections.add(folder);
  }
  return sections;
}

/** The path of each term, with the number of its pages. */
function termsOf(
  taxonomy: string,
  pages: readonly HugoPage[],
  sanitize: (text: string) => string,
): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { terms: own, path, kind } of pages) {
    const inFolder =
      kind === "branch" && path.startsWith(`${taxonomy}/`) ? folderOf(path).slice(taxonomy.length + 1, -1) : "";
    if (inFolder !== "") terms.set(sanitize(inFolder), terms.get(sanitize(inFolder)) ?? 0);
    const values = isRecord(own[taxonomy]) ? [] : [own[taxonomy] ?? []].flat();
    for (const value of values) {
      const term = sanitize(anyText(value)).replace(/^\/+|(?<!\/)\/+$/g, "");
      if (term !== "") terms.set(term, (terms.get(term) ?? 0) + 1);
    }
  }
  return terms;
}
