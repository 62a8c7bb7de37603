/**
 * The addresses of a Docusaurus site: `plugin-content-{docs,blog,pages}` and the links of `mdx-loader` of Docusaurus 3.
 * https://docusaurus.io/docs/advanced/routing
 */
import { decodePercent } from "../../platform/percent.js";
import type { Settings, Site } from "../types.js";
import { blogIndex } from "./docusaurus-blog.js";
import { docsIndex } from "./docusaurus-docs.js";
import { isPartial, pageAt } from "./docusaurus-page.js";
import { type ContentPlugin, pluginsOf, siteSettings } from "./docusaurus-plugins.js";
import { pluginHooks } from "./markdown-plugins.js";
import { folderOf } from "./shared.js";
import { isAnotherSite, joined, splitUrl, unknownIndex } from "./static-settings.js";
import type { GeneratedKind, Route, RouteIndex, RoutePlan, SiteFiles, Sources, Unknown, Writing } from "./types.js";

export function docusaurusRoutes(site: Site): RoutePlan {
  const { settings } = site;
  const known = siteSettings(settings);
  const { base, origin, statics, locales } = known;
  const { plugins, gaps, redirects } = pluginsOf(settings);
  const hooks = hooksOf(settings, Array.isArray(plugins) ? plugins : []);
  return {
    ...base,
    origin,
    outputFolder: "build",
    key: JSON.stringify(["docusaurus", settings, base, typeof plugins, gaps, hooks]),
    sourceLinks: "as-is",
    copiedFrom(output) {
      const inLocale = Array.isArray(locales) && locales.find((locale) => output.startsWith(`${locale}/`));
      const name = inLocale ? output.slice(inLocale.length + 1) : output;
      return Array.isArray(statics) ? statics.map((folder) => joined(folder, name)) : [];
    },
    rewrite(url, as, from, above) {
      if (isAnotherSite(url) && !/^pathname:/.test(url)) return url;
      if (as.syntax !== "markdown") return url;
      if (!Array.isArray(plugins) || !Array.isArray(statics)) return { why: "setting", detail: "presets" };
      return rewritten(url, as, from, {
        base: localeOf(from) ? `${above}${localeOf(from)}/` : above,
        plugins,
        statics,
      });
    },
    async index(files) {
      if (!Array.isArray(plugins)) return unknownIndex(plugins as Unknown);
      if (!Array.isArray(locales)) return unknownIndex(locales as Unknown);
      const parts: RouteIndex[] = [
        {
          articles: [],
          generated: [
            ["404.html", "error"],
            ...redirects.map((from) => [pageAt(from, known.slash).output, "other"] as const),
          ],
          copies: [],
          gaps: [...gaps, ...ownGaps],
        },
      ];
      for (const plugin of plugins) {
        if (plugin.kind === "docs") parts.push(await docsIndex(plugin, files, known.slash, locales));
        else if (plugin.kind === "blog") parts.push(blogIndex(plugin, files, known.slash, locales));
        else parts.push(pagesIndex(plugin, files, known.slash, locales));
      }
      const whole: RouteIndex = {
        articles: parts.flatMap(({ articles }) => articles),
        generated: parts.flatMap(({ generated }) => generated),
        copies: [],
        gaps: parts.flatMap((part) => part.gaps),
        redirectsBy: { setting: "@docusaurus/plugin-client-redirects" },
      };
      return { ...whole, generated: [...whole.generated, ...inLocales(whole, locales)], ...hooks };
    },
  };
}

const asset = (prefix: string) => ({
  reason: { why: "template", detail: prefix } as const,
  prefix,
  only: "files" as const,
});
/** What the bundler and the sitemap write. */
const ownGaps = [
  asset("assets/"),
  asset("sitemap.xml"),
  asset("search"),
  { ...asset("search"), only: "pages" as const },
];

const localeOf = (from: string): string | undefined => /^i18n\/([^/]+)\//.exec(from)?.[1];

/** The pages of the other locales, which are all pages again. */
function inLocales(
  { articles, generated }: RouteIndex,
  locales: readonly string[],
): (readonly [string, GeneratedKind])[] {
  return locales.flatMap((locale) => [
    ...articles.flatMap(([file, route]) =>
      route.state === "page" && localeOf(file) === undefined ? [[`${locale}/${route.output}`, "other"] as const] : [],
    ),
    ...generated.map(([output, kind]) => [`${locale}/${output}`, kind] as const),
  ]);
}

function pagesIndex(
  plugin: ContentPlugin,
  files: SiteFiles,
  slash: boolean | undefined,
  locales: readonly string[],
): RouteIndex {
  const articles: [string, Route][] = [];
  const generated: [string, GeneratedKind][] = [];
  const folders = [plugin.folder, ...locales.map((locale) => `i18n/${locale}/docusaurus-plugin-content-pages`)];
  for (const [at, folder] of folders.entries())
    for (const file of files.below(folder)) {
      const page = file.slice(folder.length + 1);
      if (!/\.(?:jsx?|tsx?|mdx?)$/.test(page) || isPartial(page) || /\.(?:test|d)\.\w+$|(?:^|\/)__tests__\//.test(page))
        continue;
      const isArticle = /\.mdx?$/.test(page);
      const front = isArticle ? files.frontMatter(file)?.data : undefined;
      const own =
        typeof front?.slug === "string" ? front.slug : `/${page.replace(/\.\w+$/, "").replace(/(^|\/)index$/, "$1")}`;
      const prefix = at === 0 ? "" : `/${locales[at - 1]}`;
      const route = pageAt(`${prefix}/${plugin.route}${own.startsWith("/") ? own : `/${own}`}`, slash);
      if (front?.draft === true)
        articles.push([file, { state: "unpublished", because: "draft", output: route.output }]);
      else if (isArticle) articles.push([file, route]);
      else if (at === 0) generated.push([route.output, "other"]);
    }
  return { articles, generated, copies: [], gaps: [] };
}

interface Known {
  readonly base: string;
  readonly plugins: readonly ContentPlugin[];
  readonly statics: readonly string[];
}

/** The URL that the MDX loader and the component for links make of one in Markdown. */
function rewritten(url: string, { about }: Writing, from: string, known: Known): string | Sources | Unknown {
  const { path, rest } = splitUrl(url);
  const direct = /^pathname:\/\/(.*)$/s.exec(url)?.[1];
  if (direct !== undefined) return withBase(direct, known.base);
  if (path === "" || isAnotherSite(url)) return url;
  const name = decodePercent(path);
  if (name.startsWith("@site/")) {
    const own = joined("", name.slice("@site/".length));
    return { sources: [own] };
  }
  const isRooted = name.startsWith("/");
  const inStatics = known.statics.map((folder) => joined(folder, name));
  if (about === "image") return { sources: isRooted ? inStatics : [joined(folderOf(from), name)] };
  const otherwise = isRooted ? withBase(path, known.base) + rest : url;
  if (isArticle(name)) return { sources: articleSources(name, from, known.plugins), otherwise, only: "pages" };
  const hasExtension = /\.[^./]+$/.test(name) && !/\.(?:tsx?|jsx?|html)$/.test(name);
  if (!hasExtension) return otherwise;
  return { sources: isRooted ? inStatics : [joined(folderOf(from), name)], otherwise };
}

const isArticle = (name: string): boolean => /\.mdx?$/i.test(name);

const withBase = (path: string, base: string): string =>
  path.startsWith(base) || !path.startsWith("/") ? path : base + path.slice(1);

/** Where a link to an article is looked up: next to it, and from the folders of its plugin. */
function articleSources(name: string, from: string, plugins: readonly ContentPlugin[]): string[] {
  if (/^\.\.?\//.test(name)) return [joined(folderOf(from), name)];
  const own = plugins.flatMap((plugin) => {
    const folder = plugin.contentFolders(from);
    return folder ? folder : [];
  });
  if (name.startsWith("/")) return [...own.map((folder) => joined(folder, name)), joined("", name.slice(1))];
  return [joined(folderOf(from), name), ...own.map((folder) => joined(folder, name))];
}

/** https://docusaurus.io/docs/markdown-features/plugins */
function hooksOf({ markdown }: Settings, plugins: readonly ContentPlugin[]): Pick<RouteIndex, "hooks"> {
  const keys = ["remarkPlugins", "rehypePlugins", "beforeDefaultRemarkPlugins", "beforeDefaultRehypePlugins"];
  return pluginHooks([
    { of: markdown, key: "preprocessor" },
    ...plugins.flatMap(({ options }) => keys.map((key) => ({ of: options, key }))),
  ]);
}
