/**
 * Front matter: where it is (fence.ts), what it says and where (yaml.ts, toml.ts, json.ts), and edits of it.
 * gray-matter splits the block and calls the reader. It is given nothing to decide: the language, the exact
 * delimiters and our own readers are handed in, and always an options object, without which it keeps and shares
 * what it read. Its own JavaScript reader, which would run the file's code, is replaced and never named.
 */
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import type GrayMatter from "gray-matter";
import { t } from "../../platform/i18n.js";
import type {
  Edit,
  FrontMatter,
  FrontMatterProblem,
  FrontMatterScalar,
  MisplacedFrontMatter,
  Path,
  Range,
  ScalarStyle,
} from "../types.js";
import { changed, chunks, extent, lineStart, removalRange, scalarsOf } from "./entries.js";
import { type Fences, findFences, linesFrom } from "./fence.js";
import { json } from "./json.js";
import { readPlainYaml } from "./plain-yaml.js";
import {
  failed,
  type Language,
  limit,
  maxBlankRun,
  maxProblems,
  maxSize,
  type Reading,
  record,
  type Slot,
} from "./reading.js";
import type { YamlVersion } from "./scalar.js";
import { toml } from "./toml.js";
import { yaml } from "./yaml.js";

const languages = new Map<string, Language>([
  ["yaml", yaml],
  ["toml", toml],
  ["json", json],
]);

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
  return fences && { frontMatter: new Block(text, fences, version), bodyStart: fences.bodyStart };
}

/** Keys by which a block is known to be front matter, and not a thematic break with a line of prose below it. */
const tellingKeys = ["title", "date", "layout", "tags", "categories", "author", "description", "permalink", "slug"];
const tellingLine = new RegExp(`^[ \\t"']{0,9}(?:${tellingKeys.join("|")})["']?[ \\t]{0,9}[:=]`, "m");

/** A block that reads like front matter but stands where it is none; `undefined` if it cannot be told for certain. */
function readLikeFrontMatter(text: string, at: number, version: YamlVersion) {
  const fences = findFences(text, at);
  if (!fences?.close || fences.bare) return undefined;
  const { start, end } = fences.content;
  // Cheap before exact: what stands between two thematic breaks is mostly prose.
  if (end - start > 20_000 || !tellingLine.test(text.slice(start, end))) return undefined;
  const { data } = readBlock(text, fences, version);
  return data && tellingKeys.some((key) => key in data) ? { fences, data } : undefined;
}

/**
 * Front matter that no program sees, since something stands in front of it: within the first lines of an article that
 * has none at its beginning.
 */
export function findMisplaced(text: string, start: number, version: YamlVersion): MisplacedFrontMatter | undefined {
  const unopened = findUnopened(text, start, version);
  if (unopened) return unopened;
  let lines = 0;
  for (const line of linesFrom(text, start)) {
    // Deeper in the article, and within a code block, it is an example.
    if (++lines > 30 || /^\s*(?:```|~~~)/.test(text.slice(line.start, Math.min(line.end, line.start + 100)))) break;
    const invisible = /[\s\u200b-\u200f\u2060\ufeff]*/y;
    invisible.lastIndex = line.start;
    const at = Math.min(line.end, line.start + (invisible.exec(text)?.[0].length ?? 0));
    const found =
      text[at] === "-" || text[at] === "+" || text[at] === ";" ? readLikeFrontMatter(text, at, version) : undefined;
    if (!found) continue;
    const { range, open, bodyStart } = found.fences;
    return { range, open, before: { start, end: at }, bodyStart };
  }
  return undefined;
}

/** `----`, `--`, dashes that a word processor joined, a comment behind the fence. */
const almostFence = /^(?:-{2}|-{4,12}|[-\u2010-\u2015\u2212]{1,6}|---[ \t]+#.*)[ \t]*$/;

/** At the very beginning, front matter in YAML whose first fence is missing, or is almost one. */
function findUnopened(text: string, start: number, version: YamlVersion): MisplacedFrontMatter | undefined {
  const lines = linesFrom(text, start);
  const first = lines.next().value;
  if (!first || first.end - first.start > 200) return undefined;
  const written = text.slice(first.start, first.end).trimEnd();
  const isFence = almostFence.test(written) && written !== "-";
  if (!isFence && !tellingLine.test(written)) return undefined;
  let count = 1;
  for (const line of lines) {
    if (++count > 100) return undefined;
    const mark = text.slice(line.start, Math.min(line.end, line.start + 100)).trimEnd();
    if (mark !== "---" && !(isFence && mark === written)) continue;
    const close = { start: line.start, end: line.start + mark.length };
    const open = { start: first.start, end: first.start + (isFence ? written.length : 0) };
    const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
    const comment = /#.*$/.exec(written)?.[0];
    const edits = [
      { range: open, text: isFence && !comment ? "---" : `---${lineBreak}${isFence ? comment : ""}` },
      ...(mark === "---" ? [] : [{ range: close, text: "---" }]),
    ];
    const moved = edits.reduce((sum, { range, text: put }) => sum + put.length - (range.end - range.start), 0);
    const opened = `${text.slice(0, open.start)}${edits[0]?.text}${text.slice(open.end, close.start)}---${text.slice(close.end)}`;
    const found = readLikeFrontMatter(opened, start, version);
    // One line above a --- is a heading of Markdown.
    if (!found || (!isFence && Object.keys(found.data).length < 2)) return undefined;
    return {
      unopened: { written: isFence ? written : "", edits },
      range: { start, end: close.end },
      open: isFence ? open : { start: first.start, end: first.end },
      before: { start, end: start },
      bodyStart: found.fences.bodyStart - moved,
    };
  }
  return undefined;
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
  readonly #version: YamlVersion;

  constructor(text: string, fences: Fences, version: YamlVersion) {
    this.language = fences.language;
    this.range = fences.range;
    this.open = fences.open;
    this.content = fences.content;
    this.close = fences.close;
    this.#text = text;
    this.#version = version;
    const reading = readBlock(text, fences, version);
    const second = reading.data && secondBlock(text, fences, reading.data, version);
    this.problems = second ? [...reading.problems, second] : reading.problems;
    this.data = reading.data;
    this.#root = reading.root;
    const { repeated } = reading;
    if (repeated?.size)
      this.problems = this.problems.map((problem) => this.#withoutRepeated(problem, repeated.get(problem)));
  }

  /** What says the same twice can lose the second. */
  #withoutRepeated(problem: FrontMatterProblem, slot: Slot | undefined): FrontMatterProblem {
    const range = slot && this.#root && !slot.flow ? removalRange(this.#text, this.#root, slot) : undefined;
    const edit = range && this.#proven({ range, text: "" }, this.data);
    return edit
      ? {
          ...problem,
          repair: { title: t("frontMatter.fix.removeEntry", "Remove the identical entry"), edits: [edit] },
        }
      : problem;
  }

  place(path: Path, part: "key" | "value" | "entry"): Range | undefined {
    if (path.length === 0) return part === "key" ? this.open : this.#root && this.content;
    const slot = this.#slot(path);
    if (!slot) return undefined;
    if (part === "value") return slot.value;
    return part === "key" ? (slot.key ?? slot.value) : extent(slot);
  }

  written(path: Path): string | undefined {
    const slot = this.#slot(path);
    return slot && this.#text.slice(slot.value.start, slot.value.end);
  }

  scalarStyle(path: Path): ScalarStyle | undefined {
    const slot = this.#slot(path);
    return slot?.style && slot.style !== "none" ? { style: slot.style, flow: slot.flow } : undefined;
  }

  setString(path: Path, value: string, style?: FrontMatterScalar["style"]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    return slot && language && this.#replace(slot, language.quote(value, style ?? slot.style, slot.flow));
  }

  setSource(path: Path, source: string): Edit | undefined {
    const slot = this.#slot(path);
    return slot && this.#replace(slot, source);
  }

  renameKey(path: Path, name: string, style?: FrontMatterScalar["style"]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    if (!slot?.key || !language || typeof path.at(-1) !== "string") return undefined;
    const written = this.#text.slice(slot.key.start, slot.key.end);
    return { range: slot.key, text: language.key(name, style ?? quoteOf(written)) };
  }

  removeEntry(path: Path): Edit | undefined {
    const slot = this.#slot(path);
    const parent = path.length === 1 ? this.#root : this.#slot(path.slice(0, -1));
    const range = slot && parent && removalRange(this.#text, parent, slot);
    return range && this.#proven({ range, text: "" }, changed(this.data, this.#steps(path)));
  }

  setList(path: Path, values: readonly string[]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    if (!slot || !language) return undefined;
    const expected = changed(this.data, this.#steps(path), { to: [...values] });
    const style = slot.style ?? [...(slot.children?.values() ?? [])][0]?.style ?? "plain";
    const written = values.map((value) => language.quote(value, style, true));
    const list = `[${written.join(", ")}]`;
    if (slot.style !== undefined) {
      const edit = this.#replace(slot, list);
      return edit && this.#proven(edit, expected);
    }
    const old = this.#text.slice(slot.value.start, slot.value.end);
    const isMap = [...(slot.children?.keys() ?? [])].some((key) => typeof key === "string");
    // Where a comment might be lost, nothing is done.
    if (!slot.children || isMap || /(?:^|\s)#/.test(old)) return undefined;
    if (old.startsWith("[")) return this.#proven({ range: slot.value, text: list }, expected);
    if (!old.startsWith("-") || values.length === 0) return undefined;
    const indentation = this.#text.slice(lineStart(this.#text, slot.value.start), slot.value.start);
    if (indentation.trim() !== "") return undefined;
    const dash = /^-[ \t]*/.exec(old)?.[0] ?? "- ";
    const lineBreak = /\r\n?|\n/.exec(this.#text)?.[0] ?? "\n";
    const lines = values.map((value) => dash + language.quote(value, style, false));
    return this.#proven({ range: slot.value, text: lines.join(lineBreak + indentation) }, expected);
  }

  reorder(keys: readonly string[]): Edit | undefined {
    const parts = this.#root && chunks(this.#text, this.content, this.#root);
    if (!parts || parts.length !== keys.length) return undefined;
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return undefined;
    const byKey = new Map(parts.map((part) => [part.key, this.#text.slice(part.start, part.end)]));
    let text = "";
    for (const [at, { end }] of parts.entries()) {
      const moved = byKey.get(keys[at] ?? "");
      if (moved === undefined) return undefined;
      text += moved + this.#text.slice(end, parts[at + 1]?.start ?? end);
    }
    return this.#proven({ range: { start: first.start, end: last.end }, text }, this.data);
  }

  scalars(): readonly FrontMatterScalar[] {
    return this.#root ? scalarsOf(this.#text, this.#root, this.data) : [];
  }

  /** The edit, if the block can be read after it and says what is expected. */
  #proven(edit: Edit, expected: unknown): Edit | undefined {
    const { start, end } = edit.range;
    const after = this.#text.slice(0, start) + edit.text + this.#text.slice(end);
    const fences = findFences(after, this.range.start);
    const reading = fences && readBlock(after, fences, this.#version);
    const isAsMeant =
      fences !== undefined &&
      reading !== undefined &&
      reading.problems.length <= this.problems.length &&
      isDeepStrictEqual(reading.data, expected) &&
      after.length - fences.range.end === this.#text.length - this.range.end;
    return isAsMeant ? edit : undefined;
  }

  /** The path with numbers for the items of lists. */
  #steps(path: Path): Path {
    let value: unknown = this.data;
    return path.map((step) => {
      const known = Array.isArray(value) ? Number(step) : String(step);
      value = (value as Record<string | number, unknown> | undefined)?.[known];
      return known;
    });
  }

  /** Where nothing is written yet (`key:`), blanks must part the value from the colon and from a comment. */
  #replace({ style, value }: Slot, source: string): Edit | undefined {
    if (style === undefined) return undefined;
    if (style !== "none") return { range: value, text: source };
    const before = /\S/.test(this.#text[value.start - 1] ?? "") ? " " : "";
    const behind = this.#text[value.end] === "#" ? " " : "";
    return { range: value, text: before + source + behind };
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

/** Another block behind the first: only blank lines between them, or none. */
function secondBlock(
  text: string,
  { range, bodyStart }: Fences,
  data: Readonly<Record<string, unknown>>,
  version: YamlVersion,
): FrontMatterProblem | undefined {
  const blank = /\s*/y;
  blank.lastIndex = bodyStart;
  const at = bodyStart + (blank.exec(text)?.[0].length ?? 0);
  const char = text[at];
  if ((char !== "-" && char !== "+" && char !== ";") || lineStart(text, at) !== at) return undefined;
  const second = readLikeFrontMatter(text, at, version);
  if (!second) return undefined;
  const isSame = isDeepStrictEqual(data, second.data);
  const isEmpty = Object.keys(data).length === 0;
  return {
    code: "second-block",
    message: isEmpty
      ? t(
          "frontMatter.emptyBlock",
          "Generators read the empty block above as the front matter. Remove the empty block.",
        )
      : t(
          "frontMatter.secondBlock",
          "Generators read only the first block of front matter and show this one as text. Merge the two or remove one.",
        ),
    range: second.fences.open,
    ...(isEmpty && {
      repair: {
        title: t("frontMatter.fix.removeEmptyBlock", "Remove the empty block"),
        edits: [{ range: { start: range.start, end: at }, text: "" }],
      },
    }),
    ...(isSame && {
      repair: {
        title: t("frontMatter.fix.removeBlock", "Remove the identical block"),
        edits: [{ range: { start: at, end: second.fences.bodyStart }, text: "" }],
      },
    }),
  };
}

const quoteOf = (written: string): Slot["style"] =>
  written.startsWith('"') ? "double" : written.startsWith("'") ? "single" : "plain";

function readBlock(
  text: string,
  { language: name, open, languageName, content, close }: Fences,
  version: YamlVersion,
): Reading {
  const language = languages.get(name);
  if (!language) {
    const stated = text.slice(languageName.start, languageName.end);
    const message = t(
      "frontMatter.language",
      'stet does not support front matter in "{name}". Use YAML, TOML or JSON.',
      { name: stated },
    );
    return failed({ code: "language", message, range: languageName });
  }
  if (!close) return failed(unclosed(text, open, content, language, version));
  if (content.end - content.start > maxSize) {
    const size = content.end - content.start;
    return failed(
      limit(
        t(
          "frontMatter.tooLong",
          "Front matter has {size} characters, and stet reads at most {max}. Move long content into the article or a data file.",
          { size, max: maxSize },
        ),
        open,
      ),
    );
  }
  // Readers know LF and CRLF as line breaks; a lone CR becomes an LF, which moves nothing.
  const source = text.slice(content.start, content.end).replace(/\r(?!\n)/g, "\n");
  const conflicts = conflictsIn(source, content.start);
  if (conflicts.length > 0) return { data: undefined, root: undefined, problems: conflicts };
  const run = source.length > maxBlankRun ? blankRun(source) : 0;
  if (run > maxBlankRun)
    return failed(
      limit(
        t(
          "frontMatter.tooMuchSpace",
          "Front matter has {count} spaces and blank lines in a row, and stet reads at most {max}. Remove them.",
          { count: run, max: maxBlankRun },
        ),
        open,
      ),
    );
  const plain = name === "yaml" ? readPlainYaml(source, content.start, version) : undefined;
  return plain ?? split(source, content, text.slice(close.start, close.end), language, version);
}

/** A block without an end; where a line was certainly meant as its end, that line is what is wrong. */
function unclosed(
  text: string,
  open: Range,
  content: Range,
  language: Language,
  version: YamlVersion,
): FrontMatterProblem {
  const fence = text.slice(open.start, open.end);
  const mark = fence === "{" ? "}" : fence.slice(0, 3);
  for (const line of linesFrom(text, content.start)) {
    if (line.start > content.end + 1000) break;
    const written = text.slice(line.start, Math.min(line.end, line.start + 100));
    if (written.trim() === "") continue;
    if (line.start - content.start <= maxSize && isAlmost(mark, written.trim())) {
      const start = line.start + written.search(/\S/);
      const range = { start, end: start + written.trim().length };
      const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
      const comment = /#.*$/.exec(written)?.[0];
      const put = comment ? comment.trimEnd() + lineBreak + mark : mark;
      const { data } = language.read(text.slice(content.start, line.start), content.start, version);
      return {
        code: "unclosed",
        message: comment
          ? t(
              "frontMatter.almostClosed.comment",
              "This line does not close the front matter opened by {fence}. Write {mark} at the start of the line and the comment on its own line.",
              { fence, mark },
            )
          : t(
              "frontMatter.almostClosed",
              "This line does not close the front matter opened by {fence}. Write {mark} at the start of the line, and nothing else.",
              { fence, mark },
            ),
        range,
        ...(data && {
          repair: {
            title: t("common.write2", "write {other}", { other: mark }),
            edits: [{ range: { start: line.start, end: line.end }, text: put }],
          },
        }),
      };
    }
    if (line.start > content.end) break;
  }
  const message = t(
    "frontMatter.unclosed",
    "Unclosed front matter: {fence} opens it, and no {mark} follows. Add a line with {mark} after the last entry.",
    { fence, mark },
  );
  return { code: "unclosed", message, range: open };
}

/** `----`, `--`, an indented `---`, dashes that a word processor joined, the other language's fence. */
function isAlmost(mark: string, line: string): boolean {
  if (mark === "---") return /^(?:-{2,}|-{3}\s+#.*|[-\u2010-\u2015\u2212]{1,6}|\+{3}|;{3})$/.test(line) && line !== "-";
  return mark !== "}" && /^(?:\+{2,}|;{2,}|-{3})$/.test(line);
}

/** What version control left in the block, whatever its language: nothing else there can be judged before. */
function conflictsIn(source: string, base: number): FrontMatterProblem[] {
  if (!source.includes("<<<<<<<") || !/^>{7}(?: |$)/m.test(source)) return [];
  return [...source.matchAll(/^<{7}(?:[ ][^\r\n]*)?$/gm)].slice(0, maxProblems).map(({ index, 0: line }) => ({
    code: "conflict",
    message: t(
      "frontMatter.conflict",
      "Unresolved merge conflict. Keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
    range: { start: base + index, end: base + index + line.trimEnd().length },
  }));
}

let matter: typeof GrayMatter | undefined;

/** Loaded for the first block that needs it: with the parsers that it brings along, it takes as long as an article. */
function grayMatter(): typeof GrayMatter {
  matter ??= createRequire(import.meta.url)("gray-matter") as typeof GrayMatter;
  return matter;
}

/** gray-matter's part: it splits the block, which is all that it sees, and calls our reader. */
function split(source: string, content: Range, fence: string, language: Language, version: YamlVersion): Reading {
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
