/** Numbers and the words for what was found out, in the user's language. */
import { say, spoken, translated } from "../words.js";

/** `1,234`. */
export const grouped = (number: number): string =>
  // What formats numbers takes as long to make as a start, and small ones need none.
  Number.isInteger(number) && number >= 0 && number < 1000 ? String(number) : number.toLocaleString(spoken());

/** What is counted, and what it is called: one of it, or several. */
const nouns = {
  article: (n: string, one: boolean) => (one ? say`${n} article` : say`${n} articles`),
  error: (n: string, one: boolean) => (one ? say`${n} error` : say`${n} errors`),
  failure: (n: string, one: boolean) => (one ? say`${n} failure` : say`${n} failures`),
  file: (n: string, one: boolean) => (one ? say`${n} file` : say`${n} files`),
  finding: (n: string, one: boolean) => (one ? say`${n} finding` : say`${n} findings`),
  image: (n: string, one: boolean) => (one ? say`${n} image` : say`${n} images`),
  link: (n: string, one: boolean) => (one ? say`${n} link` : say`${n} links`),
  "more folder": (n: string, one: boolean) => (one ? say`${n} more folder` : say`${n} more folders`),
  "more host": (n: string, one: boolean) => (one ? say`${n} more host` : say`${n} more hosts`),
  "more note": (n: string, one: boolean) => (one ? say`${n} more note` : say`${n} more notes`),
  "more rule": (n: string, one: boolean) => (one ? say`${n} more rule` : say`${n} more rules`),
  picture: (n: string, one: boolean) => (one ? say`${n} picture` : say`${n} pictures`),
  rule: (n: string, one: boolean) => (one ? say`${n} rule` : say`${n} rules`),
  violation: (n: string, one: boolean) => (one ? say`${n} violation` : say`${n} violations`),
  warning: (n: string, one: boolean) => (one ? say`${n} warning` : say`${n} warnings`),
};

export type Noun = keyof typeof nouns;

/** `1 error`, `1,234 errors`. */
export const count = (number: number, noun: Noun): string => nouns[noun](grouped(number), number === 1);

/** A verdict, or the reason for one: in English, the word that machines read too. */
export const factWord = (word: string): string => translated(word);

/** Parts of a sentence, one after the other. */
export const clauses = ([first = "", ...more]: readonly string[]): string =>
  more.reduce((all, part) => say`${all}, ${part}`, first);
