/** Patterns for URLs in a configuration: `/…/` is a regular expression, anything else a glob for the whole URL. */
import { globRegExp, UnsafePattern } from "./glob.js";
import { safePattern, safeReplacement } from "./safe-pattern.js";

/** The length of a URL for which a pattern must surely have an answer. */
export const longestUrl = 2048;

export interface UrlPattern {
  /** `undefined` if the comparison is refused: the URL is too long for this pattern. */
  test(url: string): boolean | undefined;
  /** As it is shown in messages. */
  toString(): string;
}

export interface UrlReplacement {
  /** The URL with the match replaced; `null` if there is none, `undefined` if the comparison is refused. */
  replace(url: string): string | null | undefined;
  toString(): string;
}

const sourceOf = (pattern: string): string | undefined => /^\/(.*)\/$/s.exec(pattern)?.[1];

/**
 * @throws SyntaxError for an invalid regular expression.
 * @throws UnsafePattern
 */
export function urlPattern(pattern: string): UrlPattern {
  const source = sourceOf(pattern);
  const regex = source === undefined ? globRegExp(pattern, { dot: true, bash: true }) : new RegExp(source);
  const safe = safePattern(regex);
  if (!safe.isSafeFor(longestUrl)) throw new UnsafePattern(pattern, "cost");
  return { test: (url) => safe.test(url), toString: () => String(regex) };
}

/**
 * @param from a regular expression between slashes; anything else is the beginning of a URL.
 * @param to may contain `$1` and the like for a regular expression.
 * @throws SyntaxError for an invalid regular expression.
 * @throws UnsafePattern
 */
export function urlReplacement(from: string, to: string): UrlReplacement {
  const source = sourceOf(from);
  if (source === undefined)
    return { replace: (url) => (url.startsWith(from) ? to + url.slice(from.length) : null), toString: () => from };
  const regex = new RegExp(source);
  const safe = safeReplacement(regex);
  if (!safe.isSafeFor(longestUrl)) throw new UnsafePattern(from, "cost");
  return { replace: (url) => safe.replace(url, to), toString: () => String(regex) };
}
