/** What the reader of a language returns: the data, and a tree of locations of the same shape. */
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import type { YamlVersion } from "./scalar.js";

/** The location of a value and of its key. Ranges are relative to the file. */
export interface Slot {
  /** `undefined` for list items and for the whole block. */
  readonly key: Range | undefined;
  readonly value: Range;
  /** How a scalar is written; `undefined` for lists and mappings, and for values that no edit can replace. */
  readonly style: "plain" | "single" | "double" | "block" | "none" | undefined;
  /** Inside `[]` or `{}`, where plain YAML scalars allow fewer characters. */
  readonly flow: boolean;
  readonly children: ReadonlyMap<string | number, Slot> | undefined;
}

export interface Reading {
  readonly data: Record<string, unknown> | undefined;
  readonly root: Slot | undefined;
  readonly problems: readonly FrontMatterProblem[];
  /** For each duplicate-key problem, the entry that repeats a key with the same value. */
  readonly repeated?: ReadonlyMap<FrontMatterProblem, Slot>;
}

/** Reads and writes one language of front matter. */
export interface Language {
  /** Reads `source`, which begins at offset `base` of the file. */
  read(source: string, base: number, version: YamlVersion): Reading;
  /** The string as written in this style. `flow`: inside brackets. */
  quote(value: string, style: Slot["style"], flow: boolean): string;
  /** The key as written in this style. */
  key(name: string, style: Slot["style"]): string;
}

/** In UTF-16 units. Front matter is usually a few lines; a larger block is an accident or an attack. */
export const maxSize = 256 * 1024;

/** The maximum nesting depth, because some of the parsers are recursive. */
export const maxDepth = 100;

/** gray-matter searches for comments with `^\s*#`, which takes quadratic time for runs of whitespace. */
export const maxWhitespaceRun = 2000;

/** The maximum number of reported problems per block. */
export const maxProblems = 20;

export const record = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

export const failed = (problem: FrontMatterProblem): Reading => ({
  data: undefined,
  root: undefined,
  problems: [problem],
});

export const limit = (message: string, range: Range): FrontMatterProblem => ({ code: "limit", message, range });

/** Reports that the list may be incomplete, if it is as long as it may be. */
export function withStop(reading: Reading): Reading {
  const last = reading.problems[maxProblems - 1];
  if (!last) return reading;
  const message = t(
    "frontMatter.tooManyProblems",
    "stet reports at most {max} problems of the front matter. Correct these to see whether there are more.",
    { max: maxProblems },
  );
  return { ...reading, problems: [...reading.problems, limit(message, last.range)] };
}

export const tooDeep = (range: Range): FrontMatterProblem =>
  limit(
    t("frontMatter.tooDeep", "Front matter is nested more than {max} levels deep. Reduce the nesting.", {
      max: maxDepth,
    }),
    range,
  );
