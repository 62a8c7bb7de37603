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

interface Group {
  readonly parts: string[];
  /** By what is left of a part without one of its letters. Made when it is needed. */
  shortened: Map<string, string[]> | undefined;
}

export interface NearPages {
  /** The address that has the same parts but one, which is misspelled. */
  find(wanted: string): string | undefined;
}

/** @param urls paths, in one letter case and without a slash at the end. */
export function nearPages(urls: Iterable<string>): NearPages {
  const groups = new Map<string, Group>();
  for (const url of urls)
    for (const { key, part } of withoutOne(url)) {
      const group = groups.get(key);
      if (group) group.parts.push(part);
      else groups.set(key, { parts: [part], shortened: undefined });
    }
  return {
    find(wanted) {
      const found: string[] = [];
      for (const { key, part, at, parts } of withoutOne(wanted)) {
        const group = part.length > 2 ? groups.get(key) : undefined;
        for (const right of group ? similar(part, group) : []) found.push(parts.with(at, right).join("/"));
      }
      return found.length > 1 ? suggest(wanted, found, 1)[0] : found[0];
    },
  };
}

function* withoutOne(url: string) {
  if (url.length > longestAddress) return;
  const parts = url.split("/");
  if (parts.length > mostParts) return;
  for (const [at, part] of parts.entries())
    if (part !== "") yield { key: `${at} ${parts.with(at, "").join("/")}`, part, at, parts };
}

function similar(part: string, group: Group): readonly string[] {
  if (group.parts.length <= maxCompared) return suggest(part, group.parts, 1);
  group.shortened ??= shortenedIndex(group.parts);
  const near = new Set(shortenings(part).flatMap((text) => group.shortened?.get(text) ?? []));
  return suggest(part, [...near].slice(0, maxCompared), 1);
}

function shortenedIndex(parts: readonly string[]): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const part of parts)
    for (const text of shortenings(part)) {
      const known = index.get(text);
      if (known) known.push(part);
      else index.set(text, [part]);
    }
  return index;
}

/** The text, and what is left without each of its letters. Two texts with one other letter have one of them in common. */
function shortenings(text: string): string[] {
  const all = new Set([text]);
  for (let at = 0; at < text.length; at++) all.add(text.slice(0, at) + text.slice(at + 1));
  return [...all];
}
