/** Which files Jekyll reads: `jekyll/lib/jekyll/{entry_filter,reader,frontmatter_defaults}.rb`. */

import { pathGlob } from "../../patterns/glob.js";
import { isRecord } from "../../platform/is-record.js";
import type { Settings } from "../types.js";
import { nameOf, tidyPath } from "./shared.js";

const alwaysExcluded = [
  ".sass-cache",
  ".jekyll-cache",
  "gemfiles",
  "Gemfile",
  "Gemfile.lock",
  "node_modules",
  "vendor/bundle/",
  "vendor/cache/",
  "vendor/gems/",
  "vendor/ruby/",
];

const textsOf = (value: unknown): string[] =>
  [value ?? []].flat().filter((one): one is string => typeof one === "string");

export interface JekyllFiles {
  /** The folder of the site's files, relative to the root; empty or with a slash at the end. */
  readonly source: string;
  readonly collectionsFolder: string;
  /** Whether Jekyll reads a file or folder. @param path relative to the source folder. */
  reads(path: string, isFolder: boolean, inCollection?: boolean): boolean;
  /** Whether it reads all folders of a path, and its name. */
  readsAll(path: string): boolean;
}

export function jekyllFiles(settings: Settings): JekyllFiles {
  const source = tidyPath(`${typeof settings.source === "string" ? settings.source : ""}/`);
  const destination = tidyPath(typeof settings.destination === "string" ? settings.destination : "_site");
  const collections = typeof settings.collections_dir === "string" ? tidyPath(`${settings.collections_dir}/`) : "";
  const included = settings.include === undefined ? [".htaccess"] : textsOf(settings.include);
  const excluded = [...textsOf(settings.exclude), ...alwaysExcluded].filter((one) => !included.includes(one));
  const matches = (patterns: readonly string[], path: string, isFolder: boolean): boolean =>
    patterns.some(
      (pattern) => wildcard(pattern, path) || path.startsWith(pattern) || (isFolder && pattern === `${path}/`),
    );
  const reads = (path: string, isFolder: boolean): boolean => {
    const name = nameOf(path);
    if (name.endsWith(".")) return false;
    const isIncluded = matches(included, path, isFolder) || matches(included, name, isFolder);
    if (isIncluded) return true;
    if (matches(excluded, path, isFolder) || (isFolder && source + path === destination)) return false;
    return !/^[._#~]/.test(name) && !name.endsWith("~");
  };
  return {
    source,
    collectionsFolder: collections,
    reads,
    readsAll(path) {
      const names = path.split("/");
      return names.every((_, at) => reads(names.slice(0, at + 1).join("/"), at < names.length - 1));
    },
  };
}

/** `File.fnmatch` of Ruby without flags: `*` matches slashes, too. In time that grows with the product of the lengths. */
function wildcard(pattern: string, path: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  let i = 0;
  while (i < path.length) {
    if (at < pattern.length && (pattern[at] === path[i] || pattern[at] === "?")) {
      at++;
      i++;
    } else if (pattern[at] === "*") {
      star = at++;
      resume = i;
    } else if (star !== -1) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** The values that `defaults` of the configuration give a file. */
export function jekyllDefaults(settings: Settings): (path: string, type: string) => Settings {
  const collections = typeof settings.collections_dir === "string" ? tidyPath(`${settings.collections_dir}/`) : "";
  const sets = (Array.isArray(settings.defaults) ? settings.defaults : []).flatMap((set: unknown) => {
    if (!isRecord(set) || !isRecord(set.values)) return [];
    const scope = isRecord(set.scope) ? set.scope : {};
    const written = typeof scope.path === "string" ? scope.path.replace(/^\//, "") : "";
    const path = collections !== "" && written.startsWith(collections) ? written.slice(collections.length) : written;
    const glob = path.includes("*") ? pathGlob(path.replace(/\/$/, "")) : undefined;
    const applies = glob
      ? (file: string) => ancestors(file).some((one) => glob(one))
      : (file: string) => file.startsWith(path);
    const type = typeof scope.type === "string" ? scope.type.replace(/^(page|post|draft)$/, "$1s") : undefined;
    return [{ values: set.values, length: path.length, type, applies }];
  });
  return (file, type) => {
    let found: Settings = {};
    let before: (typeof sets)[number] | undefined;
    for (const set of sets) {
      if (!set.applies(file) || (set.type !== undefined && set.type !== type)) continue;
      const wins =
        !before ||
        (set.length === before.length
          ? set.type !== undefined || before.type === undefined
          : set.length > before.length);
      found = wins ? { ...found, ...set.values } : { ...set.values, ...found };
      if (wins) before = set;
    }
    return found;
  };
}

const ancestors = (file: string): string[] => {
  const names = file.split("/");
  return names.map((_, at) => names.slice(0, at + 1).join("/"));
};
