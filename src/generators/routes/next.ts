/**
 * The addresses of a Next.js site: https://nextjs.org/docs/app/getting-started/project-structure,
 * https://nextjs.org/docs/app/guides/mdx, https://nextra.site/docs/file-conventions/content-directory
 */
import { isRecord } from "../../platform/is-record.js";
import type { Profile, Settings, Site } from "../types.js";
import { unreadAt } from "../unread.js";
import { folderOf, withoutExtension } from "./shared.js";
import {
  baseSetting,
  isAnotherSite,
  joined,
  setting,
  splitUrl,
  unknownIndex,
  unknownRoute,
} from "./static-settings.js";
import type { Gap, GeneratedKind, Route, RouteIndex, RoutePlan, SiteFiles, Unknown } from "./types.js";

/** https://nextjs.org/docs/app/api-reference/config/next-config-js/pageExtensions */
const standardExtensions: readonly string[] = ["tsx", "ts", "jsx", "js"];

const isArticle = (file: string): boolean => /\.mdx?$/i.test(file);

export function nextRoutes({ settings, dependencies, profile }: Site): RoutePlan {
  const base = baseSetting(settings, "basePath");
  const isNextra = dependencies?.has("nextra") ?? false;
  const isExport = settings.output === "export";
  const distDir = setting(settings, "distDir", "out");
  return {
    ...base,
    origin: undefined,
    // Without `output: "export"`, the pages are made when readers ask for them.
    outputFolder: isExport && typeof distDir === "string" ? distDir : undefined,
    key: JSON.stringify(["next", settings, base, isNextra, pageExtensionsOf(settings)]),
    sourceLinks: isNextra ? { why: "plugin", detail: "nextra" } : "as-is",
    copiedFrom: (output) => [`public/${output}`],
    rewrite(url, { syntax, about }, from) {
      const { path } = splitUrl(url);
      const isImport = isNextra && syntax === "markdown" && about === "image" && !path.startsWith("/");
      return isImport && path !== "" && !isAnotherSite(url) ? { sources: [joined(folderOf(from), path)] } : url;
    },
    async index(files) {
      if (settings.i18n !== undefined || unreadAt(settings, "i18n"))
        return unknownIndex({ why: "setting", detail: "i18n" });
      return nextIndex(settings, files, isNextra, profile);
    },
  };
}

/** The extensions of files that are pages; Nextra adds its own to the setting. */
function pageExtensionsOf(settings: Settings): readonly string[] | Unknown {
  const { pageExtensions } = settings;
  if (Array.isArray(pageExtensions) && !unreadAt(settings, "pageExtensions")) return pageExtensions.map(String);
  return unreadAt(settings, "pageExtensions") || pageExtensions !== undefined
    ? { why: "setting", detail: "pageExtensions" }
    : standardExtensions;
}

async function nextIndex(
  settings: Settings,
  files: SiteFiles,
  isNextra: boolean,
  { content, config }: Profile,
): Promise<RouteIndex> {
  const extensions = pageExtensionsOf(settings);
  const isSlashed = setting(settings, "trailingSlash", false);
  const articles = new Map<string, Route>();
  const generated: [string, GeneratedKind, string?][] = [["404.html", "error"]];
  const gaps: Gap[] = gapsOf(settings);
  const routeOf = (path: string): Route =>
    typeof isSlashed === "boolean" ? pageRoute(path, isSlashed, settings.output !== "export") : unknownRoute(isSlashed);
  /** The addresses of dynamic pages, and their files. */
  const dynamic: { readonly path: string; readonly file: string }[] = [];
  const add = (file: string, path: string | undefined): void => {
    if (path === undefined) {
      if (isArticle(file)) articles.set(file, { state: "unpublished", because: "name" });
    } else if (path.includes("[")) {
      dynamic.push({ path, file });
      gaps.push({ reason: { why: "template", detail: file }, prefix: path.slice(0, path.indexOf("[")) });
    } else {
      const isKnown = Array.isArray(extensions) || (isNextra && isArticle(file));
      const route = isKnown ? routeOf(path) : unknownRoute(extensions as Unknown);
      if (isArticle(file)) articles.set(file, route);
      else if (route.state === "page") generated.push([route.output, "other", file]);
      else gaps.push({ reason: (route as Route & { state: "unknown" }).reason, only: "pages" });
    }
  };
  const isPage = (file: string): boolean => {
    const extension = /\.([^./]+)$/.exec(file)?.[1] ?? "";
    if (isArticle(file) && isNextra) return true;
    return "why" in extensions
      ? isArticle(file) || standardExtensions.includes(extension)
      : extensions.includes(extension);
  };
  for (const folder of ["app", "src/app"])
    for (const file of files.below(folder)) if (isPage(file)) addAppPage(file.slice(folder.length + 1), file, add);
  for (const folder of ["pages", "src/pages"])
    for (const file of files.below(folder))
      if (isPage(file)) add(file, pagesPath(withoutExtension(file.slice(folder.length + 1))));
  if (isNextra) addNextraContent(files, dynamic, (file, path) => articles.set(file, routeOf(path)));
  // Articles that programs of the site read, and show on their pages: https://nextjs.org/docs/app/guides/mdx#using-dynamic-imports
  const reader = dynamic[0]?.file ?? "import";
  for (const folder of content.folders)
    for (const file of files.below(folder))
      if (isArticle(file) && !articles.has(file))
        articles.set(file, { state: "unknown", reason: { why: "template", detail: reader }, among: [] });
  return {
    articles: [...articles],
    generated,
    copies: [],
    gaps,
    hooks: hooksOf(settings, files, config),
  };
}

/** `undefined`: no page. */
function pagesPath(path: string): string | undefined {
  if (/^(?:_app|_document|_error|404|500)$/.test(path) || path === "api" || path.startsWith("api/")) return undefined;
  return path.replace(/(?:^|\/)index$/, "");
}

/** https://nextjs.org/docs/app/getting-started/project-structure#routing-files */
function addAppPage(path: string, file: string, add: (file: string, path: string | undefined) => void): void {
  const names = path.split("/");
  const name = withoutExtension(names.pop() ?? "");
  if (name !== "page") {
    // An article next to a page is imported by it.
    if (isArticle(file)) add(file, undefined);
    return;
  }
  // `(..)photo` shows another page at its address.
  if (names.some((one) => one.startsWith("_") || /^\(\.{1,3}\)/.test(one))) add(file, undefined);
  else add(file, names.filter((one) => !/^\(.*\)$/.test(one) && !one.startsWith("@")).join("/"));
}

/** Nextra 4 shows the articles of `content` on one page that takes all paths: `app/docs/[[...mdxPath]]/page.jsx`. */
function addNextraContent(
  files: SiteFiles,
  dynamic: readonly { readonly path: string; readonly file: string }[],
  add: (file: string, path: string) => void,
): void {
  const [only, ...others] = dynamic.filter(({ path }) => /(?:^|\/)\[\[?\.\.\.mdxPath\]?\]$/.test(path));
  if (!only || others.length > 0) return;
  const at = only.path.slice(0, only.path.indexOf("["));
  for (const folder of ["content", "src/content"])
    for (const file of files.below(folder))
      if (isArticle(file)) {
        const path = withoutExtension(file.slice(folder.length + 1)).replace(/(?:^|\/)index$/, "");
        add(file, `${at}${path}`.replace(/\/$/, ""));
      }
}

/** @param redirects whether a server of Next.js answers, which sends readers of `/a/` to `/a`. */
function pageRoute(path: string, isSlashed: boolean, redirects: boolean): Route {
  if (path === "") return { state: "page", url: "/", output: "index.html", aliases: [] };
  return isSlashed
    ? { state: "page", url: `/${path}/`, output: `${path}/index.html`, aliases: [] }
    : { state: "page", url: `/${path}`, output: `${path}.html`, aliases: redirects ? [`${path}/index.html`] : [] };
}

function gapsOf(settings: Settings): Gap[] {
  const gaps: Gap[] = [{ reason: { why: "template", detail: "_next" }, prefix: "_next/", only: "files" }];
  for (const key of ["redirects", "rewrites"])
    if (settings[key] !== undefined || unreadAt(settings, key)) gaps.push({ reason: { why: "setting", detail: key } });
  // `app/sitemap.ts`, `app/feed.xml/route.ts` and the like.
  gaps.push({ reason: { why: "template", detail: "route" }, only: "files", except: "images" });
  return gaps;
}

/** Plugins of remark and rehype may change URLs, and so may the components of the site if there is a base path. */
function hooksOf(
  { basePath: base }: Settings,
  files: SiteFiles,
  configs: readonly string[],
): NonNullable<RouteIndex["hooks"]> {
  const text = configs.map((name) => files.text(name) ?? "").join("\n");
  const plugin = /\b(remarkPlugins|rehypePlugins)\s*:(?!\s*\[\s*\])/.exec(text)?.[1];
  if (plugin !== undefined) {
    const reason: Unknown = { why: "plugin", detail: plugin };
    return { link: reason, image: reason };
  }
  const hasComponents = ["", "src/"].some((folder) =>
    ["js", "jsx", "ts", "tsx"].some((extension) => files.exists(`${folder}mdx-components.${extension}`)),
  );
  const isBelow = isRecord(base) || (typeof base === "string" && base !== "" && base !== "/");
  return hasComponents && isBelow
    ? { link: { why: "template", detail: "mdx-components" }, image: { why: "template", detail: "mdx-components" } }
    : {};
}
