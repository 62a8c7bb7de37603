/** Where a URL has moved for good. */
export interface Move {
  readonly from: URL;
  readonly to: URL;
}

/**
 * @param written the URL in the article.
 * @param movedTo what permanent redirects lead to.
 * @returns `undefined` if only the scheme has changed, which the rules for HTTPS report, and for a redirect to HTTP, which is
 * no improvement.
 */
export function moveOf(written: string, movedTo: string): Move | undefined {
  const from = new URL(written);
  const to = new URL(movedTo);
  // As in browsers: a redirect without a fragment keeps the fragment of the URL.
  to.hash ||= from.hash;
  if (from.host === to.host && from.pathname === to.pathname && from.search === to.search) return undefined;
  return to.protocol === "http:" && from.protocol === "https:" ? undefined : { from, to };
}
