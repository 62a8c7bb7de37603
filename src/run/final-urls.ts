/**
 * The URLs of images and links in the texts that a run with fixes ends with. Fixes replace URLs, so the facts of the run
 * include those of URLs that are no longer in any article.
 */
import type { LintedText } from "./lint-text.js";

export interface CheckedUrls {
  readonly images: readonly string[];
  readonly links: readonly string[];
}

/** The URLs about which rules requested facts in a text. */
export function checkedUrls({ analysis, facts }: Pick<LintedText, "analysis" | "facts">): CheckedUrls {
  const of = (about: "image" | "link") =>
    facts.flatMap((fact, at) => (fact && analysis.factRequests[at]?.about === about ? [fact.url] : []));
  return { images: of("image"), links: of("link") };
}

export class FinalUrls {
  readonly #byFile = new Map<string, CheckedUrls>();

  /** @param file absolute path. A second call replaces the URLs of the first one. */
  set(file: string, urls: CheckedUrls): void {
    this.#byFile.set(file, urls);
  }

  all(): { readonly images: ReadonlySet<string>; readonly links: ReadonlySet<string> } {
    const images = new Set<string>();
    const links = new Set<string>();
    for (const urls of this.#byFile.values()) {
      for (const url of urls.images) images.add(url);
      for (const url of urls.links) links.add(url);
    }
    return { images, links };
  }
}
