/**
 * One text looked at once: parsed, linted, its questions answered, settled. `run` looks at every file with it,
 * the fix passes look again at what they made, and rule tests look at an article in a string.
 */
import { parseArticle } from "./article/index.js";
import { LineIndex } from "./article/lines.js";
import type { Article, EncodingProblem, ImageReference } from "./article/types.js";
import type { FilePlan } from "./config/types.js";
import type { FixInput } from "./fix/passes.js";
import { judge, lint } from "./lint/index.js";
import type { ImageFact, Want } from "./probe/types.js";
import type { FileError, Violation } from "./results.js";
import { settle } from "./settle/index.js";

export interface LookInput {
  /** As it is shown; its ending decides whether the body is HTML or Markdown. */
  readonly path: string;
  readonly text: string;
  readonly encodingProblem?: EncodingProblem | undefined;
}

/** Answers what a rule wants to know about a picture. */
export type Answer = (reference: ImageReference, want: Want) => Promise<ImageFact>;

export interface Look {
  readonly article: Article;
  readonly violations: readonly Violation[];
  readonly errors: readonly FileError[];
}

export async function look(input: LookInput, plan: FilePlan, answer: Answer): Promise<Look> {
  const { schema } = plan;
  const article = parseArticle(input, {
    bodyLanguage: /\.x?html?$/i.test(input.path) ? "html" : "markdown",
    lazyAttributes: plan.lazyAttributes,
    ...(plan.yaml && { yaml: plan.yaml }),
    ...(schema && { imagePaths: (data) => schema.imagePaths(data) }),
  });
  const local = lint(article, plan);
  const facts = await Promise.all(local.inquiries.map(({ reference, want }) => answer(reference, want)));
  const remote = judge(local.inquiries, facts, plan, input.text.length);
  return {
    article,
    violations: settle([...local.findings, ...remote.findings], new LineIndex(input.text)),
    errors: [...local.errors, ...remote.errors],
  };
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
