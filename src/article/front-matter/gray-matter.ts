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

/** Loaded for the first block that needs it: with the parsers that it brings along, it takes as long as an article. */
function grayMatter(): typeof GrayMatter {
  matter ??= createRequire(import.meta.url)("gray-matter") as typeof GrayMatter;
  return matter;
}

/** gray-matter's part: it splits the block, which is all that it sees, and calls our reader. */
export function readWithGrayMatter(
  source: string,
  content: Range,
  fence: string,
  language: Language,
  version: YamlVersion,
): Reading {
  // It takes the last line break for its own, except, of a CRLF, the CR.
  const lineBreak = /\r?\n$/.exec(source)?.[0] ?? "";
  const parse = (block: string): Reading =>
    // It keeps the line break behind the opening fence.
    language.read(block.slice(1).replace(/\r$/, "") + lineBreak, content.start, version);
  // The object of fence-less JSON gets fences here: within it no line can begin so.
  const mark = fence === "}" ? ";;;" : fence;
  // With its line break, the delimiter is that very line, not the first one that begins so.
  const close = `${mark}\n`;
  const block = source === "" || source.endsWith("\n") ? source : `${source}\n`;
  const { data } = grayMatter()(`${mark}\n${block}${close}`, {
    language: "stet",
    delimiters: [mark, close],
    engines: { stet: { parse: parse as unknown as (block: string) => object }, javascript: { parse: refuseToRun } },
  });
  if (isReading(data)) return data;
  // It does not call the reader for a block without entries.
  const root = { key: undefined, value: content, style: undefined, flow: false, children: new Map() };
  return { data: record(), root, problems: [] };
}

function refuseToRun(): object {
  throw new Error("front matter is never run as code");
}

const isReading = (data: unknown): data is Reading => typeof data === "object" && data !== null && "problems" in data;
