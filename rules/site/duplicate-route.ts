import { defineRule, formatNames, type Range, t } from "../../src/rule.js";
import { placeOf } from "./_place.js";

interface Summary {
  /** What gives the page its address: a key of the front matter, or the whole of it. */
  readonly page: Range;
  /** The aliases. */
  readonly alias: Range;
}

export default defineRule({
  name: "site/duplicate-route",
  summary: "Disallow two articles or aliases at one address",
  severity: "error",
  messages: {
    page: (d: { url: string; others: readonly string[] }) =>
      t(
        "site/duplicate-route.page",
        'Address "{url}" is also that of {others}, so one of the pages is lost. Use a different address.',
        { url: d.url, others: formatNames(d.others) },
      ),
    alias: (d: { url: string; others: readonly string[] }) =>
      t(
        "site/duplicate-route.alias",
        'Alias "{url}" is also an address of {others}, so one of the two is lost. Remove the alias.',
        { url: d.url, others: formatNames(d.others) },
      ),
  },

  site: {
    addresses: "clashes",
    summarize(article): Summary | undefined {
      if (article.encodingProblem) return undefined;
      const page = placeOf(article, ["permalink", "url", "slug", "title"]);
      return { page, alias: placeOf(article, ["aliases", "redirect_from"], page) };
    },

    check(entries, { report }) {
      const linted = new Set(entries.filter((entry) => entry.linted).map(({ path }) => path));
      for (const entry of entries)
        for (const { url, isAlias, others } of entry.clashes ?? []) {
          // One report for each address: at an alias if there is one, otherwise in the later article.
          const isBetter = (other: (typeof others)[number]): boolean =>
            linted.has(other.path) && (isAlias === other.isAlias ? other.path > entry.path : other.isAlias);
          if (others.some(isBetter)) continue;
          const data = { url, others: others.map(({ path }) => path) };
          report(entry, isAlias ? "alias" : "page", { at: isAlias ? entry.summary.alias : entry.summary.page, data });
        }
    },
  },
});
