/** The totals that a report stores for its run and earlier runs, so that the next report can show trends. */
import type { Summary } from "../../results.js";
import { json, type Markup, markup } from "./markup.js";

/** The totals of one run. */
export interface RunTotals {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly articles: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  readonly brokenImages: number;
  /** Not in reports of earlier versions. */
  readonly brokenLinks?: number;
  /** Violations by rule; only for the last run. */
  readonly rules?: Readonly<Record<string, number>>;
}

/** The maximum number of runs in a history. */
const mostRuns = 30;

export function totalsOf(
  { articles, errors, warnings, fixable, images, links }: Summary,
  at: Date,
  rules: Readonly<Record<string, number>>,
): RunTotals {
  return {
    at: at.toISOString(),
    articles,
    errors,
    warnings,
    fixable,
    brokenImages: images.broken,
    brokenLinks: links.broken,
    rules,
  };
}

const open = '<script type="application/json" id="stet-history">';
/** The element is within this many bytes of the end of a report, so that only the end must be read. */
export const historyTail = 256 * 1024;

/** The history element of a report. Content of articles cannot imitate it, because `<` is always escaped. */
export function historyElement(runs: readonly RunTotals[]): Markup {
  const kept = runs
    .slice(-mostRuns)
    .map(({ rules, ...run }, at, all) => (at === all.length - 1 && rules ? { ...run, rules } : run));
  return markup`<script type="application/json" id="stet-history">${json({ version: 1, runs: kept })}</script>`;
}

/** The runs in (the end of) a report, oldest first. `undefined` if it is not a stet report or has a later version. */
export function historyIn(report: string): readonly RunTotals[] | undefined {
  const start = report.lastIndexOf(open);
  const end = start < 0 ? -1 : report.indexOf("</script>", start);
  if (end < 0) return undefined;
  try {
    const { version, runs } = JSON.parse(report.slice(start + open.length, end)) as Record<string, unknown>;
    return version === 1 && Array.isArray(runs) && runs.length > 0 && runs.every(isRun) ? runs : undefined;
  } catch {
    return undefined;
  }
}

function isRun(value: unknown): value is RunTotals {
  if (typeof value !== "object" || value === null) return false;
  const {
    at,
    articles,
    errors,
    warnings,
    fixable,
    brokenImages,
    brokenLinks = 0,
    rules = {},
  } = value as Record<string, unknown>;
  const counts = [articles, errors, warnings, fixable, brokenImages, brokenLinks, ...Object.values(rules as object)];
  return typeof at === "string" && !Number.isNaN(Date.parse(at)) && counts.every(Number.isSafeInteger);
}
