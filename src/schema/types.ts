import type { Path } from "../article/types.js";

/** One JSON Schema error, with its location in the data, not in the schema. */
export interface SchemaProblem {
  /** The path of the invalid value; with `key`, of the object that has or lacks the key. */
  readonly path: Path;
  /**
   * `type`: the value does not match `type`, `enum`, `const`, or any branch of a union. `unknown-key`,
   * `deprecated-key`, `missing-key`: about `key`. `value`: everything else.
   */
  readonly kind: "type" | "unknown-key" | "deprecated-key" | "missing-key" | "value";
  /** The keyword of the schema that does not match. */
  readonly keyword: string;
  readonly key?: string;
  /** Complete, in the user's language, without the path: `must be a string, is a number (12)`. */
  readonly message: string;
  /** The message is from `errorMessage` of the schema and is displayed without additions. */
  readonly ownWords?: true;
  /** Suggested names (keys or enum values), best first. For a missing key, the misspelled key that is present. */
  readonly didYouMean?: readonly string[];
  /** Values that the schema accepts instead of this one, best first. */
  readonly corrections?: readonly Correction[];
  /** The replacement that the schema specifies for this key (`x-replacement`). */
  readonly replacement?: string;
  /** Whether the schema accepts this value under that key. `"never"`: it does not accept that key at all. */
  readonly fits?: "value" | "never";
  /** The schema allows it, but it is probably a mistake. */
  readonly isGuess?: true;
}

export interface Correction {
  /** The title of the fix: `write false without quotes`. */
  readonly title: string;
  /** A scalar or a list of scalars. */
  readonly value: unknown;
  /** The string must be taken from the source: `1.10`, not `1.1`. */
  readonly asWritten?: true;
  /** Whether the schema leaves no other interpretation. */
  readonly safe: boolean;
}

/** The documentation of a key or a value in a schema. */
export interface Description {
  readonly description?: string;
  /** `x-message-id`: translations of the description have this id, which stays when the description changes. */
  readonly messageId?: string;
}

/** A key that a schema defines at a path. */
export interface KeyCompletion extends Description {
  readonly name: string;
  readonly deprecated: boolean;
  readonly required: boolean;
}

/** A value that a schema lists at a path. */
export interface ValueCompletion extends Description {
  readonly value: string | number | boolean | null;
}

export interface Completions {
  readonly keys: readonly KeyCompletion[];
  readonly values: readonly ValueCompletion[];
}

export interface CompiledSchema {
  /** The displayed name: a file path or `preset:article`. */
  readonly name: string;
  /** The absolute paths of the files that were read; absent for stet's own schemas. */
  readonly files?: readonly string[];
  /** The errors, in the order of the data. Every schema allows `$schema` at the top. */
  validate(data: unknown): readonly SchemaProblem[];
  /** Keys that the schema allows but that are probably mistakes: deprecated keys and misspelled ones. */
  warnings(data: unknown): readonly SchemaProblem[];
  /** The paths in this data that `"format": "image-url"` applies to, regardless of the values. */
  imagePaths(data: unknown): readonly Path[];
  /** The keys and values that an editor can complete at a path, of any branch. */
  completions(path: Path): Completions;
}

export type JsonSchema = { [keyword: string]: unknown };
