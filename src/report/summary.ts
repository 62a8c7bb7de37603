import { t } from "../platform/i18n.js";
import type { FactSummary, RunEnd, Summary } from "../results.js";
import { clauses, count, factWord, grouped } from "./count.js";
import { visible } from "./visible.js";

const verdicts = {
  ok: (n: number) => t("report.ok", "{n} ok", { n }),
  broken: (n: number) => t("report.broken", "{n} broken", { n }),
  unverifiable: (n: number) => t("report.unverifiable", "{n} unverifiable", { n }),
  unchecked: (n: number) => t("report.unchecked", "{n} unchecked", { n }),
};

/** `12 images: 8 ok, 1 broken (not-found 1), 3 unchecked (offline 3)`; `undefined` if nothing was checked. */
export function factLine(facts: FactSummary, noun: "image" | "link"): string | undefined {
  if (facts.total === 0) return undefined;
  const parts = (["ok", "broken", "unverifiable", "unchecked"] as const).flatMap((verdict) => {
    if (facts[verdict] === 0) return [];
    const reasons = Object.entries(facts.reasons[verdict] ?? {})
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([reason, times]) => `${factWord(reason)} ${times}`);
    const text = verdicts[verdict](facts[verdict]);
    return [
      reasons.length > 0 ? t("report.withReason", "{text} ({reason})", { text, reason: clauses(reasons) }) : text,
    ];
  });
  return t("report.factLine", "{total}: {verdicts}", { total: count(facts.total, noun), verdicts: clauses(parts) });
}

/** Reasons why internal links were not checked. */
const mostReasons = 3;

/** `9 internal links: 5 checked, 4 not checked (it is a theme: 3; it is a plugin: 1)`; `undefined` if all were checked. */
export function internalLine({ internalLinks }: Summary): string | undefined {
  if (!internalLinks) return undefined;
  const { total, checked, unchecked } = internalLinks;
  const reasons = unchecked
    .slice(0, mostReasons)
    .map(({ detail, links }) =>
      t("report.reasonTimes", "{reason}: {n}", { reason: visible(detail), n: grouped(links) }),
    );
  const rest = unchecked.slice(mostReasons).reduce((sum, { links }) => sum + links, 0);
  if (rest > 0) reasons.push(t("report.otherReasons", "other reasons: {n}", { n: grouped(rest) }));
  return t("report.internalLinks", "{total}: {checked} checked, {unchecked} not checked ({reasons})", {
    total: count(total, "internal link"),
    checked: grouped(checked),
    unchecked: grouped(total - checked),
    reasons: reasons.reduce((all, part) => t("report.reasons", "{all}; {part}", { all, part })),
  });
}

/** The lines about images and links. */
export const factLines = (summary: Summary): string[] =>
  [factLine(summary.images, "image"), factLine(summary.links, "link"), internalLine(summary)].filter(
    (line) => line !== undefined,
  );

/** `2 errors, 3 warnings in 5 articles` */
export function problemLine({ summary }: RunEnd): string {
  const { errors, warnings, articles, failures } = summary;
  const found = [
    ...(errors + warnings === 0
      ? [t("report.noViolations", "no violations")]
      : [count(errors, "error"), count(warnings, "warning")]),
    ...(failures > 0 ? [count(failures, "failure")] : []),
  ];
  return t("report.inArticles", "{violations} in {articles}", {
    violations: clauses(found),
    articles: count(articles, "article"),
  });
}

export const noteLines = (run: RunEnd): string[] =>
  run.notes.map((note) => t("report.note", "note: {note}", { note: visible(note) }));

/** What was fixed, or would be if it were written. */
export const fixedText = (fixed: number, isDryRun = false): string => {
  const violations = count(fixed, "violation");
  return isDryRun
    ? t("report.wouldBeFixed", "{violations} would be fixed", { violations })
    : t("report.fixed", "{violations} fixed", { violations });
};

/** The same as a sentence, for a page. */
export const fixedSentence = (fixed: number, isDryRun = false): string => {
  const violations = count(fixed, "violation");
  return isDryRun
    ? t("report.html.wouldBeFixed", "{violations} would be fixed.", { violations })
    : t("report.html.fixed", "{violations} fixed in this run.", { violations });
};
