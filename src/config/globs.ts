/** Globs of a configuration, relative to its folder, and whether any file has matched them. */
import picomatch from "picomatch";

export interface FileGlob {
  readonly glob: string;
  /** @param relative with `/`. */
  matches(relative: string): boolean;
  /** Whether it ever did. */
  readonly used: boolean;
}

/**
 * `posts/*.md` is meant from the folder on; `*.md`, without a slash, matches names in any folder; `posts/` is all below
 * that folder. A slash or `./` at the start only says that it is meant from the folder on. Dot files count.
 */
export function fileGlob(glob: string): FileGlob {
  const anchored = glob.replace(/^(!?)(?:\.?\/)+/, "$1");
  const basename = !glob.includes("/");
  const isMatch = picomatch(anchored.endsWith("/") ? `${anchored}**` : anchored, { dot: true, basename });
  let used = false;
  return {
    glob,
    matches(relative) {
      const matched = isMatch(relative);
      used ||= matched;
      return matched;
    },
    get used() {
      return used;
    },
  };
}
