/** The articles that refer to images at risk, read one after the other. */

import type { Article } from "../article/types.js";
import { openConfigs } from "../config/index.js";
import type { ConfigRequest, FilePlan } from "../config/types.js";
import { readArticle } from "../lint/read-article.js";
import { load } from "../load/index.js";

export interface OpenedArticle {
  /** Absolute path. */
  readonly file: string;
  readonly article: Article;
  readonly hash: string;
  readonly plan: FilePlan;
}

export interface Articles {
  /** `undefined` if the file is no text that stet can read. */
  open(file: string, shown: string): Promise<OpenedArticle | undefined>;
}

export async function openArticles(request: ConfigRequest): Promise<Articles> {
  const configs = await openConfigs(request);
  return {
    async open(file, shown) {
      const loaded = await load({ path: file });
      if (loaded.encodingProblem) return undefined;
      const plan = await configs.planFor(file);
      const article = readArticle({ text: loaded.text, path: shown, file }, plan);
      return { file, article, hash: loaded.hash, plan };
    },
  };
}
