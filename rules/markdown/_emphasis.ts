/** Asterisks and underscores that were meant as emphasis. */
import type { Dialect, Edit, Range, StrongEmphasis, TextBlock } from "../../src/rule.js";
import { canClose, canOpen, characterAfter, characterBefore, type Side, sideOf } from "./_flanking.js";

/** Emphasis that readers see as asterisks or underscores. */
export interface ShownEmphasis {
  readonly kind: "punctuation" | "spaces" | "underscores";
  readonly range: Range;
  readonly open: Range;
  readonly close: Range;
  /** The markers. */
  readonly marker: string;
  readonly fix: { readonly edits: readonly Edit[]; readonly isSafe: boolean } | undefined;
}

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。、；：！？]/u;
const letters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const isWord = (character: string): boolean => /[A-Za-z0-9_]/.test(character);

/** The longest content of emphasis: what is longer is between two markers that have nothing to do with each other. */
const maxContent = 500;

/** Punctuation that begins and ends a quotation or the like. */
const pairs: Readonly<Record<string, string>> = {
  "“": "”",
  "‘": "’",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
  "【": "】",
  "〔": "〕",
  "（": "）",
  "(": ")",
  "[": "]",
  '"': '"',
  "'": "'",
};

/** Punctuation at the end of bold text that may as well come after it. */
const movable = /[，。、；：！？,.;:!?…]+$/;

/**
 * What is in the text of a block, in order.
 *
 * @param text the file.
 * @param strong the bold text of the article that Markdown reads.
 */
export function shownEmphasis(
  block: TextBlock,
  text: string,
  dialect: Dialect,
  strong: readonly StrongEmphasis[],
): ShownEmphasis[] {
  const found: ShownEmphasis[] = [];
  for (const marker of ["**", "***", "__"]) {
    if (!block.text.includes(marker)) continue;
    const shown = runsOf(block.text, marker, block.start);
    if (shown.length === 0) continue;
    const of = (open: Range, close: Range) => read(open, close, marker, block, text, dialect);
    const ofMarker = marker === "**" ? inPairs(shown, strongIn(block, strong, text), of) : neighbours(shown, [], of);
    for (const one of ofMarker) found.push(one);
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

type ReadPair = (open: Range, close: Range) => ShownEmphasis | undefined;

/**
 * Every second marker ends emphasis. Where Markdown reads only some, it may have taken an end for a start:
 * `**甲：**乙。这是**“丙”**` has bold text between the second and the third marker.
 */
function inPairs(shown: readonly Range[], strong: readonly StrongEmphasis[], of: ReadPair): ShownEmphasis[] {
  const closeOf = new Map(strong.map(({ open, close }) => [open.start, close.start]));
  const all = [...shown, ...strong.flatMap(({ open, close }) => [open, close])].sort((a, b) => a.start - b.start);
  if (all.length % 2 !== 0) return neighbours(shown, all, of);
  const found: ShownEmphasis[] = [];
  for (let at = 0; at < all.length; at += 2) {
    const [open, close] = [all[at] as Range, all[at + 1] as Range];
    if (closeOf.get(open.start) === close.start) continue;
    const one = of(open, close);
    if (!one) return neighbours(shown, all, of);
    found.push(one);
  }
  return found;
}

/** Pairs of markers that are text, without any other marker between them. */
function neighbours(shown: readonly Range[], all: readonly Range[], of: ReadPair): ShownEmphasis[] {
  const found: ShownEmphasis[] = [];
  const places = new Map(all.map(({ start }, index) => [start, index]));
  for (let at = 0; at + 1 < shown.length; ) {
    const [open, close] = [shown[at] as Range, shown[at + 1] as Range];
    const areNeighbours = all.length === 0 || places.get(close.start) === (places.get(open.start) ?? 0) + 1;
    const one = areNeighbours ? of(open, close) : undefined;
    if (one) found.push(one);
    // Underscores are in pairs also where they are names.
    at += one || all.length === 0 ? 2 : 1;
  }
  return found;
}

function strongIn(block: Range, strong: readonly StrongEmphasis[], text: string): readonly StrongEmphasis[] {
  const first = firstAtOrAfter(strong, block.start);
  const end = firstAtOrAfter(strong, block.end);
  return strong.slice(first, end).filter(({ open }) => text[open.start] === "*");
}

function firstAtOrAfter(ranges: readonly Range[], offset: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).start >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function runsOf(text: string, marker: string, base: number): Range[] {
  const all = marker[0] === "*" ? /\*+/g : /_+/g;
  return [...text.matchAll(all)].flatMap(({ 0: run, index }) =>
    run.length === marker.length ? [{ start: base + index, end: base + index + run.length }] : [],
  );
}

interface Surroundings {
  readonly before: string;
  readonly first: string;
  readonly last: string;
  readonly after: string;
  readonly content: string;
  /** The content without what readers do not see as text. */
  readonly shown: string;
}

function read(
  open: Range,
  close: Range,
  marker: string,
  block: TextBlock,
  text: string,
  dialect: Dialect,
): ShownEmphasis | undefined {
  if (close.start - open.end > maxContent || close.start === open.end) return undefined;
  const around: Surroundings = {
    before: open.start === block.start ? "" : characterBefore(text, open.start),
    first: characterAfter(text, open.end),
    last: characterBefore(text, close.start),
    after: close.end === block.end ? "" : characterAfter(text, close.end).replace("\r", "\n"),
    content: text.slice(open.end, close.start),
    shown: block.text.slice(open.end - block.start, close.start - block.start),
  };
  const found = (kind: ShownEmphasis["kind"], fix: ShownEmphasis["fix"]): ShownEmphasis => ({
    kind,
    range: { start: open.start, end: close.end },
    open,
    close,
    marker,
    fix,
  });
  if (/\n[^\S\n]*\n/.test(around.content)) return undefined;
  if (marker === "__")
    return isUnderlined(around) ? found("underscores", withAsterisks(open, close, around)) : undefined;
  if (dialect.emphasis === "python-markdown" || dialect.emphasis === "unknown" || !/[\p{L}\p{N}]/u.test(around.content))
    return undefined;
  // Programs disagree about characters beyond the first plane, such as emoji.
  if ([around.before, around.first, around.last, around.after].some((character) => character.length > 1))
    return undefined;
  if (/\s/.test(around.first) || /\s/.test(around.last))
    return marker === "**" && isSpaced(around) ? found("spaces", withoutSpaces(open, close, around)) : undefined;
  if (dialect.emphasis === "kramdown" || isRead(around, dialect)) return undefined;
  if (marker === "***" && around.before !== "" && around.before !== "\n") return undefined;
  return isNextToPunctuation(around)
    ? found("punctuation", withPunctuationOutside(open, close, marker, around))
    : undefined;
}

/** Whether the dialect reads both markers. */
function isRead({ before, first, last, after }: Surroundings, { emphasis }: Pick<Dialect, "emphasis">): boolean {
  const side = (character: string): Side => sideOf(character, emphasis);
  return canOpen(side(before), side(first)) && canClose(side(last), side(after));
}

/** `字__粗体__字`: underscores within a word. `使用__init__方法` shows a name as it is. */
const isUnderlined = ({ before, first, last, after, content }: Surroundings): boolean =>
  cjk.test(content) &&
  !/[\n_]/.test(content) &&
  !/\s/.test(first) &&
  !/\s/.test(last) &&
  !isWord(before) &&
  !isWord(after) &&
  (cjk.test(before) || cjk.test(after)) &&
  !isUnderlinedAlready({ before, first, last, after });

/** Whether underscores are emphasis: not within a word. */
function isUnderlinedAlready({ before, first, last, after }: Omit<Surroundings, "content" | "shown">): boolean {
  const side = (character: string): Side => sideOf(character, undefined);
  const opens = canOpen(side(before), side(first)) && side(before) !== "letter";
  return opens && canClose(side(last), side(after)) && side(after) !== "letter";
}

/** `** bold **`, but not `a ** b ** c` or `**kwargs, **more`. */
function isSpaced({ before, first, last, after, content }: Surroundings): boolean {
  if (before === "/" || after === "/" || /[,，\n]\s*$|^\s*\n/.test(content)) return false;
  const isStart = before === "" || before === "\n";
  const isEnd = after === "" || after === "\n";
  const hasCjk = letters.test(content);
  const [opensLate, closesEarly] = [/\s/.test(first), /\s/.test(last)];
  if (opensLate && closesEarly) return hasCjk || (isStart && isEnd);
  const outer = opensLate ? before : after;
  const isFree = outer === "" || outer === "\n" || cjk.test(outer) || /[\s.!?。]/.test(outer);
  if (!isFree || isWord(outer)) return false;
  const other = opensLate
    ? canClose("letter", sideOf(after, undefined))
    : canOpen(sideOf(before, undefined), sideOf(first, undefined));
  if (!other) return false;
  return opensLate ? hasCjk : hasCjk || isEnd;
}

/** `**甲，**乙` or `甲**“乙”**丙`, but not the names of `张**，李**`. */
function isNextToPunctuation({ before, first, last, after, content }: Surroundings): boolean {
  if (
    ![before, after, ...content].some((character) => cjk.test(character)) &&
    !/^[A-Z][^/\\=]*[:.!?)"'\]]$/.test(content)
  )
    return false;
  const side = (character: string): Side => sideOf(character, undefined);
  const opens = canOpen(side(before), side(first));
  const closes = canClose(side(last), side(after));
  if (!closes && pairs[last] !== undefined && last !== '"' && last !== "'") return false;
  if (opens) return !closes && !(isWord(before) && isWord(after));
  const isOpening = pairs[first] !== undefined || /[`<!]/.test(first);
  if (!isOpening || (side(before) !== "letter" && before !== "")) return false;
  const isWrapped = pairs[first] === last || /[`>)]/.test(last);
  return isWrapped || (/[《「『【]/.test(first) && after !== first && closes);
}

/** Removes the spaces, if that makes it emphasis. */
function withoutSpaces(open: Range, close: Range, { before, after, content }: Surroundings): ShownEmphasis["fix"] {
  const inner = content.trim();
  const start = open.end + content.length - content.trimStart().length;
  const side = (character: string): Side => sideOf(character, undefined);
  const opens = canOpen(side(before), side(characterAfter(inner, 0)));
  const closes = canClose(side(characterBefore(inner, inner.length)), side(after));
  if (!opens || !closes) return undefined;
  const edits = [
    { range: { start: open.end, end: start }, text: "" },
    { range: { start: start + inner.length, end: close.start }, text: "" },
  ].filter(({ range }) => range.start < range.end);
  return { edits, isSafe: true };
}

function withAsterisks(open: Range, close: Range, around: Surroundings): ShownEmphasis["fix"] {
  if (!isRead(around, {})) return undefined;
  return { edits: [open, close].map((range) => ({ range, text: "**" })), isSafe: true };
}

/** Moves punctuation out of the emphasis. If that cannot be, spaces around it make it emphasis. */
function withPunctuationOutside(open: Range, close: Range, marker: string, around: Surroundings): ShownEmphasis["fix"] {
  const { before, first, last, after, content, shown } = around;
  const side = (character: string): Side => sideOf(character, undefined);
  const isWhole = (inner: string): boolean =>
    inner !== "" &&
    side(characterAfter(inner, 0)) === "letter" &&
    side(characterBefore(inner, inner.length)) === "letter";
  const opens = canOpen(side(before), side(first));
  if (pairs[first] === last && isWhole(content.slice(1, -1)) && !content.slice(1, -1).includes(first))
    return {
      edits: [
        { range: { start: open.start, end: open.end + 1 }, text: first + marker },
        { range: { start: close.start - 1, end: close.end }, text: marker + last },
      ],
      isSafe: true,
    };
  const tail = movable.exec(shown)?.[0] ?? "";
  const rest = content.slice(0, content.length - tail.length);
  if (
    opens &&
    tail !== "" &&
    side(characterBefore(rest, rest.length)) === "letter" &&
    !(isWord(after) && /[,.;:!?]$/.test(tail))
  )
    return {
      edits: [{ range: { start: close.start - tail.length, end: close.end }, text: marker + tail }],
      isSafe: true,
    };
  const edits: Edit[] = [];
  if (!opens) edits.push({ range: { start: open.start, end: open.start }, text: " " });
  if (!canClose(side(last), side(after))) edits.push({ range: { start: close.end, end: close.end }, text: " " });
  return { edits, isSafe: false };
}
