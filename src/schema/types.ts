import type { Path } from "../article/types.js";

/** One JSON Schema error, told by where it is rather than by where it stands in the schema. */
export interface SchemaProblem {
  /** The value that is wrong; where `key` is given, the object that lacks or has the key. */
  readonly path: Path;
  /**
   * `type`: a value of another kind than the schema wants (`type`, `enum`, `const`, or no branch of a union).
   * `unknown-key`, `deprecated-key`, `missing-key`: of `key`. `value`: all else.
   */
  readonly kind: "type" | "unknown-key" | "deprecated-key" | "missing-key" | "value";
  /** The keyword of the schema that says so. */
  readonly keyword: string;
  readonly key?: string;
  /** Complete, in the user's language, without the path: `must be a string, is a number (12)`. */
  readonly message: string;
  /** The message is the schema author's own (`errorMessage`), and stands for itself. */
  readonly ownWords?: true;
  /** Names that the author may have meant (keys or enum values), best first; of a missing key, the one that stands for it. */
  readonly didYouMean?: readonly string[];
  /** Values that the schema accepts in the place of this one, best first. */
  readonly corrections?: readonly Correction[];
  /** The key that the schema names instead of this one (`x-replacement`). */
  readonly replacement?: string;
  /** Whether the schema accepts this value under that key; `"never"`: it does not accept that key at all. */
  readonly fits?: "value" | "never";
  /** The schema allows it, and it is most likely a mistake all the same. */
  readonly isGuess?: true;
}

export interface Correction {
  /** What a fix is called: `write false without quotes`. */
  readonly title: string;
  /** A scalar or a list of scalars. */
  readonly value: unknown;
  /** The string must be the value as it is written: `1.10` and not `1.1`. */
  readonly asWritten?: true;
  /** Whether the schema leaves no doubt that this was meant. */
  readonly safe: boolean;
}

/** What a schema says about a key or a value. */
export interface Description {
  readonly description?: string;
  /** `x-message-id`: translations of the description have this id, which stays when the description changes. */
  readonly messageId?: string;
}

/** A key that a schema has at a place. */
export interface KeyCompletion extends Description {
  readonly name: string;
  readonly deprecated: boolean;
  readonly required: boolean;
}

/** A value that a schema names at a place. */
export interface ValueCompletion extends Description {
  readonly value: string | number | boolean | null;
}

export interface Completions {
  readonly keys: readonly KeyCompletion[];
  readonly values: readonly ValueCompletion[];
}

export interface CompiledSchema {
  /** As it is shown: a file path or `preset:article`. */
  readonly name: string;
  /** The absolute paths of what it was read from; absent for schemas of stet's own. */
  readonly files?: readonly string[];
  /** What the schema refuses, in the order of the data. `$schema` at the top is known to every schema. */
  validate(data: unknown): readonly SchemaProblem[];
  /** What the schema allows and does not want: deprecated keys, and keys that are nearly those it knows. */
  warnings(data: unknown): readonly SchemaProblem[];
  /** Where `"format": "image-url"` applies in this data, whatever the values are. */
  imagePaths(data: unknown): readonly Path[];
  /** The keys and values that it speaks of at a path, in any of its branches. */
  completions(path: Path): Completions;
}

export type JsonSchema = { [keyword: string]: unknown };
