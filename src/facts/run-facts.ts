/** What is known of all pictures and links of a run, from whoever knew it. */
import type { ImageFact, LinkFact } from "../probe/types.js";
import { offlineFact } from "../probe/verdict.js";
import type { FactSummary } from "../results.js";

export interface Facts {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
}

/** Each URL once, sorted. */
export class RunFacts implements Facts {
  readonly links: readonly LinkFact[];
  readonly #images: ReadonlyMap<string, ImageFact>;
  /** Pictures that nobody could be asked about, which is all that is known of them: tens of thousands in a run offline. */
  readonly #unasked = new Set<string>();
  #all: readonly ImageFact[] | undefined;

  /** @param unasked URLs, of which others may know more. */
  constructor(facts: readonly Facts[], unasked: readonly Iterable<string>[]) {
    const images = new Map<string, ImageFact>();
    const links = new Map<string, LinkFact>();
    for (const known of facts) {
      for (const fact of known.images) if (!images.has(fact.url)) images.set(fact.url, fact);
      for (const fact of known.links) if (!links.has(fact.url)) links.set(fact.url, fact);
    }
    for (const urls of unasked) for (const url of urls) if (!images.has(url)) this.#unasked.add(url);
    this.#images = images;
    this.links = [...links.values()].sort(byUrl);
  }

  /** Made when somebody wants to see them. */
  get images(): readonly ImageFact[] {
    this.#all ??= [...this.#images.values(), ...[...this.#unasked].map(offlineFact)].sort(byUrl);
    return this.#all;
  }

  summary(): { readonly images: FactSummary; readonly links: FactSummary } {
    return { images: summaryOf([...this.#images.values()], this.#unasked.size), links: summaryOf(this.links) };
  }
}

export const byUrl = (a: { readonly url: string }, b: { readonly url: string }): number =>
  a.url < b.url ? -1 : a.url > b.url ? 1 : 0;

/** @param unasked how many more there are of which nothing is known but that the run is offline. */
export function summaryOf(facts: readonly (ImageFact | LinkFact)[], unasked = 0): FactSummary {
  const verdicts = { ok: 0, broken: 0, unverifiable: 0, unchecked: unasked };
  const reasons: Record<string, Record<string, number>> = unasked > 0 ? { unchecked: { offline: unasked } } : {};
  for (const { verdict, reason } of facts) {
    verdicts[verdict]++;
    if (reason === undefined) continue;
    reasons[verdict] ??= {};
    const counts = reasons[verdict];
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  // In an order that does not tell how the facts came together.
  const sorted = Object.fromEntries(
    Object.entries(reasons)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([verdict, counts]) => [
        verdict,
        Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
      ]),
  );
  return { total: facts.length + unasked, ...verdicts, reasons: sorted };
}
