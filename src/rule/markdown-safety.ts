/** Whether an edit of a tag changes how Markdown reads the text around it. */
import type { Article, Range } from "../article/types.js";

/**
 * Whether an edit at this offset changes the first tag of a Markdown line, which decides how the lines after it are parsed
 * (CommonMark, section 4.6). Always false in HTML.
 */
export function beginsMarkdownLine({ text, body }: Article, offset: number): boolean {
  if (body.language !== "markdown") return false;
  let at = offset - 1;
  // Skip back over the markers of quotes and lists.
  while (/[ \t>*+\-\d.)]/.test(text[at] ?? "")) at--;
  if (at === 0 && text[at] === "\ufeff") at--;
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}

/**
 * Whether `range` can be removed without changing how the text around it is parsed. Not if a tag or a character
 * reference would form. In Markdown, not if punctuation would come to the beginning of a line or next to other
 * punctuation, or if a line would have a single tag, which starts an HTML block (CommonMark, section 4.6). Not between
 * `<pre>` and a newline, which HTML drops there.
 */
export function leavesNoTrace(article: Article, { start, end }: Range): boolean {
  const { text } = article;
  // Adjacent tags may be removed at the same time.
  const tagsBefore = endTagsBefore.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  const tagsBehind = endTagsBehind.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const among = { start: start - tagsBefore, end: end + tagsBehind };
  // Trailing spaces of a Markdown line have a meaning.
  const left = (text.slice(among.start, start) + text.slice(end, among.end)).replace(tagsAmong, "");
  if (
    article.body.language === "markdown" &&
    left.includes(" ") &&
    /^[ \t]*(?:[\r\n]|$)/.test(text.slice(among.end, among.end + 200))
  )
    return false;
  return isNoBorder(article, { start, end }) && (tagsBefore + tagsBehind === 0 || isNoBorder(article, among));
}

/** End tags and comments, which may be separated by spaces and invisible characters. */
const goesToo = "(?:</[a-z][^<>]*>|<!--(?:(?!-->)[^])*-->)";
const noRoom = "[ \\t\\ufeff\\u200b-\\u200f\\u202a-\\u202e]*";
const endTagsBefore = new RegExp(`(?:${goesToo}${noRoom})*$`, "i");
const tagsAmong = new RegExp(goesToo, "gi");
const endTagsBehind = new RegExp(`^(?:${noRoom}${goesToo})*`, "i");

/**
 * Whether the tags around a bare URL in Markdown decide if it becomes a link: Markdown parsers look for `<a>` and `</a>` there,
 * in different ways.
 */
export function mayLinkUrls(article: Article): boolean {
  return article.memo(hasAnchorProblemAndUrl);
}

function hasAnchorProblemAndUrl({ body, text }: Article): boolean {
  return (
    body.language === "markdown" &&
    body.tagProblems.some(({ tag }) => tag === "a") &&
    /:\/\/|www\.|@/i.test(text.slice(body.range.start).replace(/<\/?[a-z][\w-]*(?:\s[^<>]*)?>/gi, ""))
  );
}

function isNoBorder({ text, body }: Article, { start, end }: Range): boolean {
  const next = text[end] ?? "";
  if (/[\r\n]/.test(next) && /<(?:pre|textarea|listing)\b[^<>]*>$/i.test(text.slice(Math.max(0, start - 200), start)))
    return false;
  const before = text[start - 1] ?? "";
  // `<</b>a`, `&am</b>p;`
  if (before === "<" || /&#?\w*$/.test(text.slice(Math.max(0, start - 40), start))) return false;
  if (body.language !== "markdown") return true;
  if (/[*_`~[\]!&|\\]/.test(before) || /[*_`~[\]!&|\\]/.test(next)) return false;
  // Spaces before a newline have a meaning, too.
  if (before === " " && /^[ \t]*[\r\n]/.test(text.slice(end, end + 20))) return false;
  // `www</b>.a.example`, `a</b>https://b.example`: the surrounding text determines what becomes a link.
  const head = /[^\s<>]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? "";
  const tail = /^[^\s<>]*/.exec(text.slice(end, end + 200))?.[0] ?? "";
  if (head && tail && /:\/\/|www\.|@/i.test(head + tail)) return false;
  let at = start - 1;
  while (/[ \t>*+\-#=\d.)]/.test(text[at] ?? "")) at--;
  if (at < body.range.start || /[\r\n]/.test(text[at] ?? "")) return false;
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 500), start))?.[0] ?? "";
  const rest = /^[^\r\n]*/.exec(text.slice(end, end + 500))?.[0] ?? "";
  // Parsers differ in what they treat as a blank line.
  return !/^[\s>*+\-\d.)|\u200b-\u200f\u202a-\u202e]*(?:<\/?[a-z][^<>]*>\s*)?$/i.test(line + rest);
}
