import type { FactSummary, RunEnd } from "../results.js";
import { visible } from "./visible.js";

export const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** `12 images: 8 ok, 1 broken (not-found 1), 3 unchecked (offline 3)`; `undefined` if nothing was asked. */
export function factLine(facts: FactSummary, noun: string): string | undefined {
  if (facts.total === 0) return undefined;
  const parts = (["ok", "broken", "unverifiable", "unchecked"] as const).flatMap((verdict) => {
    if (facts[verdict] === 0) return [];
    const reasons = Object.entries(facts.reasons[verdict] ?? {})
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([reason, times]) => `${reason} ${times}`);
    return [`${facts[verdict]} ${verdict}${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}`];
  });
  return `${count(facts.total, noun)}: ${parts.join(", ")}`;
}

/** `2 errors, 3 warnings in 5 articles` */
export function problemLine({ summary }: RunEnd): string {
  const { errors, warnings, articles, failures } = summary;
  const found = errors + warnings === 0 ? "no violations" : `${count(errors, "error")}, ${count(warnings, "warning")}`;
  const failed = failures > 0 ? `, ${count(failures, "failure")}` : "";
  return `${found}${failed} in ${count(articles, "article")}`;
}

export const noteLines = (run: RunEnd): string[] => run.notes.map((note) => `note: ${visible(note)}`);
