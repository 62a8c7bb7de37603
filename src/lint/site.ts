/** The site phase of the rules: compares all articles by the summaries that were made of each. */
import path from "node:path";
import type { Article, Range } from "../article/types.js";
import type { EnabledRule, FilePlan } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { FileError, Severity } from "../results.js";
import type {
  AddressClash,
  AnyRule,
  Fix,
  MovedAddress,
  SiteContext,
  SiteEntry,
  SiteFile,
  SiteReport,
} from "../rule.js";
import { failure, hasFolded, messageOf, type RawViolation, simpleValues } from "./dispatch.js";
import { settingsOf } from "./settings.js";

/** One article of a site. */
export interface SiteMember {
  /** See `sitePathOf`. */
  readonly path: string;
  /** The path for reports, relative to the working directory. Results have it as their key. */
  readonly shown: string;
  readonly linted: boolean;
  readonly plan: FilePlan;
  /** Names of the rules that have a summary of this article. */
  readonly summarized: readonly string[];
  /**
   * The summary of a rule. It may be read from a file at each call, so that the summaries of a large site need not be
   * in memory.
   */
  summaryOf(rule: string): unknown;
  /** See `SiteEntry`. */
  readonly clashes?: readonly AddressClash[] | undefined;
  /** See `SiteEntry`. */
  readonly moved?: readonly MovedAddress[] | undefined;
  /** See `SiteEntry`. */
  readonly orphan?: string | undefined;
  /** Length of the text from which the summaries were made. */
  readonly textLength: number;
}

/** A file that is not an article and that a rule requested. */
export interface SiteFileEntry extends Pick<SiteMember, "path" | "shown">, Pick<SiteFile, "gone"> {
  readonly severity: Severity;
}

/**
 * The path of a file for site rules: relative to the folder of the configuration that defines the site, so that results
 * are the same in every working directory. Without such a configuration, the path for reports.
 *
 * @param file absolute.
 */
export const sitePathOf = ({ site }: Pick<FilePlan, "site">, file: string, shown: string): string =>
  site ? path.relative(site.base, file).replaceAll(path.sep, "/") : shown;

/** A violation whose fix is created later, from the article. */
export interface RawSiteViolation extends RawViolation {
  readonly makeFix?: (article: Article) => Fix | undefined;
}

/** By the path for reports. */
export interface SiteGroupResults {
  readonly articles: ReadonlyMap<string, readonly RawSiteViolation[]>;
  readonly files: ReadonlyMap<string, readonly RawViolation[]>;
  readonly errors: ReadonlyMap<string, readonly FileError[]>;
}

/** The articles that one rule compares: those for which the rule has the same options. */
export interface SiteGroup {
  readonly rule: AnyRule;
  readonly options: EnabledRule["options"];
  readonly members: readonly SiteMember[];
}

/** What a rule sees of an article. There may be a hundred thousand, so they have neither closures nor a list beside them. */
class Entry implements SiteEntry<unknown> {
  readonly path: string;
  readonly linted: boolean;
  declare readonly clashes?: SiteMember["clashes"];
  declare readonly moved?: SiteMember["moved"];
  declare readonly orphan?: SiteMember["orphan"];
  readonly #member: SiteMember;
  readonly #rule: AnyRule;
  #summary: unknown;
  #isRead = false;

  constructor(member: SiteMember, rule: AnyRule) {
    this.path = member.path;
    this.linted = member.linted;
    this.#member = member;
    this.#rule = rule;
    const needed = rule.site?.addresses;
    if (needed === "clashes") this.clashes = member.clashes;
    else if (needed === "moves") this.moved = member.moved;
    else if (needed === "links") this.orphan = member.orphan;
  }

  /** Some rules need only those of the few articles that they report. */
  get summary(): unknown {
    if (!this.#isRead) {
      this.#summary = this.#member.summaryOf(this.#rule.name);
      this.#isRead = true;
    }
    return this.#summary;
  }

  static memberOf(entry: SiteEntry<unknown>): SiteMember | undefined {
    return #member in entry ? entry.#member : undefined;
  }
}

/** @param members of one site, sorted by path. */
export function siteGroups(members: readonly SiteMember[]): SiteGroup[] {
  const groups = new Map<string, SiteGroup & { readonly members: SiteMember[] }>();
  const keys = new Map<EnabledRule, string>();
  for (const member of members)
    for (const enabled of member.plan.rules) {
      const { rule, options } = enabled;
      if (!rule.site || !member.summarized.includes(rule.name)) continue;
      const key = keys.get(enabled) ?? `${rule.name} ${JSON.stringify(options)}`;
      keys.set(enabled, key);
      const group = groups.get(key) ?? { rule, options, members: [] };
      groups.set(key, group);
      group.members.push(member);
    }
  return [...groups.values()];
}

/** @param files the files that the rule requested, with the rule's severity for each; sorted by path. */
export function checkSiteGroup(
  { rule, options, members }: SiteGroup,
  files: readonly SiteFileEntry[],
): SiteGroupResults {
  const entries = members.map((member): SiteEntry<unknown> => new Entry(member, rule));
  const listed = new Map<SiteFile, SiteFileEntry>(files.map((file) => [file, file]));
  const articles = new Map<string, RawSiteViolation[]>();
  const ofFiles = new Map<string, RawViolation[]>();
  const settings = settingsOf({ rule, options });
  const context: SiteContext<Record<string, never>, AnyRule["messages"]> = {
    options: settings.options,
    get prepared() {
      return settings.prepared;
    },
    files,
    report(entry, id, { at, data, fix, url, cause, group, severity: milder }: SiteReport<unknown>) {
      const member = Entry.memberOf(entry);
      if (!member?.linted)
        throw new Error(
          t("lint.site.notLinted", "it reported {path}, which is not linted in this run", { path: entry.path }),
        );
      if (!(at.start >= 0 && at.start <= at.end && at.end <= member.textLength))
        throw new Error(
          t("lint.site.range", "it reported the range {start}-{end} in {path}, a text of {count} characters", {
            start: at.start,
            end: at.end,
            path: entry.path,
            count: member.textLength,
          }),
        );
      add(articles, member.shown, {
        ...toViolation(rule, id, data, milder ?? severityOf(rule, member), at),
        ...(fix && { makeFix: fix }),
        ...(url !== undefined && { url }),
        ...(cause !== undefined && { cause }),
        ...(group && { group }),
      });
    },
    reportFile(file, id, { data, url, severity: milder }) {
      const listing = listed.get(file);
      if (!listing)
        throw new Error(
          t("lint.site.notRequested", "it reported {path}, which is not a file that it requested", {
            path: file.path,
          }),
        );
      add(ofFiles, listing.shown, {
        ...toViolation(rule, id, data, milder ?? listing.severity, { start: 0, end: 0 }),
        ...(url !== undefined && { url }),
      });
    },
  };
  try {
    rule.site?.check(entries, context);
  } catch (error) {
    const culprit = members.find(({ linted }) => linted)?.shown ?? "";
    const message = t("lint.site.crashed", "Rule {name} crashed when it checked the site and was skipped: {error}", {
      name: rule.name,
      error: failure(error),
    });
    return { articles: new Map(), files: new Map(), errors: new Map([[culprit, [{ kind: "rule", message }]]]) };
  }
  return { articles, files: ofFiles, errors: new Map() };
}

const severityOf = (rule: AnyRule, { plan }: SiteMember): Severity =>
  plan.rules.find((enabled) => enabled.rule === rule)?.severity ?? "error";

const toViolation = (rule: AnyRule, id: string, data: unknown, severity: Severity, at: Range): RawViolation => ({
  rule: rule.name,
  severity,
  messageId: id,
  message: messageOf(rule, id, data),
  at,
  ...(hasFolded(rule, id) && { data: simpleValues(data) }),
});

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * Creates the fixes of violations from the current article. If a fix throws, the violation is reported without it, and
 * with an error.
 */
export function withFixes(
  findings: readonly RawSiteViolation[],
  article: Article,
): { findings: readonly RawViolation[]; errors: readonly FileError[] } {
  const errors: FileError[] = [];
  const done = findings.map(({ makeFix, ...rest }): RawViolation => {
    if (!makeFix) return rest;
    try {
      const fix = makeFix(article);
      for (const { range } of fix?.edits ?? [])
        if (!(range.start >= 0 && range.start <= range.end && range.end <= article.text.length))
          throw new Error(
            t("lint.site.editOutside", "an edit at {start}-{end} is outside the text of {count} characters", {
              start: range.start,
              end: range.end,
              count: article.text.length,
            }),
          );
      return fix ? { ...rest, fix } : rest;
    } catch (error) {
      errors.push({
        kind: "rule",
        message: t("lint.site.fixCrashed", "The fix of rule {rule} crashed: {error}", {
          rule: rest.rule,
          error: failure(error),
        }),
      });
      return rest;
    }
  });
  return { findings: done, errors };
}
