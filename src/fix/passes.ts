/** Applies fixes in passes until nothing changes. Each pass proves its safe fixes, and lints the text again. */
import { setImmediate } from "node:timers/promises";
import { t } from "../platform/i18n.js";
import type { FileError, Violation } from "../results.js";
import { defectOf } from "./conflicts.js";
import { applyVisible, type Findings } from "./hidden.js";
import type { ArticleFormat } from "./proof/index.js";
import { demoted, Prover, wantedOf } from "./prove.js";
import { FixWork, readingsOfCheck } from "./work.js";

/** The data that a pass needs about a text. */
export interface FixInput {
  readonly violations: readonly Violation[];
  /** `undefined`: the findings are not compared. */
  readonly findings?: Findings;
  readonly errors: readonly FileError[];
  /** How fixed texts are read. `undefined` if the text cannot be read as an article, so that nothing can be proven. */
  readonly format: ArticleFormat | undefined;
}

/** What is not needed of every text between the passes. */
export interface LintToFix {
  /** Whether the safe fixes are proven. Default: true. */
  readonly isProven?: boolean;
  /** Whether a text that was linted before is linted again. Default: false. */
  readonly isAgain?: boolean;
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
 * Lints the text, applies the fixes that do not conflict, and repeats this until no fix is left.
 *
 * @param lint called for every version of the text, including the last one.
 * @param options.unsafe also applies unsafe fixes.
 * @param options.work the work that is left for the article. `lint` should take the work of its proof from it as well.
 */
export async function fixText(
  text: string,
  lint: (text: string, options?: LintToFix) => Promise<FixInput>,
  options: { readonly unsafe: boolean; readonly work?: FixWork },
): Promise<FixRun> {
  const { work = FixWork.ofPasses() } = options;
  const texts = new Set([text]);
  const errors: FileError[] = [];
  const banned = new Set<string>();
  let now = text;
  let count = 0;
  let input = await lint(now);
  let refused: ReadonlyMap<Violation, string> = new Map();
  let isFresh = true;
  /**
   * When nothing is left to fix, the fixes that were refused in earlier passes are proven again. So the next `--fix`, which
   * proves all of them, finds nothing to fix either.
   */
  const isProvenAgain = async (): Promise<boolean> => {
    if (isFresh || work.left <= 0 || !work.refusals?.isUsed) return false;
    work.refusals.forget();
    isFresh = true;
    input = await lint(now, { isAgain: true });
    return true;
  };
  // The first pass is always made.
  for (let pass = 0; pass < maxPasses && (pass === 0 || work.left > 0); ) {
    const wanted = wantedOf(input.violations, options.unsafe).filter((candidate) => {
      if (banned.has(candidate.rule)) return false;
      const defect = defectOf(candidate, now);
      if (defect !== undefined && !banned.has(candidate.rule)) errors.push({ kind: "rule", message: defect });
      if (defect !== undefined) banned.add(candidate.rule);
      return defect === undefined;
    });
    refused = new Map();
    if (wanted.length === 0) {
      if (await isProvenAgain()) continue;
      break;
    }
    // A pause in which signals are handled.
    await setImmediate();
    const prover = new Prover(
      now,
      input.format,
      options.unsafe,
      pass === 0 && work.left <= 0 ? FixWork.ofOneText() : work,
    );
    // Checking a text by all rules. The fixed texts are about as long as this one, which the proof reads anyway.
    const workOfCheck = readingsOfCheck * prover.work;
    if (pass === 0) work.spend(workOfCheck);
    const checked = (next: string, isProven = true) => {
      work.spend(workOfCheck);
      return lint(next, { isProven });
    };
    const step = prover.apply(wanted);
    refused = prover.refused;
    if (options.unsafe)
      for (const [{ rule, fix }, damage] of refused) {
        banned.add(rule);
        errors.push({ kind: "rule", message: dropped(rule, fix?.title ?? "", damage) });
      }
    if (step.applied.length === 0 || step.text === now) {
      if (await isProvenAgain()) continue;
      break;
    }
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
    // Unsafe fixes are the author's decision, also if they hide something.
    const next = options.unsafe
      ? { step, input: await checked(step.text) }
      : await applyVisible(input, step, wanted, prover, checked, () => work.left > 0);
    if (next.step.applied.length === 0) {
      if (await isProvenAgain()) continue;
      break;
    }
    texts.add(next.step.text);
    pass++;
    isFresh = false;
    now = next.step.text;
    input = next.input;
    count += next.step.applied.length;
    refused = new Map();
  }
  const remaining = refused.size === 0 ? input.violations : input.violations.map((one) => demoted(one, refused));
  return { before: text, after: now, count, remaining, errors: [...input.errors, ...errors] };
}

const dropped = (rule: string, title: string, damage: string): string =>
  t("fix.dropped", 'Fix "{title}" of rule {rule} was not applied: {damage}. This is a bug in the rule.', {
    rule,
    title,
    damage,
  });
