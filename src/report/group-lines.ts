/** Groups as people read them. */
import type { ChalkInstance } from "chalk";
import type { RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { type Group, type Groups, type Standing, standings } from "./groups.js";
import { hyperlink } from "./hyperlink.js";
import { count } from "./summary.js";
import type { ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { widthOf } from "./width.js";

const number = (value: number): string => (value === 0 ? "-" : value.toLocaleString("en"));

const mark = ({ errors }: Group, paint: ChalkInstance): string => (errors > 0 ? paint.red("✖") : paint.yellow("⚠"));

/** Whole percents; what is there is never nothing, and what is not all is never all. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 1) return "<1 %";
  return `${percent < 100 ? Math.min(99, Math.round(percent)) : 100} %`;
}

/**
 * The rules with how often each found something, its share, in how many articles, and what can be repaired.
 *
 * @param top how many; 0: all.
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
  const heads = ["violations", "share", "articles", "--fix", "+unsafe"];
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const name = Math.max("rule".length, ...rows.map(({ key }) => widthOf(visible(key))));
  const isWide = !terminal || 4 + 2 + name + widths.reduce((sum, one) => sum + one + 2, 0) <= width;
  const lines = isWide
    ? [paint.dim(`    ${"rule".padEnd(name)}  ${heads.map((head, i) => head.padStart(widths[i] ?? 0)).join("  ")}`)]
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
        group.fixable > 0 ? `, ${number(group.fixable)} with --fix` : "",
        group.unsafeFixable > 0 ? `, ${number(group.unsafeFixable)} with --unsafe-fixes` : "",
      ].join("");
      const words = `${violations} (${percent}) in ${count(group.articles, "article")}${fixes}`;
      lines.push(
        `  ${mark(group, paint)} ${colour(linked)}`,
        ...wrap(words, Math.max(20, width - 4)).map((line) => `    ${line}`),
      );
    }
  }
  return [...lines, ...more(all.length - rows.length, ["rule", "rules"], options)];
}

function more(left: number, nouns: readonly [string, string], { width, terminal = false }: ReportOptions): string[] {
  if (left === 0) return [];
  const line = `and ${left.toLocaleString("en")} more ${nouns[left === 1 ? 0 : 1]} (--top 0: all)`;
  return (terminal ? wrap(line, Math.max(20, width - 2)) : [line]).map((part) => `  ${part}`);
}

const elsewhere = ({ others }: Groups): string[] =>
  others === 0 ? [] : [`  ${count(others, "violation")} about no address on the web`];

/** A line for each server: what is the matter with it, and what else is said of its addresses. */
export function hostLines(
  groups: Groups,
  run: RunEnd,
  options: ReportOptions,
  paint: ChalkInstance,
  { top, only }: { readonly top: number; readonly only?: "unreachable" },
): string[] {
  const images = standings(run.images);
  const links = standings(run.links);
  const all = groups.rows().filter(({ unreachable }) => only === undefined || unreachable > 0);
  const rows = top > 0 ? all.slice(0, top) : all;
  const lines = rows.flatMap((group) => {
    const told = standingWords(group, images.get(group.key), links.get(group.key));
    if (told === undefined) {
      const number = `${count(group.violations, "violation")} in ${count(group.articles, "article")}`;
      return entry(`${visible(group.key)}: ${number}; ${rulesOf(group)}`, group, options, paint);
    }
    const others = only === undefined ? rulesOf(group, (rule) => !rule.endsWith("/reachable")) : "";
    return entry(`${visible(group.key)} ${told}${others && `; ${others}`}`, group, options, paint);
  });
  lines.push(...more(all.length - rows.length, ["server", "servers"], options));
  return only === undefined ? [...lines, ...elsewhere(groups)] : lines;
}

/** `dead: 312 pictures in 140 articles (not-found)`. Dead is a server that had nothing of all that it was asked for. */
function standingWords(group: Group, images: Standing | undefined, links: Standing | undefined): string | undefined {
  if (group.unreachable === 0) return undefined;
  const of = (verdict: "ok" | "broken" | "unverifiable") => (images?.[verdict] ?? 0) + (links?.[verdict] ?? 0);
  const verdict = of("broken") > 0 ? "broken" : "unverifiable";
  const isDead = verdict === "broken" && of("ok") + of("unverifiable") === 0;
  const things = (standing: Standing | undefined, noun: string) => {
    const number = standing?.[verdict] ?? 0;
    if (number === 0 || !standing) return [];
    const all = standing.ok + standing.broken + standing.unverifiable;
    return [all === number ? count(number, noun) : `${number.toLocaleString("en")} of ${count(all, noun)}`];
  };
  const what = [...things(images, "picture"), ...things(links, "link")].join(" and ");
  if (what === "") return undefined;
  const reasons = new Map<string, number>();
  for (const standing of [images, links])
    for (const [reason, times] of standing?.reasons[verdict] ?? [])
      reasons.set(reason, (reasons.get(reason) ?? 0) + times);
  const why = [...reasons]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, times]) => (reasons.size > 1 ? `${reason} ${times}` : reason));
  const word = isDead ? "dead" : verdict === "broken" ? "broken" : "unclear";
  return `${word}: ${what} in ${count(group.unreachable, "article")}${why.length > 0 ? ` (${why.join(", ")})` : ""}`;
}

/** A line for each address or article. */
export function groupLines(
  groups: Groups,
  run: RunEnd,
  options: ReportOptions,
  paint: ChalkInstance,
  { top, by }: { readonly top: number; readonly by: "url" | "file" },
): string[] {
  const facts = new Map([...run.links, ...run.images].map((fact) => [fact.url, fact]));
  const all = groups.rows();
  const rows = top > 0 ? all.slice(0, top) : all;
  const lines = rows.flatMap((group) => {
    const fact = by === "url" ? facts.get(group.key) : undefined;
    const verdict =
      fact && fact.verdict !== "ok" && fact.verdict !== "unchecked" ? `${fact.verdict} (${fact.reason}), ` : "";
    const where = by === "url" ? ` in ${count(group.articles, "article")}` : "";
    const fixes = group.fixable > 0 ? `, ${number(group.fixable)} with --fix` : "";
    const words = `${visible(group.key)}: ${verdict}${count(group.violations, "violation")}${where}${fixes}; ${rulesOf(group)}`;
    return entry(words, group, options, paint);
  });
  // Of articles, those below the first ones are not kept one by one.
  const nouns = by === "url" ? (["address", "addresses"] as const) : (["article", "articles"] as const);
  return [...lines, ...more(groups.total - rows.length, nouns, options), ...(by === "url" ? elsewhere(groups) : [])];
}

/** The rules of a group by number, the most frequent ones. */
function rulesOf({ rules }: Group, isTold: (rule: string) => boolean = () => true): string {
  const sorted = [...rules].filter(([rule]) => isTold(rule)).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const shown = sorted.slice(0, 3).map(([rule, times]) => `${visible(rule)} ${times.toLocaleString("en")}`);
  return `${shown.join(", ")}${sorted.length > 3 ? ", ..." : ""}`;
}

/** A group's line, its name coloured; broken on a terminal. */
function entry(line: string, group: Group, { terminal = false, width }: ReportOptions, paint: ChalkInstance): string[] {
  const [first = "", ...rest] = terminal ? wrap(line, Math.max(20, width - 4)) : [line];
  const colour = group.errors > 0 ? paint.red : paint.yellow;
  const name = visible(group.key);
  const painted = first.startsWith(name) ? colour(name) + first.slice(name.length) : first;
  return [`  ${painted}`, ...rest.map((part) => `    ${part}`)];
}
