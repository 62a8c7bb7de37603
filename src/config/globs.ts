/** Globs of a configuration, which are relative to its folder, and whether any file matched them. */
import picomatch from "picomatch";

export interface FileGlob {
  readonly glob: string;
  /** @param relative path with `/` as separator. */
  matches(relative: string): boolean;
  /** Whether it has matched any file. */
  readonly used: boolean;
}

/**
 * Compiles a glob. `posts/*.md` is relative to the folder of the configuration; `*.md`, without a slash, matches file
 * names in any folder; `posts/` matches everything below that folder. `/` or `./` at the start makes a glob relative to
 * the folder, too. Globs match dot files.
 */
export function compileGlob(glob: string): FileGlob {
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
