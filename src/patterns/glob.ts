/** Globs for paths, as picomatch reads them, matched in bounded time. */
import picomatch from "picomatch";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { withoutEndSlashes } from "../platform/paths.js";
import { safePattern } from "./safe-pattern.js";

/** The maximum length of a path for which a glob is surely compared: that of Linux. */
export const longestPath = 4096;

/** The maximum length of a glob: picomatch takes a time that grows with its square. */
export const longestGlob = 1000;

/** A pattern that cannot be read, or that no engine can compare in bounded time. */
export class UnsafePattern extends UserError {
  readonly pattern: string;
  readonly reason: "syntax" | "cost";

  /** @param place such as `stet.config.json: schemas`. */
  constructor(pattern: string, reason: "syntax" | "cost", place = "glob") {
    const shown = pattern.length > longestShown ? `${pattern.slice(0, longestShown)}…` : pattern;
    super(
      reason === "syntax"
        ? t("patterns.invalid", '{place}: invalid glob "{pattern}".', { place, pattern: shown })
        : t("patterns.slow", '{place}: comparing the pattern "{pattern}" could take too long.', {
            place,
            pattern: shown,
          }),
      reason === "syntax"
        ? t("patterns.invalid.use", "Put a backslash before a special character that is part of a name.")
        : t("patterns.slow.use", "Use a shorter pattern, with fewer alternatives and without backreferences."),
    );
    this.pattern = pattern;
    this.reason = reason;
  }

  /** The same error, with the place of the pattern. */
  at(place: string): UnsafePattern {
    return new UnsafePattern(this.pattern, this.reason, place);
  }
}

/** The maximum length of a pattern in a message. */
const longestShown = 100;

export interface GlobOptions {
  /** `*` matches a dot at the start of a name, too. */
  readonly dot?: boolean;
  /** Only the name of a file is compared. */
  readonly basename?: boolean;
}

/** @throws UnsafePattern, here or for a path that is longer than any of a file. */
export function pathGlob(glob: string, { dot = false, basename = false }: GlobOptions = {}): (path: string) => boolean {
  const pattern = safePattern(globRegExp(glob, { dot }));
  // Short globs of plain wildcards need no look: that would load the parser for patterns in each run.
  const isPlain = glob.length <= 100 && !/[()[\]{}\\]/.test(glob);
  if (!isPlain && !pattern.isSafeFor(longestPath)) throw new UnsafePattern(glob, "cost");
  return (path) => {
    if (path === "") return false;
    if (path === glob) return true;
    const matches = pattern.test(basename ? (withoutEndSlashes(path).split("/").at(-1) ?? "") : path);
    if (matches === undefined) throw new UnsafePattern(glob, "cost");
    return matches;
  };
}

/** @throws UnsafePattern */
export function globRegExp(glob: string, options: { readonly dot?: boolean; readonly bash?: boolean }): RegExp {
  if (glob.length > longestGlob) throw new UnsafePattern(glob, "cost");
  if (glob === "") throw new UnsafePattern(glob, "syntax");
  try {
    return picomatch.makeRe(glob, { ...options, debug: true });
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnsafePattern(glob, "syntax");
    throw error;
  }
}

/** The parts of a glob, without its escapes. */
export const scanGlob = (glob: string): ReturnType<typeof picomatch.scan> => picomatch.scan(glob, { unescape: true });

/** Names the place in the error about a glob. */
export function guarded<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof UnsafePattern ? error.at(place) : error;
  }
}
