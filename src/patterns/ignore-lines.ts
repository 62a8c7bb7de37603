/** Lines with the syntax of `.gitignore`, as the package `ignore` reads them, matched in bounded time. */
import type { Ignore } from "ignore";
import { longestGlob, longestPath, UnsafePattern } from "./glob.js";
import { type SafePattern, safePattern } from "./safe-pattern.js";

export type IgnoreLines = Pick<Ignore, "test">;

/** For a line and a path: far more than honest lines take, and less than what a pattern of a schema may. */
const mostCost = 200_000;

/** What the package makes of a line. It compiles `regex` and `checkRegex` when they are first used. */
interface Rule {
  readonly pattern: string;
  readonly regex: RegExp;
  readonly checkRegex: RegExp;
}

/**
 * @param lines a text, or lines that are not divided further.
 * @throws UnsafePattern, here or at a comparison.
 */
export async function ignoreLines(lines: string | readonly string[]): Promise<IgnoreLines> {
  const long = [lines]
    .flat()
    .flatMap((text) => text.split("\n"))
    .find((line) => line.length > longestGlob && !line.startsWith("#"));
  if (long !== undefined) throw new UnsafePattern(long, "cost");
  const { default: ignore } = await import("ignore");
  // Case-sensitive on every system, so that results are the same everywhere.
  const compiled = ignore({ ignorecase: false }).add(lines);
  for (const rule of rulesOf(compiled)) guard(rule);
  return compiled;
}

/** There is no other way to have the package use another engine; so its version is exact in package.json. */
function rulesOf(compiled: Ignore): readonly Rule[] {
  const { _rules: manager } = compiled as unknown as { readonly _rules: { readonly _rules: readonly Rule[] } };
  return manager._rules;
}

/** Replaces the getters of the rule by patterns that do not backtrack without bound. */
function guard(rule: Rule): void {
  const prototype = Object.getPrototypeOf(rule) as Rule;
  for (const key of ["regex", "checkRegex"] as const) {
    let pattern: SafePattern | undefined;
    const test = (path: string): boolean => {
      pattern ??= safePattern(Reflect.get(prototype, key, rule) as RegExp);
      const isTooSlow = path.length > longestPath || pattern.costFor(path.length) > mostCost;
      const matches = isTooSlow ? undefined : pattern.test(path);
      if (matches === undefined) throw new UnsafePattern(rule.pattern, "cost");
      return matches;
    };
    Object.defineProperty(rule, key, { value: { test } });
  }
}
