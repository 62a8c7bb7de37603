/** Applies fixes in passes until nothing changes. Each pass lints the text again and protects the front matter. */
import { isDeepStrictEqual } from "node:util";
import type { Range } from "../article/types.js";
import { t } from "../platform/i18n.js";
import type { FileError, Violation } from "../results.js";
import { applyFixes, type Candidate, defectOf } from "./conflicts.js";

/** The data that a pass needs about a text. */
export interface FixInput {
  readonly violations: readonly Violation[];
  readonly errors: readonly FileError[];
  /** The front matter's data; `undefined` if there is none or it cannot be parsed. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** The front matter with its fences; `undefined` if there is none. */
  readonly frontMatter: Range | undefined;
  /** The range of a top-level key and its value. */
  entry(key: string): Range | undefined;
}

export interface FixRun {
  readonly before: string;
  readonly after: string;
  /** Number of violations whose fix was applied. */
  readonly count: number;
  /** The violations that remain after the fixes. */
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
  for (let pass = 0; pass < maxPasses; pass++) {
    const wanted = candidates(input.violations, options.unsafe, banned).filter((candidate) => {
      const defect = defectOf(candidate, now);
      if (defect !== undefined && !banned.has(candidate.rule)) errors.push({ kind: "rule", message: defect });
      if (defect !== undefined) banned.add(candidate.rule);
      return defect === undefined;
    });
    if (wanted.length === 0) break;
    const step = await guardedStep(now, input, wanted, lint, errors, banned);
    if (!step) break;
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
    input = step.input;
    count += step.applied.length;
  }
  return { before: text, after: now, count, remaining: input.violations, errors: [...input.errors, ...errors] };
}

const candidates = (violations: readonly Violation[], unsafe: boolean, banned: ReadonlySet<string>): Candidate[] =>
  violations.flatMap(({ rule, fix }) => (fix && (fix.safe || unsafe) && !banned.has(rule) ? [{ rule, fix }] : []));

interface Step {
  readonly text: string;
  readonly input: FixInput;
  readonly applied: readonly Candidate[];
}

/** Applies fixes. Fixes that would damage the front matter are detected one by one, dropped and reported. */
async function guardedStep(
  text: string,
  before: FixInput,
  wanted: readonly Candidate[],
  lint: (text: string) => Promise<FixInput>,
  errors: FileError[],
  banned: Set<string>,
): Promise<Step | undefined> {
  const attempt = async (fixes: readonly Candidate[]): Promise<Step & { damage: string | undefined }> => {
    const { text: after, applied } = applyFixes(text, fixes);
    const input = await lint(after);
    return { text: after, input, applied, damage: damageTo(text, before, input, applied) };
  };
  const all = await attempt(wanted);
  if (!all.damage) return all.applied.length > 0 && all.text !== text ? all : undefined;
  const harmless: Candidate[] = [];
  for (const candidate of wanted) {
    const { damage } = await attempt([candidate]);
    if (!damage) harmless.push(candidate);
    else {
      banned.add(candidate.rule);
      errors.push({
        kind: "rule",
        message: t(
          "fix.dropped",
          'Fix "{title}" of rule {rule} was not applied: {damage}. This is a bug in the rule.',
          { rule: candidate.rule, title: candidate.fix.title, damage },
        ),
      });
    }
  }
  if (harmless.length === 0) return undefined;
  const rest = await attempt(harmless);
  return rest.damage ? undefined : rest;
}

/** How the edits changed the front matter without a fix for that key, as a phrase; `undefined` if they did not. */
function damageTo(text: string, before: FixInput, after: FixInput, applied: readonly Candidate[]): string | undefined {
  if (before.data === undefined) return undefined;
  if (after.data === undefined) return t("fix.damage.unreadable", "the front matter could not be read afterwards");
  const edits = applied.flatMap(({ fix }) => fix.edits);
  const touches = (range: Range) =>
    edits.some((edit) => edit.range.start <= range.end && range.start <= edit.range.end);
  const isNamed = (key: string, input: FixInput) => {
    const range = input.entry(key);
    return range !== undefined && touches(range);
  };
  // An alias (`updated: *day`) changes with its anchor, so its value may change.
  const follows = (key: string) => {
    const range = before.entry(key);
    return range !== undefined && /[:\s[{,]\*\S/.test(text.slice(range.start, range.end));
  };
  for (const key of Object.keys(before.data)) {
    if (isNamed(key, before) || follows(key)) continue;
    if (!Object.hasOwn(after.data, key)) return t("fix.damage.lost", 'it would remove the key "{key}"', { key });
    if (!isDeepStrictEqual(before.data[key], after.data[key]))
      return t("fix.damage.changed", 'it would change the value of "{key}"', { key });
  }
  // A new key must come from an edit within the block.
  const inBlock = before.frontMatter !== undefined && touches(before.frontMatter);
  for (const key of Object.keys(after.data))
    if (!Object.hasOwn(before.data, key) && !inBlock)
      return t("fix.damage.added", 'it would add the key "{key}"', { key });
  return undefined;
}
