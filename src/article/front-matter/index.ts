/** Front matter: where it is, its data with the location of every entry, and edits of it. */
import type { FrontMatter, ScalarStyle } from "../types.js";
import { FrontMatterBlock } from "./block.js";
import { findFences } from "./fence.js";
import { languages } from "./languages.js";
import type { YamlVersion } from "./scalar.js";

export { findMisplaced } from "./misplaced.js";

/** How a string is written in this language and style; `undefined` if it is no language of front matter. */
export const writeString = (language: string, value: string, { style, flow }: ScalarStyle): string | undefined =>
  languages.get(language)?.quote(value, style, flow);

/** The front matter that begins at `start`, and where the body begins; `undefined` if there is none. */
export function readFrontMatter(
  text: string,
  start: number,
  version: YamlVersion,
): { frontMatter: FrontMatter; bodyStart: number } | undefined {
  const fences = findFences(text, start);
  return fences && { frontMatter: new FrontMatterBlock(text, fences, version), bodyStart: fences.bodyStart };
}
