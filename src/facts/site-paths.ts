/** Finds the files of paths of this site. */

import path from "node:path";
import type { DirectoryListings } from "../platform/directory-listing.js";
import { decodePercent } from "../platform/percent.js";
import type { FileFact } from "../probe/types.js";

export interface SitePath {
  /** Absolute path of the file, or the first path that was searched. */
  readonly path: string;
  readonly file: FileFact;
}

/**
 * Finds the file of an image path. A root-relative path is below `root`. A relative path is searched next to the
 * article, in the article's asset folder (`post/` for `post.md`, as in Hexo and Hugo), in `root`, and without one in the
 * folders above. `undefined` if nothing can be known: a root-relative path without `root`, or a folder that cannot be read.
 *
 * @param escaped the path as in a URL, percent-encoded.
 */
export function locateImage(
  escaped: string,
  article: string,
  root: string | undefined,
  folders: DirectoryListings,
): SitePath | undefined {
  const wanted = decodePercent(escaped);
  const located = searchAll(wanted, article, root, folders);
  return located === "unknown"
    ? undefined
    : (located ?? (root === undefined ? locateWithoutRoot(wanted, article, folders) : missing(wanted, article, root)));
}

/** A relative path may begin at a folder above, which may be the root of the site. */
function locateWithoutRoot(wanted: string, article: string, folders: DirectoryListings): SitePath | undefined {
  if (wanted.startsWith("/")) return undefined;
  return searchAbove(wanted, article, folders) ?? missing(wanted, article, undefined);
}

/** Files that generators copy unchanged, so they must exist. Feeds, styles and others may be generated. */
const copied =
  /\.(?:pdf|zip|7z|rar|gz|tgz|bz2|xz|tar|docx?|xlsx?|pptx?|od[tsp]|epub|mobi|csv|ipynb|png|jpe?g|gif|webp|avif|bmp|mp3|m4a|ogg|wav|flac|mp4|webm|mov|avi|mkv|apk|exe|dmg|iso|msi|deb|rpm|jar|psd|ttf|otf|woff2?)$/i;
const article = /\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd)$/i;

/** Possible sources of a page, relative to the page's path without `.html` or the last slash. */
const sources = [".md", ".markdown", ".html", ".htm", ".mdx", "/index.md", "/_index.md", "/index.html", "/README.md"];

/**
 * Number of parent folders in which `guides/a.md` is searched: Docusaurus and others resolve it from the content root.
 */
const levelsUp = 6;

/**
 * Finds the file or page of a link path. For article files (`b.md`) and for files that generators copy, the result says
 * whether the file exists. The address of a page (`/posts/b/`, `b.html`) is found only if a file with that name is its
 * source; otherwise the state is `page`. `undefined` if nothing can be known.
 */
export function locateLink(
  escaped: string,
  from: string,
  root: string | undefined,
  folders: DirectoryListings,
): SitePath | undefined {
  const wanted = decodePercent(escaped);
  const located = searchAll(wanted, from, root, folders);
  if (located === "unknown") return undefined;
  // `/guide/` may be the address of `Guide.md`, because some generators write addresses in lower case.
  const isFile = article.test(wanted) || copied.test(wanted);
  if (located && (isFile || located.file.state === "there")) return located;
  const isRelative = !wanted.startsWith("/");
  if (article.test(wanted)) {
    const above = isRelative ? searchAbove(wanted, from, folders) : undefined;
    return above ?? (isRelative || root !== undefined ? missing(wanted, from, root) : undefined);
  }
  if (root === undefined) return undefined;
  if (copied.test(wanted)) return missing(wanted, from, root);
  const name = wanted.replace(/(?:\.html?|\/)$/i, "");
  for (const ending of sources) {
    const source = name === "" ? undefined : searchAll(name + ending, from, root, folders);
    if (source !== "unknown" && source?.file.state === "there") return source;
  }
  return { ...missing(wanted, from, root), file: { state: "page" } };
}

/** Searches all possible folders. An exact match wins over a misspelled one. */
function searchAll(
  wanted: string,
  from: string,
  root: string | undefined,
  folders: DirectoryListings,
): SitePath | "unknown" | undefined {
  let misspelled: SitePath | undefined;
  for (const { path: target, base } of places(wanted, from, root)) {
    const found = folders.find(target, base);
    if (found.state === "unknown") return "unknown";
    if (found.state === "there") return { path: found.path, file: { state: "there" } };
    if (found.state === "misspelled")
      misspelled ??= { path: target, file: { state: "misspelled", spelled: spelledAs(found.path, wanted) } };
  }
  return misspelled;
}

function searchAbove(wanted: string, from: string, folders: DirectoryListings): SitePath | undefined {
  if (wanted.startsWith(".")) return undefined;
  let folder = path.dirname(from);
  for (let level = 0; level < levelsUp; level++) {
    folder = path.dirname(folder);
    const found = folders.find(path.resolve(folder, wanted), folder);
    if (found.state === "there") return { path: found.path, file: { state: "there" } };
  }
  return undefined;
}

/** Most paths lead to the first of these. */
function* places(wanted: string, from: string, root: string | undefined): Generator<{ path: string; base: string }> {
  if (wanted.startsWith("/")) {
    if (root !== undefined) yield { path: path.resolve(root, `.${wanted}`), base: root };
    return;
  }
  const folder = path.dirname(from);
  yield { path: path.resolve(folder, wanted), base: folder };
  yield { path: path.resolve(folder, path.parse(from).name, wanted), base: folder };
  if (root !== undefined) yield { path: path.resolve(root, wanted), base: root };
}

const missing = (wanted: string, from: string, root: string | undefined): SitePath => ({
  path: places(wanted, from, root).next().value?.path ?? wanted,
  file: { state: "missing" },
});

/** The path with the names on disk, from the last name backwards. Names before a `..` are not changed. */
function spelledAs(real: string, wanted: string): string {
  const names = wanted.split("/");
  const found = real.split(path.sep);
  for (let at = names.length - 1; at >= 0 && names[at] !== ".."; at--)
    if (names[at] !== "" && names[at] !== ".") names[at] = found.pop() ?? "";
  return names.join("/");
}
