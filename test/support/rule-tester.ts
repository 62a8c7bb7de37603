/** The public tester of rules (src/testing), with the words of our own tests. */
import { describe, it } from "vitest";
import type { AnyRule } from "../../src/rule.js";
import { type InvalidCase, RuleTester, type ValidCase } from "../../src/testing/index.js";

export { factFor, linkFactFor, planFor, unmark, variants } from "../../src/testing/check.js";
export { broken, type ImageFactInput, image, missing, unverifiable } from "../../src/testing/index.js";

export function testRule(
  rule: AnyRule,
  cases: { readonly accepts: readonly ValidCase[]; readonly rejects: readonly InvalidCase[] },
): void {
  // Another test of this process may have used other ones.
  RuleTester.describe = describe;
  RuleTester.it = it;
  new RuleTester().run(rule, { valid: cases.accepts, invalid: cases.rejects });
}
