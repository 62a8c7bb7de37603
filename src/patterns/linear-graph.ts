/** The graph of a pattern, for the matcher in linear time: nodes, and edges that take one character or nothing. */
import type { AST } from "@eslint-community/regexpp";
import { beginning } from "./pattern-cost.js";
import { groupsIn } from "./pattern-syntax.js";

/** Larger graphs, as of `(?:a{1,1000}){1000}`, are not built. */
export const maxNodes = 20_000;

export type Direction = "forwards" | "backwards";

/** Whether an edge can be taken without a character, at a place between two characters. */
export type Condition = (place: number, characters: readonly string[], isAhead: readonly Uint8Array[]) => boolean;

/** Edges are stored where they lead to, because the matcher walks against them. */
export interface Node {
  readonly byCharacter: { readonly from: number; readonly fits: (character: string) => boolean }[];
  readonly byNothing: { readonly from: number; readonly condition: Condition | undefined }[];
  /** The edges that leave the node, in the order in which JavaScript's engine tries them. */
  readonly ways: {
    readonly to: number;
    readonly fits?: (character: string) => boolean;
    readonly condition?: Condition | undefined;
    readonly mark?: Mark | undefined;
  }[];
}

/** What happens to a group when an edge is taken. */
export interface Mark {
  readonly group: number;
  readonly what: "opens" | "closes" | "is-empty-again";
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
}

/** The pattern has no graph that can be built. */
export class NoGraph extends Error {}

export class GraphBuilder {
  /** The graphs of the lookarounds, those within others first. */
  readonly lookarounds: Graph[] = [];
  edges = 0;
  #nodes: Node[] = [];
  #count = 0;
  /** Whether the graph also tells where a match ends, and where its groups are. */
  readonly #finds: boolean;
  readonly #groups: readonly AST.CapturingGroup[];

  constructor(groups?: readonly AST.CapturingGroup[]) {
    this.#finds = groups !== undefined;
    this.#groups = groups ?? [];
  }

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
    return this.#nodes.push({ byCharacter: [], byNothing: [], ways: [] }) - 1;
  }

  #edge(from: number, to: number, condition?: Condition, mark?: Mark): void {
    this.edges++;
    this.#nodes[to]?.byNothing.push({ from, condition });
    this.#nodes[from]?.ways.push({ to, condition, mark });
  }

  #marked(to: number, mark: Mark): number {
    const from = this.#node();
    this.#edge(from, to, undefined, mark);
    return from;
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
      case "CapturingGroup": {
        if (this.#groups.length === 0) return this.#alternatives(element.alternatives, to, flags, direction);
        const group = this.#groups.indexOf(element) + 1;
        const end = this.#marked(to, { group, what: "closes" });
        return this.#marked(this.#alternatives(element.alternatives, end, flags, direction), { group, what: "opens" });
      }
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
        const fits = characterTest(element, flags);
        this.edges++;
        this.#nodes[to]?.byCharacter.push({ from, fits });
        this.#nodes[from]?.ways.push({ to, fits });
        return from;
      }
    }
  }

  #repetition(quantifier: AST.Quantifier, to: number, flags: string, direction: Direction): number {
    const { element, min, max, greedy } = quantifier;
    if (this.#finds && min < max && beginning(element).canBeEmpty) throw new NoGraph();
    const round = (end: number): number => this.#emptied(element, this.#element(element, end, flags, direction));
    const choose = (from: number, start: number): void => {
      for (const way of greedy ? [start, to] : [to, start]) this.#edge(from, way);
    };
    let from = to;
    if (max === Number.POSITIVE_INFINITY) {
      from = this.#node();
      choose(from, round(from));
    } else {
      for (let count = min; count < max; count++) {
        const start = round(from);
        from = this.#node();
        choose(from, start);
      }
    }
    for (let count = 0; count < min; count++) {
      // Rounds of nothing, such as `(?:){1000000000}`, count like others.
      if (++this.#count > maxNodes) throw new NoGraph();
      from = round(from);
    }
    return from;
  }

  /** In each round of a repetition, its groups have matched nothing yet. */
  #emptied(element: AST.Element, start: number): number {
    if (this.#groups.length === 0) return start;
    let from = start;
    for (const group of groupsIn([element]))
      from = this.#marked(from, { group: this.#groups.indexOf(group) + 1, what: "is-empty-again" });
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
        if (this.#finds && groupsIn([assertion]).length > 0) throw new NoGraph();
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
    const known: (boolean | undefined)[] = [];
    return (character) => {
      const code = character.length === 1 ? character.charCodeAt(0) : 128;
      if (code >= 128) return regex.test(character);
      known[code] ??= regex.test(character);
      return known[code];
    };
  }
  const written = String.fromCodePoint(element.value);
  if (!flags.includes("i")) return (character) => character === written;
  const escaped = [...written].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const regex = new RegExp(flags.includes("u") ? `^\\u{${element.value.toString(16)}}$` : `^${escaped}$`, flags);
  return (character) => regex.test(character);
}
