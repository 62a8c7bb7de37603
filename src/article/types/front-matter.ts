/** Front matter. */
import type { Edit, Path, Range } from "./text.js";

export type FrontMatterLanguage = "yaml" | "toml" | "json";

/** A defect of the front matter's syntax at its exact place. */
export interface FrontMatterProblem {
  /**
   * `unclosed`: no closing fence. `language`: a language stet does not read (`js`, `coffee`, ...), never executed.
   * `conflict`: a merge that was never resolved. `template`: template syntax without quotes, which YAML reads as
   * something else. `second-block`: another block right behind the first, where it is text.
   * `duplicate-key`: the second key. `not-a-mapping`: the block is a list or a scalar. `limit`: too large or too deep.
   * `syntax`: whatever else the parser refuses.
   */
  readonly code:
    | "syntax"
    | "duplicate-key"
    | "unclosed"
    | "language"
    | "not-a-mapping"
    | "limit"
    | "conflict"
    | "template"
    | "second-block";
  readonly message: string;
  /** The message is the parser's own: it begins with a capital, and speaks of the language. */
  readonly byParser?: true;
  readonly range: Range;
  /** Edits that give the text the author certainly meant, already proven to parse. */
  readonly repair?: { readonly title: string; readonly edits: readonly Edit[] };
}

/** One key or value that is no list or mapping, as it is written. */
export interface FrontMatterScalar {
  /** Of a key: the path of its value. */
  readonly path: Path;
  readonly part: "key" | "value";
  readonly range: Range;
  /** `block`: YAML's `|` and `>`, TOML's strings in three quotes. */
  readonly style: "plain" | "single" | "double" | "block";
  /** What it is read as; of a key, its name. */
  readonly value: unknown;
}

/** How a scalar of front matter is written, which says how another value is written in its place. */
export interface ScalarStyle {
  readonly style: FrontMatterScalar["style"];
  /** Inside `[]` or `{}`, where a plain YAML scalar may hold less. */
  readonly flow: boolean;
}

/** What reads like front matter, but is none, since something stands in front of it. */
export interface MisplacedFrontMatter {
  /** Its opening fence is none, or is missing: how it is written, and what makes it one. */
  readonly unopened?: { readonly written: string; readonly edits: readonly Edit[] };
  /** With its fences. */
  readonly range: Range;
  readonly open: Range;
  /** What stands in front of it, from the first line with something on it. */
  readonly before: Range;
  /** Behind the closing line's break. */
  readonly bodyStart: number;
}

export interface FrontMatter {
  /** `yaml`, `toml`, `json`, or the unknown name the fence states. */
  readonly language: FrontMatterLanguage | (string & {});
  /** Opening fence to the end of the closing fence's line, its line break excluded. */
  readonly range: Range;
  /** The characters of the opening fence (`---`, `---toml`, `+++`, `;;;`, or the `{` of fence-less JSON). */
  readonly open: Range;
  /** What stands between the fences. */
  readonly content: Range;
  /** The closing fence; `undefined` where there is none (fence-less JSON: its `}`). */
  readonly close: Range | undefined;
  readonly problems: readonly FrontMatterProblem[];
  /**
   * The data as plain objects, arrays and scalars; dates stay the text that was written.
   * `undefined` if the block cannot be read (then `problems` says why). A duplicate key keeps its first value.
   */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /**
   * The place of a key, of its value, or of the whole entry (key to end of value).
   * For a list item, `key` and `value` are the item. `undefined` if nothing is written there.
   */
  place(path: Path, part: "key" | "value" | "entry"): Range | undefined;
  /** The value exactly as written (with quotes), or `undefined`. */
  written(path: Path): string | undefined;
  /** How the scalar at `path` is written; `undefined` where no edit can replace it (a list, YAML's alias). */
  scalarStyle(path: Path): ScalarStyle | undefined;
  /** An edit that gives the scalar at `path` another string value, keeping its quoting style (or taking `style`) where that can hold it. */
  setString(path: Path, value: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /** An edit that replaces the written form of the scalar at `path` (no quoting: the caller knows that `source` is valid). */
  setSource(path: Path, source: string): Edit | undefined;
  /** An edit that renames the key at `path`, quoted where the language needs it. */
  renameKey(path: Path, name: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /**
   * An edit that takes away the entry or list item at `path`: its lines with a remark behind it, or its part of a list
   * in brackets. Proven by reading the result: all other values stay. `undefined` where that cannot be.
   */
  removeEntry(path: Path): Edit | undefined;
  /**
   * An edit that makes the scalar or list at `path` a list of these strings, a list keeping its form (in brackets, or
   * one item a line). Proven by reading the result. `undefined` where it cannot be, or comments would be lost.
   */
  setList(path: Path, values: readonly string[]): Edit | undefined;
  /**
   * An edit that brings the top-level entries into this order, each with all its characters and the comments right
   * above it; blank lines stay where they are. Proven by reading the result. `undefined` where it cannot be.
   */
  reorder(keys: readonly string[]): Edit | undefined;
  /** Every scalar that is written in the block, keys included, in the order of the file. */
  scalars(): readonly FrontMatterScalar[];
}
