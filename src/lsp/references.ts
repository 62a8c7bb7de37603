/** The links and images of an open article, and what they lead to. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Article, ImageReference, LinkReference } from "../article/types.js";
import { locateImage, locateLink } from "../facts/site-paths.js";
import { readArticle } from "../lint/read-article.js";
import { otherReferences } from "../lint/references.js";
import { load } from "../load/index.js";
import { type Writing, writingOf } from "../site/index.js";
import type { AnalyzedDocument } from "./document-store.js";

export type Reference = ImageReference | LinkReference;

/** The innermost reference whose URL is at the offset, also one of a template tag. */
export function referenceAt({ article, plan }: AnalyzedDocument, offset: number): Reference | undefined {
  const others = otherReferences(article, plan.generator);
  const all: Reference[] = [...article.images, ...article.links, ...others.images, ...others.links];
  const size = ({ urlRange }: Reference): number => urlRange.end - urlRange.start;
  return all
    .filter(({ urlRange }) => urlRange.start <= offset && offset <= urlRange.end)
    .sort((a, b) => size(a) - size(b) || Number(b.tag !== undefined) - Number(a.tag !== undefined))[0];
}

/**
 * The absolute path of the source that a URL leads to; `undefined` if there is none, or if it is not known. The path of the
 * article itself for a fragment alone.
 */
export async function fileOf(url: string, as: Writing, seen: AnalyzedDocument): Promise<string | undefined> {
  const { session, plan } = seen;
  const file = absoluteOf(seen);
  const site = session.sites.of(plan);
  if (url.startsWith("#")) return file;
  if (site) {
    const target = await site.resolve(url, file, as);
    if (target.state === "page" || target.state === "file" || target.state === "misspelled") return target.file;
    if (target.state === "external") return undefined;
    // A draft, or the name of a source whose page has another address.
    if (target.state === "missing")
      return target.because && "file" in target.because && target.because.kind !== "no-file"
        ? target.because.file
        : undefined;
  }
  const written = url.replace(/[?#].*$/s, "");
  if (written === "" || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(written)) return undefined;
  const locate = as.about === "image" ? locateImage : locateLink;
  const found = locate(written, file, plan.imagesRoot, session.listings());
  return found?.file.state === "there" || found?.file.state === "misspelled" ? found.path : undefined;
}

/** What a reference of the article leads to. */
export function targetOf(reference: Reference, seen: AnalyzedDocument): Promise<string | undefined> {
  const { url, as } = writingOf(reference);
  return fileOf(url, as, seen);
}

export const absoluteOf = ({ input, session }: AnalyzedDocument): string =>
  path.resolve(input.file ?? path.join(session.folder, input.path));

/** An article of the site: as it is open, otherwise as it is on disk. `undefined` if it cannot be read as an article. */
export async function articleAt(file: string, seen: AnalyzedDocument): Promise<Article | undefined> {
  if (file === absoluteOf(seen)) return seen.article;
  if (!/\.(?:mdx?|markdown|mdown|mkd|html?)$/i.test(file)) return undefined;
  const { session } = seen;
  const text = session.openText(pathToFileURL(file).href);
  try {
    const plan = await session.configs.planFor(file);
    const article = readArticle({ ...(text === undefined ? await load({ path: file }) : { text }), path: file }, plan);
    return article.encodingProblem ? undefined : article;
  } catch {
    return undefined; // what cannot be read has no places
  }
}
