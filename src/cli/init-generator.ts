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
export async function hasArticles(
  folder: string,
  articles: string,
  extensions: readonly string[],
  found: FoundSite | undefined,
): Promise<boolean> {
  const ignored = (found?.ignores ?? []).map((line) => path.join(folder, line));
  const request = {
    cwd: folder,
    patterns: [articles],
    extensions: async () => extensions,
    isIgnored: async (file: string, isFolder: boolean) => isFolder && ignored.includes(`${file}${path.sep}`),
    ignoreFiles: true,
  };
  for await (const _ of discover(request)) return true;
  return false;
}
