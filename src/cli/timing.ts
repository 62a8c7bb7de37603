/** The output of `--timing`: the time spent in each stage of a run. */

import { t } from "../platform/i18n.js";
import type { Span, Timing } from "../platform/timing.js";
import { visible } from "../report/visible.js";
import { padStart } from "../report/width.js";
import type { RunEnd } from "../results.js";

/** The stages in the order in which a file passes through them, with descriptions. */
const stages: Readonly<Record<string, () => string>> = {
  cache: () => t("cli.timing.cache", "looking up the cache"),
  read: () => t("cli.timing.reading", "reading files"),
  parse: () => t("cli.timing.parsing", "parsing front matter and body"),
  rules: () => t("cli.timing.rules", "rules on articles"),
  proof: () => t("cli.timing.proof", "proving that fixes are safe"),
  requests: () => t("cli.timing.waiting", "waiting for images and links (several files at once)"),
  facts: () => t("cli.timing.responseRules", "rules on image and link facts"),
  site: () => t("cli.timing.siteRules", "rules on the site"),
  report: () => t("cli.timing.reports", "writing reports"),
};

export function timingTable({
  timing,
  images,
  links,
}: Pick<RunEnd, "images" | "links"> & { timing: Timing | undefined }): string {
  const named = Object.entries(stages).flatMap(([name, what]): [string, Span][] => {
    const span = timing?.stages[name];
    return span ? [[`${name}: ${what()}`, span]] : [];
  });
  const parts = [
    table(t("cli.timing.stage", "stage (sum of all threads)"), t("cli.timing.files", "files"), named),
    table(t("report.heading.rule", "rule"), t("cli.timing.calls", "calls"), sorted(timing?.rules ?? {})),
    table(t("cli.timing.host", "host"), t("cli.timing.requests", "requests"), sorted(hosts([...images, ...links]))),
  ];
  return `${parts.filter((part) => part !== "").join("\n")}`;
}

const sorted = (spans: Readonly<Record<string, Span>>): [string, Span][] =>
  Object.entries(spans).sort(([a, x], [b, y]) => y.ms - x.ms || (a < b ? -1 : 1));

function hosts(facts: readonly (RunEnd["images"][number] | RunEnd["links"][number])[]): Record<string, Span> {
  const spans: Record<string, Span> = Object.create(null);
  // A URL that is both an image and a link was requested once.
  const seen = new Set<unknown>();
  for (const { requests } of facts)
    for (const request of requests) {
      if (seen.has(request) || !URL.canParse(request.url)) continue;
      seen.add(request);
      const { host } = new URL(request.url);
      const { ms, times } = spans[host] ?? { ms: 0, times: 0 };
      spans[host] = { ms: ms + request.ms, times: times + 1 };
    }
  return spans;
}

function table(title: string, unit: string, rows: readonly (readonly [string, Span])[]): string {
  if (rows.length === 0) return "";
  const total = rows.reduce((sum, [, { ms }]) => sum + ms, 0) || 1;
  const lines = rows.map(
    ([name, { ms, times }]) =>
      `${ms.toFixed(1).padStart(10)}  ${`${Math.round((100 * ms) / total)} %`.padStart(5)}  ${String(times).padStart(9)}  ${visible(name)}`,
  );
  return `${"ms".padStart(10)}  ${padStart(t("cli.timing.share", "share"), 5)}  ${padStart(unit, 9)}  ${title}\n${lines.join("\n")}\n`;
}
