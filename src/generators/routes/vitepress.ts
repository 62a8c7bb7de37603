/**
 * The addresses of a VitePress site: `node/config.ts`, `node/plugins/dynamicRoutesPlugin.ts`, `rewritesPlugin.ts` and
 * `node/markdown/plugins/{link,image}.ts` of VitePress 1. https://vitepress.dev/guide/routing
 */

import { wholeGroups } from "../../patterns/whole-groups.js";
import { isRecord } from "../../platform/is-record.js";
import { decodePercent } from "../../platform/percent.js";
import type { Settings, Site } from "../types.js";
import { unreadAt, unreadKeys } from "../unread.js";
import { markdownChanger, pluginLists } from "../vitepress-ids.js";
import { leavesUrlsAlone } from "./local-plugins.js";
import { hookOf, localPlugins, pluginHooks } from "./markdown-plugins.js";
import { folderOf } from "./shared.js";
import {
  baseSetting,
  folderPath,
  globsIn,
  isAnotherSite,
  joined,
  setting,
  splitUrl,
  unknownIndex,
  unknownRoute,
} from "./static-settings.js";
import type { Gap, GeneratedKind, Route, RoutePlan, Sources, Unknown } from "./types.js";

export function vitepressRoutes({ settings }: Site): RoutePlan {
  const base = baseSetting(settings, "base");
  const folder = setting(settings, "srcDir", ".");
  const source = typeof folder === "string" ? folderPath(folder) : folder;
  const output = setting(settings, "outDir", ".vitepress/dist");
  const clean = setting(settings, "cleanUrls", false);
  const plugins = pluginLists(settings);
  // Whatever function gets the settings, or wherever those of Markdown are from, may add plugins.
  const changer = markdownChanger(settings) ?? (unreadKeys(settings).has("markdown") ? "markdown" : undefined);
  const hooksWith = (alone?: ReadonlySet<string>) =>
    changer === undefined ? pluginHooks(plugins, alone) : hookOf(changer);
  return {
    ...base,
    origin: undefined,
    outputFolder: typeof output === "string" ? output : undefined,
    key: JSON.stringify(["vitepress", settings, base, unreadAt(settings, "rewrites") !== undefined, hooksWith()]),
    sourceLinks: "as-is",
    copiedFrom: (path) => (typeof source === "string" ? [joined(source, `public/${path}`)] : []),
    rewrite(url, { syntax, about }, from, above) {
      if (typeof source !== "string") return source;
      if (about === "image") return image(url, syntax, from, source);
      if (syntax === "html") return url;
      return typeof clean === "boolean" ? link(url, clean, above) : clean;
    },
    async index(files) {
      if (typeof source !== "string") return unknownIndex(source);
      if (typeof clean !== "boolean") return unknownIndex(clean);
      const rewrite = rewriter(settings);
      const isLeftOut = globsIn(settings, "srcExclude");
      const articles: [string, Route][] = [];
      const gaps: Gap[] = gapsOf(settings);
      for (const file of files.below(source)) {
        if (!file.endsWith(".md")) continue;
        const page = source === "" ? file : file.slice(source.length + 1);
        if (/(?:^|\/)(?:\.|node_modules\/|dist\/)/.test(page) || page.startsWith("public/")) continue;
        if (/\[\w+\]/.test(page)) {
          gaps.push({ reason: { why: "template", detail: page }, prefix: page.slice(0, page.indexOf("[")) });
          continue;
        }
        const excluded = isLeftOut(page);
        if (excluded) {
          articles.push([
            file,
            excluded === true ? { state: "unpublished", because: "ignored" } : unknownRoute(excluded),
          ]);
          continue;
        }
        const target = rewrite(page);
        articles.push([file, typeof target === "string" ? routeOf(target, clean) : unknownRoute(target)]);
      }
      const alone = new Set<string>();
      for (const plugin of localPlugins(plugins))
        if (await leavesUrlsAlone(files, ".vitepress/", plugin)) alone.add(plugin);
      return { articles, generated: generatedOf(settings), copies: [], gaps, ...hooksWith(alone) };
    },
  };
}

function routeOf(page: string, clean: boolean): Route {
  const output = page.replace(/\.md$/, ".html");
  const url = `/${output.replace(/(^|\/)index\.html$/, "$1")}`;
  return { state: "page", url: clean ? url.replace(/\.html$/, "") : url, output, aliases: [] };
}

/** Files that VitePress takes for no page: the list in `shared/shared.ts`. */
const otherFiles = new Set(
  "3g2,3gp,aac,ai,apng,au,avif,bin,bmp,cer,class,conf,crl,css,csv,dll,doc,eps,epub,exe,gif,gz,ics,ief,jar,jpe,jpeg,jpg,js,json,jsonld,m4a,man,mid,midi,mjs,mov,mp2,mp3,mp4,mpe,mpeg,mpg,mpp,oga,ogg,ogv,ogx,opus,otf,p10,p7c,p7m,p7s,pdf,png,ps,qt,roff,rtf,rtx,ser,svg,t,tif,tiff,tr,ts,tsv,ttf,txt,vtt,wav,weba,webm,webp,woff,woff2,xhtml,xml,yaml,yml,zip".split(
    ",",
  ),
);

function link(url: string, clean: boolean, base: string): string {
  const { path, rest } = splitUrl(url);
  if (path === "" || isAnotherSite(url)) return url;
  let written = path;
  if (!otherFiles.has(path.slice(path.lastIndexOf(".") + 1).toLowerCase())) {
    const [, inFolder] = /^(.*\/)?index\.md$/i.exec(path) ?? [undefined, undefined];
    if (/(?:^|\/)index\.md$/i.test(path)) written = inFolder ?? "./";
    else {
      written = path.replace(/\.md$/, clean ? "" : ".html");
      if (!clean && !/\.html$|\/$/.test(written)) written += ".html";
    }
    if (!/^\.?\//.test(written)) written = `./${written}`;
  }
  if (!written.startsWith("/")) return written + rest;
  return `${base}${written}`.replace(/\/+/g, "/") + rest;
}

/** Vite imports images of Markdown, and those of HTML with a path that begins with `/` or `.`. */
function image(url: string, syntax: string, from: string, source: string): string | Sources {
  if (isAnotherSite(url) || url === "") return url;
  const path = decodePercent(splitUrl(url).path);
  if (path.startsWith("/"))
    return { sources: [joined(source, `public${path}`), joined(source, path.replace(/^\/+/, ""))] };
  if (/^[~@]/.test(path)) return url;
  if (syntax === "html" && !path.startsWith(".")) return { sources: [] };
  return { sources: [joined(folderOf(from), path)] };
}

function rewriter(settings: Settings): (page: string) => string | Unknown {
  const { rewrites } = settings;
  const isUnread = unreadAt(settings, "rewrites") !== undefined;
  const reason: Unknown = { why: "setting", detail: "rewrites" };
  const rules = isRecord(rewrites)
    ? Object.entries(rewrites).flatMap(([from, to]) =>
        typeof to === "string" ? [{ match: pathMatcher(from), to }] : [],
      )
    : [];
  return (page) => {
    if (isUnread) return reason;
    for (const { match, to } of rules) {
      if (!match) return reason;
      const values = match(page);
      if (values) return to.replace(/:(\w+)(?:\([^()]*\))?[*+?]?/g, (_, name: string) => values[name] ?? "");
    }
    return page;
  };
}

/** The part of path-to-regexp that rewrites use: `:name`, `:name*`, `:name(.*)`; `undefined` for any other syntax. */
function pathMatcher(pattern: string): ((page: string) => Readonly<Record<string, string>> | undefined) | undefined {
  const names: string[] = [];
  let source = "";
  let rest = pattern.replace(/^\//, "");
  while (rest !== "") {
    const [all = "", slash = "", name = "", group, many] = /^(\/?):(\w+)(\(\.\*\))?([*+])?/.exec(rest) ?? [];
    if (name !== "") {
      names.push(name);
      const one = group === undefined ? "[^/]+" : ".*";
      source += many === undefined ? `${slash}(${one})` : `(?:${slash}((?:[^/]+/)*[^/]+))${many === "*" ? "?" : ""}`;
      rest = rest.slice(all.length);
      continue;
    }
    const [character = ""] = rest;
    if (/[()*+?{}^$[\]|\\]/.test(character)) return undefined;
    source += character.replace(/[.]/, "\\.");
    rest = rest.slice(character.length);
  }
  const groups = wholeGroups(source, names.length);
  return (page) => {
    const found = groups(page);
    return found && Object.fromEntries(names.map((name, at) => [name, found[at] ?? ""]));
  };
}

function generatedOf({ sitemap }: Settings): (readonly [string, GeneratedKind])[] {
  return [["404.html", "error"], ...(isRecord(sitemap) ? ([["sitemap.xml", "sitemap"]] as const) : [])];
}

function gapsOf(settings: Settings): Gap[] {
  const gaps: Gap[] = [{ reason: { why: "template", detail: "assets" }, prefix: "assets/", only: "files" }];
  // These functions of the configuration may write files, such as feeds.
  for (const key of ["buildEnd", "vite"])
    if (key in settings || unreadAt(settings, key))
      gaps.push({ reason: { why: "setting", detail: key }, only: "files" });
  return gaps;
}
