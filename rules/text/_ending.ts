/** How an article ends: its last words, and phrases that point to the rest of a text. */
import type { Article, Range } from "../../src/rule.js";

export const phrases = [
  "阅读全文",
  "查看全文",
  "展开全文",
  "浏览全文",
  "余下全文",
  "剩余全文",
  "阅读更多",
  "查看更多",
  "閱讀全文",
  "閱讀更多",
  "繼續閱讀",
  "继续阅读",
  "read more",
  "read the full article",
  "read the full story",
  "read the rest",
  "full story",
  "continue reading",
  "keep reading",
  "click here to read more",
  "view full article",
] as const;

/** What `endPatterns` makes of a list of phrases. */
export interface EndPatterns {
  readonly ending: RegExp;
  /** A quick test for texts that `ending` may match. */
  readonly mark: RegExp;
}

/** The phrase at the end of an article that points to the rest of its text, if there is one. */
export function findPointer(
  article: Article,
  { ending, mark }: EndPatterns,
): { readonly phrase: string; readonly at: Range } | undefined {
  // The last lines and what may follow them: share buttons, a tracking pixel.
  if (!mark.test(article.text.slice(Math.max(article.body.range.start, article.text.length - 5000)))) return undefined;
  const { tail, offsetOf } = lastWords(article);
  const found = ending.exec(tail);
  const phrase = found?.groups?.phrase ?? found?.groups?.cut ?? found?.groups?.fold;
  if (!found || !phrase) return undefined;
  const start = found.index + found[0].indexOf(phrase);
  return { phrase, at: { start: offsetOf(start), end: offsetOf(start + phrase.length - 1) + 1 } };
}

export function endPatterns(list: readonly string[]): EndPatterns {
  const escaped = list
    .filter((phrase) => phrase.trim() !== "")
    .map((phrase) => phrase.trim().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .sort((a, b) => b.length - a.length);
  // News APIs cut after about 200 characters and count the rest. WordPress adds the dots, also to its own excerpts.
  const cuts = String.raw`\[\+\d+ ?char(?:acter)?s?\]|\[(?:…|\.\.\.|&hellip;)\]|\((?:more|more…|more\.\.\.|continued)\)`;
  // Pages fold a text with these words, directly after the dots. "More" alone may end an English sentence.
  const dots = String.raw`(?:\.{3}|…)[ \t]?`;
  const fold = `(?<=[^\\x00-\\x7f])${dots}more|${dots}全文`;
  const any = escaped.length > 0 ? escaped.join("|") : "(?!)";
  return {
    mark: new RegExp(
      `${cuts}|${any}|\\[&#8230;\\]|(?:\\.{3}|…|&hellip;|&#8230;)\\s?(?:<[^<>]{0,200}>\\s?){0,3}(?:more|全文)`,
      "i",
    ),
    // What may follow: the name of the source (`@news.example`); after folded text, one more short line.
    ending: new RegExp(
      `(?:(?<fold>${fold})(?:\\n[^\\n]{1,30})?|(?<cut>${cuts})|(?:^|\\n|[…。！？!?；;>）)\\]】”"]|\\.\\.|\\. )[ \\t(（\\[【]*(?:请|點擊|点击|点此|点我|戳此|戳我|立即|打开|下载|app|此处|这里|以|>|»|\\s){0,6}(?<phrase>${any}))[\\s»›→>﹥＞.…。!！)）\\]】]*(?:[@＠]\\S{1,60})?$`,
      "i",
    ),
  };
}

/** How a text without such a phrase ends. */
export interface Ending {
  /** What follows the last ellipsis, with `#` for digits: empty, or words of the site such as `weiterlesen`. */
  readonly after: string;
  /** The last characters before the ellipsis, which differ where texts are cut. */
  readonly before: string;
  /** The ellipsis and what follows it. */
  readonly shown: string;
  readonly at: Range;
}

/** An ellipsis at the end of a text, or before its last line or two. */
const ellipsis =
  /([^\n]{1,6})(?:\.{3,6}|[…⋯]{1,2})((?:(?!\.{3}|[…⋯])[^\n]){0,40}(?:\n(?:(?!\.{3}|[…⋯])[^\n]){0,40})?)$/u;

/** The ellipsis near the end of an article. `null`: the article has text, but does not end in this way. */
export function findEllipsis(article: Article): Ending | null | undefined {
  const { tail, offsetOf } = lastWords(article);
  if (tail.trim() === "") return undefined;
  const found = ellipsis.exec(tail);
  if (!found) return null;
  const [whole, before = "", after = ""] = found;
  const start = found.index + before.length;
  return {
    after: after
      .replace(/\d+/g, "#")
      .replace(/[\s”"’'」』)）\]】]+/gu, " ")
      .trim(),
    before: before.slice(-4),
    shown: whole.slice(before.length).replace(/\s+/g, " ").trim(),
    at: { start: offsetOf(start), end: offsetOf(tail.length - 1) + 1 },
  };
}

/** What separates two lines of text if it is between two ranges of prose. */
const blockEdge =
  /\n[ \t>]*\r?\n|<\/?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|th|blockquote|section|article|figure|hr)\b/i;

/** WordPress adds this line to articles in its feeds. */
const footer = /\n?The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,200}$/;

/** The end of the prose, about 600 characters, and the offset of each character in the article. */
export function lastWords({ text, prose, body }: Article): { tail: string; offsetOf(index: number): number } {
  const pieces: Range[] = [];
  let length = 0;
  for (let index = prose.length - 1; index >= 0 && length < 600; index--) {
    const { start, end } = prose[index] as Range;
    const from = Math.max(start, end - 600);
    if (text.slice(from, end).trim() === "") continue;
    pieces.unshift({ start: from, end });
    length += end - from;
  }
  let tail = "";
  const starts: { at: number; offset: number }[] = [];
  let last = body.range.start;
  for (const { start, end } of pieces) {
    const between = text.slice(last, start);
    if (blockEdge.test(between)) tail += "\n";
    else if (/&hellip;|&#8230;/.test(between)) tail += "…";
    // In Markdown, the bracket may be one of a link's, so the prose may not contain it.
    if (/[[\]]$/.test(between)) tail += between.slice(-1);
    starts.push({ at: tail.length, offset: start });
    tail += text.slice(start, end);
    last = end;
  }
  const rest = text.slice(last, last + 20);
  if (/^(?:&hellip;|&#8230;)/.test(rest)) tail += "…";
  else if (rest.startsWith("]")) tail += "]";
  return {
    tail: tail.replace(footer, "").trimEnd(),
    offsetOf(index) {
      let found = { at: 0, offset: body.range.start };
      for (const start of starts) if (start.at <= index) found = start;
      return found.offset + index - found.at;
    },
  };
}
