/** Groups violations by rule, by the host or URL that they are about, by folder, or by article. */
import { folderOf } from "../platform/paths.js";
import type { FileResult, RunEnd, Violation } from "../results.js";
import type { Grouping } from "./types.js";

export interface Group {
  readonly key: string;
  violations: number;
  errors: number;
  /** Fixable with `--fix`; the next field counts those that also need `--unsafe-fixes`. */
  fixable: number;
  unsafeFixable: number;
  articles: number;
  /** The number of violations by rule. */
  readonly rules: Map<string, number>;
  /** Articles with a violation about an unreachable URL. */
  unreachable: number;
  /** The first violation. */
  readonly first: { readonly path: string; readonly place: string };
}

export class Groups {
  readonly #by: Grouping;
  /** The number of groups to keep. Only article groups can be dropped, because each is complete when it is added. */
  readonly #enough: number;
  #groups = new Map<string, Group>();
  /** All groups, including dropped ones. */
  total = 0;
  /** The number of articles by folder, with those without violations. Only if the groups are folders. */
  readonly articlesIn = new Map<string, number>();
  /** Violations without a group, because they are not about a URL. */
  others = 0;

  constructor(by: Grouping, { enough = 0 } = {}) {
    this.#by = by;
    this.#enough = by === "file" ? enough : 0;
  }

  add(result: FileResult): void {
    if (this.#by === "folder" && result.article !== false) {
      const folder = folderOf(result.path);
      this.articlesIn.set(folder, (this.articlesIn.get(folder) ?? 0) + 1);
    }
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

  /** Groups with errors first, then by number. */
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
  if (by === "folder") return folderOf(path);
  const host = url === undefined ? undefined : hostOf(url);
  return by === "host" ? host : host === undefined ? undefined : url;
}

/** The host of an HTTP(S) URL. */
export function hostOf(url: string): string | undefined {
  return /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).host : undefined;
}

/** The verdicts for the images, or links, of a host. */
export interface HostStatus {
  ok: number;
  broken: number;
  unverifiable: number;
  /** The number of URLs by reason, for the verdicts `broken` and `unverifiable`. */
  readonly reasons: { readonly broken: Map<string, number>; readonly unverifiable: Map<string, number> };
}

/** The status of every host that received requests for images, or links. */
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
