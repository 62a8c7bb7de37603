/** What fragments of links can lead to in a file: the ids and headings of a page. */
import { hasAnchor, isKnown } from "../article/anchors.js";
import { plainAnchors } from "../article/index.js";
import type { Anchors, Article } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { readArticle } from "../lint/read-article.js";
import { load } from "../load/index.js";

/** `perhaps`: components or templates may add ids to the page. */
export type Targeted = "there" | "perhaps" | "missing";

export interface LinkTargets {
  /** `undefined` if the page cannot be read. */
  find(fragment: string): Promise<Targeted | undefined>;
}

/** Files of which pages with ids are made. */
export const hasIds = /\.(?:mdx?|markdown|html?|astro)$/i;

/**
 * The targets in a file; `undefined` if it is no page.
 *
 * @param plan of a finished page, for a page of Astro.
 */
export async function linkTargets(path: string, plan: FilePlan): Promise<LinkTargets | undefined> {
  if (path.endsWith(".astro")) return targetsIn(await anchorsOfAstro(path, plan));
  return hasIds.test(path) ? targetsOfPage(path, plan) : undefined;
}

const targetsIn = (anchors: Anchors | undefined): LinkTargets | undefined =>
  anchors && { find: async (fragment) => targeted(anchors, fragment) };

function targeted(anchors: Anchors, fragment: string): Targeted {
  if (!isKnown(anchors, fragment)) return "perhaps";
  return hasAnchor(anchors, fragment) ? "there" : "missing";
}

/**
 * Most links lead to headings of plain text, so the page is parsed only when another link leads to it. Until then,
 * nothing of it is kept but these headings.
 */
async function targetsOfPage(path: string, plan: FilePlan): Promise<LinkTargets> {
  const plain = await fromPage(path, plan, plainAnchors);
  let whole: Promise<Anchors | undefined> | undefined;
  return {
    async find(fragment) {
      if (plain?.has(fragment)) return "there";
      whole ??= fromPage(path, plan, (article) => article.anchors);
      const anchors = await whole;
      return anchors && targeted(anchors, fragment);
    },
  };
}

/** `undefined` if the file cannot be read as an article. */
async function fromPage<T>(path: string, plan: FilePlan, read: (article: Article) => T): Promise<T | undefined> {
  try {
    const article = readArticle({ ...(await load({ path })), path }, plan);
    return article.encodingProblem ? undefined : read(article);
  } catch {
    return undefined; // reported when that file is linted
  }
}

/** What adds to a page of Astro more than its file shows: components, expressions, slots and set:html. */
const astroParts = /<[A-Z]|\{|<slot|\bset:html\b|<[a-z]+-[a-z]/;

/** `undefined` if components or programs decide about the ids. */
async function anchorsOfAstro(path: string, plan: FilePlan): Promise<Anchors | undefined> {
  try {
    const { text } = await load({ path });
    const template = text.replace(/^\s*---\r?\n(?:[\s\S]*?\r?\n)?---/, "");
    return astroParts.test(template) ? undefined : readArticle({ path: "page.html", text: template }, plan).anchors;
  } catch {
    return undefined; // reported where it matters
  }
}
