/**
 * One text looked at once: parsed, linted, its questions answered, settled. `run` looks at every file with it,
 * the fix passes look again at what they made, and rule tests look at an article in a string.
 */
import path from "node:path";
import { parseArticle } from "./article/index.js";
import { LineIndex } from "./article/lines.js";
import type { Article, EncodingProblem, ImageReference, LinkReference } from "./article/types.js";
import type { Sifted } from "./baseline/index.js";
import type { FilePlan } from "./config/types.js";
import { UserError } from "./errors.js";
import type { FixInput } from "./fix/passes.js";
import { type Finding, judge, judgeDirectives, type Local, lint, type Summaries } from "./lint/index.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "./probe/types.js";
import type { FileError, Violation } from "./results.js";
import type { CompiledSchema } from "./schema/types.js";
import { type Judged, Silencer } from "./settle/directives.js";
import { settle } from "./settle/index.js";

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
export type Answer = (reference: ImageReference, want: Want) => Promise<ImageFact>;
/** The same about a link; `undefined` where nothing can be known. */
export type LinkAnswer = (reference: LinkReference, want: LinkWant) => Promise<LinkFact | undefined>;

export interface Look {
  readonly article: Article;
  readonly lines: LineIndex;
  /** What the site rules noted for the judgement of the whole site. */
  readonly summaries: Summaries;
  readonly violations: readonly Violation[];
  readonly errors: readonly FileError[];
  /** How many findings directives have silenced. */
  readonly silenced: number;
  /** What else is found in this article must be asked of it; `undefined` if it has no directives. */
  readonly silencer: Silencer | undefined;
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
    imagePaths: (data) => schema()?.imagePaths(data) ?? [],
  });
}

export async function look(
  input: LookInput,
  plan: FilePlan,
  answer: Answer,
  answerLink: LinkAnswer = async () => undefined,
): Promise<Look> {
  let { schema } = plan;
  const article = readArticle(input, plan, () => schema);
  schema = await schemaOf(article, input, plan);
  const now = input.now ?? new Date();
  const local = lint(article, plan, schema, now);
  const facts = await Promise.all(
    local.inquiries.map((inquiry) =>
      inquiry.about === "image" ? answer(inquiry.reference, inquiry.want) : answerLink(inquiry.reference, inquiry.want),
    ),
  );
  const remote = judge(local.inquiries, facts, plan, input.text.length);
  const found = [...local.findings, ...remote.findings];
  const errors = [...local.errors, ...remote.errors];
  const known = () => judged(plan, article, local, facts);
  const { summaries } = local;
  const lines = new LineIndex(input.text);
  const done = (findings: readonly Finding[], silenced = 0, silencer?: Silencer): Look => {
    const settled = settle(findings, lines);
    const sifted = input.sift?.(settled, input.text);
    const violations = sifted?.fresh ?? settled;
    return { article, lines, summaries, violations, errors, silenced, silencer, sifted, judged: known };
  };
  if (article.directives.length === 0) return done(found);

  const silencer = new Silencer(article.directives, dayOf(now));
  const isLoud = ({ rule, at }: Finding) => !silencer.silences(rule, at.start);
  const loud = found.filter(isLoud);
  // A rule that threw may have found what a directive is for.
  if (errors.length > 0) return done(loud, found.length - loud.length, silencer);
  const about = judgeDirectives(article, silencer.uses(known()), plan);
  errors.push(...about.errors);
  return done([...loud, ...about.findings.filter(isLoud)], found.length - loud.length, silencer);
}

/** The schema that the article names, else that of the plan. */
async function schemaOf(
  { frontMatter }: Article,
  { path: shown, file, text, encodingProblem }: LookInput,
  { schema, statedSchema }: FilePlan,
): Promise<CompiledSchema | undefined> {
  if (!statedSchema || encodingProblem || !text.includes("$schema")) return schema;
  const stated = frontMatter?.data && Object.hasOwn(frontMatter.data, "$schema") ? frontMatter.data.$schema : undefined;
  if (stated === undefined) return schema;
  try {
    if (typeof stated === "string" && stated !== "") return await statedSchema(stated, path.resolve(file ?? shown));
    return refused('"$schema" names no schema: write the path of a file, or a preset such as "preset:article"', schema);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refused(error.hint === undefined ? error.message : `${error.message}: ${error.hint}`, schema);
  }
}

/** Nothing is said of the front matter but that its schema cannot be used; pictures are still known by the plan's. */
const refused = (message: string, schema: CompiledSchema | undefined): CompiledSchema => ({
  name: "$schema",
  validate: () => [{ path: ["$schema"], kind: "value", keyword: "$schema", message, ownWords: true }],
  remarks: () => [],
  imagePaths: (data) => schema?.imagePaths(data) ?? [],
});

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

function judged(
  { rules, ruleNames }: FilePlan,
  { encodingProblem }: Article,
  { inquiries }: Local,
  facts: readonly (ImageFact | LinkFact | undefined)[],
): Judged {
  const enabled = new Set<string>(rules.map(({ rule }) => rule.name));
  // Without text, only what is said of the bytes is known.
  const open = new Set<string>(encodingProblem ? rules.flatMap(({ rule }) => (rule.encoding ? [] : [rule.name])) : []);
  for (const { rule } of rules) if (rule.site) open.add(rule.name);
  inquiries.forEach((inquiry, at) => {
    const verdict = facts[at]?.verdict ?? "unchecked";
    if (verdict === "unchecked" || verdict === "unverifiable")
      for (const index of inquiry.rules) open.add(rules[index]?.rule.name ?? "");
  });
  return { known: ruleNames ?? enabled, enabled, open };
}

/** What the fix passes must know of a look. */
export function asFixInput({ article, violations, errors }: Look): FixInput {
  const { frontMatter } = article.encodingProblem ? { frontMatter: undefined } : article;
  return {
    violations,
    errors,
    data: frontMatter?.data,
    frontMatter: frontMatter?.range,
    entry: (key) => frontMatter?.place([key], "entry"),
  };
}
