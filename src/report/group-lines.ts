/** Formats groups for the terminal. */
import type { ChalkInstance } from "chalk";
import { t } from "../platform/i18n.js";
import { append, largest } from "../platform/lists.js";
import type { RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { clauses, count, factWord, grouped } from "./count.js";
import { type Group, type Groups, type HostStatus, hostStatuses } from "./groups.js";
import { hyperlink } from "./hyperlink.js";
import type { ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { padEnd, padStart, widthOf } from "./width.js";

const number = (value: number): string => (value === 0 ? "-" : grouped(value));

const mark = ({ errors }: Group, paint: ChalkInstance): string => (errors > 0 ? paint.red("✖") : paint.yellow("⚠"));

/**
 * A whole percentage. Rounding never gives 0% for a part that is not empty (it is `<1%`), nor 100% for less than all.
 */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 1) return "<1%";
  return `${percent < 100 ? Math.min(99, Math.round(percent)) : 100}%`;
}

/**
 * A table of the rules: their violations, share, articles, and fixable violations.
 *
 * @param top the maximum number of rules; 0: all.
 */
export function ruleTable(
  groups: Groups,
  found: number,
  options: ReportOptions,
  paint: ChalkInstance,
  top: number,
): string[] {
  const all = groups.rows();
  if (all.length === 0) return [];
  const rows = top > 0 ? all.slice(0, top) : all;
  const { width, terminal = false, hyperlinks = false, rules } = options;
  const cells = rows.map((group) => [
    number(group.violations),
    share(group.violations, found),
    number(group.articles),
    number(group.fixable),
    number(group.unsafeFixable),
  ]);
  const heads = [
    t("report.heading.violations", "violations"),
    t("report.heading.share", "share"),
    t("report.heading.articles", "articles"),
    "--fix",
    "+unsafe",
  ];
  const widths = heads.map((head, column) =>
    largest(
      cells.map((row) => row[column]?.length ?? 0),
      widthOf(head),
    ),
  );
  const name = largest(
    rows.map(({ key }) => widthOf(visible(key))),
    widthOf(t("report.heading.rule", "rule")),
  );
  const isWide = !terminal || 4 + 2 + name + widths.reduce((sum, one) => sum + one + 2, 0) <= width;
  const lines = isWide
    ? [
        paint.dim(
          `    ${padEnd(t("report.heading.rule", "rule"), name)}  ${heads.map((head, i) => padStart(head, widths[i] ?? 0)).join("  ")}`,
        ),
      ]
    : [];
  for (const [index, group] of rows.entries()) {
    const docs = rules?.get(group.key)?.docs;
    const shown = visible(group.key);
    const linked = hyperlinks && docs !== undefined ? hyperlink(shown, docs) : shown;
    const colour = group.errors > 0 ? paint.red : paint.yellow;
    const row = cells[index] ?? [];
    if (isWide)
      lines.push(
        `  ${mark(group, paint)} ${colour(linked)}${" ".repeat(name - widthOf(shown))}  ${row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("  ")}`,
      );
    else {
      const [violations, percent] = row;
      const fixes = [
        group.fixable > 0 ? t("report.withFix", ", {count} fixable with --fix", { count: number(group.fixable) }) : "",
        group.unsafeFixable > 0
          ? t("report.withUnsafeFixes", ", {count} with --unsafe-fixes", {
              count: number(group.unsafeFixable),
            })
          : "",
      ].join("");
      const words =
        t("report.shareInArticles", "{violations} ({percent}) in {articles}", {
          violations: violations ?? "",
          percent: percent ?? "",
          articles: count(group.articles, "article"),
        }) + fixes;
      lines.push(
        `  ${mark(group, paint)} ${colour(linked)}`,
        ...wrap(words, Math.max(20, width - 4)).map((line) => `    ${line}`),
      );
    }
  }
  return [...lines, ...more(all.length - rows.length, "rule", options)];
}

const andMore = {
  rule: (n: string, one: boolean) =>
    one
      ? t("report.andOneMoreRule", "and {n} more rule", { n })
      : t("report.andMoreRules", "and {n} more rules", { n }),
  server: (n: string, one: boolean) =>
    one
      ? t("report.andOneMoreHost", "and {n} more host", { n })
      : t("report.andMoreHosts", "and {n} more hosts", { n }),
  address: (n: string, one: boolean) =>
    one ? t("report.andOneMoreUrl", "and {n} more URL", { n }) : t("report.andMoreUrls", "and {n} more URLs", { n }),
  folder: (n: string, one: boolean) =>
    one
      ? t("report.andOneMoreFolder", "and {n} more folder", { n })
      : t("report.andMoreFolders", "and {n} more folders", { n }),
  article: (n: string, one: boolean) =>
    one
      ? t("report.andOneMoreArticle", "and {n} more article", { n })
      : t("report.andMoreArticles", "and {n} more articles", { n }),
};

function more(left: number, noun: keyof typeof andMore, { width, terminal = false }: ReportOptions): string[] {
  if (left === 0) return [];
  const line = t("report.top", "{more} (--top 0 shows all)", { more: andMore[noun](grouped(left), left === 1) });
  return (terminal ? wrap(line, Math.max(20, width - 2)) : [line]).map((part) => `  ${part}`);
}

const elsewhere = ({ others }: Groups): string[] =>
  others === 0
    ? []
    : [`  ${t("report.withoutUrl", "{violations} without a URL", { violations: count(others, "violation") })}`];

/** A line per host with its status and the number of other violations about its URLs. */
export function hostLines(
  groups: Groups,
  run: RunEnd,
  options: ReportOptions,
  paint: ChalkInstance,
  { top, only }: { readonly top: number; readonly only?: "unreachable" },
): string[] {
  const images = hostStatuses(run.images);
  const links = hostStatuses(run.links);
  const all = groups.rows().filter(({ unreachable }) => only === undefined || unreachable > 0);
  const rows = top > 0 ? all.slice(0, top) : all;
  const lines = rows.flatMap((group) => {
    const status = hostStatusText(group, images.get(group.key), links.get(group.key));
    if (status === undefined) {
      const number = t("report.inArticles", "{violations} in {articles}", {
        violations: count(group.violations, "violation"),
        articles: count(group.articles, "article"),
      });
      return entry(
        t("report.group", "{name}: {count}; {rules}", {
          name: visible(group.key),
          count: number,
          rules: rulesOf(group),
        }),
        group,
        options,
        paint,
      );
    }
    const others = only === undefined ? rulesOf(group, (rule) => !rule.endsWith("/reachable")) : "";
    const line = `${visible(group.key)} ${status}`;
    return entry(
      others ? t("report.groupAndOthers", "{line}; {others}", { line, others }) : line,
      group,
      options,
      paint,
    );
  });
  append(lines, more(all.length - rows.length, "server", options));
  return only === undefined ? [...lines, ...elsewhere(groups)] : lines;
}

/** `dead: 312 images in 140 articles (not-found)`. A host is dead if none of its requested URLs was available. */
function hostStatusText(
  group: Group,
  images: HostStatus | undefined,
  links: HostStatus | undefined,
): string | undefined {
  if (group.unreachable === 0) return undefined;
  const of = (verdict: "ok" | "broken" | "unverifiable") => (images?.[verdict] ?? 0) + (links?.[verdict] ?? 0);
  const verdict = of("broken") > 0 ? "broken" : "unverifiable";
  const isDead = verdict === "broken" && of("ok") + of("unverifiable") === 0;
  const things = (standing: HostStatus | undefined, noun: "image" | "link") => {
    const number = standing?.[verdict] ?? 0;
    if (number === 0 || !standing) return [];
    const all = standing.ok + standing.broken + standing.unverifiable;
    return [
      all === number
        ? count(number, noun)
        : t("report.partOf", "{count} of {total}", { count: grouped(number), total: count(all, noun) }),
    ];
  };
  const what = [...things(images, "image"), ...things(links, "link")].join(t("report.and", " and "));
  if (what === "") return undefined;
  const reasons = new Map<string, number>();
  for (const standing of [images, links])
    for (const [reason, times] of standing?.reasons[verdict] ?? [])
      reasons.set(reason, (reasons.get(reason) ?? 0) + times);
  const why = [...reasons]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, times]) => (reasons.size > 1 ? `${factWord(reason)} ${times}` : factWord(reason)));
  const word = isDead
    ? t("report.dead", "all broken")
    : verdict === "broken"
      ? t("report.brokenHost", "broken")
      : t("report.unverifiableHost", "unverifiable");
  const text = t("report.host", "{verdict}: {things} in {articles}", {
    verdict: word,
    things: what,
    articles: count(group.unreachable, "article"),
  });
  return why.length > 0 ? t("report.withReason", "{text} ({reason})", { text, reason: clauses(why) }) : text;
}

/** A line for each URL, folder or article. */
export function groupLines(
  groups: Groups,
  run: RunEnd,
  options: ReportOptions,
  paint: ChalkInstance,
  { top, by }: { readonly top: number; readonly by: "url" | "folder" | "file" },
): string[] {
  const facts = new Map([...run.links, ...run.images].map((fact) => [fact.url, fact]));
  const all = groups.rows();
  const rows = top > 0 ? all.slice(0, top) : all;
  const lines = rows.flatMap((group) => {
    const fact = by === "url" ? facts.get(group.key) : undefined;
    const isDoubtful = fact && fact.verdict !== "ok" && fact.verdict !== "unchecked";
    const violations = count(group.violations, "violation");
    const parts = [
      ...(isDoubtful
        ? [
            t("report.withReason", "{text} ({reason})", {
              text: factWord(fact.verdict),
              reason: factWord(fact.reason ?? ""),
            }),
          ]
        : []),
      by === "file" ? violations : inArticles(violations, group, groups),
    ];
    const fixes =
      group.fixable > 0 ? t("report.withFix", ", {count} fixable with --fix", { count: number(group.fixable) }) : "";
    const totals = clauses(parts) + fixes;
    return entry(
      t("report.group", "{name}: {count}; {rules}", { name: visible(group.key), count: totals, rules: rulesOf(group) }),
      group,
      options,
      paint,
    );
  });
  // Articles after the first groups are not stored individually.
  const noun = by === "url" ? "address" : by === "folder" ? "folder" : "article";
  return [...lines, ...more(groups.total - rows.length, noun, options), ...(by === "url" ? elsewhere(groups) : [])];
}

/** `80 violations in 38 of 40 articles`, if the number of all articles is known. */
function inArticles(violations: string, { key, articles }: Group, { articlesIn }: Groups): string {
  const all = articlesIn.get(key);
  const number =
    all === undefined || all === articles
      ? count(articles, "article")
      : t("report.partOf", "{count} of {total}", { count: grouped(articles), total: count(all, "article") });
  return t("report.inArticles", "{violations} in {articles}", { violations, articles: number });
}

/** The most frequent rules of a group, with their counts. */
function rulesOf({ rules }: Group, isListed: (rule: string) => boolean = () => true): string {
  const sorted = [...rules].filter(([rule]) => isListed(rule)).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const shown = sorted.slice(0, 3).map(([rule, times]) => `${visible(rule)} ${grouped(times)}`);
  return `${shown.join(", ")}${sorted.length > 3 ? ", ..." : ""}`;
}

/** The line of a group with its name highlighted, wrapped on a terminal. */
function entry(line: string, group: Group, { terminal = false, width }: ReportOptions, paint: ChalkInstance): string[] {
  const [first = "", ...rest] = terminal ? wrap(line, Math.max(20, width - 4)) : [line];
  const colour = group.errors > 0 ? paint.red : paint.yellow;
  const name = visible(group.key);
  const painted = first.startsWith(name) ? colour(name) + first.slice(name.length) : first;
  return [`  ${painted}`, ...rest.map((part) => `    ${part}`)];
}
