import type { Path } from "../article/types.js";

/** One JSON Schema error, told by where it is rather than by where it stands in the schema. */
export interface SchemaProblem {
  /** The value that is wrong; for `required` and `unknown-key` the object that lacks or has the key. */
  readonly path: Path;
  readonly keyword: string;
  /** `required`: the missing key. `additionalProperties` and the like: the key that should not be there. */
  readonly key?: string;
  /** Complete, in English, without the path: `must be a string, is a number (12)`. */
  readonly message: string;
  /** Names that the author may have meant (keys or enum values), best first. */
  readonly didYouMean?: readonly string[];
}

export interface CompiledSchema {
  /** As it is shown: a file path or `preset:article`. */
  readonly name: string;
  validate(data: unknown): readonly SchemaProblem[];
  /** Where `"format": "image-url"` applies in this data, whatever the values are. */
  imagePaths(data: unknown): readonly Path[];
}
