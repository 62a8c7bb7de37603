/**
 * One text looked at once: parsed, linted, its questions answered, settled. `run` looks at every file with it,
 * the fix passes look again at what they made, and rule tests look at an article in a string.
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
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { clockOf, timed, timedWait } from "../platform/timing.js";
import type { ImageFact, LinkFact } from "../probe/types.js";
import type { FileError, Violation } from "../results.js";
import type { CompiledSchema } from "../schema/types.js";
import { type CheckedRules, Suppressions } from "../settle/directives.js";
import { merge, settle } from "../settle/index.js";

export interface LintTextInput extends ArticleInput {
  /** Its absolute path, which the `$schema` it may name is relative to; default: `path` in the working directory. */
  readonly file?: string | undefined;
  /** What rules take for now, and by whose day (in UTC, the same on every machine) directives end; default: now. */
  readonly now?: Date | undefined;
  /** Parts what a baseline accepts from what is to be reported. */
  readonly splitBaseline?: ((violations: readonly Violation[], text: string) => BaselineSplit) | undefined;
}

/** What an article says by itself, before anything is asked: plain data, which can be kept and sent. */
export interface Analysis {
  /** In their order; neither silenced nor accepted yet. */
  readonly violations: readonly Violation[];
  readonly factRequests: readonly FactRequest[];
  /** What the site rules noted for the judgement of the whole site. */
  readonly summaries: Summaries;
  readonly errors: readonly FileError[];
  /** Without the elements that they stand in. */
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** The bytes are not text, so nothing is known of what they say. */
  readonly unreadable: boolean;
  /** A rule asked what the time is. */
  readonly usesNow: boolean;
  /** The article's own, as `2019-05-01`. */
  readonly day: string | undefined;
  /** As the front matter states it. */
  readonly title: string | undefined;
}

/** What is said of a text when all is known. */
export interface LintedText {
  readonly analysis: Analysis;
  readonly violations: readonly Violation[];
  /** Those and what the baseline accepts. */
  readonly found: readonly Violation[];
  /** Answers to the inquiries of the exam. */
  readonly facts: readonly (ImageFact | LinkFact | undefined)[];
  readonly errors: readonly FileError[];
  /** How many findings directives have silenced. */
  readonly suppressed: number;
  /** What the baseline says of the violations; `undefined` without one. */
  readonly baselineSplit: BaselineSplit | undefined;
  /** Which rules have had their say; those that judge the whole site have not. */
  checkedRules(): CheckedRules;
}

/** An article that was looked at, and what is said of it. */
export type LintedArticle = LintedText & { readonly article: Article };

export async function lintText(
  input: LintTextInput,
  plan: FilePlan,
  answer: ResolveImage,
  answerLink: ResolveLink = async () => undefined,
): Promise<LintedArticle> {
  const now = input.now ?? new Date();
  const { article, exam } = await analyze({ ...input, now }, plan);
  return { article, ...(await resolveAnalysis(exam, article, { ...input, now }, plan, answer, answerLink)) };
}

/** Reads the article and runs the local moment of the rules. */
export async function analyze(input: LintTextInput, plan: FilePlan): Promise<{ article: Article; exam: Analysis }> {
  let { schema } = plan;
  const article = readArticle(input, plan, () => schema);
  schema = await schemaOf(article, input, plan);
  // Parts are read when a rule asks for them; where time is measured, that is not to count as the rule's.
  if (clockOf()) timed("parse", () => [article.frontMatter, article.body, article.images, article.links]);
  const { violations, factRequests, summaries, errors, usesNow } = timed("rules", () =>
    lint(article, plan, schema, input.now ?? new Date()),
  );
  const lines = new LineIndex(input.text);
  const exam: Analysis = {
    violations: settle(violations, lines),
    factRequests,
    summaries,
    errors,
    // What they silence is known without the tree, which is neither to be kept nor sent.
    directives: article.directives.map((directive) => ({ ...directive, parent: undefined })),
    lines: lines.table(),
    unreadable: article.encodingProblem !== undefined,
    usesNow,
    day: dayOfArticle(article),
    title: titleOf(article),
  };
  return { article, exam };
}

/**
 * Asks what the rules want to know, lets them judge it, and leaves out what directives and the baseline say.
 *
 * @param article may be missing where there are no directives: they are judged in it.
 */
export async function resolveAnalysis(
  exam: Analysis,
  article: Article | undefined,
  {
    now = new Date(),
    text,
    splitBaseline,
  }: Pick<LintTextInput, "now" | "splitBaseline"> & { readonly text: string | (() => Promise<string>) },
  plan: FilePlan,
  answer: ResolveImage,
  answerLink: ResolveLink,
): Promise<LintedText> {
  const { factRequests, directives } = exam;
  const facts = await timedWait("ask", () =>
    Promise.all(
      factRequests.map((inquiry) =>
        inquiry.about === "image"
          ? answer(inquiry.reference, inquiry.want, { instead: inquiry.instead, day: exam.day })
          : answerLink(inquiry.reference, inquiry.want),
      ),
    ),
  );
  const remote = timed("judge", () => applyFacts(factRequests, facts, plan, exam.lines.length));
  const lines = LineIndex.from(exam.lines);
  const found = merge(exam.violations, settle(remote.violations, lines));
  const errors = [...exam.errors, ...remote.errors];
  const known = () => checkedRules(plan, exam, facts);
  const done = async (settled: readonly Violation[], silenced = 0): Promise<LintedText> => {
    const sifted =
      splitBaseline && settled.length > 0
        ? splitBaseline(settled, typeof text === "string" ? text : await text())
        : splitBaseline?.([], "");
    const violations = sifted?.new ?? settled;
    return {
      analysis: exam,
      violations,
      found: settled,
      facts,
      errors,
      suppressed: silenced,
      baselineSplit: sifted,
      checkedRules: known,
    };
  };
  if (directives.length === 0) return done(found);

  const silencer = suppressionsFor(article ?? exam, now);
  const isLoud = ({ rule, range }: Violation) => !silencer.suppresses(rule, range.start);
  const loud = found.filter(isLoud);
  // A rule that threw may have found what a directive is for.
  if (errors.length > 0 || !article) return done(loud, found.length - loud.length);
  const about = checkDirectives(article, silencer.directiveUses(known()), plan);
  errors.push(...about.errors);
  return done(merge(loud, settle(about.violations, lines).filter(isLoud)), found.length - loud.length);
}

/** What directives say of whatever else is found in this article. */
export const suppressionsFor = ({ directives }: Pick<Analysis, "directives">, now: Date): Suppressions =>
  new Suppressions(directives, dayOf(now));

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
        : /[.?!]$/.test(error.message)
          ? t("run.problemAndRemedy", "{problem} {remedy}", { problem: error.message, remedy: error.hint })
          : t("common.colon", "{message}: {hint}", { message: error.message, hint: error.hint }),
      schema,
    );
  }
}

/** Nothing is said of the front matter but that its schema cannot be used; pictures are still known by the plan's. */
const refused = (message: string, schema: CompiledSchema | undefined): CompiledSchema => ({
  name: "$schema",
  validate: () => [{ path: ["$schema"], kind: "value", keyword: "$schema", message, ownWords: true }],
  remarks: () => [],
  imagePaths: (data) => schema?.imagePaths(data) ?? [],
  offers: () => ({ keys: [], values: [] }),
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
  // Without text, only what is said of the bytes is known.
  const open = new Set<string>(unreadable ? rules.flatMap(({ rule }) => (rule.encoding ? [] : [rule.name])) : []);
  for (const { rule } of rules) if (rule.site) open.add(rule.name);
  factRequests.forEach((inquiry, at) => {
    const verdict = facts[at]?.verdict ?? "unchecked";
    if (verdict === "unchecked" || verdict === "unverifiable")
      for (const index of inquiry.rules) open.add(rules[index]?.rule.name ?? "");
  });
  return { known: ruleNames ?? enabled, enabled, open };
}

/** What the fix passes must know of a look. */
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
