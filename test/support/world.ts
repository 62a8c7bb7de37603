/**
 * A world of pictures and pages that a number makes up: whatever is asked, the answer is the same each time, and no two
 * answers contradict each other, so that rules which ask have something to repair, and what is repaired stays so.
 */
import type { ImageReference } from "../../src/article/types.js";
import type { ResolveImage, ResolveLink } from "../../src/facts/resolve.js";
import type { FileFact, ImageFact, LinkFact, Reason } from "../../src/probe/types.js";

export interface World {
  readonly image: ResolveImage;
  readonly link: ResolveLink;
}

export function worldOf(seed: number): World {
  /** A number below `below` that follows from the seed, the URL and what is wanted to be known of it (FNV-1a, mixed). */
  const roll = (url: string, what: string, below: number): number => {
    let hash = 2_166_136_261 ^ seed;
    for (const char of `${what} ${url}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
    hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
    return ((hash ^ (hash >>> 13)) >>> 0) % below;
  };
  const pick = <T>(url: string, what: string, from: readonly [T, ...T[]]): T => from[roll(url, what, from.length)] as T;

  /** What has moved for good has moved to where it stays. */
  const stays = (url: string): boolean => /\/moved\//.test(url);
  const movedTo = (url: string): string | undefined => {
    if (stays(url) || roll(url, "moved", 4) > 0 || !URL.canParse(url)) return undefined;
    const to = new URL(url);
    if (roll(url, "host", 2) === 0) to.host = "elsewhere.example";
    to.protocol = pick(url, "scheme", [to.protocol, "https:"]);
    to.pathname = `/moved${to.pathname}`;
    return to.href;
  };
  const verdictOf = (url: string) => pick(url, "verdict", ["ok", "ok", "ok", "broken", "unverifiable"] as const);
  const reasonOf = (url: string): Reason | undefined =>
    (({ ok: undefined, broken: "not-found", unverifiable: "timeout" }) as const)[verdictOf(url)];

  const fileOf = (path: string): FileFact => {
    const spelled = path.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase());
    const isAsOnDisk = spelled === path || /[A-Z]/.test(path);
    const state = isAsOnDisk ? "there" : pick(path, "file", ["there", "missing", "misspelled"] as const);
    return { state, ...(state === "misspelled" && { spelled }) };
  };

  const fact = (url: string): ImageFact => {
    const verdict = verdictOf(url);
    const isKnown = verdict === "ok" && roll(url, "known", 3) > 0;
    const moved = movedTo(url);
    return {
      url,
      verdict,
      reason: reasonOf(url),
      detail: verdict === "ok" ? "" : "as it pleased the server",
      type: "image/png",
      declaredType: "image/png",
      width: isKnown ? pick(url, "width", [40, 300, 1]) : undefined,
      height: isKnown ? pick(url, "height", [30, 200, 1]) : undefined,
      bytes: isKnown ? pick(url, "bytes", [900, 9_000_000]) : undefined,
      finalUrl: moved ?? url,
      ...(moved !== undefined && verdict === "ok" && { movedTo: moved }),
      ...(verdict === "broken" && { archived: { url: `https://archive.example/${url}`, day: "2019-05-01" } }),
      ...(verdict === "ok" && roll(url, "suspect", 6) === 0 && { suspect: "leads to what many lead to" }),
      requests: [],
    };
  };

  /** Some hosts want no Referer, and some want one. */
  const asReadersGet = (seen: ImageFact, { attributes }: ImageReference): ImageFact => {
    const host = URL.canParse(seen.url) ? new URL(seen.url).host : "";
    const wants = pick(host, "referer", ["either", "none", "one"] as const);
    const isSent = attributes.referrerpolicy?.value !== "no-referrer";
    if (seen.verdict !== "ok" || wants === "either" || isSent === (wants === "one")) return seen;
    return {
      ...seen,
      verdict: "broken",
      reason: "refused-by-server",
      detail: "HTTP 403",
      ...(isSent && { referer: "https://news.example/" }),
      otherwise: { ...seen, ...(!isSent && { referer: "https://news.example/" }) },
    };
  };

  return {
    async image(reference, _want, { instead }) {
      const { target, url } = reference;
      if (target.kind === "local") return { ...fact(`file:///site/${target.path}`), file: fileOf(target.path) };
      if (target.kind !== "remote") return fact(url);
      const seen = asReadersGet(fact(target.url), reference);
      if (instead.length === 0) return seen;
      const others = instead.map((other) => [other, { fact: fact(other), same: roll(other, "same", 3) > 0 }] as const);
      return {
        ...seen,
        instead: Object.fromEntries(others.filter(([, one]) => one.fact.verdict === "ok" || !one.same)),
      };
    },
    async link({ target }) {
      if (target.kind === "local") {
        const file = fileOf(target.path);
        const isThere = file.state === "there";
        return {
          url: `file:///site/${target.path}`,
          verdict: isThere ? "ok" : "broken",
          reason: isThere ? undefined : "no-such-file",
          detail: isThere ? "" : "there is no such file",
          finalUrl: undefined,
          requests: [],
          file,
          hasFragment: roll(target.path, "fragment", 2) === 0,
        } satisfies LinkFact;
      }
      if (target.kind !== "remote") return undefined;
      const { url } = target;
      return { url, verdict: verdictOf(url), reason: reasonOf(url), detail: "", finalUrl: url, requests: [] };
    },
  };
}
