import path from "node:path";
import { parseArticle } from "../article/index.js";
import type { Article, ArticleOptions, EncodingProblem, SiteGenerator } from "../article/types.js";
import type { FilePlan, GeneratorPlan } from "../config/types.js";

export interface ArticleInput {
  /** The path for reports. Its file extension decides whether the body is HTML or Markdown. */
  readonly path: string;
  readonly text: string;
  /** The absolute path. Default: `path` in the working directory. */
  readonly file?: string | undefined;
  readonly encodingProblem?: EncodingProblem | undefined;
}

/** Parses a text as its plan requires. `schema` is called late, because the article may name its own schema. */
export function readArticle(input: ArticleInput, plan: FilePlan, schema = () => plan.schema): Article {
  return parseArticle(input, {
    bodyLanguage: /\.(?:x?html?|xml)$/i.test(input.path) ? "html" : "markdown",
    lazyAttributes: plan.lazyAttributes,
    ...(plan.yaml && { yaml: plan.yaml }),
    ...(plan.schemaIsChosen && { schemaIsChosen: true }),
    ...(plan.generator && {
      generator: generatorOf(plan.generator, input),
      moduleAnchors: modulesOf(plan.generator, input),
    }),
    imagePaths: (data) => schema()?.imagePaths(data) ?? [],
  });
}

const absoluteOf = ({ file, path: shown }: ArticleInput): string => path.resolve(file ?? shown);

const modulesOf = ({ moduleAnchors }: GeneratorPlan, input: ArticleInput): ArticleOptions["moduleAnchors"] =>
  moduleAnchors && ((used) => moduleAnchors(absoluteOf(input), used));

const generatorOf = (generator: GeneratorPlan, { file, path: shown, text }: ArticleInput): SiteGenerator => ({
  name: generator.name,
  readsAfterBlank: generator.reads(/^[\uFEFF\s]*/.exec(text)?.[0] ?? ""),
  reader: generator.reader,
  readsWholeElements: generator.readsWholeElements,
  dialect: (data) => generator.markdown.dialect(path.resolve(file ?? shown), data),
  ...(generator.tagKey && { tagKey: generator.tagKey }),
  sizedClasses: generator.sizedClasses,
  unpublished: generator.unpublished(path.resolve(file ?? shown)),
});
