/**
 * A schema's patterns, held to a time limit. The engine of JavaScript backtracks: `^(a+)+$` takes hours for one
 * crafted value of 40 characters. What is cheap by a rough estimate is tested at once; the rest in a `vm` script,
 * which V8 can interrupt in the middle of a match (0.1 ms for each such call, which is why not all go there).
 */
import vm from "node:vm";
import { longestAtLeast, longestFor } from "./pattern-cost.js";

/** Milliseconds for one value, and for all costly values of one pattern in the life of the schema. */
const perValue = 250;
const perPattern = 1_000;

/** Steps of the engine that take some milliseconds. */
const cheap = 1_000_000;

export interface PatternGuard {
  /** In the place of `new RegExp(source, flags)`. */
  readonly compile: { (source: string, flags: string): { test(value: string): boolean }; code: string };
  /** Whether a value fits a pattern with Unicode, which is compiled once. */
  matches(source: string, value: string): boolean;
  /** Whether a match of this pattern had to be given up (and counted as none). */
  isTooSlow(source: string, value: string): boolean;
}

/** @param origin stet's own patterns are cheap, which a test checks; all others are watched. */
export function openPatternGuard(origin: "ours" | "theirs"): PatternGuard {
  const slow = new Map<string, Set<string>>();
  const compile = (source: string, flags: string) => {
    const regex = toRegExp(source, flags);
    if (origin === "ours") return regex;
    const surelyCheap = longestAtLeast(source, cheap);
    let cheapLength: number | undefined;
    const isCheap = (value: string) => {
      if (value.length <= surelyCheap) return true;
      cheapLength ??= longestFor(source, cheap);
      return value.length <= cheapLength;
    };
    let spent = 0;
    return {
      // ajv keeps one matcher for all that have the same name.
      toString: () => String(regex),
      test(value: string): boolean {
        if (isCheap(value)) return regex.test(value);
        const giveUp = () => {
          slow.set(source, (slow.get(source) ?? new Set()).add(value));
          return false;
        };
        if (spent >= perPattern) return giveUp();
        const start = performance.now();
        try {
          return script.runInNewContext({ regex, value }, { timeout: perValue }) as boolean;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
          return giveUp();
        } finally {
          spent += performance.now() - start;
        }
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
    isTooSlow: (source, value) => slow.get(source)?.has(value) ?? false,
  };
}

const script = new vm.Script("regex.test(value)");

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
