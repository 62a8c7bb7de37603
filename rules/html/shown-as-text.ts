import { defineRule, type Fix, standardElements, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "html/shown-as-text",
  summary: "Disallow tags that Markdown shows as text because of a syntax error",
  severity: "error",
  fixable: "unsafe",
  messages: {
    quotes: (d: { tag: string }) =>
      t("html/shown-as-text.quotes", 'Readers see "{tag}" as text. Correct the quotes of the attributes.', d),
    space: (d: { tag: string }) =>
      t("html/shown-as-text.space", 'Readers see "{tag}" as text. Add a space between the attributes.', d),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/<[a-z][^<>]*["']/i.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown" || article.body.dialect.base === "mdx") return;
    const { looseTags, vue } = article.body.dialect;
    if (looseTags) return;
    for (const block of article.markdown.blocks) {
      if (!block.text.includes("<")) continue;
      for (const { index } of block.text.matchAll(/<(?=[a-z])/gi)) {
        const start = block.start + index;
        const [tag, name = "", attributes = ""] =
          written.exec(text.slice(start, Math.min(block.end, start + 2000))) ?? [];
        if (tag === undefined || !standardElements.has(name.toLowerCase()) || isTag.test(tag)) continue;
        // Template tags and the directives of Vue are not attributes.
        if (/[{}\\]/.test(attributes) || (vue && /\s[@:#v]/.test(attributes))) continue;
        const spaced = attributes.replace(missingSpace, "$& ");
        const isSpace = isTag.test(`<${name}${spaced}>`);
        const fix: Fix | undefined = isSpace
          ? {
              title: t("html/shown-as-text.fix.space", "Add a space between the attributes"),
              safety: "unsafe",
              edits: [...attributes.matchAll(missingSpace)].map(({ 0: found, index: at }) => {
                const end = start + 1 + name.length + at + found.length;
                return { range: { start: end, end }, text: " " };
              }),
            }
          : undefined;
        report(isSpace ? "space" : "quotes", {
          at: { start, end: start + tag.length },
          data: { tag: truncate(tag, 60) },
          fix,
        });
      }
    }
  },
});

/** What looks like a tag with attributes. */
const written = /^<([a-z][a-z\d]*)(\s+[a-z_:][\w.:-]*(?=[\s=])[^<>]*=\s*["'][^<>]*)>/i;
const attribute = /[ \t\r\n]+[a-z_:][\w.:-]*(?:[ \t\r\n]*=[ \t\r\n]*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/i;
const isTag = new RegExp(`^<[a-z][a-z\\d]*(?:${attribute.source})*\\s*/?>$`, "i");
/** A value that is followed by the next attribute at once. */
const missingSpace = /=\s*(?:"[^"]*"|'[^']*')(?=[a-z_:])/gi;
