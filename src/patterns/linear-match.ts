/**
 * Matches a pattern in time that is linear in the length of the value, which JavaScript's own engine, a backtracking
 * one, does not guarantee. The answers are the same.
 *
 * A pattern becomes a graph whose edges are single characters, or nothing. The matcher walks through the value once, from
 * behind, and knows at each place from which nodes the end of the pattern can be reached. So it never tries a second
 * way. Each lookaround is a graph of its own, and is walked first. Backreferences do not fit in a graph.
 */
import type { AST } from "@eslint-community/regexpp";
import { type Graph, GraphBuilder, NoGraph } from "./linear-graph.js";
import { groupsIn } from "./pattern-syntax.js";

/** The maximum number of edges walked for one value: some tenths of a second. */
export const maxSteps = 20_000_000;

export interface LinearPattern {
  /** The number of edges of all graphs: so many steps at most are needed for each character. */
  readonly edges: number;
  /** Whether the value has a match; `undefined` if that takes more than `maxSteps`. */
  test(value: string): boolean | undefined;
}

/** @returns `undefined` for a pattern with backreferences, or with too large a graph. */
export function linearPattern(pattern: AST.Pattern, flags: string): LinearPattern | undefined {
  const graph = new GraphBuilder();
  let start: number;
  try {
    start = graph.add(pattern.alternatives, flags, "forwards");
  } catch (error) {
    if (error instanceof NoGraph) return undefined;
    throw error;
  }
  const whole: Graph = { ...graph.part(), start, direction: "forwards" };
  return {
    edges: graph.edges,
    test(value) {
      const walk = new Walk(flags.includes("u") ? [...value] : value.split(""));
      const isAhead = walk.lookarounds(graph.lookarounds);
      return isAhead && walk.placesWhere(whole, isAhead)?.includes(1);
    },
  };
}

/** Where a pattern matches first, with the text of each group, as `RegExp.prototype.exec` says it. */
export interface LinearMatch {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
}

export interface LinearFinder {
  readonly edges: number;
  /** The first match, `null` if there is none, or `undefined` if that takes more than `maxSteps`. */
  find(value: string): LinearMatch | null | undefined;
}

/**
 * The same for the place and the groups of a match, for patterns without the flag `u`. Rounds of a repetition that match
 * nothing are an exception in the standard, so that a pattern that may have some is not built.
 *
 * @returns `undefined` for a pattern that has no graph.
 */
export function linearFinder(pattern: AST.Pattern): LinearFinder | undefined {
  const graph = new GraphBuilder(groupsIn([pattern]));
  let start: number;
  try {
    start = graph.add(pattern.alternatives, "", "forwards");
  } catch (error) {
    if (error instanceof NoGraph) return undefined;
    throw error;
  }
  const whole: Graph = { ...graph.part(), start, direction: "forwards" };
  const size = whole.nodes.length;
  return {
    edges: graph.edges,
    find(value) {
      const walk = new Walk(value.split(""));
      const isAhead = walk.lookarounds(graph.lookarounds);
      if (!isAhead || size * (value.length + 1) > maxSteps) return undefined;
      const reaches = new Uint8Array(size * (value.length + 1));
      const index = walk.placesWhere(whole, isAhead, reaches)?.indexOf(1);
      if (index === undefined) return undefined;
      return index === -1 ? null : walk.follow(whole, index, isAhead, reaches);
    },
  };
}

/** The walks through one value: one for each graph. */
class Walk {
  readonly #characters: readonly string[];
  #steps = 0;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  /** Where each lookaround is true. */
  lookarounds(all: readonly Graph[]): Uint8Array[] | undefined {
    const isAhead: Uint8Array[] = [];
    for (const lookaround of all) {
      const places = this.placesWhere(lookaround, isAhead);
      if (!places) return undefined;
      isAhead.push(places);
    }
    return isAhead;
  }

  /**
   * At which places the graph has a match: one that begins there or, backwards, one that ends there.
   * @param isAhead the same for the lookarounds within the graph.
   * @param reaches to be filled: from which nodes the end can be reached, place by place.
   */
  placesWhere(
    { nodes, start, end, direction }: Graph,
    isAhead: readonly Uint8Array[],
    reaches?: Uint8Array,
  ): Uint8Array | undefined {
    const characters = this.#characters;
    const places = new Uint8Array(characters.length + 1);
    // The number of the last place at which the end was reached from a node.
    const reachedAt = new Int32Array(nodes.length).fill(-1);
    let ahead: number[] = [];
    for (let round = 0; round <= characters.length; round++) {
      const place = direction === "forwards" ? characters.length - round : round;
      const reached: number[] = [];
      const reach = (node: number): void => {
        if (reachedAt[node] === round) return;
        reachedAt[node] = round;
        reached.push(node);
      };
      const character = characters[direction === "forwards" ? place : place - 1];
      for (const node of ahead)
        for (const { from, fits } of nodes[node]?.byCharacter ?? []) {
          this.#steps++;
          if (fits(character as string)) reach(from);
        }
      reach(end);
      // The list grows while it is walked.
      for (const node of reached)
        for (const { from, condition } of nodes[node]?.byNothing ?? []) {
          this.#steps++;
          if (!condition || condition(place, characters, isAhead)) reach(from);
        }
      this.#steps += 1 + reached.length;
      if (this.#steps > maxSteps) return undefined;
      if (reachedAt[start] === round) places[place] = 1;
      if (reaches) for (const node of reached) reaches[place * nodes.length + node] = 1;
      ahead = reached;
    }
    return places;
  }

  /**
   * The match at a place that has one. Of the ways from a node, JavaScript's engine takes the first one that leads to the
   * end. It has to try; here the ones that do are known.
   */
  follow(
    { nodes, start, end }: Graph,
    index: number,
    isAhead: readonly Uint8Array[],
    reaches: Uint8Array,
  ): LinearMatch {
    const characters = this.#characters;
    const opened: number[] = [];
    const groups: (string | undefined)[] = [];
    let node = start;
    let place = index;
    while (node !== end) {
      const way = nodes[node]?.ways.find(({ to, fits, condition }) =>
        fits
          ? place < characters.length &&
            fits(characters[place] as string) &&
            reaches[(place + 1) * nodes.length + to] === 1
          : (!condition || condition(place, characters, isAhead)) && reaches[place * nodes.length + to] === 1,
      );
      // Cannot happen: the end can be reached from each node on the way.
      if (!way) throw new Error("A pattern has no way to its end.");
      const { mark } = way;
      if (mark?.what === "opens") opened[mark.group] = place;
      else if (mark?.what === "closes") groups[mark.group] = characters.slice(opened[mark.group], place).join("");
      else if (mark) groups[mark.group] = undefined;
      if (way.fits) place++;
      node = way.to;
    }
    groups[0] = characters.slice(index, place).join("");
    return { index, groups };
  }
}
