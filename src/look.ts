/**
 * One text looked at once: parsed, linted, its questions answered, settled. `run` looks at every file with it,
 * the fix passes look again at what they made, and rule tests look at an article in a string.
 */
import path from "node:path";
import { formatDate, problemOf, readDate } from "./article/dates.js";
import { parseArticle } from "./article/index.js";
import { LineIndex, type LineTable } from "./article/lines.js";
import type { Article, Directive, EncodingProblem, ImageReference, LinkReference } from "./article/types.js";
import type { Sifted } from "./baseline/index.js";
import type { FilePlan } from "./config/types.js";
import { UserError } from "./errors.js";
import type { FixInput } from "./fix/passes.js";
import { type Inquiry, judge, judgeDirectives, lint, type Summaries } from "./lint/index.js";
import { t } from "./platform/i18n.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "./probe/types.js";
import type { FileError, Violation } from "./results.js";
import type { CompiledSchema } from "./schema/types.js";
import { type Judged, Silencer } from "./settle/directives.js";
import { merge, settle } from "./settle/index.js";
import { clockOf, timed, timedWait } from "./timing.js";

export interface LookInput {
  /** As it is shown; its ending decides whether the body is HTML or Markdown. */
  readonly path: string;
  /** Its absolute path, which the `$schema` it may name is relative to; default: `path` in the working directory. */
  readonly file?: string | undefined;
  readonly text: string;
  readonly encodingProblem?: EncodingProblem | undefined;
  /** What rules take for now, and by whose day (in UTC, the same on every machine) directives end; default: now. */
  readonly now?: Date | undefined;
  /** Parts what a baseline accepts from what is to be reported. */
  readonly sift?: ((violations: readonly Violation[], text: string) => Sifted) | undefined;
}

/** Answers what a rule wants to know about a picture. */
export type Answer = (reference: ImageReference, want: Want, more: MoreToAnswer) => Promise<ImageFact>;
export interface MoreToAnswer {
  /** URLs that could stand in the picture's place. */
  readonly instead: readonly string[];
  /** The day of the article, as `2019-05-01`. */
  readonly day: string | undefined;
}
/** The same about a link; `undefined` where nothing can be known. */
export type LinkAnswer = (reference: LinkReference, want: LinkWant) => Promise<LinkFact | undefined>;

/** What an article says by itself, before anything is asked: plain data, which can be kept and sent. */
export interface Exam {
  /** In their order; neither silenced nor accepted yet. */
  readonly violations: readonly Violation[];
  readonly inquiries: readonly Inquiry[];
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
export interface Look {
  readonly exam: Exam;
  readonly violations: readonly Violation[];
  /** Those and what the baseline accepts. */
  readonly found: readonly Violation[];
  /** Answers to the inquiries of the exam. */
  readonly facts: readonly (ImageFact | LinkFact | undefined)[];
  readonly errors: readonly FileError[];
  /** How many findings directives have silenced. */
  readonly silenced: number;
  /** What the baseline says of the violations; `undefined` without one. */
  readonly sifted: Sifted | undefined;
  /** Which rules have had their say; those that judge the whole site have not. */
  judged(): Judged;
}

/** The article in a text, read as its plan says. `schema` is asked late: the article itself may name it. */
export function readArticle(input: LookInput, plan: FilePlan, schema = () => plan.schema): Article {
  return parseArticle(input, {
    bodyLanguage: /\.x?html?$/i.test(input.path) ? "html" : "markdown",
    lazyAttributes: plan.lazyAttributes,
    ...(plan.yaml && { yaml: plan.yaml }),
    ...(plan.schemaIsChosen && { schemaIsChosen: true }),
    imagePaths: (data) => schema()?.imagePaths(data) ?? [],
  });
}

/** An article that was looked at, and what is said of it. */
export type ArticleLook = Look & { readonly article: Article };

export async function look(
  input: LookInput,
  plan: FilePlan,
  answer: Answer,
  answerLink: LinkAnswer = async () => undefined,
): Promise<ArticleLook> {
  const now = input.now ?? new Date();
  const { article, exam } = await examine({ ...input, now }, plan);
  return { article, ...(await conclude(exam, article, { ...input, now }, plan, answer, answerLink)) };
}

/** Reads the article and runs the local moment of the rules. */
export async function examine(input: LookInput, plan: FilePlan): Promise<{ article: Article; exam: Exam }> {
  let { schema } = plan;
  const article = readArticle(input, plan, () => schema);
  schema = await schemaOf(article, input, plan);
  // Parts are read when a rule asks for them; where time is measured, that is not to count as the rule's.
  if (clockOf()) timed("parse", () => [article.frontMatter, article.body, article.images, article.links]);
  const { findings, inquiries, summaries, errors, usesNow } = timed("rules", () =>
    lint(article, plan, schema, input.now ?? new Date()),
  );
  const lines = new LineIndex(input.text);
  const exam: Exam = {
    violations: settle(findings, lines),
    inquiries,
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
export async function conclude(
  exam: Exam,
  article: Article | undefined,
  {
    now = new Date(),
    text,
    sift,
  }: Pick<LookInput, "now" | "sift"> & { readonly text: string | (() => Promise<string>) },
  plan: FilePlan,
  answer: Answer,
  answerLink: LinkAnswer,
): Promise<Look> {
  const { inquiries, directives } = exam;
  const facts = await timedWait("ask", () =>
    Promise.all(
      inquiries.map((inquiry) =>
        inquiry.about === "image"
          ? answer(inquiry.reference, inquiry.want, { instead: inquiry.instead, day: exam.day })
          : answerLink(inquiry.reference, inquiry.want),
      ),
    ),
  );
  const remote = timed("judge", () => judge(inquiries, facts, plan, exam.lines.length));
  const lines = LineIndex.from(exam.lines);
  const found = merge(exam.violations, settle(remote.findings, lines));
  const errors = [...exam.errors, ...remote.errors];
  const known = () => judged(plan, exam, facts);
  const done = async (settled: readonly Violation[], silenced = 0): Promise<Look> => {
    const sifted =
      sift && settled.length > 0 ? sift(settled, typeof text === "string" ? text : await text()) : sift?.([], "");
    const violations = sifted?.fresh ?? settled;
    return { exam, violations, found: settled, facts, errors, silenced, sifted, judged: known };
  };
  if (directives.length === 0) return done(found);

  const silencer = silencerFor(article ?? exam, now);
  const isLoud = ({ rule, range }: Violation) => !silencer.silences(rule, range.start);
  const loud = found.filter(isLoud);
  // A rule that threw may have found what a directive is for.
  if (errors.length > 0 || !article) return done(loud, found.length - loud.length);
  const about = judgeDirectives(article, silencer.uses(known()), plan);
  errors.push(...about.errors);
  return done(merge(loud, settle(about.findings, lines).filter(isLoud)), found.length - loud.length);
}

/** What directives say of whatever else is found in this article. */
export const silencerFor = ({ directives }: Pick<Exam, "directives">, now: Date): Silencer =>
  new Silencer(directives, dayOf(now));

/** The schema that the article names, else that of the plan. */
export async function schemaOf(
  { frontMatter }: Article,
  { path: shown, file, text, encodingProblem }: LookInput,
  { schema, statedSchema }: FilePlan,
): Promise<CompiledSchema | undefined> {
  if (!statedSchema || encodingProblem || !text.includes("$schema")) return schema;
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "$schema") ? frontMatter.data.$schema : undefined;
  if (stated === undefined) return schema;
  try {
    if (typeof stated === "string" && stated !== "") return await statedSchema(stated, path.resolve(file ?? shown));
    return refused(
      t(
        "run.schemaNamesSchema",
        '"$schema" names no schema: write the path of a file, or a preset such as "preset:article"',
      ),
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
  return date && !problemOf(date) ? formatDate({ ...date, time: undefined }, "iso") : undefined;
}

function titleOf({ frontMatter }: Article): string | undefined {
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "title") ? frontMatter.data.title : undefined;
  return typeof stated === "string" || typeof stated === "number" ? String(stated).trim() : undefined;
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

function judged(
  { rules, ruleNames }: FilePlan,
  { unreadable, inquiries }: Exam,
  facts: readonly (ImageFact | LinkFact | undefined)[],
): Judged {
  const enabled = new Set<string>(rules.map(({ rule }) => rule.name));
  // Without text, only what is said of the bytes is known.
  const open = new Set<string>(unreadable ? rules.flatMap(({ rule }) => (rule.encoding ? [] : [rule.name])) : []);
  for (const { rule } of rules) if (rule.site) open.add(rule.name);
  inquiries.forEach((inquiry, at) => {
    const verdict = facts[at]?.verdict ?? "unchecked";
    if (verdict === "unchecked" || verdict === "unverifiable")
      for (const index of inquiry.rules) open.add(rules[index]?.rule.name ?? "");
  });
  return { known: ruleNames ?? enabled, enabled, open };
}

/** What the fix passes must know of a look. */
export function asFixInput({ article, violations, errors }: ArticleLook): FixInput {
  const { frontMatter } = article.encodingProblem ? { frontMatter: undefined } : article;
  return {
    violations,
    errors,
    data: frontMatter?.data,
    frontMatter: frontMatter?.range,
    entry: (key) => frontMatter?.place([key], "entry"),
  };
}
