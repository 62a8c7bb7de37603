/** Tests for the rules of a plugin, for every test runner with `describe` and `it`. */
import type { AnyRule } from "../rule.js";
import { type Accepted, checkAccepted, checkRejected, type Rejected } from "./check.js";

export { broken, type ImageFactInput, image, type LinkFactInput, missing, unverifiable } from "./check.js";
export type ValidCase = Accepted;
export type InvalidCase = Rejected;

type Group = (name: string, body: () => void) => unknown;
type Test = (name: string, body: () => Promise<void>) => unknown;

/**
 * Runs a rule on articles and compares its messages, their locations and the results of its fixes with expected ones.
 *
 * ```ts
 * RuleTester.describe = describe; // only if the test runner has no globals
 * RuleTester.it = it;
 * new RuleTester().run(rule, {
 *   valid: [{ name: "a plain title", article: "---\ntitle: 渡口\n---\n" }],
 *   invalid: [{ name: "a shouting one", article: "---\ntitle: «渡口！！»\n---\n", messages: "The title shouts." }],
 * });
 * ```
 */
export class RuleTester {
  /** Groups tests. Default: the global `describe` of the test runner. */
  static describe: Group | undefined;
  /** Creates a test. Default: the global `it`. */
  static it: Test | undefined;

  /**
   * Creates one test per case.
   *
   * @throws Error if there is no `describe` and `it`.
   */
  run(rule: AnyRule, cases: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] }): void {
    const globals = globalThis as { describe?: Group; it?: Test };
    const describe = RuleTester.describe ?? globals.describe;
    const it = RuleTester.it ?? globals.it;
    if (!describe || !it)
      throw new Error("RuleTester.describe and RuleTester.it are not set, and there are no globals of these names");
    describe(rule.name, () => {
      for (const valid of cases.valid) it(`accepts ${valid.name}`, () => checkAccepted(rule, valid));
      for (const invalid of cases.invalid) it(`rejects ${invalid.name}`, () => checkRejected(rule, invalid));
    });
  }
}
