/** Front matter: its range, its data with the location of every entry, and edits to it. */
import type { FrontMatter, ScalarStyle } from "../types.js";
import { FrontMatterBlock } from "./block.js";
import { type FenceReader, findFences } from "./fence.js";
import { languages } from "./languages.js";
import type { YamlVersion } from "./scalar.js";

export { insertionsOf } from "./insertion.js";
export { findMisplaced } from "./misplaced.js";

/** The string as written in this language and style; `undefined` if the language is not supported. */
export const writeString = (language: string, value: string, { style, flow }: ScalarStyle): string | undefined =>
  languages.get(language)?.quote(value, style, flow);

/** The front matter at `start` and the start of the body; `undefined` if there is no front matter. */
export function readFrontMatter(
  text: string,
  start: number,
  version: YamlVersion,
  reader?: FenceReader,
): { frontMatter: FrontMatter; bodyStart: number } | undefined {
  const fences = findFences(text, start, reader);
  return fences && { frontMatter: new FrontMatterBlock(text, fences, version, reader), bodyStart: fences.bodyStart };
}
