import { parseArticle } from "../article/index.js";
import type { Article, EncodingProblem } from "../article/types.js";
import type { FilePlan } from "../config/types.js";

export interface ArticleInput {
  /** As it is shown; its file extension decides whether the body is HTML or Markdown. */
  readonly path: string;
  readonly text: string;
  readonly encodingProblem?: EncodingProblem | undefined;
}

/** The article in a text, read as its plan says. `schema` is asked late: the article itself may name it. */
export function readArticle(input: ArticleInput, plan: FilePlan, schema = () => plan.schema): Article {
  return parseArticle(input, {
    bodyLanguage: /\.x?html?$/i.test(input.path) ? "html" : "markdown",
    lazyAttributes: plan.lazyAttributes,
    ...(plan.yaml && { yaml: plan.yaml }),
    ...(plan.schemaIsChosen && { schemaIsChosen: true }),
    imagePaths: (data) => schema()?.imagePaths(data) ?? [],
  });
}
