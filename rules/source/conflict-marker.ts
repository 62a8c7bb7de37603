import { defineRule, isWithin, t } from "../../src/rule.js";

export default defineRule({
  name: "source/conflict-marker",
  summary: "Disallow conflict markers of Git",
  severity: "error",
  messages: {
    found: (d: { end: number }) =>
      t(
        "source/conflict-marker.found",
        "Unresolved merge conflict up to line {end}. Readers see both versions. Keep one and remove the markers.",
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!/^\ufeff?<{7}(?: |$)/m.test(text) || article.encodingProblem) return;
    const { start: base } = article.body.range;
    // front-matter/syntax reports a conflict in the front matter.
    for (const { 0: found, index } of text.slice(base).matchAll(conflict)) {
      const start = base + index;
      const code = article.code.find((range) => range.start <= start && start < range.end);
      // The markers may begin an HTML block or code themselves, but what explains them is in code as a whole.
      if (code && isWithin(article.code, start + found.length - 1) && code.end >= start + found.length) continue;
      const end = start + (/^.*/.exec(found)?.[0].length ?? 0);
      const line = text.slice(0, start + found.length).split(/\r\n?|\n/).length;
      report("found", { at: { start, end }, data: { end: line } });
    }
  },
});

const conflict =
  /(?<![^\n])<{7}(?: [^\n]*)?\r?\n(?:(?!<{7}|>{7}|={7}\r?\n)[^\n]*\n){0,5000}={7}\r?\n(?:(?!<{7}|>{7}|={7}\r?\n)[^\n]*\n){0,5000}>{7}(?: [^\r\n]*)?$/gm;
