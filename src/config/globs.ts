/** Globs of a configuration, which are relative to its folder, and whether any file matched them. */
import { guarded, pathGlob } from "../patterns/glob.js";

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
 *
 * @param place the configuration and the key, for messages.
 */
export function compileGlob(glob: string, place: string): FileGlob {
  const anchored = glob.replace(/^(!?)(?:\.?\/)+/, "$1");
  const basename = !glob.includes("/");
  const isMatch = guarded(place, () =>
    pathGlob(anchored.endsWith("/") ? `${anchored}**` : anchored, { dot: true, basename }),
  );
  let used = false;
  return {
    glob,
    matches(relative) {
      const matched = guarded(place, () => isMatch(relative));
      used ||= matched;
      return matched;
    },
    get used() {
      return used;
    },
  };
}
