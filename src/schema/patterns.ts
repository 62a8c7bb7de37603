/**
 * A schema's patterns. JavaScript's engine backtracks: `^(a+)+$` takes hours for one crafted value of 40 characters.
 * What is cheap by a rough estimate is left to it; the rest goes to a slower matcher whose time is linear. Neither
 * looks at the clock, so that a result does not depend on the machine.
 *
 * Some comparisons are refused, because no engine could promise to finish them: long values with backreferences, and
 * patterns that are far too large. A refused comparison counts as no match, and is reported as a problem of the schema.
 */
import { type LinearPattern, linearPattern } from "./linear-match.js";
import { longestAtLeast, longestFor } from "./pattern-cost.js";
import { isTooDeep, parsePattern } from "./pattern-syntax.js";

/** The estimated number of steps of JavaScript's engine up to which it is used: some milliseconds. */
export const cheapSteps = 1_000_000;

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

/** @param origin stet's own patterns are cheap, which a test checks; all others are watched. */
export function openPatternGuard(origin: "ours" | "theirs"): PatternGuard {
  let refused = new Map<string, Set<string>>();
  const compile = (source: string, flags: string) => {
    const regex = toRegExp(source, flags);
    if (origin === "ours") return regex;
    const fits = safeTest(source, regex);
    return {
      // ajv keeps one matcher for all that have the same name.
      toString: () => String(regex),
      test(value: string): boolean {
        const answer = fits(value);
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

/** Whether a value matches; `undefined` if the comparison is refused. */
function safeTest(source: string, regex: RegExp): (value: string) => boolean | undefined {
  if (isTooDeep(source)) return () => undefined;
  const surelyCheap = longestAtLeast(source, cheapSteps);
  let cheapLength: number | undefined;
  let linear: { readonly pattern: LinearPattern | undefined } | undefined;
  return (value) => {
    if (value.length > surelyCheap) {
      cheapLength ??= longestFor(source, cheapSteps);
      if (value.length > cheapLength) {
        linear ??= { pattern: openLinear(source, regex) };
        return linear.pattern?.test(value);
      }
    }
    try {
      return regex.test(value);
    } catch (error) {
      // "Regular expression too large", which the engine notices at the first match.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
}

function openLinear(source: string, { flags }: RegExp): LinearPattern | undefined {
  const syntax = parsePattern(source, flags);
  return syntax && linearPattern(syntax, flags);
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
