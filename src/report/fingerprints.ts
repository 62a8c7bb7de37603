import { fingerprint } from "../baseline/fingerprint.js";
import { sha256Of } from "../platform/sha256.js";
import type { FileResult } from "../results.js";

/**
 * A stable identifier for each violation of a file, independent of line numbers: the baseline's fingerprint and a
 * counter for equal fingerprints. Unique within the file.
 */
export function prints({ violations, text }: FileResult): string[] {
  const seen = new Map<string, number>();
  return violations.map((violation) => {
    const { rule, messageId } = violation;
    const known = text === undefined ? messageId : fingerprint(violation, text).print;
    const print = sha256Of(`${rule} ${known}`).slice(0, 16);
    const nth = (seen.get(print) ?? 0) + 1;
    seen.set(print, nth);
    return `${print}:${nth}`;
  });
}
