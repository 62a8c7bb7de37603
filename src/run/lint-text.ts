/**
 * Lints one text once: parses it, runs the rules, requests facts and settles the violations. Runs use it for every
 * file, fix passes for every fixed text, and rule tests for every example.
 */
import path from "node:path";
import { dateProblem, formatDate, readDate } from "../article/dates.js";
import { hasAnchor, moduleFiles } from "../article/index.js";
import { LineIndex, type LineTable } from "../article/lines.js";
import type { Article, Directive, ModuleFile } from "../article/types.js";
import type { BaselineSplit } from "../baseline/index.js";
import type { FilePlan } from "../config/types.js";
import type { ResolveImage, ResolveLink } from "../facts/resolve.js";
import type { FixInput } from "../fix/passes.js";
import type { ArticleFormat } from "../fix/proof/index.js";
import { proveFixes } from "../fix/prove.js";
import type { FixWork } from "../fix/work.js";
import { applyFacts, checkDirectives, type FactRequest, lint, type Summaries } from "../lint/index.js";
import { type ArticleInput, readArticle } from "../lint/read-article.js";
import { sitePathOf } from "../lint/site.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { append } from "../platform/lists.js";
import { clockOf, timed, timedWait } from "../platform/timing.js";
import type { ImageFact, LinkFact } from "../probe/types.js";
import type { CheckedRules, FileError, Violation } from "../results.js";
import { feedOf } from "../rule.js";
import type { CompiledSchema } from "../schema/types.js";
import { Suppressions } from "../settle/directives.js";
import { merge, settle } from "../settle/index.js";
import { protectAddress } from "./page-address.js";
import { withoutRefusedValues } from "./schema-after-fix.js";

export interface LintTextInput extends ArticleInput {
  /** The current time for rules. Its UTC day decides whether a directive has expired. Default: now. */
  readonly now?: Date | undefined;
  /** Separates the violations that a baseline accepts from those to report. */
  readonly splitBaseline?: ((violations: readonly Violation[], text: string) => BaselineSplit) | undefined;
  /** For a text that is linted between fixes. */
  readonly toFix?: HowToFix | undefined;
}

export interface HowToFix {
  /** The work that is left for the fixes of the article. */
  readonly work: FixWork;
  /** `false`: safe fixes are not proven, which takes more work than all else. */
  readonly isProven: boolean;
}

/** The analysis of the article alone, before any fact is requested. Plain data, which can be cached and sent. */
export interface Analysis {
  /** Sorted as in a result, before directives and the baseline are applied. */
  readonly violations: readonly Violation[];
  readonly factRequests: readonly FactRequest[];
  /** The data of the article for the site rules. */
  readonly summaries: Summaries;
  readonly errors: readonly FileError[];
  /** Without their parent elements. */
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** The bytes are not text. */
  readonly unreadable: boolean;
  /** A rule has used the current time. */
  readonly usesNow: boolean;
  /** The date of the article: `2019-05-01`. */
  readonly day: string | undefined;
  /** As written in the front matter. */
  readonly title: string | undefined;
  /** The feed that the article comes from: see `feedOf`. */
  readonly feed: string | undefined;
  /** The files that the article imports, on which the violations depend. Paths are relative to its folder. */
  readonly modules: readonly ModuleFile[];
}

/** The result of linting a text, with the facts that rules requested. */
export interface LintedText {
  readonly analysis: Analysis;
  readonly violations: readonly Violation[];
  /** The violations to report and those that the baseline accepts. */
  readonly found: readonly Violation[];
  /** `facts[i]` is for `analysis.factRequests[i]`. */
  readonly facts: readonly (ImageFact | LinkFact | undefined)[];
  readonly errors: readonly FileError[];
  /** Number of violations that directives have suppressed. */
  readonly suppressed: number;
  /** `undefined` without a baseline. */
  readonly baselineSplit: BaselineSplit | undefined;
  /** Which rules have run. Site rules have not. */
  checkedRules(): CheckedRules;
}

/** The result of linting an article, with the article. */
export type LintedArticle = LintedText & { readonly article: Article };

export async function lintText(
  input: LintTextInput,
  plan: FilePlan,
  resolveImage: ResolveImage,
  resolveLink: ResolveLink = async () => undefined,
): Promise<LintedArticle> {
  const now = input.now ?? new Date();
  const { article, analysis } = await analyze({ ...input, now }, plan);
  return { article, ...(await resolveAnalysis(analysis, article, { ...input, now }, plan, resolveImage, resolveLink)) };
}

/** Parses the article and runs the local phase of the rules. */
export async function analyze(input: LintTextInput, plan: FilePlan): Promise<{ article: Article; analysis: Analysis }> {
  let { schema } = plan;
  const article = readArticle(input, plan, () => schema);
  schema = await schemaOf(article, input, plan);
  // Parts are parsed at their first use. With `--timing`, they are parsed here, so that the time is not added to a
  // rule.
  if (clockOf()) timed("parse", () => [article.frontMatter, article.body, article.images, article.links]);
  const sitePath = sitePathOf(plan, absoluteOf(input), input.path);
  const { violations, factRequests, summaries, errors, usesNow } = timed("rules", () =>
    lint(article, plan, schema, input.now ?? new Date(), sitePath),
  );
  const lines = new LineIndex(input.text);
  const allowed = withoutRefusedValues(settle(violations, lines), article, schema, plan);
  const analysis: Analysis = {
    violations: proven(await protectAddress(allowed, absoluteOf(input), plan, () => article), article, input.toFix),
    factRequests,
    summaries,
    errors,
    // The tree can neither be cached nor sent, and suppression does not need it.
    directives: article.directives.map((directive) => ({ ...directive, parent: undefined })),
    lines: lines.table(),
    unreadable: article.encodingProblem !== undefined,
    usesNow,
    day: dayOfArticle(article),
    title: titleOf(article),
    feed: feedOf(article),
    modules: modulesOf(article, absoluteOf(input)),
  };
  return { article, analysis };
}

/** Relative, because a report may be read on another machine. */
const modulesOf = (article: Article, file: string): readonly ModuleFile[] =>
  moduleFiles(article).map((one) => ({
    ...one,
    path: path.relative(path.dirname(file), one.path).replaceAll(path.sep, "/"),
  }));

const absoluteOf = ({ file, path: shown }: Pick<LintTextInput, "file" | "path">): string => path.resolve(file ?? shown);

/**
 * Requests the facts for the rules, runs the rules on the facts, and removes the violations that directives suppress or
 * the baseline accepts.
 *
 * @param article only needed if there are directives, because their handlers use it.
 */
export async function resolveAnalysis(
  analysis: Analysis,
  article: Article | undefined,
  input: Pick<LintTextInput, "now" | "splitBaseline" | "file" | "path" | "toFix"> & {
    readonly text: string | (() => Promise<string>);
  },
  plan: FilePlan,
  resolveImage: ResolveImage,
  resolveLink: ResolveLink,
): Promise<LintedText> {
  const { now = new Date(), splitBaseline } = input;
  const { factRequests, directives } = analysis;
  const textNow = async () => (typeof input.text === "string" ? input.text : input.text());
  const facts: (ImageFact | LinkFact | undefined)[] = [];
  await timedWait("requests", async () => {
    // Most links have their fact at once.
    const later: Promise<void>[] = [];
    for (let at = 0; at < factRequests.length; at++) {
      const request = factRequests[at] as FactRequest;
      const answer =
        request.about === "image"
          ? resolveImage(request.reference, request.want, { ...request, day: analysis.day })
          : resolveLink(request.reference, request.want, analysis);
      facts.push(undefined);
      if (answer instanceof Promise)
        later.push(
          answer.then((fact) => {
            facts[at] = fact;
          }),
        );
      else facts[at] = answer;
    }
    if (later.length > 0) await Promise.all(later);
  });
  const remote = timed("facts", () => applyFacts(factRequests, facts, plan, analysis.lines.length));
  const lines = LineIndex.from(analysis.lines);
  const articleNow = async () => article ?? readArticle({ ...input, text: await textNow() }, plan);
  const settled = async (raw: typeof remote.violations) => {
    const violations = await protectAddress(settle(raw, lines), absoluteOf(input), plan, articleNow);
    return violations.some(({ fix }) => fix?.safe) ? proven(violations, await articleNow(), input.toFix) : violations;
  };
  const found = merge(analysis.violations, await settled(remote.violations));
  const errors = [...analysis.errors, ...remote.errors];
  const checked = () => checkedRules(plan, analysis, facts);
  const lintedText = async (all: readonly Violation[], suppressed = 0): Promise<LintedText> => {
    const baselineSplit =
      splitBaseline && all.length > 0 ? splitBaseline(all, await textNow()) : splitBaseline?.([], "");
    const violations = baselineSplit?.new ?? all;
    return { analysis, violations, found: all, facts, errors, suppressed, baselineSplit, checkedRules: checked };
  };
  if (directives.length === 0) return lintedText(found);

  const suppressions = suppressionsFor(article ?? analysis, now);
  const unsuppressed = found.filter(
    ({ rule, range }) => !suppressions.suppresses(rule, range.start, { byNameOnly: isCollected(rule) }),
  );
  const suppressed = found.length - unsuppressed.length;
  // A rule that threw may have missed the violation that a directive suppresses.
  if (errors.length > 0 || !article) return lintedText(unsuppressed, suppressed);
  const checkedDirectives = checkDirectives(article, suppressions.directiveUses(checked()), plan);
  append(errors, checkedDirectives.errors);
  const ofDirectives = (await settled(checkedDirectives.violations)).filter(
    ({ rule, range }) => !suppressions.suppresses(rule, range.start, { byNameOnly: true }),
  );
  return lintedText(merge(unsuppressed, ofDirectives), suppressed);
}

/** Whether a rule of a command only collects what is in articles. No directive is about it. */
const isCollected = (rule: string): boolean => rule.startsWith("collect/");

/** The suppressions by the directives of an article. */
export const suppressionsFor = ({ directives }: Pick<Analysis, "directives">, now: Date): Suppressions =>
  new Suppressions(directives, dayOf(now));

/** Whether a rule reports violations about directives: see `Rule.directive`. */
export const isDirectiveRule = ({ rules }: FilePlan, name: string): boolean =>
  rules.some(({ rule }) => rule.name === name && rule.directive);

/** The schema that the article names, otherwise that of the plan. */
export async function schemaOf(
  { frontMatter }: Article,
  { path: shown, file, text, encodingProblem }: LintTextInput,
  { schema, statedSchema }: FilePlan,
): Promise<CompiledSchema | undefined> {
  if (!statedSchema || encodingProblem || !text.includes("$schema")) return schema;
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "$schema") ? frontMatter.data.$schema : undefined;
  if (stated === undefined) return schema;
  try {
    if (typeof stated === "string" && stated !== "") return await statedSchema(stated, path.resolve(file ?? shown));
    return refused(
      t("run.invalidSchemaKey", 'Invalid "$schema". Use the path of a file, or a preset such as "preset:article".'),
      schema,
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refused(
      error.hint === undefined
        ? error.message
        : t("schema.withHint", "{message} {hint}", { message: error.message, hint: error.hint }),
      schema,
    );
  }
}

/**
 * A schema that reports only that the article's own schema cannot be used. Image keys of the plan's schema still apply.
 */
const refused = (message: string, schema: CompiledSchema | undefined): CompiledSchema => ({
  name: "$schema",
  validate: () => [{ path: ["$schema"], kind: "value", keyword: "$schema", message, ownWords: true }],
  warnings: () => [],
  imagePaths: (data) => schema?.imagePaths(data) ?? [],
  completions: () => ({ keys: [], values: [] }),
});

/** The publication date in the front matter. */
function dayOfArticle({ frontMatter }: Article): string | undefined {
  const stated = frontMatter?.data?.date ?? frontMatter?.data?.pubDate;
  const date = typeof stated === "string" ? readDate(stated) : undefined;
  return date && !dateProblem(date) ? formatDate({ ...date, time: undefined }, "iso") : undefined;
}

function titleOf({ frontMatter }: Article): string | undefined {
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "title") ? frontMatter.data.title : undefined;
  return typeof stated === "string" || typeof stated === "number" ? String(stated).trim() : undefined;
}

/** The UTC day of a date, as `YYYY-MM-DD`. */
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

function checkedRules(
  { rules, ruleNames }: FilePlan,
  { unreadable, factRequests }: Analysis,
  facts: readonly (ImageFact | LinkFact | undefined)[],
): CheckedRules {
  const enabled = new Set<string>(rules.map(({ rule }) => rule.name));
  // If the bytes are not text, only the rules about encoding have run.
  const unchecked = new Set<string>(unreadable ? rules.flatMap(({ rule }) => (rule.encoding ? [] : [rule.name])) : []);
  for (const { rule } of rules) if (rule.site) unchecked.add(rule.name);
  factRequests.forEach((request, at) => {
    const verdict = facts[at]?.verdict ?? "unchecked";
    if (verdict === "unchecked" || verdict === "unverifiable")
      for (const index of request.rules) unchecked.add(rules[index]?.rule.name ?? "");
  });
  return { known: ruleNames ?? enabled, enabled, unchecked };
}

/** How the article is read again to prove fixes; `undefined` if it cannot be read. */
const formatOf = ({ path, encodingProblem, body }: Article): ArticleFormat | undefined =>
  encodingProblem ? undefined : { path, language: body.language, dialect: body.dialect, body };

const proven = (violations: readonly Violation[], article: Article, toFix?: HowToFix): readonly Violation[] =>
  toFix?.isProven !== false && violations.some(({ fix }) => fix?.safe)
    ? timed("proof", () => proveFixes(violations, article.text, formatOf(article), toFix?.work))
    : violations;

/** Converts a linted article to the input of a fix pass. */
export const asFixInput = ({ article, violations, found, errors }: LintedArticle): FixInput => ({
  violations,
  findings: {
    found,
    bodyStart: article.body.range.start,
    references: [...article.images, ...article.links],
    hasPlace: (fragment) => hasAnchor(article.anchors, fragment),
  },
  errors,
  format: formatOf(article),
});
