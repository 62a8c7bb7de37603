/**
 * The addresses of a MkDocs site: `structure/files.py` and `structure/pages.py` of MkDocs 1.4.
 * https://www.mkdocs.org/user-guide/writing-your-docs/
 */

import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { decodePercent } from "../../platform/percent.js";
import type { Settings, Site } from "../types.js";
import { folderOf, nameOf } from "./shared.js";
import { basePath, folderPath, isAnotherSite, joined, setting, splitUrl, unknownIndex } from "./static-settings.js";
import type { Gap, Route, RoutePlan, Sources, Unknown } from "./types.js";

export function mkdocsRoutes({ settings, root }: Site): RoutePlan {
  const url = setting(settings, "site_url", "");
  const address = typeof url === "string" && URL.canParse(url) ? new URL(url) : undefined;
  // `docs/zh/mkdocs.yml` with the URL `/zh/`: programs fill such a site with the pages that are not translated yet.
  const language = nameOf(root.replaceAll("\\", "/"));
  const isTranslation = /^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(language) && address?.pathname.endsWith(`/${language}/`);
  const folder = setting(settings, "docs_dir", "docs");
  const docs = typeof folder === "string" ? folderPath(folder) : folder;
  const output = setting(settings, "site_dir", "site");
  const inFolders = setting(settings, "use_directory_urls", true);
  return {
    base: basePath(decodePercent(address?.pathname ?? "/")),
    origin: address?.origin,
    outputFolder: typeof output === "string" ? output : undefined,
    key: JSON.stringify(["mkdocs", settings]),
    sourceLinks: "as-is",
    copiedFrom: (path) => (typeof docs === "string" && !isArticle(path) ? [joined(docs, path)] : []),
    rewrite: (written, { syntax }, from) =>
      syntax === "markdown" && typeof docs === "string" ? rewritten(written, from, docs, settings) : written,
    async index(files) {
      if (typeof docs !== "string") return unknownIndex(docs);
      if (typeof inFolders !== "boolean") return unknownIndex(inFolders);
      const articles: [string, Route][] = [];
      const all = files.below(docs).filter((file) => !/(?:^|\/)\./.test(file.slice(docs.length)));
      for (const file of all)
        if (isArticle(file))
          articles.push([file, routeOf(docs === "" ? file : file.slice(docs.length + 1), inFolders, all, file)]);
      return {
        articles,
        generated: [
          ["404.html", "error"],
          ["sitemap.xml", "sitemap"],
          ["sitemap.xml.gz", "sitemap"],
        ],
        copies: [],
        gaps: [
          ...gapsOf(settings),
          ...(isTranslation ? [{ reason: { why: "plugin" as const, detail: language }, only: "pages" as const }] : []),
        ],
        redirectsBy: { setting: "mkdocs-redirects" },
      };
    },
  };
}

const isArticle = (file: string): boolean => /\.(?:md|markdown|mdown|mkdn?|mkd)$/i.test(file);

function routeOf(page: string, inFolders: boolean, all: readonly string[], file: string): Route {
  const name = page.replace(/\.[^./]+$/, "");
  const [, folder = ""] = /^(.*\/)?[^/]*$/.exec(name) ?? [];
  const last = name.slice(folder.length);
  if (last === "index" || last === "README") {
    // A page of the folder has its address; README.md only without index.md beside it.
    if (last === "README" && all.includes(`${folderOf(file)}index.md`))
      return { state: "unpublished", because: "ignored" };
    return { state: "page", url: `/${folder}`, output: `${folder}index.html`, aliases: [] };
  }
  return inFolders
    ? { state: "page", url: `/${name}/`, output: `${name}/index.html`, aliases: [] }
    : { state: "page", url: `/${name}.html`, output: `${name}.html`, aliases: [] };
}

/** A path of a file in the folder of articles becomes its address; every other URL stays as it is. */
function rewritten(url: string, from: string, docs: string, settings: Settings): string | Sources {
  const { path } = splitUrl(url);
  if (path === "" || isAnotherSite(url)) return url;
  if (path.startsWith("/")) {
    // https://www.mkdocs.org/user-guide/configuration/#validation
    const { validation } = settings;
    const links = isRecord(validation) && isRecord(validation.links) ? validation.links : validation;
    const isFromDocs = isRecord(links) && links.absolute_links === "relative_to_docs";
    return isFromDocs ? { sources: [joined(docs, decodePercent(path).slice(1))], otherwise: url } : url;
  }
  return { sources: [joined(folderOf(from), decodePercent(path))], otherwise: url };
}

/** Plugins that make no pages and no files. */
const harmless =
  /^(?:material\/)?(?:search|awesome-pages|awesome-nav|section-index|literate-nav|git-revision-date(?:-localized)?|git-authors|git-committers(?:-2)?|glightbox|include-markdown|macros|markdownextradata|minify|htmlproofer|autorefs|mkdocstrings|offline|privacy|typeset|meta|group|table-reader|mermaid2|exclude|print-site|pdf-export|with-pdf|social|info|optimize)$/;

/** Files that the themes bring: those of MkDocs, and Material. */
const themeFiles = [
  "css/",
  "js/",
  "fonts/",
  "webfonts/",
  "search/",
  "img/favicon.ico",
  "assets/javascripts/",
  "assets/stylesheets/",
  "assets/external/",
  "assets/images/favicon.png",
];

function gapsOf({ plugins, hooks, theme }: Settings): Gap[] {
  const list = Array.isArray(plugins) ? plugins : isRecord(plugins) ? Object.keys(plugins) : [];
  const names = list.map((one) => (isRecord(one) ? Object.keys(one)[0] : one));
  const reasons: Unknown[] = names
    .filter((name) => typeof name !== "string" || !harmless.test(name))
    .map((name) => ({ why: "plugin", detail: anyText(name ?? "plugins") }));
  if (hooks !== undefined) reasons.push({ why: "plugin", detail: "hooks" });
  const custom = isRecord(theme) && typeof theme.custom_dir === "string" ? theme.custom_dir : undefined;
  return [
    ...reasons.map((reason) => ({ reason })),
    ...themeFiles.map((prefix) => ({
      reason: { why: "theme" as const, detail: custom ?? "theme" },
      prefix,
      only: "files" as const,
    })),
  ];
}
