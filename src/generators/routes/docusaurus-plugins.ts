/** The plugins of a Docusaurus site that make pages, as far as its configuration states them. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import type { Settings } from "../types.js";
import { unreadAt } from "../unread.js";
import { tidyPath } from "./shared.js";
import { baseSetting, folderPath, setting } from "./static-settings.js";
import type { BasePath, Gap, Unknown } from "./types.js";

export interface ContentPlugin {
  readonly kind: "docs" | "blog" | "pages";
  readonly id: string;
  /** Relative to the root of the site; it may begin with `..`. */
  readonly folder: string;
  /** `docs`, without slashes. */
  readonly route: string;
  readonly options: Settings;
  /** The folders from which links of an article of this plugin are looked up; `undefined` if it is none. */
  contentFolders(file: string): readonly string[] | undefined;
}

const reasonOf = (detail: string): Unknown => ({ why: "setting", detail });

export function siteSettings(settings: Settings): {
  readonly base: BasePath;
  readonly origin: string | undefined;
  readonly statics: readonly string[] | Unknown;
  readonly slash: boolean | undefined;
  /** All but the standard one. */
  readonly locales: readonly string[] | Unknown;
} {
  const url = setting(settings, "url", "");
  const { staticDirectories, i18n, trailingSlash } = settings;
  const statics = staticDirectories ?? ["static"];
  const isKnownStatics = isTexts(statics) && !unreadAt(settings, "staticDirectories");
  const locales = isRecord(i18n) ? (i18n.locales ?? []) : [];
  const standard = isRecord(i18n) ? i18n.defaultLocale : undefined;
  const isKnownLocales = isTexts(locales) && !unreadAt(settings, "i18n") && !unreadAt(i18n, "locales");
  return {
    base: baseSetting(settings, "baseUrl"),
    origin: typeof url === "string" && URL.canParse(url) ? new URL(url).origin : undefined,
    statics: isKnownStatics ? statics.map(folderPath) : reasonOf("staticDirectories"),
    slash: typeof trailingSlash === "boolean" ? trailingSlash : undefined,
    locales: isKnownLocales ? locales.filter((one) => one !== standard) : reasonOf("i18n"),
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Plugins and themes that make no pages. */
const harmless =
  /^(?:@docusaurus\/)?(?:plugin-|docusaurus-plugin-)?(?:sitemap|ideal-image|pwa|svgr|css-cascade-layers|debug|google-(?:analytics|gtag|tag-manager)|vercel-analytics|rsdoctor|sass|image-zoom|zooming|matomo|plausible|fathom|hotjar|theme-[\w-]+|posthog)$|[@/-]theme[/-]|tailwind|lunr-search|search-local|docusaurus-search/;

const redirecting = /^(?:@docusaurus\/)?(?:plugin-)?client-redirects$/;

/**
 * https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-client-redirects#configuration
 *
 * @returns `undefined` if a function or extensions make more of them.
 */
function redirectsIn(options: Settings): readonly string[] | undefined {
  const makers = ["fromExtensions", "toExtensions"];
  if ("createRedirects" in options || (unreadAt(options, "createRedirects") && !startsOf(options))) return undefined;
  if (makers.some((key) => key in options || unreadAt(options, key))) return undefined;
  const { redirects = [] } = options;
  if (!Array.isArray(redirects) || unreadAt(options, "redirects")) return undefined;
  const found: string[] = [];
  for (const [at, one] of redirects.entries()) {
    if (!isRecord(one) || unreadAt(redirects, at) || unreadAt(one, "from")) return undefined;
    const from = [one.from ?? []].flat();
    if (!isTexts(from)) return undefined;
    append(found, from);
  }
  return found;
}

/** What all addresses begin with of which the function `createRedirects` makes redirects. */
const startsOf = (options: Settings): readonly string[] | undefined => unreadAt(options, "createRedirects")?.starts;

/** `plugins`: what is not known of all, if its settings cannot be read. */
export function pluginsOf(settings: Settings): {
  readonly plugins: readonly ContentPlugin[] | Unknown;
  readonly gaps: readonly Gap[];
  /** Addresses that lead to pages, below the base path. */
  readonly redirects: readonly string[];
} {
  const plugins: ContentPlugin[] = [];
  const gaps: Gap[] = [];
  const redirects: string[] = [];
  const { presets = [], plugins: own = [] } = settings;
  if (unreadAt(settings, "presets") || !Array.isArray(presets))
    return { plugins: reasonOf("presets"), gaps, redirects };
  for (const [at, preset] of presets.entries()) {
    if (preset === undefined || preset === null || preset === false) {
      if (unreadAt(presets, at)) gaps.push({ reason: { why: "plugin", detail: "presets" } });
      continue;
    }
    const [name, options = {}] = Array.isArray(preset) ? preset : [preset];
    if (typeof name !== "string" || !/^(?:@docusaurus\/preset-)?classic$/.test(name)) {
      gaps.push({ reason: { why: "plugin", detail: anyText(name ?? "presets") } });
      continue;
    }
    if (Array.isArray(preset) && unreadAt(preset, 1)) return { plugins: reasonOf("presets"), gaps, redirects };
    for (const kind of ["docs", "blog", "pages"] as const) {
      if (!isRecord(options) || options[kind] === false) continue;
      if (unreadAt(options, kind)) gaps.push({ reason: reasonOf(kind) });
      else add(kind, isRecord(options[kind]) ? options[kind] : {});
    }
  }
  if (unreadAt(settings, "plugins") || !Array.isArray(own)) gaps.push({ reason: { why: "plugin", detail: "plugins" } });
  else
    for (const [at, plugin] of own.entries()) {
      const [name, options] = Array.isArray(plugin) ? plugin : [plugin];
      const kind =
        typeof name === "string" ? /^(?:@docusaurus\/plugin-)?content-(docs|blog|pages)$/.exec(name)?.[1] : undefined;
      if (kind !== undefined && isRecord(options)) add(kind as ContentPlugin["kind"], options);
      else if (typeof name !== "string") {
        if (plugin !== false && plugin !== null && (plugin !== undefined || unreadAt(own, at)))
          gaps.push({ reason: { why: "plugin", detail: "plugins" } });
      } else if (redirecting.test(name)) {
        const known =
          isRecord(options) && !(Array.isArray(plugin) && unreadAt(plugin, 1)) ? redirectsIn(options) : undefined;
        append(redirects, known ?? []);
        for (const start of known && isRecord(options) ? (startsOf(options) ?? []) : [])
          gaps.push({ reason: { why: "plugin", detail: name }, only: "pages", prefix: start.replace(/^\//, "") });
        // It makes pages, and no files that a link to a source or an image could mean.
        if (!known) gaps.push({ reason: { why: "plugin", detail: name }, only: "pages" });
      } else if (!harmless.test(name)) gaps.push({ reason: { why: "plugin", detail: name } });
    }
  return { plugins, gaps, redirects };

  function add(kind: ContentPlugin["kind"], options: Settings): void {
    const standard = kind === "pages" ? "src/pages" : kind;
    const folder = setting(options, "path", standard);
    const route = setting(options, "routeBasePath", kind === "pages" ? "/" : kind);
    const id = typeof options.id === "string" ? options.id : "default";
    if (typeof folder !== "string" || typeof route !== "string")
      gaps.push({ reason: reasonOf(typeof folder === "string" ? "routeBasePath" : "path") });
    else plugins.push(contentPlugin(kind, id, folderPath(folder), tidyPath(route), options));
  }
}

function contentPlugin(
  kind: ContentPlugin["kind"],
  id: string,
  folder: string,
  route: string,
  options: Settings,
): ContentPlugin {
  const literal = id.replace(/[-[\]/{}()*+?.\\^$|]/g, "\\$&");
  const prefix = id === "default" ? "" : `${id}_`;
  const suffix = id === "default" ? "" : `-${literal}`;
  const translated = new RegExp(
    `^(i18n/[^/]+/docusaurus-plugin-content-${kind}${suffix})/((?:current|version-[^/]+)/)?`,
  );
  const versioned = new RegExp(`^(${prefix === "" ? "" : `${literal}_`}versioned_docs/version-[^/]+)/`);
  return {
    kind,
    id,
    folder,
    route,
    options,
    contentFolders(file) {
      if (file.startsWith(`${folder}/`)) return [folder];
      const [, version] = versioned.exec(file) ?? [];
      if (kind === "docs" && version !== undefined) return [version];
      const [, inLocale, inVersion = ""] = translated.exec(file) ?? [];
      if (inLocale === undefined) return undefined;
      const source = inVersion.startsWith("version-") ? `${prefix}versioned_docs/${inVersion}` : folder;
      return [`${inLocale}/${inVersion}`, source].map(folderPath);
    },
  };
}
