/**
 * A schema's patterns, held to a time limit. The engine of JavaScript backtracks: `^(a+)+$` takes hours for one
 * crafted value of 40 characters. What is cheap by a rough estimate is tested at once; the rest in a `vm` script,
 * which V8 can interrupt in the middle of a match (0.1 ms for each such call, which is why not all go there).
 */
import vm from "node:vm";

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

export function openPatternGuard(): PatternGuard {
  const slow = new Map<string, Set<string>>();
  const compile = (source: string, flags: string) => {
    const regex = toRegExp(source, flags);
    const estimate = estimator(source);
    let spent = 0;
    return {
      // ajv keeps one matcher for all that have the same name.
      toString: () => String(regex),
      test(value: string): boolean {
        if (estimate(value.length) <= cheap) return regex.test(value);
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

/**
 * How many steps a backtracking engine may take for a value of `length` characters, roughly and rather too many: each
 * repetition can end anywhere, each alternative doubles, and a repeated group that repeats inside has no bound.
 */
function estimator(source: string): (length: number) => number {
  let repetitions = 0;
  let choices = 0;
  let unbounded = /\\(?:[1-9]|k<)/.test(source);
  const groups: { varies: boolean }[] = [{ varies: false }];
  let closed: { varies: boolean } | undefined;
  for (const [token] of source.matchAll(
    /\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:|<[^>]*>)|[()|?*+]|\{\d+(?:,\d*)?\}|./gsu,
  )) {
    const group = groups.at(-1) ?? { varies: false };
    if (token.startsWith("(")) {
      groups.push({ varies: false });
    } else if (token === ")") {
      closed = groups.length > 1 ? groups.pop() : group;
      const outer = groups.at(-1);
      if (outer && closed?.varies) outer.varies = true;
      continue;
    } else if (token === "|") {
      choices++;
      group.varies = true;
    } else if (token === "*" || token === "+" || /^\{\d/.test(token)) {
      if (closed?.varies) unbounded = true;
      if (!/^\{\d+\}/.test(token)) {
        repetitions++;
        group.varies = true;
      }
    } else if (token === "?") {
      choices++;
      group.varies = true;
    }
    closed = undefined;
  }
  // A match can begin anywhere, unless the pattern is tied to the start.
  const places = source.startsWith("^") && !source.includes("|") ? 0 : 1;
  return (length) => (unbounded && length > 16 ? Infinity : 2 ** choices * (length + 1) ** (repetitions + places));
}
