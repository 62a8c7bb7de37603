/**
 * The addresses of an Astro site: pages are files, and the entries of a collection are pages of a dynamic route.
 * https://docs.astro.build/en/guides/routing/, https://docs.astro.build/en/guides/content-collections/
 */

import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import { decodePercent } from "../../platform/percent.js";
import type { Settings, Site } from "../types.js";
import { type Call, unreadAt } from "../unread.js";
import { collectionPages, entryRoutes, folderOfCollection } from "./astro-collections.js";
import { type AstroOutput, astroPage } from "./astro-page.js";
import { pluginHooks } from "./markdown-plugins.js";
import { folderOf } from "./shared.js";
import { starlightIndex } from "./starlight.js";
import { baseSetting, folderPath, isAnotherSite, joined, setting, splitUrl, unknownIndex } from "./static-settings.js";
import type { Gap, RouteIndex, RoutePlan, SiteFiles, Unknown } from "./types.js";

export function astroRoutes({ settings }: Site): RoutePlan {
  const base = baseSetting(settings, "base");
  const site = setting(settings, "site", "");
  const source = folderOfSetting(settings, "srcDir", "src");
  const statics = folderOfSetting(settings, "publicDir", "public");
  const output = folderOfSetting(settings, "outDir", "dist");
  const how = outputOf(settings);
  const hooks = hooksOf(settings);
  return {
    ...base,
    origin: typeof site === "string" && URL.canParse(site) ? new URL(site).origin : undefined,
    outputFolder: typeof output === "string" ? output : undefined,
    key: JSON.stringify(["astro", settings, base, how, hooks]),
    sourceLinks: "as-is",
    copiedFrom: (path) => (typeof statics === "string" ? [joined(statics, path)] : []),
    rewrite(url, { syntax, about }, from) {
      if (syntax !== "markdown" || about !== "image" || isAnotherSite(url)) return url;
      const path = decodePercent(splitUrl(url).path);
      // Images of Markdown are files of the site, except those that begin with a slash.
      if (path === "" || path.startsWith("/") || /^[~@#]/.test(path)) return /^[~@#]/.test(path) ? alias(path) : url;
      return { sources: [joined(folderOf(from), path)] };
    },
    async index(files) {
      if (typeof source !== "string") return unknownIndex(source);
      if ("why" in how) return unknownIndex(how);
      return { ...(await astroIndex(settings, files, source, how)), ...hooks };
    },
  };
}

const alias = (path: string): Unknown => ({ why: "setting", detail: path.split("/", 1)[0] ?? "" });

function folderOfSetting(settings: Settings, key: string, standard: string): string | Unknown {
  const stated = setting(settings, key, standard);
  return typeof stated === "string" ? folderPath(stated) : stated;
}

function outputOf(settings: Settings): AstroOutput | Unknown {
  const { build, trailingSlash } = settings;
  const format = isRecord(build) ? (build.format ?? "directory") : "directory";
  const isUnread = unreadAt(settings, "build") ?? unreadAt(build, "format");
  if (isUnread || (format !== "directory" && format !== "file" && format !== "preserve"))
    return { why: "setting", detail: "build.format" };
  if (unreadAt(settings, "trailingSlash")) return { why: "setting", detail: "trailingSlash" };
  return { format, isBare: trailingSlash === "never" || format === "file" };
}

async function astroIndex(settings: Settings, files: SiteFiles, source: string, how: AstroOutput): Promise<RouteIndex> {
  const articles: RouteIndex["articles"][number][] = [];
  const generated: RouteIndex["generated"][number][] = [];
  const gaps: Gap[] = [{ reason: { why: "template", detail: "_astro" }, prefix: "_astro/", only: "files" }];
  const pages = joined(source, "pages");
  for (const file of files.below(pages)) {
    const page = file.slice(pages.length + 1);
    if (/(?:^|\/)[._]/.test(page)) continue;
    const [, path = "", extension = ""] = /^(.*?)\.(mdx?|markdown|astro|html|[jt]s)$/.exec(page) ?? [];
    if (extension === "") continue;
    if (/\[.*\]/.test(path)) {
      const made = /\.astro$/.test(page) ? collectionPages(path, files.text(file) ?? "") : undefined;
      const routes = made && entryRoutes(made, files, source, how);
      if (routes) append(articles, routes);
      else gaps.push({ reason: { why: "template", detail: page }, prefix: page.slice(0, page.indexOf("[")) });
      continue;
    }
    // `feed.xml.ts` writes `feed.xml`.
    if (/^[jt]s$/.test(extension)) generated.push([path, "other"]);
    else {
      const isIndex = /(?:^|\/)index$/.test(path);
      const route = astroPage(path.replace(/(?:^|\/)index$/, ""), how, isIndex);
      if (/^(?:mdx?|markdown)$/.test(extension)) articles.push([file, route]);
      else generated.push([route.output, path === "404" ? "error" : "other", file]);
    }
  }
  for (const [from] of Object.entries(isRecord(settings.redirects) ? settings.redirects : {})) {
    const path = from.replace(/^\/|\/$/g, "");
    if (path.includes("["))
      gaps.push({ reason: { why: "template", detail: from }, prefix: path.slice(0, path.indexOf("[")) });
    else generated.push([astroPage(path, how).output, "other"]);
  }
  if (unreadAt(settings, "redirects")) gaps.push({ reason: { why: "setting", detail: "redirects" }, only: "pages" });
  if ("i18n" in settings || unreadAt(settings, "i18n"))
    gaps.push({ reason: { why: "setting", detail: "i18n" }, only: "pages" });
  for (const call of integrationsOf(settings, gaps)) {
    if (call.from === "@astrojs/starlight") {
      const book = starlightIndex(call.values[0], files, folderOfCollection("docs", files, source), how);
      append(articles, book.articles);
      append(generated, book.generated);
      append(gaps, book.gaps);
    } else if (call.from === "@astrojs/sitemap")
      gaps.push({ reason: { why: "plugin", detail: "@astrojs/sitemap" }, prefix: "sitemap", only: "files" });
    else if (!/^@astrojs\/|icon|expressive-code|compress|tailwind|partytown|robots/.test(call.from ?? ""))
      gaps.push({ reason: { why: "plugin", detail: call.from ?? call.name } });
  }
  // https://docs.astro.build/en/guides/routing/#configured-redirects
  return { articles, generated, copies: [], gaps, redirectsBy: { setting: "redirects" } };
}

/** https://docs.astro.build/en/guides/markdown-content/#markdown-plugins, and the same settings of `mdx()` */
function hooksOf(settings: Settings): Pick<RouteIndex, "hooks"> {
  const places = [
    settings.markdown,
    ...integrationsOf(settings, []).flatMap(({ from, values }) => (from === "@astrojs/mdx" ? values[0] : [])),
  ];
  const keys = ["remarkPlugins", "rehypePlugins", "processor"];
  return pluginHooks(places.flatMap((of) => keys.map((key) => ({ of, key }))));
}

function integrationsOf(settings: Settings, gaps: Gap[]): Call[] {
  const { integrations } = settings;
  const reason: Unknown = { why: "plugin", detail: "integrations" };
  if (unreadAt(settings, "integrations")) gaps.push({ reason });
  if (!Array.isArray(integrations)) return [];
  return integrations.flatMap((_, at) => {
    const unread = unreadAt(integrations, at);
    if (unread && !unread.call) gaps.push({ reason });
    return unread?.call ?? [];
  });
}
