/**
 * The one door for regular expressions and globs that somebody else wrote: schemas, configurations, ignore files.
 *
 * JavaScript's engine backtracks: `^(a+)+$` takes hours for one crafted value of 40 characters. What is cheap by a rough
 * estimate is left to it; the rest goes to a slower matcher whose time is linear. Neither looks at the clock, so that a
 * result does not depend on the machine.
 *
 * Some comparisons are refused, because no engine could promise to finish them: long values with backreferences, and
 * patterns that are far too large.
 */
import {
  type LinearFinder,
  type LinearMatch,
  type LinearPattern,
  linearFinder,
  linearPattern,
  maxSteps,
} from "./linear-match.js";
import { longestAtLeast, longestFor } from "./pattern-cost.js";
import { groupsIn, isTooDeep, parsePattern } from "./pattern-syntax.js";

/** The estimated number of steps of JavaScript's engine up to which it is used: some milliseconds. */
export const cheapSteps = 1_000_000;
/** Steps of JavaScript's engine, and of the linear matcher, that take about a microsecond. */
const [engineSteps, linearSteps] = [1000, 25];

export interface SafePattern {
  /** Whether a value has a match; `undefined` if the comparison is refused. */
  test(value: string): boolean | undefined;
  /** Whether no value of this length, or a shorter one, is refused. */
  isSafeFor(length: number): boolean;
  /** What a comparison with a value of this length may cost: roughly in microseconds, but by the count of steps. */
  costFor(length: number): number;
}

export function safePattern({ source, flags }: RegExp): SafePattern {
  const regex = new RegExp(source, flags.replace(/[gy]/g, ""));
  if (isTooDeep(source)) return { test: () => undefined, isSafeFor: () => false, costFor: () => 1 };
  const isCheap = cheapness(source, cheapSteps);
  const grades = [1, 10].map((cost) => ({ cost, isEnough: cheapness(source, cost * engineSteps) }));
  let linear: { readonly pattern: LinearPattern | undefined } | undefined;
  const openLinear = (): LinearPattern | undefined => {
    if (!linear) {
      const syntax = parsePattern(source, regex.flags);
      linear = { pattern: syntax && linearPattern(syntax, regex.flags) };
    }
    return linear.pattern;
  };
  return {
    test(value) {
      if (!isCheap(value.length)) return openLinear()?.test(value);
      return withEngine(() => regex.test(value));
    },
    isSafeFor(length) {
      if (isCheap(length)) return withEngine(() => regex.test("")) !== undefined;
      const pattern = openLinear();
      return pattern !== undefined && fitsSteps(pattern, length);
    },
    costFor(length) {
      const grade = grades.find(({ isEnough }) => isEnough(length));
      if (grade) return grade.cost;
      if (isCheap(length)) return cheapSteps / engineSteps;
      return Math.ceil(Math.min(stepsFor(openLinear()?.edges ?? 0, length), maxSteps) / linearSteps) + 1;
    },
  };
}

export interface SafeReplacement {
  /** The text with the first match replaced; `null` if there is none, `undefined` if the comparison is refused. */
  replace(value: string, to: string): string | null | undefined;
  /** Whether no value of this length, or a shorter one, is refused. */
  isSafeFor(length: number): boolean;
}

/** @param regex without flags. */
export function safeReplacement(regex: RegExp): SafeReplacement {
  const { source } = regex;
  if (isTooDeep(source)) return { replace: () => undefined, isSafeFor: () => false };
  const isCheap = cheapness(source, cheapSteps);
  let finder: { readonly linear: LinearFinder | undefined; readonly names: readonly string[] } | undefined;
  const openFinder = () => {
    if (!finder) {
      const syntax = parsePattern(source, "");
      const names = syntax ? groupsIn([syntax]).map(({ name }) => name ?? "") : [];
      finder = { linear: syntax && linearFinder(syntax), names };
    }
    return finder;
  };
  return {
    replace(value, to) {
      if (isCheap(value.length)) return withEngine(() => (value.search(regex) >= 0 ? value.replace(regex, to) : null));
      const { linear, names } = openFinder();
      const match = linear?.find(value);
      return match ? replaced(value, to, match, names) : match;
    },
    isSafeFor(length) {
      if (isCheap(length)) return withEngine(() => regex.test("")) !== undefined;
      const { linear } = openFinder();
      return linear !== undefined && fitsSteps(linear, length);
    },
  };
}

/** Each edge and its node is one step at each place. */
const stepsFor = (edges: number, length: number): number => 2 * edges * (length + 2);

const fitsSteps = ({ edges }: { readonly edges: number }, length: number): boolean =>
  stepsFor(edges, length) <= maxSteps;

/** Whether JavaScript's engine takes at most these steps for a value of some length. */
function cheapness(source: string, steps: number): (length: number) => boolean {
  const surelyCheap = longestAtLeast(source, steps);
  let longest: number | undefined;
  return (length) => {
    if (length <= surelyCheap) return true;
    longest ??= longestFor(source, steps);
    return length <= longest;
  };
}

function withEngine<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    // "Regular expression too large", which the engine notices at the first match.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Fills in `$1`, `$&` and the like, as the standard has it for whatever has a method `exec`. */
function replaced(value: string, to: string, { index, groups }: LinearMatch, names: readonly string[]): string {
  const named = Object.create(null) as Record<string, string | undefined>;
  for (const [at, name] of names.entries()) if (name !== "") named[name] = groups[at + 1];
  const all = Array.from({ length: names.length + 1 }, (_, group) => groups[group]);
  const result = Object.assign(all, { index, input: value, ...(names.some(Boolean) && { groups: named }) });
  return value.replace(Object.assign(/(?:)/, { exec: () => result }), to);
}
