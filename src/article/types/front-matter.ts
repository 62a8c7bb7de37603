/** Front matter. */
import type { Edit, Path, Range } from "./text.js";

export type FrontMatterLanguage = "yaml" | "toml" | "json";

/** A syntax defect of the front matter and its exact range. */
export interface FrontMatterProblem {
  /**
   * `unclosed`: no closing fence. `language`: a language that stet does not read (`js`, `coffee`, ...) and never
   * executes. `conflict`: an unresolved merge conflict. `template`: unquoted template syntax, which YAML reads as
   * something else. `second-block`: another block directly after the first, where it is text. `duplicate-key`: the
   * second key. `lost-value`: a value of which a part is lost, or that the parser of the site refuses. `not-a-mapping`: the block is a list or a scalar. `limit`: too large or too deep. `syntax`: every other
   * parser error.
   */
  readonly code:
    | "syntax"
    | "duplicate-key"
    | "lost-value"
    | "unclosed"
    | "language"
    | "not-a-mapping"
    | "limit"
    | "conflict"
    | "template"
    | "second-block";
  readonly message: string;
  /** The message comes from the parser: it begins with a capital letter and mentions the language. */
  readonly byParser?: true;
  /** `duplicate-key` at the top: the value of the later entry. The data has that of the first. */
  readonly repeats?: { readonly key: string; readonly value: unknown };
  readonly range: Range;
  /** Edits that give the text that the author intended. The result is known to parse. */
  readonly repair?: { readonly title: string; readonly edits: readonly Edit[] };
}

/** A key, or a value that is not a list or mapping, as written. */
export interface FrontMatterScalar {
  /** The path of the value; for a key, of its value. */
  readonly path: Path;
  readonly part: "key" | "value";
  readonly range: Range;
  /** `block`: YAML's `|` and `>`, and TOML strings with three quotes. */
  readonly style: "plain" | "single" | "double" | "block";
  /** The parsed value; for a key, its name. */
  readonly value: unknown;
}

/** How a front matter scalar is written, which determines how to write a replacement. */
export interface ScalarStyle {
  readonly style: FrontMatterScalar["style"];
  /** Inside `[]` or `{}`, where a plain YAML scalar allows fewer characters. */
  readonly flow: boolean;
}

/**
 * Content that looks like front matter, but is not, because other content precedes it or its opening fence is invalid.
 */
export interface MisplacedFrontMatter {
  /** If its opening fence is invalid or missing: the fence as written, and the edits that correct it. */
  readonly unopened?: { readonly written: string; readonly edits: readonly Edit[] };
  /** The range with fences. */
  readonly range: Range;
  readonly open: Range;
  /** The content before it, from the first line that is not blank. */
  readonly before: Range;
  /** After the newline of the closing fence. */
  readonly bodyStart: number;
}

export interface FrontMatter {
  /** `yaml`, `toml`, `json`, or the unknown name in the fence. */
  readonly language: FrontMatterLanguage | (string & {});
  /** From the opening fence to the end of the closing fence's line, without its newline. */
  readonly range: Range;
  /** The range of the opening fence (`---`, `---toml`, `+++`, `;;;`, or the `{` of unfenced JSON). */
  readonly open: Range;
  /** The content between the fences. */
  readonly content: Range;
  /** The closing fence (the `}` of unfenced JSON); `undefined` if there is none. */
  readonly close: Range | undefined;
  readonly problems: readonly FrontMatterProblem[];
  /**
   * The data as plain objects, arrays and scalars. Dates stay text as written. `undefined` if the block cannot be read
   * (`problems` then has the reason). For a duplicate key, the first value is used.
   */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /**
   * The range of a key, of its value, or of the whole entry (key to end of value). For a list item, `key` and `value`
   * are the item. `undefined` if it is not written.
   */
  place(path: Path, part: "key" | "value" | "entry"): Range | undefined;
  /** The value exactly as written (with quotes), or `undefined`. */
  written(path: Path): string | undefined;
  /** The style of the scalar at `path`; `undefined` if no edit can replace it (a list, a YAML alias). */
  scalarStyle(path: Path): ScalarStyle | undefined;
  /**
   * An edit that sets the scalar at `path` to another string. It preserves the quoting style (or uses `style`) if that
   * style can represent the string.
   */
  setString(path: Path, value: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /**
   * An edit that replaces the source of the scalar at `path`. It does not add quotes: the caller must pass a valid
   * `source`.
   */
  setSource(path: Path, source: string): Edit | undefined;
  /** An edit that renames the key at `path`, with quotes if the language requires them. */
  renameKey(path: Path, name: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /**
   * An edit that removes the entry or list item at `path`: its lines with a trailing comment, or its part of a
   * bracketed list. The result is parsed to verify that all other values are unchanged. `undefined` if that is not
   * possible.
   */
  removeEntry(path: Path): Edit | undefined;
  /**
   * An edit that sets the scalar or list at `path` to a list of these strings. A list keeps its form (in brackets, or
   * one item per line). A key at the top that does not exist is added. The result is parsed to verify it. `undefined` if that is not possible or comments would be
   * lost.
   */
  setList(path: Path, values: readonly string[]): Edit | undefined;
  /**
   * An edit that puts the top-level entries in this order, each unchanged and with the comments directly above it.
   * Blank lines stay in place. The result is parsed to verify it. `undefined` if that is not possible.
   */
  reorder(keys: readonly string[]): Edit | undefined;
  /** Every scalar in the source of the block, including keys, in the order of the file. */
  scalars(): readonly FrontMatterScalar[];
}
