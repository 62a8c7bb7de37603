/** What `stet init` knows about the site in a folder. */
import path from "node:path";
import { defaultExtensions } from "../config/index.js";
import { discover } from "../discover/index.js";
import { firstPath, pathWith, profileOf, type Site, siteIn, sitesBelow } from "../generators/index.js";

/** A site, and the names of its folders relative to the folder of `stet init`. */
export interface FoundSite {
  readonly site: Site;
  /** `""`: the folder itself. */
  readonly prefix: string;
  readonly articles: string | undefined;
  /** `""`: none. */
  readonly root: string;
  /** Lines for `ignores`: layouts, includes and built output. */
  readonly ignores: readonly string[];
}

/** The site in the folder, or the sites in its subfolders, such as `website/`. */
export async function findSites(folder: string): Promise<FoundSite[]> {
  const own = await siteIn(folder, { complete: true });
  const sites = own ? [own] : await sitesBelow(folder);
  return Promise.all(sites.map((site) => describe(folder, site)));
}

async function describe(folder: string, site: Site): Promise<FoundSite> {
  const prefix = path.relative(folder, site.root).replaceAll(path.sep, "/");
  const { folders, roots, ignores } = site.profile.content;
  const within = (name: string) => path.posix.normalize(path.posix.join(prefix, name));
  const articles = await firstPath(site, folders);
  const root = await firstPath(site, roots);
  return {
    site,
    prefix,
    articles: articles === undefined ? undefined : within(articles),
    root: root === undefined ? "" : within(root),
    ignores: ignores.flatMap((pattern) => {
      const name = pathWith(pattern.replace(/\/$/, ""), site.settings);
      // Output outside of the folder is not searched; `.` would ignore everything.
      if (name === undefined || name === "." || within(name).startsWith("..")) return [];
      const line = within(name);
      return [`/${line}/`];
    }),
  };
}

/** The article folders to try without a known generator. */
export const usualFolders: readonly string[] = profileOf("plain")?.content.folders ?? [];

/**
 * The file extensions to write: those of the generator, if there are articles with one that stet does not look for by
 * default. `undefined`: the default is right.
 */
export async function extensionsFor(
  folder: string,
  articles: string,
  found: FoundSite | undefined,
): Promise<readonly string[] | undefined> {
  const own = found?.site.profile.content.extensions ?? [];
  const extra = own.filter((extension) => !defaultExtensions.includes(extension));
  return extra.length > 0 && (await hasArticles(folder, articles, extra, found))
    ? [...own.filter((extension) => defaultExtensions.includes(extension)), ...extra]
    : undefined;
}

/** Whether a run finds an article in the folder. */
export const hasArticles = async (...args: Parameters<typeof countArticles>): Promise<boolean> =>
  (await countArticles(...args)) > 0;

/** How many articles a run finds in the folder, up to `most`. */
async function countArticles(
  folder: string,
  articles: string,
  extensions: readonly string[],
  found: FoundSite | undefined,
  most = 1,
): Promise<number> {
  const ignored = (found?.ignores ?? []).map((line) => path.join(folder, line));
  const request = {
    cwd: folder,
    patterns: [articles],
    extensions: async () => extensions,
    isIgnored: async (file: string, isFolder: boolean) => isFolder && ignored.includes(`${file}${path.sep}`),
    ignoreFiles: true,
  };
  let count = 0;
  for await (const _ of discover(request)) if (++count >= most) break;
  return count;
}

/**
 * The folder that a first run should check: the chosen one, or the folder of the site around it if most articles are only there, as
 * where a site of Hexo or Jekyll has pages and hardly a post.
 */
export async function folderToCheck(
  folder: string,
  articles: string,
  extensions: readonly string[],
  found: FoundSite | undefined,
): Promise<string> {
  const { site, prefix } = found ?? {};
  let chosen = articles;
  let count = await countArticles(folder, articles, extensions, found, Number.POSITIVE_INFINITY);
  for (const pattern of site?.profile.content.folders ?? []) {
    const name = pathWith(pattern, site?.settings ?? {});
    const wider = name === undefined ? undefined : path.posix.join(prefix ?? "", name);
    if (wider === undefined || chosen === "." || (wider !== "." && !chosen.startsWith(`${wider}/`))) continue;
    const all = await countArticles(folder, wider, extensions, found, Number.POSITIVE_INFINITY);
    if (all > 2 * count) [chosen, count] = [wider, all];
  }
  return chosen;
}
