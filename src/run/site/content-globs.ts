/** Decides which files are articles of a site, by the globs of the configuration. */
import path from "node:path";
import type { SitePlan } from "../../config/types.js";
import { isGlob, readExclusion, readGlob } from "../../discover/glob.js";
import { guarded } from "../../patterns/glob.js";
import { withoutEndSlashes } from "../../platform/paths.js";

const place = "site.content";

type Matcher = (relative: string) => boolean;

/** Compiled globs by plan, so that they are compiled once for all files of a site. */
const matchers = new WeakMap<SitePlan, Matcher>();

/** Whether `content` includes an absolute path. The file need not exist: it may come from standard input. */
export function isContent(site: SitePlan, file: string): boolean {
  const relative = path.relative(site.base, file).replaceAll(path.sep, "/");
  if (path.isAbsolute(relative)) return false;
  let matches = matchers.get(site);
  if (!matches) {
    const compiled = guarded(place, () => matcherOf(site.content));
    matches = (name) => guarded(place, () => compiled(name));
    matchers.set(site, matches);
  }
  return matches(relative);
}

function matcherOf(content: readonly string[]): Matcher {
  const included = content.filter((pattern) => !pattern.startsWith("!")).map(inclusion);
  const excluded = content
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => readExclusion(pattern.slice(1)));
  if (included.length === 0) included.push(inclusion("."));
  return (relative) => included.some((matches) => matches(relative)) && !excluded.some((matches) => matches(relative));
}

function inclusion(pattern: string): Matcher {
  const clean = withoutEndSlashes(path.posix.normalize(pattern));
  if (clean === ".") return (relative) => !relative.startsWith("../");
  const within: Matcher = (relative) => relative === clean || relative.startsWith(`${clean}/`);
  if (!isGlob(pattern)) return within;
  const { base, matches } = readGlob(pattern);
  const folder = withoutEndSlashes(path.posix.normalize(base || "."));
  const inFolder = folder === "." ? "" : `${folder}/`;
  // Like in a search, a matching folder includes everything below it, and a name with brackets may be a literal name.
  return (relative) => {
    if (within(relative)) return true;
    if (!relative.startsWith(inFolder)) return false;
    const inside = relative.slice(inFolder.length);
    for (let end = inside.length; end !== -1; end = inside.lastIndexOf("/", end - 1)) {
      if (matches(inside.slice(0, end))) return true;
      if (end === 0) return false;
    }
    return false;
  };
}
