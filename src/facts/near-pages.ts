/**
 * Finds the address that a misspelled one means, among those of all pages of a site. It compares with few of them, whatever
 * their number, so that the answer does not depend on what was asked before.
 */
import { suggest } from "../article/suggest.js";

/** Addresses with one part that differs: of more, only those with one other letter are found. */
const maxCompared = 299;
/**
 * Characters and parts of an address that is compared. For each part, the rest of the address is stored, so that an address
 * of thousands of parts, which a setting or front matter may state, would fill the memory.
 */
const longestAddress = 500;
const mostParts = 30;

/**
 * The parts of a group by what is left of them without one of their letters. Numbers instead of texts, because a group of
 * thousands of parts has a hundred thousand of them.
 */
interface Shortened {
  /** Hashes, sorted. */
  readonly hashes: Uint32Array;
  /** For each hash the number of its part. */
  readonly parts: Uint32Array;
}

export interface NearPages {
  /** The address that has the same parts but one, which is misspelled. */
  find(wanted: string): string | undefined;
}

/** @param urls paths, in one letter case and without a slash at the end. */
export function nearPages(urls: Iterable<string>): NearPages {
  /** The parts that addresses have where the rest of them is the same. */
  const groups = new Map<string, string[]>();
  for (const url of urls)
    for (const { key, part } of withoutOne(url)) {
      const group = groups.get(key);
      if (group) group.push(part);
      else groups.set(key, [part]);
    }
  /** Of large groups, made when they are needed. */
  const indexes = new Map<string, Shortened>();
  const similar = (part: string, key: string): readonly string[] => {
    const group = groups.get(key) ?? [];
    if (group.length <= maxCompared) return suggest(part, group, 1);
    const index = indexes.get(key) ?? shortenedIndex(group);
    indexes.set(key, index);
    return suggest(part, near(part, group, index), 1);
  };
  return {
    find(wanted) {
      const found: string[] = [];
      for (const { key, part, at, parts } of withoutOne(wanted))
        if (part.length > 2) for (const right of similar(part, key)) found.push(parts.with(at, right).join("/"));
      return found.length > 1 ? suggest(wanted, found, 1)[0] : found[0];
    },
  };
}

function* withoutOne(url: string) {
  if (url.length > longestAddress) return;
  const parts = url.split("/");
  if (parts.length > mostParts) return;
  let start = 0;
  for (const [at, part] of parts.entries()) {
    const end = start + part.length;
    if (part !== "") yield { key: `${at} ${url.slice(0, start)}${url.slice(end)}`, part, at, parts };
    start = end + 1;
  }
}

/** The parts of a group that may have one other letter than this one. */
function near(part: string, group: readonly string[], index: Shortened): readonly string[] {
  const found = new Set<string>();
  for (const text of shortenings(part)) for (const one of partsWith(text, group, index)) found.add(one);
  return [...found].slice(0, maxCompared);
}

/** More than the parts of a group. */
const perHash = 2 ** 21;

function shortenedIndex(parts: readonly string[]): Shortened {
  const sorted = new Float64Array(parts.reduce((sum, { length }) => sum + length + 1, 0));
  let count = 0;
  for (const [number, part] of parts.entries())
    for (const hash of hashesOf(part)) sorted[count++] = hash * perHash + (number % perHash);
  sorted.sort();
  // `Uint32Array.from` takes several times as long.
  const index = { hashes: new Uint32Array(count), parts: new Uint32Array(count) };
  for (let at = 0; at < count; at++) {
    const both = sorted[at] ?? 0;
    index.hashes[at] = Math.floor(both / perHash);
    index.parts[at] = both % perHash;
  }
  return index;
}

/** The parts that are this text, or that are it without one of their letters. */
function* partsWith(text: string, parts: readonly string[], index: Shortened): Generator<string> {
  const hash = hashOf(text);
  for (let at = firstAt(index.hashes, hash); index.hashes[at] === hash; at++) {
    const part = parts[index.parts[at] ?? 0] ?? "";
    if (isShortening(text, part)) yield part;
  }
}

/** The place of a value in sorted ones, or of the next larger one. */
function firstAt(sorted: Uint32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Different texts may have the same hash. */
function isShortening(text: string, part: string): boolean {
  if (text === part) return true;
  if (text.length !== part.length - 1) return false;
  let at = 0;
  while (at < text.length && text[at] === part[at]) at++;
  return text.endsWith(part.slice(at + 1)) && text.startsWith(part.slice(0, at));
}

/** A prime number: FNV. */
const base = 0x0100_0193;

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at) + 1) | 0;
  return hash >>> 0;
}

/** Of the text, and of what is left without each of its letters. */
function hashesOf(text: string): number[] {
  /** Of the text before each letter. */
  const before = [0];
  for (let at = 0; at < text.length; at++)
    before.push((Math.imul(before[at] ?? 0, base) + text.charCodeAt(at) + 1) | 0);
  const hashes = [(before[text.length] ?? 0) >>> 0];
  let after = 0;
  let power = 1;
  for (let at = text.length - 1; at >= 0; at--) {
    hashes.push((Math.imul(before[at] ?? 0, power) + after) >>> 0);
    after = (after + Math.imul(text.charCodeAt(at) + 1, power)) | 0;
    power = Math.imul(power, base);
  }
  return hashes;
}

/** The text, and what is left without each of its letters. Two texts with one other letter have one of them in common. */
function shortenings(text: string): string[] {
  const all = new Set([text]);
  for (let at = 0; at < text.length; at++) all.add(text.slice(0, at) + text.slice(at + 1));
  return [...all];
}
