import { distance } from "fastest-levenshtein";

/**
 * Similar names, best first: at most a third of the letters differ (at least one may), or only case or separators
 * differ.
 */
export function suggest(name: string, known: Iterable<string>, most = 3): string[] {
  const fold = (text: string) => text.toLowerCase().replace(/[-_\s]/g, "");
  const limit = Math.max(1, Math.round(name.length / 3));
  const near: { candidate: string; far: number }[] = [];
  for (const candidate of known) {
    if (candidate === name) continue;
    const far = fold(candidate) === fold(name) ? 0 : distance(candidate, name);
    if (far <= limit && far < Math.min(candidate.length, name.length)) near.push({ candidate, far });
  }
  return near
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
