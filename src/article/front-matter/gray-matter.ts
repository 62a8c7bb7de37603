/**
 * gray-matter splits the block and calls the reader of its language. stet passes in the language, the exact delimiters
 * and its own readers. It always passes options, because gray-matter caches and shares its results without them.
 * gray-matter's JavaScript engine, which would execute code in the file, is replaced and never selected.
 */
import { createRequire } from "node:module";
import type GrayMatter from "gray-matter";
import type { Range } from "../types.js";
import { type Language, type Reading, record } from "./reading.js";
import type { YamlVersion } from "./scalar.js";

const require = createRequire(import.meta.url);

/** Loaded on demand, because loading it and its parsers takes as long as linting an article. */
const grayMatter = (): typeof GrayMatter => require("gray-matter") as typeof GrayMatter;

/** Passes only the block to gray-matter, which splits it and calls our reader. */
export function readWithGrayMatter(
  source: string,
  content: Range,
  fence: string,
  language: Language,
  version: YamlVersion,
): Reading {
  // gray-matter removes the last newline, but only the LF of a CRLF.
  const lineBreak = /\r?\n$/.exec(source)?.[0] ?? "";
  const parse = (block: string): Reading =>
    // gray-matter includes the newline after the opening fence.
    language.read(block.slice(1).replace(/\r$/, "") + lineBreak, content.start, version);
  // Unfenced JSON gets temporary fences. No line in it can begin with ;;;.
  const mark = fence === "}" ? ";;;" : fence;
  // With the newline, the delimiter matches the whole line, not only its beginning.
  const close = `${mark}\n`;
  const block = source === "" || source.endsWith("\n") ? source : `${source}\n`;
  const { data } = grayMatter()(`${mark}\n${block}${close}`, {
    language: "stet",
    delimiters: [mark, close],
    engines: { stet: { parse: parse as unknown as (block: string) => object }, javascript: { parse: refuseToRun } },
  });
  if (isReading(data)) return data;
  // gray-matter does not call the reader for a block without entries.
  const root = { key: undefined, value: content, style: undefined, flow: false, children: new Map() };
  return { data: record(), root, problems: [] };
}

function refuseToRun(): object {
  throw new Error("front matter is never run as code");
}

const isReading = (data: unknown): data is Reading => typeof data === "object" && data !== null && "problems" in data;
