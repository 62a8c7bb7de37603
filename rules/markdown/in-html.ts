import { type Article, defineRule, type Fix, isWithin, type Range, t, truncate } from "../../src/rule.js";

type Data = { readonly shown: string };

export default defineRule({
  name: "markdown/in-html",
  summary: "Disallow Markdown in HTML, where readers see it as text",
  severity: "error",
  fixable: "unsafe",
  messages: {
    blankLine: (d: Data) =>
      t(
        "markdown/in-html.blankLine",
        'Readers see "{shown}" as text, because it is in HTML. Add a blank line before the Markdown or use HTML.',
        d,
      ),
    attribute: (d: Data) =>
      t(
        "markdown/in-html.attribute",
        'Readers see "{shown}" as text, because it is in HTML. Add markdown="1" to the element or use HTML.',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!text.includes("<") || text.search(markup) === -1) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { wholeElements, inlineHtml } = article.body.dialect;
    if (inlineHtml) return;
    for (const block of article.markdown.htmlBlocks) {
      const html = text.slice(block.start, block.end);
      if (html.search(markup) === -1 || /\s(?:markdown|v-pre)(?=[\s=>])/i.test(html)) continue;
      const at = firstIn(block, html, article);
      if (!at) continue;
      report(wholeElements ? "attribute" : "blankLine", {
        at,
        data: { shown: truncate(text.slice(at.start, at.end), 60) },
        fix: wholeElements ? undefined : withBlankLines(at, block, article),
      });
    }
  },
});

/** A link or image, bold text, a heading or a fence. What may be something else, such as a list, does not count. */
const markup =
  /!?\[[^[\]\n]{0,200}\]\((?:https?:\/\/|\.{0,2}\/)?[^\s()<>"']{1,500}\)|(?<![\w*])\*\*(?=\p{L}|[“「《])[^\n*<>]{1,200}\*\*(?![\w*])|^ {0,3}#{2,6} (?=\p{L})[^\n<>]{1,100}$|^ {0,3}```[\w-]*$/mu;

function firstIn({ start }: Range, html: string, { prose, text }: Article): Range | undefined {
  for (const { 0: found, index } of html.matchAll(new RegExp(markup, "gmu"))) {
    const lead = found.length - found.trimStart().length;
    const at = { start: start + index + lead, end: start + index + found.length };
    // The destination of a link must be one: `a[i](x)` is code.
    if (/^!?\[/.test(found) && !/\]\((?:https?:\/\/|\.{0,2}\/|[^()]*\.\w{2,5}\))/.test(found)) continue;
    if (/^\[/.test(found) && /[\w)\]]/.test(text[at.start - 1] ?? "")) continue;
    if (isWithin(prose, at.start)) return at;
  }
  return undefined;
}

/** Blank lines around lines of Markdown end the HTML before them. */
function withBlankLines({ start }: Range, block: Range, { text }: Article): Fix | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (lineStart <= block.start || text.slice(lineStart, start).trim() !== "" || start - lineStart > 3) return undefined;
  if (!/>[ \t]*\r?\n$/.test(text.slice(block.start, lineStart))) return undefined;
  const newline = text[lineStart - 2] === "\r" ? "\r\n" : "\n";
  const edits = [{ range: { start: lineStart, end: lineStart }, text: newline }];
  const next = /\n[ \t]*</.exec(text.slice(start, block.end));
  if (next) edits.push({ range: { start: start + next.index + 1, end: start + next.index + 1 }, text: newline });
  return {
    title: t("markdown/in-html.fix.blankLines", "Add blank lines around the Markdown"),
    safety: "unsafe",
    edits,
  };
}
