import { type Article, defineRule, type Range, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "site/orphan",
  summary: "Report pages to which no other page of the site links",
  severity: "off",
  messages: {
    orphan: (d: { url: string }) =>
      t(
        "site/orphan.orphan",
        'No page of the built site links to "{url}", so readers cannot find it. Link to the page, or remove it.',
        d,
      ),
  },

  site: {
    addresses: "links",
    summarize: (article): Range | undefined => (article.encodingProblem ? undefined : placeOf(article)),
    check(entries, { report }) {
      for (const entry of entries)
        if (entry.orphan !== undefined)
          report(entry, "orphan", { at: entry.summary, data: { url: truncate(entry.orphan) } });
    },
  },
});

/** The title; otherwise the opening fence, or the start of the article. */
const placeOf = ({ frontMatter }: Article): Range =>
  frontMatter?.place(["title"], "value") ?? frontMatter?.open ?? { start: 0, end: 0 };
