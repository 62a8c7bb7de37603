import { type Article, defineRule, type Fence, type Fix, t } from "../../src/rule.js";

export default defineRule({
  name: "markdown/fence",
  summary: "Disallow code fences without an end",
  severity: "error",
  fixable: "unsafe",
  messages: {
    unclosed: (d: { fence: string }) =>
      t(
        "markdown/fence.unclosed",
        'Missing end of the code fence. Readers see everything after it as code. Add "{fence}" after the code.',
        d,
      ),
    atEnd: (d: { fence: string }) =>
      t("markdown/fence.atEnd", 'Missing end of the code fence. Add "{fence}" after the code.', d),
    later: (d: { fence: string; line: number }) =>
      t(
        "markdown/fence.later",
        'The code fence has no end before the next one in line {line}. Readers see the text between them as code. Add "{fence}" after the code.',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/^[\ufeff \t>*+\-\d.)]{0,30}(?:```|~~~)/m.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { fences } = article.markdown;
    const last = fences.at(-1);
    // A fence that a list or a quote ends is closed with it.
    if (!last || last.isClosed || !last.isTopLevel) return;
    const fence = text.slice(last.open.start, last.open.end);
    // An opening fence within another one is a sign that the earlier one has no end.
    const outer = fences.find((one) => one.isClosed && one.isTopLevel && openingWithin(one, article) !== undefined);
    const inner = outer && openingWithin(outer, article);
    const first = outer && text.slice(outer.open.start, outer.open.end);
    if (
      outer &&
      inner !== undefined &&
      first !== undefined &&
      /^[`~]+$/.test(text.slice(last.open.start, last.end).trim())
    ) {
      report("later", { at: outer.open, data: { fence: first, line: lineOf(text, inner) } });
      return;
    }
    const code = text.slice(last.open.end, last.end);
    report(/\n[^\S\n]*\r?\n[^\n]*(?:^#{1,6} |\]\(|^[`~]{3})/ms.test(code) ? "unclosed" : "atEnd", {
      at: last.open,
      data: { fence },
      ...(code.trim() === "" || isShortCode(code) ? { severity: "warning" as const } : {}),
      fix: closeWith(last, fence, article),
    });
  },
});

const isShortCode = (code: string): boolean => !/\n[^\S\n]*\r?\n/.test(code.trim());

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n?|\n/).length;

/** The offset of a fence with a language in the code of another fence. */
function openingWithin({ open, end }: Fence, { text }: Article): number | undefined {
  const mark = text[open.start] === "~" ? "~" : "`";
  const length = open.end - open.start;
  const found = new RegExp(`^ {0,3}${mark}{${length},}[ \\t]*[a-z][\\w+#-]*[ \\t]*\\r?$`, "im").exec(
    text.slice(open.end, end),
  );
  return found ? open.end + found.index : undefined;
}

/** If the last line is a fence that is too short or indented too far: the fence that ends the code. */
function closeWith({ end }: Fence, fence: string, { text }: Article): Fix | undefined {
  const trimmed = text.slice(0, end).trimEnd();
  const start = trimmed.lastIndexOf("\n") + 1;
  const last = trimmed.slice(start);
  if (!/^[ \t]*(?:`{2,}|~{2,})$/.test(last) || last.trim()[0] !== fence[0]) return undefined;
  return {
    title: t("markdown/fence.fix.close", 'Replace the last line with "{fence}"', { fence }),
    safety: "unsafe",
    edits: [{ range: { start, end: start + last.length }, text: fence }],
  };
}
