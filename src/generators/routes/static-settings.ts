/** What the routes of generators with a configuration in JavaScript or YAML have in common. */
import path from "node:path";
import { pathGlob } from "../../patterns/glob.js";
import { withoutOuterSlashes } from "../../platform/paths.js";
import type { Settings } from "../types.js";
import { unreadAt } from "../unread.js";
import type { BasePath, Route, RouteIndex, Unknown } from "./types.js";

/** A setting of the type of its standard value. */
export function setting<T extends string | boolean>(settings: Settings, key: string, standard: T): T | Unknown {
  const value = settings[key];
  if (typeof value === typeof standard) return value as T;
  const isUnread = unreadAt(settings, key) !== undefined || (value !== undefined && value !== null);
  return isUnread ? { why: "setting", detail: key } : standard;
}

/** A list of globs in the settings: whether one matches a path, or why that is not known. */
export function globsIn(settings: Settings, key: string): (path: string) => boolean | Unknown {
  const stated = settings[key];
  const list = typeof stated === "string" ? [stated] : Array.isArray(stated) ? stated : [];
  const reason: Unknown = { why: "setting", detail: key };
  const tests: ((path: string) => boolean)[] = [];
  let isUnread = unreadAt(settings, key) !== undefined;
  for (const one of list) {
    try {
      if (typeof one === "string") tests.push(pathGlob(one));
      else isUnread = true;
    } catch {
      isUnread = true; // a pattern that may take long
    }
  }
  return (name) => tests.some((test) => test(name)) || (isUnread && reason);
}

/** A URL with a host or a scheme. */
export const isAnotherSite = (url: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url);

/** The path of a URL, and its query and fragment. */
export function splitUrl(url: string): { readonly path: string; readonly rest: string } {
  const path = /^[^?#]*/.exec(url)?.[0] ?? "";
  return { path, rest: url.slice(path.length) };
}

/** A path in a folder, with `..` resolved; it may begin with `..`. */
export const joined = (folder: string, name: string): string =>
  path.posix.normalize(`${folder === "" ? "." : folder}/${name}`);

/** A folder without `./` and the last slash; `""` for the root. It may begin with `..`. */
export function folderPath(written: string): string {
  const tidy = path.posix.normalize(written.replaceAll("\\", "/")).replace(/\/$/, "");
  return tidy === "." ? "" : tidy;
}

/** `/base/`, of `base`, `/base` or `/`. */
export const basePath = (written: string): string => `/${withoutOuterSlashes(written)}/`.replace("//", "/");

/** The base path in a setting, or what it may be. */
export function baseSetting(settings: Settings, key: string, tidy: (written: string) => string = basePath): BasePath {
  const base = setting(settings, key, "/");
  if (typeof base === "string") return { base: tidy(base) };
  const { values = [], isOpen = true } = unreadAt(settings, key)?.possible ?? {};
  const isBase = (value: unknown) => typeof value === "string" || (value ?? false) === false;
  const known = new Set(values.filter(isBase).map((value) => tidy(typeof value === "string" ? value : "/")));
  const [first] = known;
  const isAll = !isOpen && values.every(isBase);
  if (first === undefined) return { base };
  return isAll && known.size === 1 ? { base: first } : { base, bases: { known: [...known], isAll } };
}

/** In place of a base path that is not known. No URL begins like this. */
export const someBase = "/--base-of-the-site--/";

export const unknownRoute = (reason: Unknown): Route => ({ state: "unknown", reason });

/** Nothing is known of the site. */
export const unknownIndex = (reason: Unknown): RouteIndex => ({
  articles: [],
  generated: [],
  copies: [],
  gaps: [{ reason }],
  unread: reason,
});
