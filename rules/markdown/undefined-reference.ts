import { type Article, defineRule, type TextBlock, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "markdown/undefined-reference",
  summary: "Disallow links and images whose reference is not defined",
  severity: "error",
  messages: {
    link: (d: { shown: string; name: string }) =>
      t(
        "markdown/undefined-reference.link",
        'Readers see "{shown}" as text, because "{name}" is not defined. Add "[{name}]: URL" or correct the name.',
        d,
      ),
    image: (d: { shown: string; name: string }) =>
      t(
        "markdown/undefined-reference.image",
        'Readers see "{shown}" instead of an image, because "{name}" is not defined. Add "[{name}]: URL" or correct the name.',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!text.includes("][") || article.encodingProblem || article.body.language !== "markdown") return;
    const { dialect, templates } = article.body;
    if (dialect.foreignReferences || templates.inserts.length > 0) return;
    for (const block of article.markdown.blocks) {
      if (!block.text.includes("][")) continue;
      for (const { 0: shown, 1: mark, 2: label = "", 3: name = "", index } of block.text.matchAll(reference)) {
        const start = block.start + index;
        const isImage = mark === "!";
        if (!isImage && !isMeant(label, name, start, shown.length, block, article)) continue;
        const written = text.slice(start, start + shown.length);
        const stated = name === "" ? text.slice(start + (isImage ? 2 : 1), start + shown.length - 3) : name;
        report(isImage ? "image" : "link", {
          at: { start, end: start + shown.length },
          data: { shown: truncate(written, 60), name: truncate(stated, 40) },
        });
      }
    }
  },
});

const reference = /(!?)\[([^[\]\n]{1,300})\]\[([^[\]\n]{0,100})\]/g;

const definesReferences = ({ text }: Article): boolean => /^[ \t>]{0,10}\[(?!\^)[^[\]\n]{1,200}\]:[ \t]*\S/m.test(text);

/** Whether brackets are a link, and not `a[i][j]`, `[1][2]` or `[INFO][main]`. */
function isMeant(
  label: string,
  name: string,
  start: number,
  length: number,
  { text, start: base }: TextBlock,
  article: Article,
): boolean {
  const at = start - base;
  const [before = "", after = ""] = [text[at - 1], text[at + length]];
  if (/[\w)\]\\$\0]/.test(before) || after === "[" || after === "(") return false;
  if (label.startsWith("^") || name.startsWith("^") || !/\p{L}/u.test(label)) return false;
  if (/[{}<>|=;\\]|^.-.$/.test(label + name)) return false;
  if (article.memo(definesReferences)) return true;
  // Without any definition, the article may have brackets for another reason: `[原创][分享]`.
  return name === ""
    ? /\p{L}{2}/u.test(label) && /\s/.test(label)
    : /^[a-z\d][\w.-]*$/.test(name) && /\s|[^\p{ASCII}\0]/u.test(label.trim());
}
