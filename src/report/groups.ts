/** Many violations in few lines: counted by rule, by the server or address of what they are about, or by article. */
import type { FileResult, RunEnd, Violation } from "../results.js";
import type { Grouping } from "./types.js";

export interface Group {
  readonly key: string;
  violations: number;
  errors: number;
  /** With `--fix`, and with `--unsafe-fixes` beside. */
  fixable: number;
  unsafeFixable: number;
  articles: number;
  /** How many of each rule. */
  readonly rules: Map<string, number>;
  /** Articles that are told that something cannot be reached. */
  unreachable: number;
  /** Where the first one stands. */
  readonly first: { readonly path: string; readonly place: string };
}

export class Groups {
  readonly #by: Grouping;
  /** Groups that are enough; only those of articles can be forgotten, as each is complete when it is there. */
  readonly #enough: number;
  #groups = new Map<string, Group>();
  /** All there have been. */
  total = 0;
  /** Violations that are in no group, since they are about no address. */
  others = 0;

  constructor(by: Grouping, { enough = 0 } = {}) {
    this.#by = by;
    this.#enough = by === "file" ? enough : 0;
  }

  add(result: FileResult): void {
    const seen = new Set<Group>();
    const unreachable = new Set<Group>();
    for (const violation of result.violations) {
      const key = keyOf(violation, result.path, this.#by);
      if (key === undefined) {
        this.others++;
        continue;
      }
      const group = this.#groups.get(key) ?? this.#open(key, result, violation);
      group.violations++;
      if (violation.severity === "error") group.errors++;
      if (violation.fix) group[violation.fix.safe ? "fixable" : "unsafeFixable"]++;
      group.rules.set(violation.rule, (group.rules.get(violation.rule) ?? 0) + 1);
      seen.add(group);
      if (violation.rule.endsWith("/reachable")) unreachable.add(group);
    }
    if (result.article !== false) for (const group of seen) group.articles++;
    for (const group of unreachable) group.unreachable++;
    if (this.#enough > 0 && this.#groups.size > this.#enough * 2 + 100)
      this.#groups = new Map(
        this.rows()
          .slice(0, this.#enough)
          .map((group) => [group.key, group]),
      );
  }

  /** Those with errors first, then by number. */
  rows(): Group[] {
    return [...this.#groups.values()].sort(
      (a, b) => Number(b.errors > 0) - Number(a.errors > 0) || b.violations - a.violations || (a.key < b.key ? -1 : 1),
    );
  }

  #open(key: string, { path, article }: FileResult, { line, column }: Violation): Group {
    const group: Group = {
      key,
      violations: 0,
      errors: 0,
      fixable: 0,
      unsafeFixable: 0,
      articles: 0,
      rules: new Map(),
      unreachable: 0,
      first: { path, place: article === false ? "" : `:${line}:${column}` },
    };
    this.#groups.set(key, group);
    this.total++;
    return group;
  }
}

function keyOf({ rule, url }: Violation, path: string, by: Grouping): string | undefined {
  if (by === "rule") return rule;
  if (by === "file") return path;
  const host = url === undefined ? undefined : hostOf(url);
  return by === "host" ? host : host === undefined ? undefined : url;
}

/** The host of an address on the web. */
export function hostOf(url: string): string | undefined {
  return /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).host : undefined;
}

/** Whether what addresses lead to is there, for pictures or for links. */
export interface HostStatus {
  ok: number;
  broken: number;
  unverifiable: number;
  /** How often each reason was given for each of the latter two. */
  readonly reasons: { readonly broken: Map<string, number>; readonly unverifiable: Map<string, number> };
}

/** The standing of the pictures, or links, of every host that was asked. */
export function hostStatuses(facts: RunEnd["images"] | RunEnd["links"]): Map<string, HostStatus> {
  const hosts = new Map<string, HostStatus>();
  for (const { url, verdict, reason } of facts) {
    const host = hostOf(url);
    if (host === undefined || verdict === "unchecked") continue;
    const standing = hosts.get(host) ?? {
      ok: 0,
      broken: 0,
      unverifiable: 0,
      reasons: { broken: new Map(), unverifiable: new Map() },
    };
    hosts.set(host, standing);
    standing[verdict]++;
    if (verdict === "ok" || reason === undefined) continue;
    const reasons = standing.reasons[verdict];
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return hosts;
}
