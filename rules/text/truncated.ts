import { type Article, defineRule, type Range, t, truncate } from "../../src/rule.js";

const phrases = [
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

export default defineRule({
  name: "text/truncated",
  summary: 'Report truncated copies that end in "Read more"',
  severity: "warning",
  presets: { "markdown-docs": "off" },
  options: {
    phrases: {
      type: "array",
      items: { type: "string" },
      default: phrases,
      description: "Phrases at the end of truncated articles, ignoring letter case; replaces the built-in list",
    },
  },
  messages: {
    truncated: (d: { phrase: string }) =>
      t(
        "text/truncated.truncated",
        'Article ends in "{phrase}", so the rest is probably missing. Add the rest, or remove "{phrase}".',
        { phrase: d.phrase },
      ),
  },

  prepare: ({ phrases }) => patterns(phrases),

  body(body, { article, prepared: { ending, mark }, report }) {
    // The last lines and what may follow them: share buttons, a tracking pixel.
    if (!mark.test(article.text.slice(Math.max(body.range.start, article.text.length - 5000)))) return;
    const { tail, offsetOf } = lastWords(article);
    const found = ending.exec(tail);
    const phrase = found?.groups?.phrase ?? found?.groups?.cut;
    if (!found || !phrase) return;
    const start = found.index + found[0].indexOf(phrase);
    const at = { start: offsetOf(start), end: offsetOf(start + phrase.length - 1) + 1 };
    report("truncated", { at, data: { phrase: truncate(phrase) } });
  },
});

function patterns(list: readonly string[]): { ending: RegExp; mark: RegExp } {
  const escaped = list
    .filter((phrase) => phrase.trim() !== "")
    .map((phrase) => phrase.trim().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .sort((a, b) => b.length - a.length);
  // News APIs cut after about 200 characters and count the rest. WordPress adds the dots, also to its own excerpts.
  const cuts = String.raw`\[\+\d+ ?char(?:acter)?s?\]|\[(?:…|\.\.\.|&hellip;)\]|\((?:more|more…|more\.\.\.|continued)\)`;
  const any = escaped.length > 0 ? escaped.join("|") : "(?!)";
  return {
    mark: new RegExp(`${cuts}|${any}|\\[&#8230;\\]`, "i"),
    ending: new RegExp(
      `(?:(?<cut>${cuts})|(?:^|\\n|[…。！？!?；;>）)\\]】”"]|\\.\\.|\\. )[ \\t(（\\[【]*(?:请|點擊|点击|点此|点我|戳此|戳我|立即|打开|下载|app|此处|这里|以|>|»|\\s){0,6}(?<phrase>${any}))[\\s»›→>﹥＞.…。!！)）\\]】]*$`,
      "i",
    ),
  };
}

/** What separates two lines of text if it is between two ranges of prose. */
const blockEdge =
  /\n[ \t>]*\r?\n|<\/?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|th|blockquote|section|article|figure|hr)\b/i;

/** WordPress adds this line to articles in its feeds. */
const footer = /\n?The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,200}$/;

/** The end of the prose, about 600 characters, and the offset of each character in the article. */
function lastWords({ text, prose, body }: Article): { tail: string; offsetOf(index: number): number } {
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
