/** A glob of the command line: where to start, which folders to enter, which files to match. */
import { pathGlob, scanGlob, UnsafePattern } from "../patterns/glob.js";
import { withoutEndSlashes } from "../platform/paths.js";

export interface Glob {
  /** The folder before the first special character, as written. */
  readonly base: string;
  /** Whether the last part has a file extension (`*.txt`). Then files with any extension match. */
  readonly namesEnding: boolean;
  /** Paths are relative to `base`, with `/`. */
  matches(relative: string): boolean;
  /** Whether a file in this folder can match. */
  mayMatchIn(relativeFolder: string): boolean;
}

const options = { dot: true };

export const isGlob = (pattern: string): boolean => {
  const { isGlob: special, isBrace, isExtglob, negated } = scanGlob(pattern);
  return Boolean(special || isBrace || isExtglob || negated);
};

/**
 * Where the search for a pattern begins, as written: at a file or folder, or in the folder of a glob, in which a backslash
 * can stand before each dot and slash.
 */
export const startOf = (pattern: string): string => (isGlob(pattern) ? scanGlob(pattern).base : pattern);

export function readGlob(pattern: string): Glob {
  const { base, glob } = scanGlob(pattern);
  const matches = matcherOf(glob);
  const parts = glob.split("/");
  // A slash within braces does not separate parts. Then every folder may contain a match.
  const isPlain = !/[({][^)}]*\//.test(glob);
  const prefixes = parts.map((_, index) => matcherOf(parts.slice(0, index + 1).join("/")));
  return {
    base,
    namesEnding: parts.at(-1)?.includes(".") ?? false,
    matches: (relative) => matches(relative),
    mayMatchIn(relativeFolder) {
      if (relativeFolder === "" || !isPlain) return true;
      const depth = relativeFolder.split("/").length;
      if (parts.slice(0, depth).some((part) => part.includes("**"))) return true;
      return depth < parts.length && (prefixes[depth - 1]?.(relativeFolder) ?? false);
    },
  };
}

/** For `!pattern`: matches the path and everything below it. Paths are relative to the working directory, with `/`. */
export function readExclusion(pattern: string): (relative: string) => boolean {
  const clean = withoutEndSlashes(pattern.replace(/^\.\//, ""));
  const matches = [matcherOf(clean), matcherOf(`${clean}/**`)];
  return (relative) => matches.some((fits) => fits(relative));
}

/** What is not a valid glob may be a name, such as `[z-a].md`. */
function matcherOf(glob: string): (path: string) => boolean {
  try {
    return pathGlob(glob, options);
  } catch (error) {
    if (error instanceof UnsafePattern && error.reason === "syntax") return (path) => path === glob;
    throw error;
  }
}
