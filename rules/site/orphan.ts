import { defineRule, type Range, t, truncate } from "../../src/rule.js";
import { placeOf } from "./_place.js";

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
    summarize: (article): Range | undefined => (article.encodingProblem ? undefined : placeOf(article, ["title"])),
    check(entries, { report }) {
      for (const entry of entries)
        if (entry.orphan !== undefined)
          report(entry, "orphan", { at: entry.summary, data: { url: truncate(entry.orphan) } });
    },
  },
});
