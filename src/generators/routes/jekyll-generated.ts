/** The pages that plugins of Jekyll make. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import { append } from "../../platform/lists.js";
import { gapsOfPlugin } from "../jekyll-plugins.js";
import type { Settings } from "../types.js";
import type { JekyllFiles } from "./jekyll-files.js";
import { folderOf, nameOf, tidyPath, withoutExtension } from "./shared.js";
import type { Gap, GeneratedKind, Route, RouteIndex, SiteFiles } from "./types.js";

export interface JekyllPlugins {
  readonly names: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  readonly sourceLinks: NonNullable<RouteIndex["sourceLinks"]>;
  /** The major version of Jekyll; `undefined` if it is not stated. */
  readonly version: number | undefined;
}

/** Plugins that make no pages besides those below. */
const known = new Set(
  (
    "jekyll-feed jekyll-sitemap jekyll-paginate jekyll-redirect-from jekyll-seo-tag jekyll-gist jekyll-mentions " +
    "jekyll-toc jekyll-last-modified-at jekyll-include-cache jekyll-avatar jekyll-default-layout jekyll-commonmark " +
    "jekyll-sass-converter jekyll-watch jekyll-github-metadata jekyll-titles-from-headings jekyll-relative-links " +
    "jekyll-spaceship jekyll-minifier jekyll-compose jekyll-commonmark-ghpages jekyll-target-blank jekyll-data jemoji " +
    "jekyll-coffeescript jekyll-octicons jekyll-remote-theme jekyll-optional-front-matter jekyll-readme-index " +
    "jekyll-loading-lazy jekyll-timeago jekyll-tidy jekyll-admin jekyll-livereload jekyll-email-protect jekyll-algolia"
  ).split(" "),
);

/** Those that only make stylesheets, or change the files that are there. */
const ofStyles = /^jekyll-[\w-]*?(?:css|sass|scss|less|tailwind|autoprefix|minif|uglif|compress|gzip|brotli)/;

/**
 * What the gem `github-pages` turns on in every site; others have to be in `plugins`:
 * https://docs.github.com/en/pages/setting-up-a-github-pages-site-with-jekyll/about-github-pages-and-jekyll#plugins
 */
const ofGitHub = (
  "jekyll-coffeescript jekyll-default-layout jekyll-gist jekyll-github-metadata jekyll-optional-front-matter " +
  "jekyll-paginate jekyll-readme-index jekyll-titles-from-headings jekyll-relative-links"
).split(" ");

/** From the configuration, the Gemfile and the folder of plugins. */
export function jekyllPlugins(settings: Settings, files: SiteFiles): JekyllPlugins {
  const listed = [settings.plugins ?? [], settings.gems ?? []].flat().map(String);
  const gemfile = files.text("Gemfile") ?? "";
  const gems = [...gemfile.matchAll(/^[ \t]*gem[ \t]*(?:\([ \t]*)?["']([\w-]+)["']/gm)].map(([, name = ""]) => name);
  const isOnGitHub = gems.includes("github-pages") || listed.includes("github-pages");
  const names = new Set([...listed, ...gems, ...(isOnGitHub ? ofGitHub : [])]);
  const gaps: Gap[] =
    isOnGitHub && mayHaveProjects(settings)
      ? [{ reason: { why: "project", detail: "" }, elsewhere: true, only: "pages" }]
      : [];
  for (const name of names)
    if (
      !known.has(name) &&
      !ofStyles.test(name) &&
      (listed.includes(name) || /^jekyll-(?!theme-)/.test(name)) &&
      name !== "github-pages"
    )
      gaps.push({ reason: { why: "plugin", detail: name }, only: "pages" });
  const folder = typeof settings.plugins_dir === "string" ? settings.plugins_dir : "_plugins";
  for (const file of files.below(folder))
    if (file.endsWith(".rb")) append(gaps, gapsOfPlugin(file, files.text(file) ?? ""));
  const theme = settings.remote_theme ?? settings.theme ?? gems.find((name) => /^jekyll-theme-|^minima$/.test(name));
  if (typeof theme === "string")
    gaps.push({ reason: { why: "theme", detail: theme }, prefix: "assets/", only: "files" });
  const converts = names.has("jekyll-relative-links");
  // GitHub builds a site without a Gemfile, and converts these links.
  const isUnknown = !converts && !siteHasGems(gemfile, listed);
  const sourceLinks = converts
    ? "converted"
    : isUnknown
      ? ({ why: "plugin", detail: "jekyll-relative-links" } as const)
      : "as-is";
  const version = isOnGitHub ? 3 : versionIn(gemfile, files.text("Gemfile.lock") ?? "");
  return { names, gaps, sourceLinks, version };
}

/**
 * Whether other repositories may have pages on the same host: GitHub serves `a/b` at `/b/` on the host of `a/a.github.io`.
 */
function mayHaveProjects({ repository, baseurl }: Settings): boolean {
  if (typeof baseurl === "string" && /[^/]/.test(baseurl)) return false;
  return typeof repository !== "string" || /\.github\.(?:io|com)$/i.test(repository);
}

/** The pages that plugins make of Markdown without front matter: `a.md` is `a.html`, `README.md` is `index.html`. */
function pagesOfPlain(names: ReadonlySet<string>, siteFiles: SiteFiles, { source }: JekyllFiles): Gap[] {
  const reason = (detail: string) => ({ why: "plugin", detail }) as const;
  const [plain, readme] = ["jekyll-optional-front-matter", "jekyll-readme-index"];
  if (!names.has(plain) && !names.has(readme)) return [];
  return siteFiles.below(source === "" ? "." : source.slice(0, -1)).flatMap((file) => {
    const page = file.slice(source.length);
    if (!/\.(?:md|markdown|mkd|mkdn|mkdown)$/i.test(page) || /(?:^|\/)_/.test(page)) return [];
    const gaps: Gap[] = [];
    if (names.has(plain) && !siteFiles.frontMatter(file))
      gaps.push({ reason: reason(plain), prefix: withoutExtension(page), only: "pages" });
    if (names.has(readme) && /^readme\./i.test(nameOf(page)))
      gaps.push({ reason: reason(readme), prefix: tidyPath(`${folderOf(page)}/index`), only: "pages" });
    return gaps;
  });
}

function versionIn(gemfile: string, lock: string): number | undefined {
  const [, locked] = /^ {4}jekyll \((\d+)\./m.exec(lock) ?? [];
  // `>= 3` may be 4.
  const [, stated] =
    /^[ \t]*gem[ \t]*(?:\([ \t]*)?["']jekyll["'][ \t]*,[ \t]*["'](?:~>|=)?[ \t]*(\d+)\./m.exec(gemfile) ?? [];
  const version = locked ?? stated;
  return version === undefined ? undefined : Number(version);
}

const siteHasGems = (gemfile: string, listed: readonly string[]): boolean => gemfile !== "" || listed.length > 0;

export function jekyllGenerated(
  settings: Settings,
  { names, gaps }: JekyllPlugins,
  articles: readonly (readonly [string, Route])[],
  siteFiles: SiteFiles,
  files: JekyllFiles,
): { readonly generated: [string, GeneratedKind][]; readonly gaps: readonly Gap[] } {
  const generated: [string, GeneratedKind][] = [];
  const outputs = new Set(articles.flatMap(([, route]) => (route.state === "page" ? [route.output] : [])));
  const add = (output: string, kind: GeneratedKind): void => {
    if (!outputs.has(output) && !(files.readsAll(output) && siteFiles.exists(files.source + output)))
      generated.push([output, kind]);
  };
  const { sass } = settings;
  if (!(isRecord(sass) && sass.sourcemap === "never"))
    for (const [file, route] of articles)
      if (route.state === "page" && /\.s[ac]ss$/.test(file)) add(`${route.output}.map`, "other");
  if (names.has("jekyll-sitemap")) {
    add("sitemap.xml", "sitemap");
    add("robots.txt", "other");
  }
  if (names.has("jekyll-feed")) for (const output of feedsOf(settings)) add(output, "feed");
  const { redirect_from: redirects } = settings;
  if (names.has("jekyll-redirect-from") && !(isRecord(redirects) && redirects.json === false))
    add("redirects.json", "other");
  if (names.has("jekyll-paginate")) append(generated, pagesOf(settings, articles, siteFiles, files));
  const byTag = isRecord(settings.feed) && settings.feed.tags;
  const ofTags: Gap[] = byTag ? [{ reason: { why: "plugin", detail: "jekyll-feed" }, prefix: "feed/by_tag/" }] : [];
  return { generated, gaps: [...gaps, ...ofTags, ...pagesOfPlain(names, siteFiles, files)] };
}

/** jekyll-feed: `generator.rb`. */
function feedsOf({ feed }: Settings): string[] {
  const { collections, categories, path } = isRecord(feed) ? feed : {};
  const all: Record<string, unknown> = Array.isArray(collections)
    ? Object.fromEntries(collections.map((name) => [anyText(name), {}]))
    : isRecord(collections)
      ? { ...collections }
      : {};
  const posts = isRecord(all.posts) ? all.posts : {};
  all.posts = { path: posts.path ?? path, categories: posts.categories ?? categories };
  return Object.entries(all).flatMap(([name, about]) => {
    const prefix = name === "posts" ? "feed" : `feed/${name}`;
    const { path: own, categories: some } = isRecord(about) ? about : {};
    const ofCategories = [some ?? []].flat().map((category) => `${prefix}/${category}.xml`);
    return [...ofCategories, tidyPath(typeof own === "string" ? own : `${prefix}.xml`)];
  });
}

/** jekyll-paginate: `pagination.rb`. */
function pagesOf(
  { paginate, paginate_path }: Settings,
  articles: readonly (readonly [string, Route])[],
  siteFiles: SiteFiles,
  files: JekyllFiles,
): [string, GeneratedKind][] {
  const perPage = Number(paginate);
  if (!(perPage > 0)) return [];
  const format = tidyPath(typeof paginate_path === "string" ? paginate_path : "/page:num");
  const above = folderOf(format);
  const isTemplate = (file: string): boolean =>
    nameOf(file) === "index.html" && above.startsWith(folderOf(file.slice(files.source.length)));
  const [template] = articles
    .filter(([file, route]) => route.state === "page" && isTemplate(file))
    .sort(([a], [b]) => b.length - a.length);
  if (!template) return [];
  const posts = articles.filter(
    ([file, route]) =>
      route.state !== "unpublished" &&
      /(?:^|\/)(?:_posts|_drafts)\//.test(file) &&
      !siteFiles.frontMatter(file)?.data.hidden,
  ).length;
  return Array.from({ length: Math.max(0, Math.ceil(posts / perPage) - 1) }, (_, at) => [
    `${tidyPath(format.replace(":num", String(at + 2)))}/index.html`.replace("//", "/"),
    "pagination",
  ]);
}
