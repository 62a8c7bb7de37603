/** Sets of characters in a pattern, and whether two have a character in common. */
import type { AST } from "@eslint-community/regexpp";

/** Code points, in ranges with both ends; may overlap, in any order. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

const last = 0x10ffff;
export const nothing: CharacterSet = [];
export const anything: CharacterSet = [[0, last]];

export const union = (a: CharacterSet, b: CharacterSet): CharacterSet =>
  a.length === 0 ? b : b.length === 0 || a === b ? a : merged([...a, ...b]);

/** Each character once, so that sets do not grow with the number of unions. */
function merged(set: CharacterSet): CharacterSet {
  const ranges: [from: number, to: number][] = [];
  for (const [from, to] of [...set].sort((a, b) => a[0] - b[0])) {
    const before = ranges.at(-1);
    if (before && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else ranges.push([from, to]);
  }
  return ranges;
}

export const overlaps = (a: CharacterSet, b: CharacterSet): boolean =>
  a.some(([from, to]) => b.some((other) => from <= other[1] && other[0] <= to));

/** Whether two of the sets have a character in common. */
export function someOverlap(sets: readonly CharacterSet[]): boolean {
  const ranges = sets.flatMap((set, owner) => set.map(([from, to]) => ({ from, to, owner })));
  ranges.sort((a, b) => a.from - b.from);
  let furthest = { to: -1, owner: -1 };
  // The furthest end of a set other than that of `furthest`.
  let other = -1;
  for (const { from, to, owner } of ranges) {
    if (from <= (owner === furthest.owner ? other : furthest.to)) return true;
    if (to > furthest.to) {
      if (owner !== furthest.owner) other = furthest.to;
      furthest = { to, owner };
    } else if (owner !== furthest.owner) other = Math.max(other, to);
  }
  return false;
}

const digits: CharacterSet = [[0x30, 0x39]];
const wordCharacters: CharacterSet = [...digits, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const spaces: CharacterSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

/** The characters that one element fits; rather too many than too few. */
export function charactersOf(element: AST.Element | AST.CharacterClassElement): CharacterSet {
  switch (element.type) {
    case "Character":
      return [[element.value, element.value]];
    case "CharacterClassRange":
      return [[element.min.value, element.max.value]];
    case "CharacterSet":
      if (element.kind === "any") return anything;
      if (element.kind === "property") return withProperty(element.raw);
      return negated({ digit: digits, word: wordCharacters, space: spaces }[element.kind], element.negate);
    case "CharacterClass":
      if (/\\p/i.test(element.raw)) return withProperty(element.raw);
      return negated(
        merged((element.elements as readonly AST.CharacterClassElement[]).flatMap((each) => charactersOf(each))),
        element.negate,
      );
    default:
      return anything;
  }
}

function negated(set: CharacterSet, isNegated: boolean): CharacterSet {
  if (!isNegated) return set;
  const rest: (readonly [number, number])[] = [];
  let from = 0;
  for (const [start, end] of [...set].sort((a, b) => a[0] - b[0])) {
    if (start > from) rest.push([from, start - 1]);
    from = Math.max(from, end + 1);
  }
  return from > last ? rest : [...rest, [from, last]];
}

/** `\p{L}` and the like: exact for ASCII, where separators are; every other character may have the property. */
function withProperty(raw: string): CharacterSet {
  const regex = new RegExp(raw, "u");
  const ascii = Array.from({ length: 128 }, (_, code) => code).filter((code) => regex.test(String.fromCharCode(code)));
  return [...ascii.map((code) => [code, code] as const), [128, last]];
}
