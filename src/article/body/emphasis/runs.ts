/**
 * Lets a dialect decide which asterisks and underscores are emphasis. The parser of CommonMark collects the runs of them. When it has
 * read a text, or the text of a link, the program of the dialect finds the pairs.
 */
import { type Element, InlineContext, type MarkdownConfig } from "@lezer/markdown";
import { inlineParser, inner } from "../parser-internals.js";
import { commonMark, commonMarkFlanking } from "./delimiters.js";
import { after, before } from "./flanking.js";
import type { Content, EmphasisProgram, Run } from "./types.js";

interface Delimiter {
  readonly type: object;
  readonly from: number;
  readonly to: number;
}

interface Inner {
  readonly text: string;
  readonly parts: (Element | Delimiter | null)[];
  resolveMarkers(from: number): Element[];
}

/**
 * The maximum number of runs in one text that a program reads, because most look from each mark at all runs. If the runs are
 * longer, there are fewer. More are read as in CommonMark.
 */
const mostRuns = 400;

/** It pairs with nothing. */
const run = {};
const kinds = [
  { resolve: "Emphasis", mark: "EmphasisMark" },
  { resolve: "StrongEmphasis", mark: "EmphasisMark" },
] as const;

const resolveMarkers = (InlineContext.prototype as unknown as Inner).resolveMarkers;
const linkEnd = inlineParser("LinkEnd");

const isRun = (part: Element | Delimiter): part is Delimiter => (part as Delimiter).type === run;

/** The offset of a closing bracket that is being read. */
const brackets = new WeakMap<InlineContext, number>();

export const readWith = (program: EmphasisProgram): MarkdownConfig => ({
  parseInline: [
    {
      name: "Emphasis",
      parse(cx, next, start) {
        if (next !== 42 && next !== 95) return -1;
        (cx as unknown as Inner).resolveMarkers = (from) => resolve(cx, from, program);
        let end = start + 1;
        while (cx.char(end) === next) end++;
        return cx.addDelimiter(run, start, end, false, false);
      },
    },
    {
      name: "LinkEnd",
      parse(cx, next, start) {
        if (next !== 93) return -1;
        brackets.set(cx, start);
        const end = linkEnd(cx, next, start);
        brackets.delete(cx);
        return end;
      },
    },
  ],
});

const readEmphasis = inlineParser("Emphasis");

/**
 * The rules of CommonMark as the parser has them, which takes characters of two code units, such as emoji, for letters. They are
 * punctuation.
 */
export const wholeCharacters: MarkdownConfig = {
  parseInline: [
    {
      name: "Emphasis",
      parse(cx, next, start) {
        if (next !== 42 && next !== 95) return -1;
        const end = readEmphasis(cx, next, start);
        const [one, other] = [cx.slice(start - 2, start), cx.slice(end, end + 2)];
        if (!/[\ud800-\udfff]/.test(one + other)) return end;
        const { opens, closes } = commonMarkFlanking(before(one, 2), after(other, 0), next === 42 ? "*" : "_");
        const delimiter = inner(cx).parts.at(-1);
        if (delimiter) delimiter.side = (opens ? 1 : 0) | (closes ? 2 : 0);
        return end;
      },
    },
  ],
};

function resolve(cx: InlineContext, from: number, program: EmphasisProgram): Element[] {
  const context = cx as unknown as Inner;
  const parts = context.parts.slice(from).filter((part) => part !== null);
  if (parts.some(isRun)) {
    const start = context.parts[from - 1]?.to ?? cx.offset;
    const end = brackets.get(cx) ?? cx.end;
    const pieces = piecesOf(contentOf(cx, parts, start, end, program), start, program);
    context.parts.length = from;
    let next = 0;
    for (const part of parts) {
      if (!isRun(part)) {
        context.parts.push(part);
        continue;
      }
      for (; next < pieces.length && (pieces[next] as Piece).from < part.to; next++) {
        const { type, from, to, opens } = pieces[next] as Piece;
        cx.addDelimiter(type, from, to, opens, !opens);
      }
    }
  }
  return resolveMarkers.call(context, from);
}

function contentOf(
  cx: InlineContext,
  parts: readonly (Element | Delimiter)[],
  start: number,
  end: number,
  { mask = (source) => source.replace(/[*_]/g, ".") }: EmphasisProgram,
): Content {
  let text = "";
  let at = start;
  const runs: Run[] = [];
  const ends = new Set<number>();
  for (const part of parts) {
    const { from, to } = part;
    if (isRun(part)) {
      runs.push({ start: from - start, end: to - start, mark: cx.char(from) === 42 ? "*" : "_" });
    } else if (!("side" in part)) {
      text += cx.slice(at, from) + mask(cx.slice(from, to), nameOf(cx, part));
      ends.add(to - start);
      at = to;
    }
  }
  return { text: text + cx.slice(at, end), runs, ends };
}

const nameOf = (cx: InlineContext, { type }: Element): string => cx.parser.nodeSet.types[type]?.name ?? "";

/** A mark of a pair. Only the other one has the same type. */
interface Piece {
  readonly type: object;
  readonly from: number;
  readonly to: number;
  readonly opens: boolean;
}

function piecesOf(content: Content, start: number, program: EmphasisProgram): Piece[] {
  const marks = content.runs.reduce((sum, run) => sum + run.end - run.start, 0);
  const { pairs } = content.runs.length * marks > mostRuns ** 2 ? commonMark : program;
  return pairs(content)
    .flatMap(({ open, close, size }) => {
      const type = { ...(kinds[size - 1] as (typeof kinds)[number]) };
      const piece = (from: number, opens: boolean) => ({ type, from: start + from, to: start + from + size, opens });
      return [piece(open, true), piece(close, false)];
    })
    .sort((one, other) => one.from - other.from);
}
