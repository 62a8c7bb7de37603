/** The facts about all images and links of a run: from this thread, from workers and from other runs. */
import type { ImageFact, LinkFact } from "../probe/types.js";
import { offlineFact } from "../probe/verdict.js";
import type { FactSummary, Summary, UncheckedLinks } from "../results.js";

export interface Facts {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
}

/** What facts are made of. As JSON, the same can be made of it. */
export interface StoredFacts extends Facts {
  /** The URLs of images that were not requested because the run is offline. */
  readonly skipped: readonly string[];
}

/** Each URL once, sorted. */
export class RunFacts implements Facts {
  readonly links: readonly LinkFact[];
  readonly #images: ReadonlyMap<string, ImageFact>;
  /**
   * Images that were not requested because the run is offline. There may be tens of thousands, so they have no fact
   * each.
   */
  readonly #skipped = new Set<string>();
  #all: readonly ImageFact[] | undefined;

  /**
   * @param skipped URLs that were not requested. Another source may have a fact about them.
   * @param only the URLs that count. Default: all.
   */
  constructor(
    facts: readonly Facts[],
    skipped: readonly Iterable<string>[],
    only?: { readonly images: ReadonlySet<string>; readonly links: ReadonlySet<string> },
  ) {
    const images = new Map<string, ImageFact>();
    const links = new Map<string, LinkFact>();
    const counts = (about: "images" | "links", url: string) => only?.[about].has(url) ?? true;
    for (const known of facts) {
      for (const fact of known.images)
        if (!images.has(fact.url) && counts("images", fact.url)) images.set(fact.url, fact);
      for (const fact of known.links)
        if (counts("links", fact.url)) links.set(fact.url, firstOf(links.get(fact.url), fact));
    }
    for (const urls of skipped)
      for (const url of urls) if (!images.has(url) && counts("images", url)) this.#skipped.add(url);
    this.#images = images;
    this.links = [...links.values()].sort(byUrl);
  }

  /** Created when a report needs them. */
  get images(): readonly ImageFact[] {
    this.#all ??= [...this.#images.values(), ...[...this.#skipped].map(offlineFact)].sort(byUrl);
    return this.#all;
  }

  /** All but those of images that were not requested because the run is offline. In no order. */
  *withoutSkipped(): Generator<ImageFact | LinkFact> {
    yield* this.#images.values();
    yield* this.links;
  }

  stored(): StoredFacts {
    return { images: [...this.#images.values()], links: this.links, skipped: [...this.#skipped] };
  }

  summary(): Pick<Summary, "images" | "links" | "internalLinks"> {
    return {
      images: summaryOf([...this.#images.values()], this.#skipped.size),
      links: summaryOf(this.links),
      ...internalLinksOf(this.links),
    };
  }
}

/**
 * Which of two facts about a URL counts. The same relative URL may be unknown in two folders for different reasons; which
 * article comes first must not decide.
 */
export function firstOf<F extends ImageFact | LinkFact>(known: F | undefined, fact: F): F {
  if (!known) return fact;
  return isUnknown(known) && isUnknown(fact) && fact.detail < known.detail ? fact : known;
}

const isUnknown = ({ file, reason }: ImageFact | LinkFact): boolean =>
  file === undefined && (reason === "unknown-address" || reason === "no-root");

/** How many links to addresses of the site were checked, if not all. */
export function internalLinksOf(links: readonly LinkFact[]): Pick<Summary, "internalLinks"> {
  let total = 0;
  let checked = 0;
  const reasons = new Map<string, UncheckedLinks & { links: number }>();
  for (const fact of links) {
    if (!fact.file && !isUnknown(fact)) continue;
    total++;
    const { verdict, reason, detail } = fact;
    if (verdict !== "unchecked" || !reason) {
      checked++;
      continue;
    }
    const key = `${reason} ${detail}`;
    const known = reasons.get(key);
    if (known) known.links++;
    else reasons.set(key, { reason, detail, links: 1 });
  }
  if (reasons.size === 0) return {};
  const unchecked = [...reasons].sort(([a, one], [b, other]) => other.links - one.links || (a < b ? -1 : 1));
  return { internalLinks: { total, checked, unchecked: unchecked.map(([, one]) => one) } };
}

export const byUrl = (a: { readonly url: string }, b: { readonly url: string }): number =>
  a.url < b.url ? -1 : a.url > b.url ? 1 : 0;

/** @param skipped number of images that were not requested because the run is offline. */
export function summaryOf(facts: readonly (ImageFact | LinkFact)[], skipped = 0): FactSummary {
  const verdicts = { ok: 0, broken: 0, unverifiable: 0, unchecked: skipped };
  const reasons: Record<string, Record<string, number>> = skipped > 0 ? { unchecked: { offline: skipped } } : {};
  for (const { verdict, reason } of facts) {
    verdicts[verdict]++;
    if (reason === undefined) continue;
    reasons[verdict] ??= {};
    const counts = reasons[verdict];
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  // Sorted, so that the order does not depend on the order of facts.
  const sorted = Object.fromEntries(
    Object.entries(reasons)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([verdict, counts]) => [
        verdict,
        Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
      ]),
  );
  return { total: facts.length + skipped, ...verdicts, reasons: sorted };
}
