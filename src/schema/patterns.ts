/**
 * A schema's patterns, matched in bounded time. A comparison that is refused counts as no match, and is reported as a
 * problem of the schema.
 */
import { safePattern } from "../patterns/safe-pattern.js";
import type { WorkMeter } from "./work.js";

/** A comparison that was refused. */
export interface Refused {
  readonly pattern: string;
  readonly value: string;
}

export interface PatternGuard {
  /** In the place of `new RegExp(source, flags)`. */
  readonly compile: { (source: string, flags: string): { test(value: string): boolean }; code: string };
  /** Whether a value fits a pattern with Unicode, which is compiled once. */
  matches(source: string, value: string): boolean;
  /** Whether the comparison with this pattern was refused (and counted as no match). */
  isTooSlow(source: string, value: string): boolean;
  /** Calls the function, and lists the comparisons that were refused meanwhile. */
  collectRefused<T>(run: () => T): { readonly result: T; readonly refused: readonly Refused[] };
}

/**
 * @param origin stet's own patterns are cheap, which a test checks; all others are watched.
 * @param meter counts the comparisons.
 */
export function openPatternGuard(origin: "ours" | "theirs", meter: WorkMeter): PatternGuard {
  let refused = new Map<string, Set<string>>();
  const compile = (source: string, flags: string) => {
    const regex = toRegExp(source, flags);
    if (origin === "ours") return regex;
    const pattern = safePattern(regex);
    return {
      // ajv keeps one matcher for all that have the same name.
      toString: () => String(regex),
      test(value: string): boolean {
        meter.add(pattern.costFor(value.length));
        const answer = pattern.test(value);
        if (answer === undefined) refused.set(source, (refused.get(source) ?? new Set()).add(value));
        return answer ?? false;
      },
    };
  };
  const compiled = new Map<string, ReturnType<typeof compile>>();
  return {
    compile: Object.assign(compile, { code: "new RegExp" }),
    matches(source, value) {
      let regex = compiled.get(source);
      if (!regex) {
        regex = compile(source, "u");
        compiled.set(source, regex);
      }
      return regex.test(value);
    },
    isTooSlow: (source, value) => refused.get(source)?.has(value) ?? false,
    collectRefused(run) {
      refused = new Map();
      const result = run();
      const list = [...refused].flatMap(([pattern, values]) => [...values].map((value) => ({ pattern, value })));
      return { result, refused: list };
    },
  };
}

/** As JSON Schema wants it, with Unicode; else as other tools take it, for `\_` and the like. */
export function toRegExp(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    try {
      return new RegExp(source);
    } catch {
      throw error;
    }
  }
}
