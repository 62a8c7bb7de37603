import type { FactSummary, RunEnd } from "../results.js";
import { say } from "../words.js";
import { clauses, count, factWord } from "./count.js";
import { visible } from "./visible.js";

const verdicts = {
  ok: (n: number) => say`${n} ok`,
  broken: (n: number) => say`${n} broken`,
  unverifiable: (n: number) => say`${n} unverifiable`,
  unchecked: (n: number) => say`${n} unchecked`,
};

/** `12 images: 8 ok, 1 broken (not-found 1), 3 unchecked (offline 3)`; `undefined` if nothing was asked. */
export function factLine(facts: FactSummary, noun: "image" | "link"): string | undefined {
  if (facts.total === 0) return undefined;
  const parts = (["ok", "broken", "unverifiable", "unchecked"] as const).flatMap((verdict) => {
    if (facts[verdict] === 0) return [];
    const reasons = Object.entries(facts.reasons[verdict] ?? {})
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([reason, times]) => `${factWord(reason)} ${times}`);
    const told = verdicts[verdict](facts[verdict]);
    return [reasons.length > 0 ? say`${told} (${clauses(reasons)})` : told];
  });
  return say`${count(facts.total, noun)}: ${clauses(parts)}`;
}

/** `2 errors, 3 warnings in 5 articles` */
export function problemLine({ summary }: RunEnd): string {
  const { errors, warnings, articles, failures } = summary;
  const found = [
    ...(errors + warnings === 0 ? [say`no violations`] : [count(errors, "error"), count(warnings, "warning")]),
    ...(failures > 0 ? [count(failures, "failure")] : []),
  ];
  return say`${clauses(found)} in ${count(articles, "article")}`;
}

export const noteLines = (run: RunEnd): string[] => run.notes.map((note) => say`note: ${visible(note)}`);
