/** Finds the fixes that are not safe, by applying them to a copy of the text and reading it again. */
import { t } from "../platform/i18n.js";
import type { Violation } from "../results.js";
import { type Applied, applyFixes, type Candidate, defectOf } from "./conflicts.js";
import {
  type ArticleFormat,
  damageBy,
  type FixedText,
  objectionTo,
  objectionToFix,
  type Reading,
  readForProof,
} from "./proof/index.js";
import { FixWork, readingsFor, workOf } from "./work.js";

/**
 * How many characters are read again to find the fixes that are not safe, and in how many texts at least. Each of them
 * costs a few readings; if nearly all fixes of a long article fail, the rest is refused without a proof.
 */
const mostCharacters = 2_000_000;
const fewestReadings = 60;
/** How often a text is read in any case, even if it is so long that no work is left for it. */
const fewestOfAll = 2;

/**
 * How many fixes of a rule are proven alone if those of an article are not safe together, and at least how many fixes the rule
 * must have. If each of them is refused, so are the others without a proof, which would cost a reading for each.
 */
const mostSamples = 8;
const manyFixes = 4 * mostSamples;

/**
 * How many fixes of one article are proven. No author makes so many mistakes in one article, and a program that does is
 * better corrected itself.
 */
const mostFixes = 20_000;

/** A fix and its violation. */
export type Wanted = Candidate & { readonly violation: Violation };

/**
 * The violations, with each safe fix that is refused as an unsafe one, with the reason. Each fix is proven without those
 * next to it, since it may be applied alone.
 */
export function proveFixes(
  violations: readonly Violation[],
  text: string,
  format: ArticleFormat | undefined,
  work: FixWork = FixWork.ofOneText(),
): readonly Violation[] {
  const refused = new Map<Violation, string>();
  const wanted = wantedOf(violations, false).filter((one) => {
    if (defectOf(one, text) !== undefined) return false;
    const reason = work.refusals?.reasonFor(text, one);
    if (reason !== undefined) refused.set(one.violation, reason);
    return reason === undefined;
  });
  if (wanted.length === 0 && refused.size === 0) return violations;
  if (wanted.length > mostFixes) {
    const reason = t("fix.proof.tooMany", "the article has more than {most} fixes, so stet did not check them", {
      most: mostFixes,
    });
    const all = new Map(wanted.map(({ violation }) => [violation, reason]));
    return violations.map((one) => demoted(one, all));
  }
  const prover = new Prover(text, format, false, work);
  for (const round of apartFrom(wanted, text)) prover.apply(round);
  for (const [violation, reason] of prover.refused) refused.set(violation, reason);
  return refused.size === 0 ? violations : violations.map((one) => demoted(one, refused));
}

/** How many fixes in a row are proven without each other. */
const neighbors = 4;

/** Groups of fixes that have text between them. With only tags and whitespace between, one may depend on the other. */
function apartFrom(wanted: readonly Wanted[], text: string): Wanted[][] {
  const placed = wanted.map((one) => ({ one, ...extentOf(one) })).sort((a, b) => a.start - b.start);
  const rounds: Wanted[][] = [];
  let at = 0;
  let end = -1;
  for (const { one, start, end: to } of placed) {
    at = end >= 0 && isNext(text.slice(end, start)) ? (at + 1) % neighbors : 0;
    const round = rounds[at] ?? [];
    round.push(one);
    rounds[at] = round;
    end = Math.max(end, to);
  }
  return rounds;
}

function extentOf({ fix }: Candidate): { readonly start: number; readonly end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { range } of fix.edits) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  return { start, end };
}

const isNext = (between: string): boolean => !/[^\s>*]/.test(between.replace(/<[^<>]*>?/g, ""));

/** The fixes of violations, all or only the safe ones. */
export const wantedOf = (violations: readonly Violation[], unsafe: boolean): Wanted[] =>
  violations.flatMap((violation) => {
    const { rule, fix } = violation;
    return fix && (fix.safe || unsafe) ? [{ rule, fix, violation }] : [];
  });

/** A safe fix that was refused, as an unsafe fix with the reason. */
export function demoted(violation: Violation, refused: ReadonlyMap<Violation, string>): Violation {
  const reason = refused.get(violation);
  if (reason === undefined || !violation.fix?.safe) return violation;
  return { ...violation, fix: { ...violation.fix, safe: false, refused: reason } };
}

/** Applies the fixes of one text. Those that fail the proof are found by halving, so that a few cost little. */
export class Prover {
  readonly refused = new Map<Violation, string>();
  readonly #text: string;
  readonly #format: ArticleFormat | undefined;
  readonly #unsafe: boolean;
  readonly #left: FixWork;
  readonly #objection: (fixed: FixedText) => string | undefined;
  #before: Reading | undefined;
  #most: number | undefined;
  #work: number | undefined;
  #read = 0;
  readonly #fewest: number;
  /** Rules whose samples were all refused. */
  readonly #failing = new Set<string>();

  /** @param left the work that is left for the article. */
  constructor(text: string, format: ArticleFormat | undefined, unsafe: boolean, left = FixWork.ofOneText()) {
    this.#text = text;
    this.#left = left;
    this.#fewest = left.left > 0 ? fewestOfAll : 0;
    this.#format = format;
    this.#unsafe = unsafe;
    // Unsafe fixes are the author's decision, but they must not damage what they are not about.
    this.#objection = unsafe ? damageBy : objectionTo;
  }

  /** How many texts were read. */
  get read(): number {
    return this.#read;
  }

  /** How much work it is to read the text, in characters. */
  get work(): number {
    this.#work ??= workOf(this.#text.length, () => {
      const { markdown = [], tokens = [] } = (this.#format && this.#reading(this.#format)) ?? {};
      return markdown.length + tokens.length;
    });
    return this.#work;
  }

  /** Whether one more text may be read. */
  get #mayRead(): boolean {
    if (this.#read < this.#fewest) return true;
    this.#most ??= mostReadings(this.#text.length, this.work);
    return this.#read < this.#most && this.#left.left >= this.work;
  }

  /** Refuses a fix by itself, so that the next passes need not find out again that it is not safe. */
  refuse(one: Wanted, reason: string): void {
    this.refused.set(one.violation, reason);
    this.#left.refusals?.keep(this.#text, one, reason);
  }

  /** Applies all fixes that are proven together. The others are refused, or wait for the next pass. */
  apply(wanted: readonly Wanted[]): Applied {
    return applyFixes(this.#text, this.#proven(this.#unsafe ? wanted : this.#withoutRefused(wanted)));
  }

  /** Most fixes that fail do so by themselves. Without them, the others need few readings. */
  #withoutRefused(wanted: readonly Wanted[]): readonly Wanted[] {
    if (!this.#format) return wanted;
    const before = this.#reading(this.#format);
    return wanted.filter(({ fix, violation }) => {
      const objection = objectionToFix(before, fix);
      if (objection !== undefined) this.refused.set(violation, objection);
      return objection === undefined;
    });
  }

  #reading(format: ArticleFormat): Reading {
    this.#before ??= readForProof(this.#text, format);
    return this.#before;
  }

  #proven(wanted: readonly Wanted[]): readonly Wanted[] {
    const [first] = wanted;
    if (!first) return [];
    const isRead = this.#mayRead;
    const objection = isRead ? this.#objectionTo(wanted) : unread();
    if (objection === undefined) return wanted;
    if (wanted.length === 1 && isRead) {
      this.refuse(first, objection);
      return [];
    }
    if (wanted.length === 1 || !this.#mayRead) {
      for (const { violation } of wanted) this.refused.set(violation, objection);
      return [];
    }
    const others = wanted.length > manyFixes ? this.#withoutFailing(wanted) : wanted;
    if (others.length < wanted.length) return this.#proven(others);
    const middle = wanted.length >> 1;
    const left = this.#proven(wanted.slice(0, middle));
    const right = this.#proven(wanted.slice(middle));
    if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
    const both = [...left, ...right];
    // Fixes that are only unsafe together: the second half waits for the next pass.
    return this.#mayRead && this.#objectionTo(both) === undefined ? both : left;
  }

  /** Without the fixes of the rule that has most of them, if samples of them are all refused. */
  #withoutFailing(wanted: readonly Wanted[]): readonly Wanted[] {
    const rules = new Map<string, Wanted[]>();
    for (const one of wanted) {
      const ofRule = rules.get(one.rule) ?? [];
      ofRule.push(one);
      rules.set(one.rule, ofRule);
    }
    const [[rule, group] = ["", []]] = [...rules].sort(([, a], [, b]) => b.length - a.length);
    if (group.length < manyFixes) return wanted;
    const samples = this.#failing.has(rule) ? 1 : mostSamples;
    const refused = new Map<Violation, string>();
    for (let at = 0; at < samples; at++) {
      const sample = group[Math.floor((at * group.length) / samples)] as Wanted;
      const isRead = this.#mayRead;
      const objection = isRead ? this.#objectionTo([sample]) : unread();
      if (objection === undefined) return wanted;
      if (isRead) this.refuse(sample, objection);
      refused.set(sample.violation, objection);
    }
    this.#failing.add(rule);
    for (const { violation } of group) this.refused.set(violation, refused.get(violation) ?? unread());
    const failing = new Set(group);
    return wanted.filter((one) => !failing.has(one));
  }

  #objectionTo(wanted: readonly Wanted[]): string | undefined {
    if (!this.#format) return undefined;
    const { text, applied, edits } = applyFixes(this.#text, wanted);
    this.#read++;
    this.#left.spend(this.work);
    const before = this.#reading(this.#format);
    const after = readForProof(text, this.#format, before, edits[0]?.range.start);
    return this.#objection({ before, after, edits, fixes: applied.map(({ fix }) => fix) });
  }
}

function mostReadings(length: number, work: number): number {
  const byLength = Math.max(fewestReadings, Math.floor(mostCharacters / Math.max(1, length)));
  return Math.min(byLength, readingsFor(work));
}

const unread = (): string =>
  t("fix.proof.unread", "too many fixes of this article are not safe, so stet did not check this one");
