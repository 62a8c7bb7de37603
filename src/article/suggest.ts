/**
 * Similar names, best first: at most a third of the letters differ (at least one may), or only case or separators
 * differ. Two letters in the wrong order count as one difference. Of equally similar names, those with the longer common
 * beginning come first.
 */
export function suggest(name: string, known: Iterable<string>, most = 3): string[] {
  const fold = (text: string) => text.toLowerCase().replace(/[-_\s]/g, "");
  const limit = Math.max(1, Math.round(name.length / 3));
  const near: { candidate: string; far: number; beginning: number }[] = [];
  for (const candidate of known) {
    if (candidate === name) continue;
    const far = fold(candidate) === fold(name) ? 0 : distance(candidate, name, limit);
    // Of two letters, one that differs is half of the name.
    const isChance = far > 0 && name.length <= 2 && candidate.length === name.length && !isSameLetters(candidate, name);
    if (far <= limit && far < Math.min(candidate.length, name.length) && !isChance)
      near.push({ candidate, far, beginning: commonBeginning(candidate, name) });
  }
  return near
    .sort((a, b) => a.far - b.far || b.beginning - a.beginning || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/**
 * The number of letters to add, remove or replace, and of neighbors to exchange, until the names are equal (optimal
 * string alignment). Infinity if it exceeds the limit.
 */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (beforeLast[j - 2] as number) + 1);
      row.push(least);
    }
    if (Math.min(...row, ...last) > limit) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  return last[other.length] as number;
}

const isSameLetters = (one: string, other: string): boolean => [...one].sort().join("") === [...other].sort().join("");

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
