/**
 * One text linted once: parsed, checked by the rules, its facts requested, settled. A run lints every file by it, the fix
 * passes lint what they have made, and rule tests lint an article in a string.
 */
import path from "node:path";
import { dateProblem, formatDate, readDate } from "../article/dates.js";
import { LineIndex, type LineTable } from "../article/lines.js";
import type { Article, Directive } from "../article/types.js";
import type { BaselineSplit } from "../baseline/index.js";
import type { FilePlan } from "../config/types.js";
import type { ResolveImage, ResolveLink } from "../facts/resolve.js";
import type { FixInput } from "../fix/passes.js";
import { applyFacts, checkDirectives, type FactRequest, lint, type Summaries } from "../lint/index.js";
import { type ArticleInput, readArticle } from "../lint/read-article.js";
import { sitePathOf } from "../lint/site.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { clockOf, timed, timedWait } from "../platform/timing.js";
import type { ImageFact, LinkFact } from "../probe/types.js";
import type { CheckedRules, FileError, Violation } from "../results.js";
import type { CompiledSchema } from "../schema/types.js";
import { Suppressions } from "../settle/directives.js";
import { merge, settle } from "../settle/index.js";

export interface LintTextInput extends ArticleInput {
  /** Its absolute path, which the `$schema` it may name is relative to; default: `path` in the working directory. */
  readonly file?: string | undefined;
  /** What rules take for now, and by whose day (in UTC, the same on every machine) directives end; default: now. */
  readonly now?: Date | undefined;
  /** Parts the violations that a baseline accepts from those to report. */
  readonly splitBaseline?: ((violations: readonly Violation[], text: string) => BaselineSplit) | undefined;
}

/** What the article alone says, before any fact is requested: plain data, which can be cached and sent. */
export interface Analysis {
  /** In the order of a result; neither suppressed nor accepted by a baseline yet. */
  readonly violations: readonly Violation[];
  readonly factRequests: readonly FactRequest[];
  /** What the site rules need of it to check the whole site. */
  readonly summaries: Summaries;
  readonly errors: readonly FileError[];
  /** Without the elements that they are in. */
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** The bytes are not text. */
  readonly unreadable: boolean;
  /** A rule has used the time. */
  readonly usesNow: boolean;
  /** The article's own, as `2019-05-01`. */
  readonly day: string | undefined;
  /** As the front matter states it. */
  readonly title: string | undefined;
}

/** A text linted, with the facts that rules requested. */
export interface LintedText {
  readonly analysis: Analysis;
  readonly violations: readonly Violation[];
  /** Those and the ones that the baseline accepts. */
  readonly found: readonly Violation[];
  /** `facts[i]` is for `analysis.factRequests[i]`. */
  readonly facts: readonly (ImageFact | LinkFact | undefined)[];
  readonly errors: readonly FileError[];
  /** How many violations directives have suppressed. */
  readonly suppressed: number;
  /** `undefined` without a baseline. */
  readonly baselineSplit: BaselineSplit | undefined;
  /** Which rules have run; those that check the whole site have not. */
  checkedRules(): CheckedRules;
}

/** An article that was linted, with what came of that. */
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

/** Reads the article and runs the local moment of the rules. */
export async function analyze(input: LintTextInput, plan: FilePlan): Promise<{ article: Article; analysis: Analysis }> {
  let { schema } = plan;
  const article = readArticle(input, plan, () => schema);
  schema = await schemaOf(article, input, plan);
  // Parts are parsed when a rule first uses them; where time is measured, that must not count as the rule's.
  if (clockOf()) timed("parse", () => [article.frontMatter, article.body, article.images, article.links]);
  const sitePath = sitePathOf(plan, path.resolve(input.file ?? input.path), input.path);
  const { violations, factRequests, summaries, errors, usesNow } = timed("rules", () =>
    lint(article, plan, schema, input.now ?? new Date(), sitePath),
  );
  const lines = new LineIndex(input.text);
  const analysis: Analysis = {
    violations: settle(violations, lines),
    factRequests,
    summaries,
    errors,
    // The tree can be neither cached nor sent, and what they suppress is known without it.
    directives: article.directives.map((directive) => ({ ...directive, parent: undefined })),
    lines: lines.table(),
    unreadable: article.encodingProblem !== undefined,
    usesNow,
    day: dayOfArticle(article),
    title: titleOf(article),
  };
  return { article, analysis };
}

/**
 * Requests the facts that the rules want, lets them check those, and leaves out what directives suppress and the baseline
 * accepts.
 *
 * @param article may be missing where there are no directives: they are checked in it.
 */
export async function resolveAnalysis(
  analysis: Analysis,
  article: Article | undefined,
  {
    now = new Date(),
    text,
    splitBaseline,
  }: Pick<LintTextInput, "now" | "splitBaseline"> & { readonly text: string | (() => Promise<string>) },
  plan: FilePlan,
  resolveImage: ResolveImage,
  resolveLink: ResolveLink,
): Promise<LintedText> {
  const { factRequests, directives } = analysis;
  const facts = await timedWait("requests", () =>
    Promise.all(
      factRequests.map((request) =>
        request.about === "image"
          ? resolveImage(request.reference, request.want, { instead: request.instead, day: analysis.day })
          : resolveLink(request.reference, request.want),
      ),
    ),
  );
  const remote = timed("facts", () => applyFacts(factRequests, facts, plan, analysis.lines.length));
  const lines = LineIndex.from(analysis.lines);
  const found = merge(analysis.violations, settle(remote.violations, lines));
  const errors = [...analysis.errors, ...remote.errors];
  const checked = () => checkedRules(plan, analysis, facts);
  const lintedText = async (all: readonly Violation[], suppressed = 0): Promise<LintedText> => {
    const baselineSplit =
      splitBaseline && all.length > 0
        ? splitBaseline(all, typeof text === "string" ? text : await text())
        : splitBaseline?.([], "");
    const violations = baselineSplit?.new ?? all;
    return { analysis, violations, found: all, facts, errors, suppressed, baselineSplit, checkedRules: checked };
  };
  if (directives.length === 0) return lintedText(found);

  const suppressions = suppressionsFor(article ?? analysis, now);
  const unsuppressed = found.filter(({ rule, range }) => !suppressions.suppresses(rule, range.start));
  const suppressed = found.length - unsuppressed.length;
  // A rule that threw may have found what a directive is for.
  if (errors.length > 0 || !article) return lintedText(unsuppressed, suppressed);
  const checkedDirectives = checkDirectives(article, suppressions.directiveUses(checked()), plan);
  errors.push(...checkedDirectives.errors);
  const ofDirectives = settle(checkedDirectives.violations, lines).filter(
    ({ rule, range }) => !suppressions.suppresses(rule, range.start, { byNameOnly: true }),
  );
  return lintedText(merge(unsuppressed, ofDirectives), suppressed);
}

/** What the directives of an article suppress. */
export const suppressionsFor = ({ directives }: Pick<Analysis, "directives">, now: Date): Suppressions =>
  new Suppressions(directives, dayOf(now));

/** Whether a rule reports on directives: see `Rule.directive`. */
export const isDirectiveRule = ({ rules }: FilePlan, name: string): boolean =>
  rules.some(({ rule }) => rule.name === name && rule.directive);

/** The schema that the article names, else that of the plan. */
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

/** Reports nothing of the front matter but that its schema cannot be used; images are still known by the plan's. */
const refused = (message: string, schema: CompiledSchema | undefined): CompiledSchema => ({
  name: "$schema",
  validate: () => [{ path: ["$schema"], kind: "value", keyword: "$schema", message, ownWords: true }],
  warnings: () => [],
  imagePaths: (data) => schema?.imagePaths(data) ?? [],
  completions: () => ({ keys: [], values: [] }),
});

/** Of a published article: the day that its front matter states. */
function dayOfArticle({ frontMatter }: Article): string | undefined {
  const stated = frontMatter?.data?.date ?? frontMatter?.data?.pubDate;
  const date = typeof stated === "string" ? readDate(stated) : undefined;
  return date && !dateProblem(date) ? formatDate({ ...date, time: undefined }, "iso") : undefined;
}

function titleOf({ frontMatter }: Article): string | undefined {
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "title") ? frontMatter.data.title : undefined;
  return typeof stated === "string" || typeof stated === "number" ? String(stated).trim() : undefined;
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

function checkedRules(
  { rules, ruleNames }: FilePlan,
  { unreadable, factRequests }: Analysis,
  facts: readonly (ImageFact | LinkFact | undefined)[],
): CheckedRules {
  const enabled = new Set<string>(rules.map(({ rule }) => rule.name));
  // Without text, only the rules about bytes have run.
  const unchecked = new Set<string>(unreadable ? rules.flatMap(({ rule }) => (rule.encoding ? [] : [rule.name])) : []);
  for (const { rule } of rules) if (rule.site) unchecked.add(rule.name);
  factRequests.forEach((request, at) => {
    const verdict = facts[at]?.verdict ?? "unchecked";
    if (verdict === "unchecked" || verdict === "unverifiable")
      for (const index of request.rules) unchecked.add(rules[index]?.rule.name ?? "");
  });
  return { known: ruleNames ?? enabled, enabled, unchecked };
}

/** What the fix passes must know of a linted article. */
export function asFixInput({ article, violations, errors }: LintedArticle): FixInput {
  const { frontMatter } = article.encodingProblem ? { frontMatter: undefined } : article;
  return {
    violations,
    errors,
    data: frontMatter?.data,
    frontMatter: frontMatter?.range,
    entry: (key) => frontMatter?.place([key], "entry"),
  };
}
