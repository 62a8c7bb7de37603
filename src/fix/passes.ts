/** Applies fixes in passes until nothing changes. Each pass proves its safe fixes, and lints the text again. */
import { setImmediate } from "node:timers/promises";
import { t } from "../platform/i18n.js";
import type { FileError, Violation } from "../results.js";
import { type Applied, applyFixes, type Candidate, defectOf } from "./conflicts.js";
import {
  type ArticleFormat,
  damageBy,
  type FixedText,
  objectionTo,
  type Reading,
  readForProof,
} from "./proof/index.js";

/** The data that a pass needs about a text. */
export interface FixInput {
  readonly violations: readonly Violation[];
  readonly errors: readonly FileError[];
  /** How fixed texts are read. `undefined` if the text cannot be read as an article, so that nothing can be proven. */
  readonly format: ArticleFormat | undefined;
}

export interface FixRun {
  readonly before: string;
  readonly after: string;
  /** Number of violations whose fix was applied. */
  readonly count: number;
  /** The violations that remain after the fixes. A safe fix that was refused is unsafe there, with the reason. */
  readonly remaining: readonly Violation[];
  readonly errors: readonly FileError[];
}

/** Like ESLint. Fixes that cause other fixes finish in two or three passes, so more than ten passes show a loop. */
export const maxPasses = 10;

/**
 * How many characters are read again to find the fixes that are not safe, and in how many texts at least. Each of them
 * costs a few readings; if nearly all fixes of a long article fail, the rest is refused without a proof.
 */
const mostCharacters = 40_000_000;
const fewestReadings = 60;

/**
 * Lints the text, applies the fixes that do not conflict, and repeats this until no fix is left.
 *
 * @param lint called for every version of the text, including the last one.
 * @param options.unsafe also applies unsafe fixes.
 */
export async function fixText(
  text: string,
  lint: (text: string) => Promise<FixInput>,
  options: { readonly unsafe: boolean },
): Promise<FixRun> {
  const texts = new Set([text]);
  const errors: FileError[] = [];
  const banned = new Set<string>();
  let now = text;
  let count = 0;
  let input = await lint(now);
  let refused: ReadonlyMap<Violation, string> = new Map();
  for (let pass = 0; pass < maxPasses; pass++) {
    const wanted = candidates(input.violations, options.unsafe, banned).filter((candidate) => {
      const defect = defectOf(candidate, now);
      if (defect !== undefined && !banned.has(candidate.rule)) errors.push({ kind: "rule", message: defect });
      if (defect !== undefined) banned.add(candidate.rule);
      return defect === undefined;
    });
    refused = new Map();
    if (wanted.length === 0) break;
    // A pause in which signals are handled.
    await setImmediate();
    const prover = new Prover(now, input.format, options.unsafe);
    const step = prover.apply(wanted);
    refused = prover.refused;
    if (options.unsafe)
      for (const [{ rule, fix }, damage] of refused) {
        banned.add(rule);
        errors.push({ kind: "rule", message: dropped(rule, fix?.title ?? "", damage) });
      }
    if (step.applied.length === 0 || step.text === now) break;
    if (texts.has(step.text)) {
      const rules = [...new Set(step.applied.map(({ rule }) => rule))].sort().join(", ");
      errors.push({
        kind: "rule",
        message: t("fix.cycle", "The fixes of {rules} undo each other. stet stopped before it repeated them.", {
          rules,
        }),
      });
      break;
    }
    texts.add(step.text);
    now = step.text;
    input = await lint(now);
    count += step.applied.length;
    refused = new Map();
  }
  const remaining = refused.size === 0 ? input.violations : input.violations.map((one) => demoted(one, refused));
  return { before: text, after: now, count, remaining, errors: [...input.errors, ...errors] };
}

/** A safe fix that was refused, as an unsafe fix with the reason. */
function demoted(violation: Violation, refused: ReadonlyMap<Violation, string>): Violation {
  const reason = refused.get(violation);
  if (reason === undefined || !violation.fix?.safe) return violation;
  return { ...violation, fix: { ...violation.fix, safe: false, refused: reason } };
}

const dropped = (rule: string, title: string, damage: string): string =>
  t("fix.dropped", 'Fix "{title}" of rule {rule} was not applied: {damage}. This is a bug in the rule.', {
    rule,
    title,
    damage,
  });

/** A fix and its violation. */
type Wanted = Candidate & { readonly violation: Violation };

const candidates = (violations: readonly Violation[], unsafe: boolean, banned: ReadonlySet<string>): Wanted[] =>
  violations.flatMap((violation) => {
    const { rule, fix } = violation;
    return fix && (fix.safe || unsafe) && !banned.has(rule) ? [{ rule, fix, violation }] : [];
  });

/** Applies the fixes of one pass. Those that fail the proof are found by halving, so that a few cost little. */
class Prover {
  readonly refused = new Map<Violation, string>();
  readonly #text: string;
  readonly #format: ArticleFormat | undefined;
  readonly #objection: (fixed: FixedText) => string | undefined;
  #before: Reading | undefined;
  #readings: number;

  constructor(text: string, format: ArticleFormat | undefined, unsafe: boolean) {
    this.#text = text;
    this.#format = format;
    // Unsafe fixes are the author's decision, but they must not damage what they are not about.
    this.#objection = unsafe ? damageBy : objectionTo;
    this.#readings = Math.max(fewestReadings, Math.floor(mostCharacters / Math.max(1, text.length)));
  }

  /** Applies all fixes that are proven together. The others are refused, or wait for the next pass. */
  apply(wanted: readonly Wanted[]): Applied {
    return applyFixes(this.#text, this.#proven(wanted));
  }

  #proven(wanted: readonly Wanted[]): readonly Wanted[] {
    const [first] = wanted;
    if (!first) return [];
    const objection =
      this.#readings > 0
        ? this.#objectionTo(wanted)
        : t("fix.proof.unread", "too many fixes of this article are not safe, so stet did not check this one");
    if (objection === undefined) return wanted;
    if (wanted.length === 1 || this.#readings <= 0) {
      for (const { violation } of wanted) this.refused.set(violation, objection);
      return [];
    }
    const middle = wanted.length >> 1;
    const left = this.#proven(wanted.slice(0, middle));
    const right = this.#proven(wanted.slice(middle));
    if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
    const both = [...left, ...right];
    // Fixes that are only unsafe together: the second half waits for the next pass.
    return this.#readings > 0 && this.#objectionTo(both) === undefined ? both : left;
  }

  #objectionTo(wanted: readonly Wanted[]): string | undefined {
    if (!this.#format) return undefined;
    const { text, applied, edits } = applyFixes(this.#text, wanted);
    this.#readings--;
    this.#before ??= readForProof(this.#text, this.#format);
    const after = readForProof(text, this.#format);
    return this.#objection({ before: this.#before, after, edits, fixes: applied.map(({ fix }) => fix) });
  }
}
