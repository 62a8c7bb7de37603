/**
 * How many steps a backtracking engine may take to match a pattern, from the pattern's syntax tree.
 *
 * Backtracking multiplies only where the engine has a choice: where a repetition could go on and what follows it could
 * begin with the same character, or where two alternatives can begin alike. Choices in a row multiply, and a choice
 * within a repetition multiplies in each round. `^[a-z]+(?:-[a-z]+)*$` has no choice anywhere, `^(a+)+$` one in each round.
 */
import type { AST } from "@eslint-community/regexpp";
import {
  anything,
  type CharacterSet,
  charactersOf,
  nothing,
  overlaps,
  someOverlap,
  union,
} from "./pattern-characters.js";
import { parsePattern } from "./pattern-syntax.js";

/** The estimate takes more than linear time; a longer pattern is one of which it knows nothing. */
export const longestEstimated = 1000;

/** How long a value may be for a match of at most so many steps; 0 if that cannot be told. */
export function longestFor(source: string, steps: number): number {
  if (source.length > longestEstimated) return 0;
  const pattern = parsePattern(source, "u") ?? parsePattern(source, "");
  if (!pattern || changesFlags(source)) return 0;
  let longest = 0;
  for (let step = 2 ** 24; step >= 1; step /= 2) if (new Estimate(longest + step).of(pattern) <= steps) longest += step;
  return longest;
}

/** Rather too short, but without the parser: as if every repetition and every alternative were a choice. */
export function longestAtLeast(source: string, steps: number): number {
  // A group that is repeated may have choices in each round.
  if (/\)[*+{]/.test(source)) return 0;
  const repetitions = source.match(/[*+{]|\\[1-9k]/g)?.length ?? 0;
  const choices = source.match(/[?|]/g)?.length ?? 0;
  return Math.floor((steps / 2 ** choices) ** (1 / (repetitions + 1))) - 1;
}

/** Groups that change flags (`(?i:…)`) fit more than is written in them. */
const changesFlags = (source: string): boolean => /\(\?[a-z-]+:/.test(source);

/** How a part of a pattern begins. */
interface Beginning {
  readonly first: CharacterSet;
  readonly canBeEmpty: boolean;
}

interface Part extends Beginning {
  /** To go through it in all ways. */
  readonly steps: number;
  /** In how many ways it can fit from one place on: as often is tried what follows it. */
  readonly ways: number;
}

const empty: Part = { first: nothing, canBeEmpty: true, steps: 1, ways: 1 };

/** What can stand where a part begins: its own first character or, where it can be empty, the one that follows. */
const entry = ({ first, canBeEmpty }: Beginning, follow: CharacterSet): CharacterSet =>
  canBeEmpty ? union(first, follow) : first;

/** For values of one length. `follow`: the characters that can stand behind a part. */
class Estimate {
  readonly #length: number;

  constructor(length: number) {
    this.#length = length;
  }

  of({ alternatives }: AST.Pattern): number {
    // Behind the pattern nothing can fail, so that nothing before it is tried again.
    const { steps } = this.#alternatives(alternatives, nothing);
    const isAnchored = alternatives.every(
      ({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start",
    );
    return isAnchored ? steps : steps * (this.#length + 1);
  }

  #alternatives(all: readonly AST.Alternative[], follow: CharacterSet): Part {
    const parts = all.map(({ elements }) => this.#sequence(elements, follow));
    const entries = parts.map((part) => entry(part, follow));
    const isChoice = !areDifferentWords(all) && someOverlap(entries);
    const ways = parts.map((part) => part.ways);
    return {
      ...joinedBeginning(parts),
      steps: parts.reduce((sum, part) => sum + part.steps, 0),
      ways: isChoice ? ways.reduce((sum, each) => sum + each, 0) : Math.max(...ways),
    };
  }

  #sequence(elements: readonly AST.Element[], follow: CharacterSet): Part {
    return elements.reduceRight<Part>((behind, element) => {
      const part = this.#element(element, entry(behind, follow));
      return {
        ...beginningOf([part, behind]),
        steps: part.steps + part.ways * behind.steps,
        ways: part.ways * behind.ways,
      };
    }, empty);
  }

  #element(element: AST.Element, follow: CharacterSet): Part {
    switch (element.type) {
      case "Group":
      case "CapturingGroup":
        return this.#alternatives(element.alternatives, follow);
      case "Quantifier":
        return this.#repetition(element, follow);
      case "Assertion":
        // What was found ahead in one way is not looked for in another one.
        return "alternatives" in element
          ? { ...empty, steps: this.#alternatives(inOrder(element), nothing).steps }
          : { ...empty, ...beginning(element) };
      case "Backreference":
        return { ...beginning(element), steps: this.#length + 1, ways: 1 };
      default:
        return { ...beginning(element), steps: 1, ways: 1 };
    }
  }

  #repetition({ element, min, max, raw }: AST.Quantifier, follow: CharacterSet): Part {
    if (max === 0) return empty;
    const { first, canBeEmpty } = beginning(element);
    const rounds = Math.min(max, Math.max(min, this.#length + 1));
    const round = this.#element(element, max > 1 ? union(first, follow) : follow);
    const ends = min < max && overlaps(first, follow) ? rounds - Math.min(min, rounds) + 1 : 1;
    const inAllRounds = round.ways ** rounds;
    // Without choices, all rounds together pass over the value once, unless each looks ahead.
    const isOnce = inAllRounds === 1 && !/\(\?<?[=!]/.test(raw);
    return {
      first,
      canBeEmpty: canBeEmpty || min === 0,
      steps: isOnce ? rounds + round.steps : rounds * round.steps * inAllRounds,
      ways: ends * inAllRounds,
    };
  }
}

/** The alternatives of a lookaround in the order in which the engine goes through them: backwards for what is behind. */
function inOrder({ kind, alternatives }: AST.LookaroundAssertion): readonly AST.Alternative[] {
  if (kind === "lookahead") return alternatives;
  const backwards = <T extends AST.Element>(element: T): T => {
    if (element.type === "Quantifier") return { ...element, element: backwards(element.element) };
    if (element.type === "Assertion" && (element.kind === "start" || element.kind === "end"))
      return { ...element, kind: element.kind === "start" ? "end" : "start" };
    if (!("alternatives" in element) || element.type === "Assertion") return element;
    return { ...element, alternatives: element.alternatives.map(turned) };
  };
  const turned = (alternative: AST.Alternative): AST.Alternative => ({
    ...alternative,
    elements: alternative.elements.map((element) => backwards(element)).reverse(),
  });
  return alternatives.map(turned);
}

const beginnings = new WeakMap<AST.Element, Beginning>();

/** Computed once: otherwise groups within groups would be walked through at each level. */
export function beginning(element: AST.Element): Beginning {
  const known = beginnings.get(element) ?? computeBeginning(element);
  beginnings.set(element, known);
  return known;
}

function computeBeginning(element: AST.Element): Beginning {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return joinedBeginning(element.alternatives.map(({ elements }) => beginningOf(elements.map(beginning))));
    case "Quantifier": {
      const { first, canBeEmpty } = beginning(element.element);
      return { first, canBeEmpty: canBeEmpty || element.min === 0 };
    }
    case "Assertion":
      // Nothing can follow the end.
      return { first: nothing, canBeEmpty: element.kind !== "end" };
    case "Backreference":
      return { first: anything, canBeEmpty: true };
    default:
      return { first: charactersOf(element), canBeEmpty: false };
  }
}

/** Of parts in a row. */
function beginningOf(parts: readonly Beginning[]): Beginning {
  const solid = parts.findIndex(({ canBeEmpty }) => !canBeEmpty);
  const leading = solid === -1 ? parts : parts.slice(0, solid + 1);
  return { first: leading.map(({ first }) => first).reduce(union, nothing), canBeEmpty: solid === -1 };
}

/** Of parts of which one is there. */
const joinedBeginning = (parts: readonly Beginning[]): Beginning => ({
  first: parts.map(({ first }) => first).reduce(union, nothing),
  canBeEmpty: parts.some(({ canBeEmpty }) => canBeEmpty),
});

/** `hexo|hugo`: words of which none begins with another one. */
function areDifferentWords(all: readonly AST.Alternative[]): boolean {
  const words = all.map(({ elements }) =>
    elements.map((element) => (element.type === "Character" ? `${element.value},` : undefined)),
  );
  if (words.some((word) => word.length === 0 || word.includes(undefined))) return false;
  const sorted = words.map((word) => word.join("")).sort();
  return sorted.every((word, at) => !sorted[at + 1]?.startsWith(word));
}
