/** Fixes an article: lints it, applies fixes, repeats this until nothing changes, and writes the result. */
import { fixText, type LintToFix } from "../fix/passes.js";
import { FixWork } from "../fix/work.js";
import type { WriteResult } from "../fix/write.js";
import type { FileError, Violation } from "../results.js";
import { inOrder } from "../settle/index.js";
import { asFixInput, type HowToFix, type LintedArticle } from "./lint-text.js";

export interface FixArticleOptions {
  lint(text: string, how: HowToFix): Promise<LintedArticle>;
  /** The work that is left for the article. Default: that of an article which was not fixed before. */
  readonly work?: FixWork;
  /** Whether unsafe fixes are applied as well. */
  readonly unsafe: boolean;
  /** Violations of site rules in the current text, which `lint` does not find. */
  readonly siteViolations?: readonly Violation[];
  /** Replaces the text that was read; `undefined`: nothing is written. */
  readonly write: ((text: string) => Promise<WriteResult>) | undefined;
}

export type FixArticleResult =
  | { readonly outcome: "unchanged"; readonly linted: LintedArticle; readonly errors: readonly FileError[] }
  | {
      readonly outcome: "fixed";
      /** The result of linting the fixed text. */
      readonly linted: LintedArticle;
      readonly errors: readonly FileError[];
      readonly text: string;
      readonly count: number;
      readonly written: boolean;
      /** A message for the end of the run. */
      readonly note: string | undefined;
    }
  /** The fixed text could not be written. `linted` is about the text that is still in the file. */
  | { readonly outcome: "refused"; readonly linted: LintedArticle; readonly message: string };

export async function fixArticle(
  text: string,
  { lint, unsafe, siteViolations = [], write, work = FixWork.ofPasses() }: FixArticleOptions,
): Promise<FixArticleResult> {
  // The first text and the last one: in between, dozens of versions of a long article would fill the memory.
  const known = new Map<string, LintedArticle>();
  const lintOnce = async (
    next: string,
    { isProven = true, isAgain = false }: LintToFix = {},
  ): Promise<LintedArticle> => {
    const linted = (isAgain ? undefined : known.get(next)) ?? (await lint(next, { work, isProven }));
    if (!isProven) return linted;
    for (const other of known.keys()) if (other !== text && other !== next) known.delete(other);
    known.set(next, linted);
    return linted;
  };
  const lintToFix = async (next: string, how?: LintToFix) => {
    const input = asFixInput(await lintOnce(next, how));
    // After a fix, the site rules must run again, so their old violations are not added.
    if (next !== text || siteViolations.length === 0) return input;
    return { ...input, violations: [...input.violations, ...siteViolations].sort(inOrder) };
  };
  const { after, count, errors, remaining } = await fixText(text, lintToFix, { unsafe, work });
  /** With the reasons why fixes were not applied. Violations of site rules are settled by the caller. */
  const withReasons = (linted: LintedArticle): LintedArticle => {
    const refused = new Map(remaining.filter(({ fix }) => fix?.refused).map((one) => [keyOf(one), one]));
    if (refused.size === 0) return linted;
    return { ...linted, violations: linted.violations.map((one) => refused.get(keyOf(one)) ?? one) };
  };
  if (after === text) return { outcome: "unchanged", linted: withReasons(await lintOnce(text)), errors };
  const result = await write?.(after);
  if (result?.written === false) return { outcome: "refused", linted: await lintOnce(text), message: result.message };
  return {
    outcome: "fixed",
    linted: withReasons(await lintOnce(after)),
    errors,
    text: after,
    count,
    written: result !== undefined,
    note: result?.note,
  };
}

const keyOf = ({ rule, messageId, message, range }: Violation): string =>
  JSON.stringify([rule, messageId, message, range.start, range.end]);
