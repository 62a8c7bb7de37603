/** The groups of a pattern that must match a whole text, for patterns that are made of a stranger's settings. */
import { safeReplacement } from "./safe-pattern.js";

/** A replacement can name these. */
const mostGroups = 99;

/**
 * @param source a pattern without `^` and `$`, with so many groups.
 * @returns the texts of the groups; `undefined` if the pattern does not match, or could take too long.
 */
export function wholeGroups(source: string, groups: number): (text: string) => readonly string[] | undefined {
  if (groups > mostGroups) return () => undefined;
  const pattern = safeReplacement(new RegExp(`^${source}$`));
  // No path has a NUL.
  const all = Array.from({ length: groups }, (_, at) => `$${at + 1}`).join("\0");
  return (text) => pattern.replace(text, all)?.split("\0");
}
