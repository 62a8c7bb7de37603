import { parseArticle } from "../article/index.js";
import type { Article, EncodingProblem } from "../article/types.js";
import type { FilePlan } from "../config/types.js";

export interface ArticleInput {
  /** The path for reports. Its file extension decides whether the body is HTML or Markdown. */
  readonly path: string;
  readonly text: string;
  readonly encodingProblem?: EncodingProblem | undefined;
}

/** Parses a text as its plan requires. `schema` is called late, because the article may name its own schema. */
export function readArticle(input: ArticleInput, plan: FilePlan, schema = () => plan.schema): Article {
  return parseArticle(input, {
    bodyLanguage: /\.x?html?$/i.test(input.path) ? "html" : "markdown",
    lazyAttributes: plan.lazyAttributes,
    ...(plan.yaml && { yaml: plan.yaml }),
    ...(plan.schemaIsChosen && { schemaIsChosen: true }),
    imagePaths: (data) => schema()?.imagePaths(data) ?? [],
  });
}
