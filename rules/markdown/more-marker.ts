import { defineRule, isWithin, t } from "../../src/rule.js";

export default defineRule({
  name: "markdown/more-marker",
  summary: "Require the comment that ends the excerpt to be written as the generator reads it",
  severity: "error",
  fixable: "unsafe",
  messages: {
    text: (d: { found: string; marker: string }) =>
      t("markdown/more-marker.text", 'Readers see "{found}" as text. Write "{marker}" to end the excerpt.', d),
    swallows: (d: { found: string; marker: string }) =>
      t(
        "markdown/more-marker.swallows",
        '"{found}" does not end the comment, so readers do not see the text after it. Write "{marker}".',
        d,
      ),
    ignored: (d: { found: string; marker: string; generator: string }) =>
      t("markdown/more-marker.ignored", '{generator} does not end the excerpt at "{found}". Write "{marker}".', d),
  },

  source(article, { report }) {
    const { text, generator } = article;
    if (!generator || !mayHave.test(text)) return;
    const known = markers[generator.name];
    if (!known || article.encodingProblem || article.body.language !== "markdown") return;
    const { start: base } = article.body.range;
    const { reads, marker } = known;
    const body = text.slice(base);
    const hasMarker = reads.test(body);
    for (const { 0: found, index } of [...body.matchAll(mistyped), ...body.matchAll(misspelled)]) {
      const start = base + index;
      const isComment = /^<!--/.test(found);
      const isEnded = isComment && found.endsWith("-->");
      if (isEnded && (reads.test(found) || generator.name === "Jekyll" || hasMarker)) continue;
      const isInCode = isEnded
        ? article.code.some((code) => code.start <= start && start < code.end && !text.startsWith("<!--", code.start))
        : !isComment && isWithin(article.code, start);
      if (isInCode) continue;
      report(isEnded ? "ignored" : isComment ? "swallows" : "text", {
        at: { start, end: start + found.length },
        data: { found, marker, generator: generator.name },
        ...(isEnded && { severity: "warning" as const }),
        fix: {
          title: t("markdown/more-marker.fix", 'Replace with "{marker}"', { marker }),
          safety: "unsafe",
          edits: [{ range: { start, end: start + found.length }, text: marker }],
        },
      });
    }
  },
});

/** https://github.com/hexojs/hexo/blob/master/lib/plugins/filter/after_post_render/excerpt.ts, https://gohugo.io/content-management/summaries/ */
const markers: Readonly<Partial<Record<string, { readonly reads: RegExp; readonly marker: string }>>> = {
  Hexo: { reads: /<!-- ?more ?-->/i, marker: "<!-- more -->" },
  Hugo: { reads: /<!--more-->/, marker: "<!--more-->" },
  Jekyll: { reads: /<!-- ?more ?-->/i, marker: "<!--more-->" },
};

const mayHave = /more|<!--[ \t]{0,3}[a-z]{3,5}[ \t]{0,3}-->/i;

/** `<!- more ->`, `<!—more—>`, `<！-- more -->`, `<!--more-- >` and the like. */
const mistyped = /[<＜《] ?[!！] ?[-—–－]{1,4}[ \t]{0,3}more[ \t]{0,3}(?:[-—–－]{1,4} ?[!！]?[>＞》]?|[>＞》])/gi;

/** `<!-- mroe -->`: letters in the wrong order, twice, missing, or of the next key, if that is no other word. */
const misspelled =
  /<!--[ \t]{0,3}(?:mroe|moer|omre|mmore|moore|morre|moree|mre|mor|nore|mpre|mlre|mpore|morw)[ \t]{0,3}-->/gi;
