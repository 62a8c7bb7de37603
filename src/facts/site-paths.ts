/** The files that paths of this site name: where they may be, and what is there. */
import path from "node:path";
import type { FileFact } from "../probe/types.js";
import type { DirectoryListings } from "./directory-listing.js";

export interface SitePath {
  /** Absolute: where the file is, or is searched first. */
  readonly path: string;
  readonly file: FileFact;
}

/**
 * The file that a picture's path names: a root-relative path is one of `root`; a relative one is located for beside the
 * article, in the article's asset folder (`post.md` and `post/`, as Hexo and Hugo keep them), and in `root`.
 * `undefined` where nothing can be known: nobody said where the site's root is and the file is not beside the article,
 * or a folder may not be read.
 *
 * @param escaped the path as in a URL, percent-encoded.
 */
export async function locateImage(
  escaped: string,
  article: string,
  root: string | undefined,
  folders: DirectoryListings,
): Promise<SitePath | undefined> {
  const wanted = decoded(escaped);
  const located = await searchAll(wanted, article, root, folders);
  return located === "unknown"
    ? undefined
    : (located ?? (root === undefined ? undefined : missing(wanted, article, root)));
}

/** Files that generators copy as they are: one of them is there, or nowhere. Feeds, styles and the like may be made. */
const copied =
  /\.(?:pdf|zip|7z|rar|gz|tgz|bz2|xz|tar|docx?|xlsx?|pptx?|od[tsp]|epub|mobi|csv|ipynb|png|jpe?g|gif|webp|avif|bmp|mp3|m4a|ogg|wav|flac|mp4|webm|mov|avi|mkv|apk|exe|dmg|iso|msi|deb|rpm|jar|psd|ttf|otf|woff2?)$/i;
const article = /\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd)$/i;

/** What may be the source of a page, by the page's path without `.html` or the last slash. */
const sources = [".md", ".markdown", ".html", ".htm", ".mdx", "/index.md", "/_index.md", "/index.html", "/README.md"];

/** How far up from the article's folder `guides/a.md` is located for: Docusaurus and others have it from their content's root. */
const levelsUp = 6;

/**
 * The file or page that a link's path names. Of an article's own file (`b.md`) and of files that generators copy it is
 * known whether they are there; of a page's address (`/posts/b/`, `b.html`) only if a file of that name is its source,
 * else the state is `page`. `undefined` where nothing can be known.
 */
export async function locateLink(
  escaped: string,
  from: string,
  root: string | undefined,
  folders: DirectoryListings,
): Promise<SitePath | undefined> {
  const wanted = decoded(escaped);
  const located = await searchAll(wanted, from, root, folders);
  if (located === "unknown") return undefined;
  // `/guide/` is the address of `Guide.md` where the generator writes addresses in lower case.
  const isFile = article.test(wanted) || copied.test(wanted);
  if (located && (isFile || located.file.state === "there")) return located;
  const isRelative = !wanted.startsWith("/");
  if (article.test(wanted)) {
    const above = isRelative ? await searchAbove(wanted, from, folders) : undefined;
    return above ?? (isRelative || root !== undefined ? missing(wanted, from, root) : undefined);
  }
  if (root === undefined) return undefined;
  if (copied.test(wanted)) return missing(wanted, from, root);
  const name = wanted.replace(/(?:\.html?|\/)$/i, "");
  for (const ending of sources) {
    const source = name === "" ? undefined : await searchAll(name + ending, from, root, folders);
    if (source !== "unknown" && source?.file.state === "there") return source;
  }
  return { ...missing(wanted, from, root), file: { state: "page" } };
}

/** In all places where the path may be; one with its very name before one that is spelled otherwise. */
async function searchAll(
  wanted: string,
  from: string,
  root: string | undefined,
  folders: DirectoryListings,
): Promise<SitePath | "unknown" | undefined> {
  let misspelled: SitePath | undefined;
  for (const { path: target, base } of places(wanted, from, root)) {
    const found = await folders.find(target, base);
    if (found.state === "unknown") return "unknown";
    if (found.state === "there") return { path: found.path, file: { state: "there" } };
    if (found.state === "misspelled")
      misspelled ??= { path: target, file: { state: "misspelled", spelled: spelledAs(found.path, wanted) } };
  }
  return misspelled;
}

async function searchAbove(wanted: string, from: string, folders: DirectoryListings): Promise<SitePath | undefined> {
  if (wanted.startsWith(".")) return undefined;
  let folder = path.dirname(from);
  for (let level = 0; level < levelsUp; level++) {
    folder = path.dirname(folder);
    const found = await folders.find(path.resolve(folder, wanted), folder);
    if (found.state === "there") return { path: found.path, file: { state: "there" } };
  }
  return undefined;
}

function places(wanted: string, from: string, root: string | undefined): { path: string; base: string }[] {
  const at = (base: string, inside: string) => ({ path: path.resolve(base, inside), base });
  if (wanted.startsWith("/")) return root === undefined ? [] : [at(root, `.${wanted}`)];
  const folder = path.dirname(from);
  const beside = { path: path.resolve(folder, wanted), base: folder };
  const assets = { path: path.resolve(folder, path.parse(from).name, wanted), base: folder };
  return [beside, assets, ...(root === undefined ? [] : [at(root, wanted)])];
}

const missing = (wanted: string, from: string, root: string | undefined): SitePath => ({
  path: places(wanted, from, root)[0]?.path ?? wanted,
  file: { state: "missing" },
});

/** The path with its names as they are on disk, from the last on; before a `..` they are left as they are. */
function spelledAs(real: string, wanted: string): string {
  const names = wanted.split("/");
  const found = real.split(path.sep);
  for (let at = names.length - 1; at >= 0 && names[at] !== ".."; at--)
    if (names[at] !== "" && names[at] !== ".") names[at] = found.pop() ?? "";
  return names.join("/");
}

/** A path with its percent escapes decoded; one with a broken escape is taken as it is written. */
function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
