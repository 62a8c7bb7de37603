/** Finds the new URLs and the changed lines of an article, for runs that lint only changes. */
import type { FilePlan } from "../config/types.js";
import { readArticle } from "../lint/read-article.js";
import { firstIndex } from "../platform/binary-search.js";
import { lineChanges } from "../platform/line-changes.js";
import type { Violation } from "../results.js";

/** The URLs on other servers in a text, so that only new URLs are requested. */
export function addressesIn(text: string, shown: string, plan: FilePlan): ReadonlySet<string> {
  const article = readArticle({ path: shown, text }, plan);
  const targets = [...article.images, ...article.links].map(({ target }) => target);
  return new Set(targets.flatMap((target) => (target.kind === "remote" ? [target.url] : [])));
}

/**
 * The violations that overlap a line which a change has added or modified. If lines were only removed, the lines next
 * to the gap count as modified.
 */
export function onChangedLines<V extends Pick<Violation, "line" | "endLine">>(
  violations: readonly V[],
  before: string,
  text: string,
): readonly V[] {
  if (violations.length === 0) return violations;
  const changed = changedLines(before, text);
  return violations.filter(({ line, endLine }) => changed.between(line, endLine));
}

function changedLines(before: string, text: string): { between(first: number, last: number): boolean } {
  // With any line ending, because a checkout may have converted them.
  const lines = (whole: string) => whole.split(/\r\n|\n|\r/);
  const touched: number[] = [];
  let line = 1;
  for (const { added, removed, value } of lineChanges(lines(before), lines(text))) {
    if (removed) touched.push(line - 1, line);
    else {
      if (added) for (let at = 0; at < value.length; at++) touched.push(line + at);
      line += value.length;
    }
  }
  touched.sort((a, b) => a - b);
  return {
    between(first, last) {
      const next = touched[firstIndex(touched.length, (index) => (touched[index] as number) >= first)];
      return next !== undefined && next <= last;
    },
  };
}
