/** The syntax tree of a pattern. */
import { createRequire } from "node:module";
import type { AST } from "@eslint-community/regexpp";

// Most patterns are seen to be cheap without it.
const require = createRequire(import.meta.url);

/** The maximum number of groups within each other: going down into more could exceed the stack of a thread. */
export const maxGroupDepth = 200;

/** @returns `undefined` for a pattern that is not valid with this flag, or that has syntax newer than the parser. */
export function parsePattern(source: string, flag: string): AST.Pattern | undefined {
  if (isTooDeep(source)) return undefined;
  const { RegExpParser } = require("@eslint-community/regexpp") as typeof import("@eslint-community/regexpp");
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, { unicode: flag === "u" });
  } catch {
    return undefined;
  }
}

export function isTooDeep(source: string): boolean {
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\\\]])*\]?|[()]/gs)) {
    if (token === "(" && ++depth > maxGroupDepth) return true;
    if (token === ")") depth--;
  }
  return false;
}

/** The capturing groups in parts of a pattern, in the order in which they begin, which is that of their numbers. */
export function groupsIn(parts: readonly (AST.Pattern | AST.Element)[]): AST.CapturingGroup[] {
  return parts.flatMap((part) => {
    const own = part.type === "CapturingGroup" ? [part] : [];
    if (part.type === "Quantifier") return groupsIn([part.element]);
    if (!("alternatives" in part)) return own;
    return [...own, ...part.alternatives.flatMap(({ elements }) => groupsIn(elements))];
  });
}
