/** The site moment of the rules: all articles together, from what was noted of each when it was looked at. */
import type { Article, Range } from "../article/types.js";
import type { EnabledRule, FilePlan } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { FileError, Severity } from "../results.js";
import type { AnyRule, Fix, SiteContext, SiteEntry, SiteFile, SiteReport } from "../rule.js";
import { failure, messageOf, type RawViolation } from "./index.js";
import { settingsOf } from "./settings.js";

/** One article of a site. */
export interface SiteMember {
  /** As it is shown. */
  readonly path: string;
  readonly linted: boolean;
  readonly plan: FilePlan;
  /** Names of the rules that noted something of it. */
  readonly summarized: readonly string[];
  /** What a rule noted. It may be read from a file each time: of a large site it need not all be in memory. */
  summaryOf(rule: string): unknown;
  /** Of the text that the summaries speak of. */
  readonly textLength: number;
}

/** A finding whose fix is still to be made, on the article itself. */
export interface RawSiteViolation extends RawViolation {
  readonly makeFix?: (article: Article) => Fix | undefined;
}

/** By path as it is shown. */
export interface SiteGroupResults {
  readonly articles: ReadonlyMap<string, readonly RawSiteViolation[]>;
  readonly files: ReadonlyMap<string, readonly RawViolation[]>;
  readonly errors: ReadonlyMap<string, readonly FileError[]>;
}

/** The articles that one rule judges together: those for which it has the same options. */
export interface SiteGroup {
  readonly rule: AnyRule;
  readonly options: EnabledRule["options"];
  readonly members: readonly { readonly member: SiteMember; readonly severity: Severity }[];
}

/** @param members of one site, sorted by path. */
export function siteGroups(members: readonly SiteMember[]): SiteGroup[] {
  const groups = new Map<string, SiteGroup & { readonly members: SiteGroup["members"][number][] }>();
  const keys = new Map<EnabledRule, string>();
  for (const member of members)
    for (const enabled of member.plan.rules) {
      const { rule, severity, options } = enabled;
      if (!rule.site || !member.summarized.includes(rule.name)) continue;
      const key = keys.get(enabled) ?? `${rule.name} ${JSON.stringify(options)}`;
      keys.set(enabled, key);
      const group = groups.get(key) ?? { rule, options, members: [] };
      groups.set(key, group);
      group.members.push({ member, severity });
    }
  return [...groups.values()];
}

/** @param files what the rule asked for, with the severity that it has there; sorted by path. */
export function checkSiteGroup(
  { rule, options, members }: SiteGroup,
  files: readonly { readonly path: string; readonly severity: Severity }[],
): SiteGroupResults {
  const about = new Map<unknown, SiteGroup["members"][number]>();
  const entries = members.map((one): SiteEntry<unknown> => {
    const { path, linted } = one.member;
    const entry = { path, linted, summary: one.member.summaryOf(rule.name) };
    about.set(entry, one);
    return entry;
  });
  const severities = new Map<SiteFile, Severity>(files.map((file) => [file, file.severity]));
  const articles = new Map<string, RawSiteViolation[]>();
  const ofFiles = new Map<string, RawViolation[]>();
  const settings = settingsOf({ rule, options });
  const context: SiteContext<Record<string, never>, AnyRule["messages"]> = {
    options: settings.options,
    get prepared() {
      return settings.prepared;
    },
    files,
    report(entry, id, { at, data, fix, url, severity: milder }: SiteReport<unknown>) {
      const { member, severity } = about.get(entry) ?? {};
      if (!member?.linted)
        throw new Error(
          t("lint.reportedLintedRun", "reported {path}, which is not linted in this run", { path: entry.path }),
        );
      if (!(at.start >= 0 && at.start <= at.end && at.end <= member.textLength))
        throw new Error(
          t(
            "lint.reportedRangeTextCharacters",
            "reported the range {start}-{end} in {path}, a text of {textLength} characters",
            { start: at.start, end: at.end, path: entry.path, textLength: member.textLength },
          ),
        );
      add(articles, entry.path, {
        ...toViolation(rule, id, data, milder ?? severity ?? "error", at),
        ...(fix && { makeFix: fix }),
        ...(url !== undefined && { url }),
      });
    },
    reportFile(file, id, { data, url, severity: milder }) {
      const severity = severities.get(file);
      if (!severity)
        throw new Error(
          t("lint.reportedNoneFiles", "reported {path}, which is none of the files that it asked for", {
            path: file.path,
          }),
        );
      add(ofFiles, file.path, {
        ...toViolation(rule, id, data, milder ?? severity, { start: 0, end: 0 }),
        ...(url !== undefined && { url }),
      });
    },
  };
  try {
    rule.site?.check(entries, context);
  } catch (error) {
    const culprit = members.find(({ member }) => member.linted)?.member.path ?? "";
    const message = t("lint.ruleFailedWhen", "rule {name} failed when it judged the site and was left out: {error}", {
      name: rule.name,
      error: failure(error),
    });
    return { articles: new Map(), files: new Map(), errors: new Map([[culprit, [{ kind: "rule", message }]]]) };
  }
  return { articles, files: ofFiles, errors: new Map() };
}

const toViolation = (rule: AnyRule, id: string, data: unknown, severity: Severity, at: Range): RawViolation => ({
  rule: rule.name,
  severity,
  messageId: id,
  message: messageOf(rule, id, data),
  at,
});

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Makes the fixes of findings on the article as it is now; one that throws costs an error, and the finding its fix. */
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
            t("lint.editOutsideText", "an edit at {start}-{end} is outside the text ({count})", {
              start: range.start,
              end: range.end,
              count: article.text.length,
            }),
          );
      return fix ? { ...rest, fix } : rest;
    } catch (error) {
      errors.push({
        kind: "rule",
        message: t("lint.ruleFailedFix", "rule {rule} failed at its fix: {error}", {
          rule: rest.rule,
          error: failure(error),
        }),
      });
      return rest;
    }
  });
  return { findings: done, errors };
}
