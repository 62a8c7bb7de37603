/**
 * Front matter: where it is (fence.ts), what it says and where (yaml.ts, toml.ts, json.ts), and edits of it.
 * gray-matter splits the block and calls the reader. It is given nothing to decide: the language, the exact
 * delimiters and our own readers are handed in, and always an options object, without which it keeps and shares
 * what it read. Its own JavaScript reader, which would run the file's code, is replaced and never named.
 */
import matter from "gray-matter";
import type { Edit, FrontMatter, FrontMatterProblem, Path, Range } from "../types.js";
import { type Fences, findFences } from "./fence.js";
import { json } from "./json.js";
import { failed, type Language, limit, maxBlankRun, maxSize, type Reading, record, type Slot } from "./reading.js";
import type { YamlVersion } from "./scalar.js";
import { toml } from "./toml.js";
import { yaml } from "./yaml.js";

const languages = new Map<string, Language>([
  ["yaml", yaml],
  ["toml", toml],
  ["json", json],
]);

/** The front matter that begins at `start`, and where the body begins; `undefined` if there is none. */
export function readFrontMatter(
  text: string,
  start: number,
  version: YamlVersion,
): { frontMatter: FrontMatter; bodyStart: number } | undefined {
  const fences = findFences(text, start);
  return fences && { frontMatter: new Block(text, fences, version), bodyStart: fences.bodyStart };
}

class Block implements FrontMatter {
  readonly language: string;
  readonly range: Range;
  readonly open: Range;
  readonly content: Range;
  readonly close: Range | undefined;
  readonly problems: readonly FrontMatterProblem[];
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly #text: string;
  readonly #root: Slot | undefined;

  constructor(text: string, fences: Fences, version: YamlVersion) {
    this.language = fences.language;
    this.range = fences.range;
    this.open = fences.open;
    this.content = fences.content;
    this.close = fences.close;
    this.#text = text;
    const reading = readBlock(text, fences, version);
    this.problems = reading.problems;
    this.data = reading.data;
    this.#root = reading.root;
  }

  place(path: Path, part: "key" | "value" | "entry"): Range | undefined {
    if (path.length === 0) return part === "key" ? this.open : this.#root && this.content;
    const slot = this.#slot(path);
    if (!slot) return undefined;
    if (part === "value") return slot.value;
    const key = slot.key ?? slot.value;
    if (part === "key") return key;
    return { start: Math.min(key.start, slot.value.start), end: Math.max(key.end, slot.value.end) };
  }

  written(path: Path): string | undefined {
    const slot = this.#slot(path);
    return slot && this.#text.slice(slot.value.start, slot.value.end);
  }

  setString(path: Path, value: string): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    return slot && language && this.#replace(slot, language.quote(value, slot));
  }

  setSource(path: Path, source: string): Edit | undefined {
    const slot = this.#slot(path);
    return slot && this.#replace(slot, source);
  }

  renameKey(path: Path, name: string): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    if (!slot?.key || !language || typeof path.at(-1) !== "string") return undefined;
    return { range: slot.key, text: language.key(name, this.#text.slice(slot.key.start, slot.key.end)) };
  }

  /** Where nothing is written yet (`key:`), a blank must part the value from the colon. */
  #replace({ style, value }: Slot, source: string): Edit | undefined {
    if (style === undefined) return undefined;
    const needsBlank = style === "none" && /[^\s]/.test(this.#text[value.start - 1] ?? " ");
    return { range: value, text: needsBlank ? ` ${source}` : source };
  }

  #slot(path: Path): Slot | undefined {
    let slot = this.#root;
    for (const step of path) {
      // A JSON pointer's steps are all strings: "1" may be an item.
      const index = typeof step === "string" && /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : step;
      slot =
        slot?.children?.get(step) ??
        slot?.children?.get(index) ??
        (typeof step === "number" ? slot?.children?.get(String(step)) : undefined);
    }
    return path.length === 0 ? undefined : slot;
  }
}

function readBlock(
  text: string,
  { language: name, open, languageName, content, close }: Fences,
  version: YamlVersion,
): Reading {
  const language = languages.get(name);
  if (!language) {
    const stated = text.slice(languageName.start, languageName.end);
    const message = `"${stated}" is no language of front matter that stet reads: use YAML, TOML or JSON`;
    return failed({ code: "language", message, range: languageName });
  }
  if (!close) {
    const fence = text.slice(open.start, open.end);
    const closing = name === "json" && fence === "{" ? "}" : fence.slice(0, 3);
    const message = `the front matter that ${fence} opens is never closed: a line with ${closing} is missing behind it`;
    return failed({ code: "unclosed", message, range: open });
  }
  if (content.end - content.start > maxSize) {
    const size = content.end - content.start;
    return failed(limit(`the front matter has ${size} characters; at most ${maxSize} are read`, open));
  }
  // Readers know LF and CRLF as line breaks; a lone CR becomes an LF, which moves nothing.
  const source = text.slice(content.start, content.end).replace(/\r(?!\n)/g, "\n");
  const run = blankRun(source);
  if (run > maxBlankRun)
    return failed(
      limit(`the front matter has ${run} blanks and blank lines in a row; at most ${maxBlankRun} are read`, open),
    );
  return split(source, content, text.slice(close.start, close.end), language, version);
}

/** gray-matter's part: it splits the block, which is all that it sees, and calls our reader. */
function split(source: string, content: Range, fence: string, language: Language, version: YamlVersion): Reading {
  const parse = (block: string): Reading =>
    // It keeps the line break behind the opening fence, and of a CRLF before the closing one the CR.
    language.read(block.slice(1).replace(/\r$/, ""), content.start, version);
  // The object of fence-less JSON gets fences here: within it no line can begin so.
  const mark = fence === "}" ? ";;;" : fence;
  // With its line break, the delimiter is that very line, not the first one that begins so.
  const close = `${mark}\n`;
  const block = source === "" || source.endsWith("\n") ? source : `${source}\n`;
  const { data } = matter(`${mark}\n${block}${close}`, {
    language: "stet",
    delimiters: [mark, close],
    engines: { stet: { parse: parse as unknown as (block: string) => object }, javascript: { parse: refuse } },
  });
  if (isReading(data)) return data;
  // It does not call the reader for a block without entries.
  const root = { key: undefined, value: content, style: undefined, flow: false, children: new Map() };
  return { data: record(), root, problems: [] };
}

function refuse(): object {
  throw new Error("front matter is never run as code");
}

const isReading = (data: unknown): data is Reading => typeof data === "object" && data !== null && "problems" in data;

/** The longest run of white space with at least one line break in it. */
function blankRun(source: string): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source.charCodeAt(i);
    if (char <= 0x20 || char === 0xa0 || char === 0x3000 || char === 0xfeff) longest = Math.max(longest, ++run);
    else run = 0;
  }
  return longest;
}
