/** What the reader of one language hands over: the data, and beside it a tree of places of the same shape. */
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import type { YamlVersion } from "./scalar.js";

/** The place of one value, and of its key. Ranges are file-wide. */
export interface Slot {
  /** `undefined` for list items and for the whole block. */
  readonly key: Range | undefined;
  readonly value: Range;
  /** How a scalar is written; `undefined` for what holds other values and for what no edit can replace. */
  readonly style: "plain" | "single" | "double" | "block" | "none" | undefined;
  /** Inside `[]` or `{}`, where a plain YAML scalar may hold less. */
  readonly flow: boolean;
  readonly children: ReadonlyMap<string | number, Slot> | undefined;
}

export interface Reading {
  readonly data: Record<string, unknown> | undefined;
  readonly root: Slot | undefined;
  readonly problems: readonly FrontMatterProblem[];
  /** By their problem, entries whose key is there a second time, with the same value as the first. */
  readonly repeated?: ReadonlyMap<FrontMatterProblem, Slot>;
}

/** What one language of front matter can do. */
export interface Language {
  /** Reads `source`, whose first character stands at `base` in the file. */
  read(source: string, base: number, version: YamlVersion): Reading;
  /** How the string is written in this style; `flow`: inside brackets. */
  quote(value: string, style: Slot["style"], flow: boolean): string;
  /** How a key is written in this style. */
  key(name: string, style: Slot["style"]): string;
}

/** Front matter is a few lines; what is larger is an accident or an attack (in UTF-16 units). */
export const maxSize = 256 * 1024;

/** Nesting that no front matter needs; the parsers, some of them recursive, are not shown more. */
export const maxDepth = 100;

/** Blank lines in a row: gray-matter looks for comments with `^\s*#`, which takes the square of them. */
export const maxWhitespaceRun = 2000;

/** More problems of one block than these tell nobody anything. */
export const maxProblems = 20;

export const record = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

export const failed = (problem: FrontMatterProblem): Reading => ({
  data: undefined,
  root: undefined,
  problems: [problem],
});

export const limit = (message: string, range: Range): FrontMatterProblem => ({ code: "limit", message, range });

export const tooDeep = (range: Range): FrontMatterProblem =>
  limit(
    t("frontMatter.tooDeep", "Front matter is nested more than {max} levels deep. Reduce the nesting.", {
      max: maxDepth,
    }),
    range,
  );
