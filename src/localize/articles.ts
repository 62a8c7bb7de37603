/** The articles that refer to images at risk, read one after the other. */
import path from "node:path";
import type { Article } from "../article/types.js";
import { openConfigs } from "../config/index.js";
import type { ConfigRequest, FilePlan } from "../config/types.js";
import { readArticle } from "../lint/read-article.js";
import { type FileToLoad, load } from "../load/index.js";

export interface OpenedArticle {
  /** Absolute path. */
  readonly file: string;
  readonly article: Article;
  readonly hash: string;
  readonly plan: FilePlan;
}

export interface Articles {
  /** `undefined` if the file is no text that stet can read. */
  open(file: FileToLoad, shown: string): Promise<OpenedArticle | undefined>;
}

/**
 * Tells which files (absolute paths) have the name of an article.
 *
 * @param named files that the user names, with any file extension.
 */
export async function openArticleNames(
  request: ConfigRequest,
  named: readonly string[] = [],
): Promise<(file: string) => Promise<boolean>> {
  const configs = await openConfigs(request);
  return async (file) => {
    // Not searched for by default, but stet lints it.
    const extensions = [...(await configs.extensions(path.dirname(file), false)), ".mdx"];
    const name = file.toLowerCase();
    return named.includes(file) || extensions.some((extension) => name.endsWith(extension.toLowerCase()));
  };
}

export async function openArticles(request: ConfigRequest): Promise<Articles> {
  const configs = await openConfigs(request);
  return {
    async open({ path: file, within }, shown) {
      const loaded = await load({ path: file, within });
      if (loaded.encodingProblem) return undefined;
      const plan = await configs.planFor(file);
      const article = readArticle({ text: loaded.text, path: shown, file }, plan);
      return { file, article, hash: loaded.hash, plan };
    },
  };
}
