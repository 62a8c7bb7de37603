/** Finds articles of a site by the end of their paths. */
import type { RouteIndex } from "../generators/routes/types.js";

type IndexedArticle = RouteIndex["articles"][number];

/** The one article whose path ends like this: `/about.md`. `undefined` if there are several. */
export type ArticleFinder = (end: string) => IndexedArticle | undefined;

export function articleFinder({ articles }: RouteIndex): ArticleFinder {
  const byName = new Map<string, IndexedArticle[]>();
  for (const article of articles) {
    const name = lastName(article[0]);
    const known = byName.get(name);
    if (known) known.push(article);
    else byName.set(name, [article]);
  }
  return (end) => {
    const found = (byName.get(lastName(end)) ?? []).filter(([file]) => `/${file}`.endsWith(end));
    return found.length === 1 ? found[0] : undefined;
  };
}

const lastName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
