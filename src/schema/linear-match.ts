/**
 * Matches a pattern in time that is linear in the length of the value, which JavaScript's own engine, a backtracking
 * one, does not guarantee. The answers are the same.
 *
 * A pattern becomes a graph whose edges are single characters, or nothing. The matcher walks through the value once, from
 * behind, and knows at each place from which nodes the end of the pattern can be reached. So it never tries a second
 * way. Each lookaround is a graph of its own, and is walked first. Backreferences do not fit in a graph.
 */
import type { AST } from "@eslint-community/regexpp";

/** Larger graphs, as of `(?:a{1,1000}){1000}`, are not built. */
export const maxNodes = 20_000;
/** The maximum number of edges walked for one value: some tenths of a second. */
export const maxSteps = 20_000_000;

export interface LinearPattern {
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
  return {
    test(value) {
      const characters = flags.includes("u") ? [...value] : value.split("");
      const walk = new Walk(characters);
      const isAhead: Uint8Array[] = [];
      for (const lookaround of graph.lookarounds) {
        const places = walk.placesWhere(lookaround, isAhead);
        if (!places) return undefined;
        isAhead.push(places);
      }
      return walk.placesWhere({ ...graph.part(), start, direction: "forwards" }, isAhead)?.includes(1);
    },
  };
}

type Direction = "forwards" | "backwards";

/** Whether an edge can be taken without a character, at a place between two characters. */
type Condition = (place: number, characters: readonly string[], isAhead: readonly Uint8Array[]) => boolean;

/** Edges are stored where they lead to, because the matcher walks against them. */
interface Node {
  readonly byCharacter: { readonly from: number; readonly fits: (character: string) => boolean }[];
  readonly byNothing: { readonly from: number; readonly condition: Condition | undefined }[];
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
}

/** The pattern has no graph that can be built. */
class NoGraph extends Error {}

class GraphBuilder {
  /** The graphs of the lookarounds, those within others first. */
  readonly lookarounds: Graph[] = [];
  #nodes: Node[] = [];
  #count = 0;

  part(): Pick<Graph, "nodes" | "end"> {
    return { nodes: this.#nodes, end: 0 };
  }

  /** Builds the graph from its end. Returns its start. */
  add(alternatives: readonly AST.Alternative[], flags: string, direction: Direction): number {
    this.#nodes = [];
    return this.#alternatives(alternatives, this.#node(), flags, direction);
  }

  #node(): number {
    if (++this.#count > maxNodes) throw new NoGraph();
    return this.#nodes.push({ byCharacter: [], byNothing: [] }) - 1;
  }

  #edge(from: number, to: number, condition?: Condition): void {
    this.#nodes[to]?.byNothing.push({ from, condition });
  }

  /** In each of these, `to` is the node behind the part, and the result is the node before it. */
  #alternatives(all: readonly AST.Alternative[], to: number, flags: string, direction: Direction): number {
    const starts = all.map(({ elements }) => {
      const ordered = direction === "forwards" ? [...elements].reverse() : elements;
      return ordered.reduce((behind, element) => this.#element(element, behind, flags, direction), to);
    });
    const [only] = starts;
    if (starts.length === 1 && only !== undefined) return only;
    const from = this.#node();
    for (const start of starts) this.#edge(from, start);
    return from;
  }

  #element(element: AST.Element, to: number, flags: string, direction: Direction): number {
    switch (element.type) {
      case "CapturingGroup":
        return this.#alternatives(element.alternatives, to, flags, direction);
      case "Group":
        return this.#alternatives(element.alternatives, to, withModifiers(flags, element.modifiers), direction);
      case "Quantifier":
        return this.#repetition(element, to, flags, direction);
      case "Assertion": {
        const from = this.#node();
        this.#edge(from, to, this.#condition(element, flags));
        return from;
      }
      case "Backreference":
        throw new NoGraph();
      default: {
        const from = this.#node();
        this.#nodes[to]?.byCharacter.push({ from, fits: characterTest(element, flags) });
        return from;
      }
    }
  }

  #repetition({ element, min, max }: AST.Quantifier, to: number, flags: string, direction: Direction): number {
    let from = to;
    if (max === Number.POSITIVE_INFINITY) {
      from = this.#node();
      this.#edge(from, to);
      this.#edge(from, this.#element(element, from, flags, direction));
    } else {
      for (let round = min; round < max; round++) {
        const start = this.#element(element, from, flags, direction);
        from = this.#node();
        this.#edge(from, start);
        this.#edge(from, to);
      }
    }
    for (let round = 0; round < min; round++) {
      // Rounds of nothing, such as `(?:){1000000000}`, count like others.
      if (++this.#count > maxNodes) throw new NoGraph();
      from = this.#element(element, from, flags, direction);
    }
    return from;
  }

  #condition(assertion: AST.Assertion, flags: string): Condition {
    switch (assertion.kind) {
      case "start":
        return (place, characters) => place === 0 || (flags.includes("m") && isLineEnd(characters[place - 1]));
      case "end":
        return (place, characters) =>
          place === characters.length || (flags.includes("m") && isLineEnd(characters[place]));
      case "word": {
        const word = new RegExp("\\w", flags);
        const isWord = (character: string | undefined): boolean => character !== undefined && word.test(character);
        return (place, characters) =>
          (isWord(characters[place - 1]) !== isWord(characters[place])) !== assertion.negate;
      }
      default: {
        const outer = this.#nodes;
        const direction = assertion.kind === "lookahead" ? "forwards" : "backwards";
        const start = this.add(assertion.alternatives, flags, direction);
        const number = this.lookarounds.push({ ...this.part(), start, direction }) - 1;
        this.#nodes = outer;
        return (place, _, isAhead) => (isAhead[number]?.[place] === 1) !== assertion.negate;
      }
    }
  }
}

const isLineEnd = (character: string | undefined): boolean =>
  character !== undefined && /[\n\r\u2028\u2029]/.test(character);

function withModifiers(flags: string, modifiers: AST.Modifiers | null): string {
  let all = flags;
  for (const [flag, key] of [
    ["i", "ignoreCase"],
    ["m", "multiline"],
    ["s", "dotAll"],
  ] as const) {
    if (modifiers?.add?.[key]) all = all.includes(flag) ? all : all + flag;
    if (modifiers?.remove?.[key]) all = all.replace(flag, "");
  }
  return all;
}

/** JavaScript's engine decides about single characters, so that classes, properties and case are the same. */
function characterTest(element: AST.Element, flags: string): (character: string) => boolean {
  if (element.type !== "Character") {
    const regex = new RegExp(`^${element.raw}$`, flags);
    return (character) => regex.test(character);
  }
  const written = String.fromCodePoint(element.value);
  if (!flags.includes("i")) return (character) => character === written;
  const escaped = [...written].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const regex = new RegExp(flags.includes("u") ? `^\\u{${element.value.toString(16)}}$` : `^${escaped}$`, flags);
  return (character) => regex.test(character);
}

/** The walks through one value: one for each graph. */
class Walk {
  readonly #characters: readonly string[];
  #steps = 0;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  /**
   * At which places the graph has a match: one that begins there or, backwards, one that ends there.
   * @param isAhead the same for the lookarounds within the graph.
   */
  placesWhere({ nodes, start, end, direction }: Graph, isAhead: readonly Uint8Array[]): Uint8Array | undefined {
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
      ahead = reached;
    }
    return places;
  }
}
