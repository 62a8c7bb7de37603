/** Finds where the front matter begins and ends, before any parser reads it. */
import type { FrontMatterLanguage, FrontMatterReader, Range } from "../types.js";
import { jsonBrackets } from "./json-brackets.js";

export interface Fences {
  readonly language: FrontMatterLanguage | (string & {});
  readonly range: Range;
  readonly open: Range;
  /** The range of the language name in the opening fence; empty if there is none. */
  readonly languageName: Range;
  readonly content: Range;
  /** `undefined` if the fence is unclosed. `content` is then the text that looks like front matter. */
  readonly close: Range | undefined;
  /** The start of the body, after the newline of the closing fence. */
  readonly bodyStart: number;
  /** JSON without fences: `open` and `close` are the object's braces, and belong to `content`. */
  readonly bare: boolean;
}

/** The byte order mark and blank lines at the start of the text. */
export function findLead(text: string): Range {
  let end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  // In most texts, the first line is not blank.
  if (text.charCodeAt(end) > 0x20) return { start: 0, end };
  for (const line of linesFrom(text, end)) {
    if (!isBlank(text, line.start, line.end) || line.next === line.end) break;
    end = line.next;
  }
  return { start: 0, end };
}

/** Which fences a generator reads besides those that all of them read. */
export type FenceReader = Pick<FrontMatterReader, "readsLooseFences" | "readsFenceLines">;

/** The front matter that begins at `start`, or `undefined` if there is none. */
export function findFences(text: string, start: number, reader: FenceReader = {}): Fences | undefined {
  const first = lineAt(text, start);
  if (text[start] === "{") return findBareJson(text, start, reader.readsFenceLines === true);
  // Hugo reads `---` and takes the other dashes for YAML, so that its build fails.
  const isLong = reader.readsFenceLines === true && text.startsWith("----", start);
  const own = reader.readsLooseFences || isLong ? findLoose(text, start) : undefined;
  if (own) return own;
  // Too long for a fence: skip the regular expression.
  if (first.end - first.start > 200) return undefined;
  const opening = /^(---|\+\+\+|;;;)[ \t]*([\w+.#][\w+.#-]*)?[ \t]*$/.exec(text.slice(first.start, first.end));
  const isClosedAtMark = reader.readsFenceLines === true;
  const [, mark = "", name = ""] = opening ?? [];
  if (!opening || (mark !== "---" && name)) return isClosedAtMark ? findOnFenceLine(text, first) : undefined;
  const language = mark === "+++" ? "toml" : mark === ";;;" ? "json" : languageNamed(name);
  const nameStart = name ? text.indexOf(name, start + mark.length) : start + mark.length;
  const fences = {
    language,
    open: { start, end: name ? nameStart + name.length : start + mark.length },
    languageName: { start: nameStart, end: nameStart + name.length },
    bare: false,
  };
  for (const line of linesFrom(text, first.next)) {
    // The end of the text after the last newline is not a line.
    if (line.start === text.length || line.start === first.start) break;
    const closes =
      isClosedAtMark && text.startsWith(mark, line.start) ? mark.length : closingMark(text, line, mark, language);
    if (closes)
      return { ...fences, content: { start: first.next, end: line.start }, ...closedAt(text, start, line, closes) };
  }
  const end = entriesEnd(text, first.next, language);
  if (end === undefined) return undefined;
  return { ...fences, range: { start, end }, content: { start: first.next, end }, close: undefined, bodyStart: end };
}

/** The end of a block, and what follows on the line of the closing mark. */
function closedAt(text: string, start: number, line: Line, length: number) {
  const end = line.start + length;
  const isWhole = isBlank(text, end, line.end);
  return {
    range: { start, end: isWhole ? line.end : end },
    close: { start: line.start, end },
    bodyStart: isWhole ? line.next : end,
  };
}

/** Front matter of Hugo whose first value is on the line of the opening fence: `+++ title = "x"`. */
function findOnFenceLine(text: string, first: Line): Fences | undefined {
  const { start } = first;
  const mark = /^(?:---|\+\+\+)(?!-)/.exec(text.slice(start, start + 4))?.[0];
  if (mark === undefined) return undefined;
  const language = mark === "+++" ? "toml" : "yaml";
  const end = start + mark.length;
  const written = text.slice(end, first.end).trimStart();
  if (!entryPattern(language).test(written) && !/^[#{]/.test(written)) return undefined;
  for (const line of linesFrom(text, first.next))
    if (text.startsWith(mark, line.start) && line.start > start)
      return {
        language,
        open: { start, end },
        languageName: { start: end, end },
        bare: false,
        content: { start: end, end: line.start },
        ...closedAt(text, start, line, mark.length),
      };
  return undefined;
}

/** https://github.com/hexojs/hexo-front-matter/blob/master/lib/front_matter.ts (rFrontMatter, rFrontMatterNew) */
function findLoose(text: string, start: number): Fences | undefined {
  const first = lineAt(text, start);
  const opening = /^(?:-{4,}|;{4,})$/.exec(text.slice(first.start, Math.min(first.end, first.start + 200)))?.[0] ?? "";
  const isEntry = opening === "" && (isEntryAt(text, first, "yaml") || isEntryAt(text, first, "json"));
  if (opening === "" && !isEntry) return undefined;
  for (const line of linesFrom(text, opening === "" ? start : first.next)) {
    const mark =
      opening || (/^(?:-{3,}|;{3,})/.exec(text.slice(line.start, Math.min(line.end, line.start + 200)))?.[0] ?? "");
    if (mark === "" || line.start === start || !text.startsWith(mark, line.start)) continue;
    if (!isBlank(text, line.start + mark.length, line.end)) return undefined;
    const language = mark.startsWith(";") ? "json" : "yaml";
    if (opening === "" && !isEntryAt(text, first, language)) return undefined;
    const end = start + opening.length;
    return {
      language,
      range: { start, end: line.end },
      open: { start, end },
      languageName: { start: end, end },
      content: { start: opening === "" ? start : first.next, end: line.start },
      close: { start: line.start, end: line.start + mark.length },
      bodyStart: line.next,
      bare: false,
    };
  }
  return undefined;
}

const isEntryAt = (text: string, { start, end }: Line, language: string): boolean =>
  entryPattern(language).test(text.slice(start, Math.min(end, start + 300)));

function languageNamed(name: string): string {
  const lower = name.toLowerCase();
  return lower === "" || lower === "yml" ? "yaml" : lower;
}

/** The length of the closing fence if the line contains nothing else except trailing spaces, otherwise 0. */
function closingMark(text: string, { start, end }: Line, mark: string, language: string): number {
  // Cheap check first: most lines do not begin with the character of a mark.
  const first = text[start];
  const isMark = first === mark[0] && text.startsWith(mark, start);
  const isDots = language === "yaml" && mark === "---" && first === "." && text.startsWith("...", start);
  return (isMark || isDots) && isBlank(text, start + 3, end) ? 3 : 0;
}

/**
 * An unclosed fence counts only if entries follow, since a body may begin with `---` as a thematic break. Returns the
 * end of the entries, or `undefined`.
 */
function entriesEnd(text: string, start: number, language: string): number | undefined {
  const isEntry = entryPattern(language);
  let end: number | undefined;
  let entries = 0;
  let plainName = false;
  for (const line of linesFrom(text, start)) {
    const written = text.slice(line.start, Math.min(line.end, line.start + 300));
    const blank = written.trim() === "";
    if (!blank && !written.startsWith("#")) {
      if (isEntry.test(written)) {
        entries++;
        plainName ||= /^[a-z_][\w-]*[ \t]*[:=]|^[ \t]*"|^\[/.test(written);
      } else if (entries === 0 || !/^[ \t]|^- |^[}\]]/.test(written)) break;
      end = line.end;
    }
  }
  // One line such as `Note: ...` below a thematic break is prose.
  return entries > 1 || (entries === 1 && plainName) ? end : undefined;
}

function entryPattern(language: string): RegExp {
  if (language === "toml") return /^(?:[\w."'-]+[ \t]*=|\[{1,2}[\w."' -]+\]{1,2})/;
  if (language === "json") return /^[ \t]*(?:\{[ \t]*)?"[^"]*"[ \t]*:/;
  return /^(?:[\w\u00a1-\uffff][\w.\u00a1-\uffff-]*|"[^"]+"|'[^']+')[ \t]*:(?:[ \t]|$)/;
}

/** A brace, comments (which JSON does not allow) and a key in quotes, or a common key without correct quotes. */
const bareBeginning =
  /^\{\s*(?:(?:\/\/[^\n]*\n|\/\*[^*]*\*\/)\s*)*(?:"[^"\r\n]*"|'(?:title|date|layout)'|title|date|layout)\s*:/;

/**
 * Finds unfenced JSON front matter, as Hugo and Hexo read it: an object at the very beginning that starts with a quoted
 * key. Only in Hugo, the body may begin on the line of its closing brace.
 */
function findBareJson(text: string, start: number, readsFenceLines: boolean): Fences | undefined {
  const head = text.slice(start, start + 1000);
  if (!bareBeginning.test(head)) return undefined;
  const close = objectEnd(text, start, readsFenceLines) ?? firstLoneBrace(text, start);
  const base = {
    language: "json",
    open: { start, end: start + 1 },
    languageName: { start, end: start },
    bare: true,
  } as const;
  if (close === undefined) {
    const end = entriesEnd(text, start, "json") ?? lineAt(text, start).end;
    return { ...base, range: { start, end }, content: { start, end }, close: undefined, bodyStart: end };
  }
  const content = { start, end: close + 1 };
  return { ...base, content, ...closedAt(text, start, { ...lineAt(text, close), start: close }, 1) };
}

/** The offset of the brace that closes the object at `start`, if its line ends there or the body may follow. */
function objectEnd(text: string, start: number, bodyMayFollow: boolean): number | undefined {
  let depth = 0;
  for (const { char, at } of jsonBrackets(text, start)) {
    if (char === "{" || char === "[") depth++;
    else if (--depth === 0)
      return char === "}" && (bodyMayFollow || isBlank(text, at + 1, lineAt(text, at).end)) ? at : undefined;
  }
  return undefined;
}

function firstLoneBrace(text: string, start: number): number | undefined {
  for (const line of linesFrom(text, start))
    if (text[line.start] === "}" && isBlank(text, line.start + 1, line.end)) return line.start;
  return undefined;
}

interface Line {
  readonly start: number;
  /** Without the newline. */
  readonly end: number;
  /** After the newline. */
  readonly next: number;
}

/** The line from `start` on. */
function lineAt(text: string, start: number): Line {
  for (let end = start; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === lineFeed) return { start, end, next: end + 1 };
    if (code === carriageReturn) return { start, end, next: text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1 };
  }
  return { start, end: text.length, next: text.length };
}

const lineFeed = 10;
const carriageReturn = 13;

/** The lines from `start` on. The last one is empty if the text ends with a newline. */
export function* linesFrom(text: string, start: number): Generator<Line> {
  let line = lineAt(text, start);
  for (; line.next > line.end; line = lineAt(text, line.next)) yield line;
  yield line;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text[i] !== " " && text[i] !== "\t") return false;
  return true;
}
