import { access } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ImageReference } from "./article/types.js";

/**
 * The absolute URL to ask about: remote and `data:` URLs as they are, paths of the site as `file:` URLs.
 * A root-relative path is one of `root`; a relative one is looked for beside the article, in the article's asset
 * folder (`post.md` and `post/`, as Hexo and Hugo keep them), and in `root`. `undefined` if nobody said where the
 * site's root is: then a path says nothing about files.
 */
export async function questionUrl(
  { target }: ImageReference,
  articleFile: string,
  root: string | undefined,
): Promise<string | undefined> {
  if (target.kind === "remote" || target.kind === "data") return target.url;
  if (target.kind !== "local" || root === undefined) return undefined;
  const relative = decoded(target.path);
  if (relative.startsWith("/")) return pathToFileURL(path.join(root, relative)).href;
  const folder = path.dirname(articleFile);
  const places = [
    path.resolve(folder, relative),
    path.resolve(folder, path.parse(articleFile).name, relative),
    path.resolve(root, relative),
  ];
  for (const place of places) if (await exists(place)) return pathToFileURL(place).href;
  return pathToFileURL(places[0] ?? relative).href;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** A path with its percent escapes decoded; one with a broken escape is taken as it is written. */
function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
