/**
 * gray-matter splits the block and calls the reader of its language. It decides nothing: the language, the exact
 * delimiters and our own readers are passed in. It always gets an options object, since without one it caches and shares
 * its results. Its JavaScript engine, which would run code in the file, is replaced and never selected.
 */
import { createRequire } from "node:module";
import type GrayMatter from "gray-matter";
import type { Range } from "../types.js";
import { type Language, type Reading, record } from "./reading.js";
import type { YamlVersion } from "./scalar.js";

let matter: typeof GrayMatter | undefined;

/** Loaded on demand: with its own parsers, that takes as long as linting an article. */
function grayMatter(): typeof GrayMatter {
  matter ??= createRequire(import.meta.url)("gray-matter") as typeof GrayMatter;
  return matter;
}

/** Gives gray-matter the block alone, which it splits to call our reader. */
export function readWithGrayMatter(
  source: string,
  content: Range,
  fence: string,
  language: Language,
  version: YamlVersion,
): Reading {
  // gray-matter removes the last line break, but only the LF of a CRLF.
  const lineBreak = /\r?\n$/.exec(source)?.[0] ?? "";
  const parse = (block: string): Reading =>
    // gray-matter keeps the line break after the opening fence.
    language.read(block.slice(1).replace(/\r$/, "") + lineBreak, content.start, version);
  // JSON without fences gets fences here; no line inside it can begin with ;;;.
  const mark = fence === "}" ? ";;;" : fence;
  // With the line break, the delimiter matches the whole line instead of its beginning.
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
