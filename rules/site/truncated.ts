import { defineRule, feedOf, type SiteEntry, t, truncate } from "../../src/rule.js";
import { type Ending, endPatterns, findEllipsis, findPointer, phrases } from "../text/_ending.js";
import {
  alikeGroups,
  commonest,
  type GroupData,
  type GroupLimits,
  groupOptions,
  groupPhrase,
  groupReport,
  type OfFeed,
} from "./_feeds.js";

interface Summary extends OfFeed {
  readonly ending?: Ending;
}

export default defineRule({
  name: "site/truncated",
  summary: "Report feeds and folders in which most articles break off",
  severity: "off",
  presets: { "rss-archive": "warning" },
  options: groupOptions,
  messages: {
    feed: (d: GroupData & { ending: string }) =>
      t(
        "site/truncated.feed",
        'Text ends in "{ending}", and {group} break off, so the rest is probably missing. Add the rest or link to the original.',
        { group: groupPhrase(d), ending: d.ending },
      ),
  },

  folded: {
    feed: ({ data: { ending } }) =>
      ending === undefined
        ? t(
            "site/truncated.folded.ellipsis",
            "Texts end in an ellipsis, so the rest is probably missing. Add the rest or link to the originals.",
          )
        : t(
            "site/truncated.folded.feed",
            'Texts end in "{ending}", so the rest is probably missing. Add the rest or link to the originals.',
            { ending },
          ),
  },

  prepare: () => endPatterns(phrases),

  site: {
    summarize(article, { prepared }): Summary | undefined {
      if (article.encodingProblem || (article.frontMatter && !article.frontMatter.data)) return undefined;
      // text/truncated reports these.
      if (findPointer(article, prepared)) return undefined;
      const ending = findEllipsis(article);
      return ending === undefined ? undefined : { feed: feedOf(article), ...(ending && { ending }) };
    },

    check(entries, { options, report }) {
      for (const group of alikeGroups(entries, options, (members) => brokenOff(members, options))) {
        const { data, ...place } = groupReport(group);
        for (const entry of group.alike) {
          const { ending } = entry.summary;
          if (entry.linted && ending)
            report(entry, "feed", { ...place, at: ending.at, data: { ...data, ending: truncate(ending.shown, 40) } });
        }
      }
    },
  },
});

/** The articles that break off: at an ellipsis, after which there is nothing, or what most of them have there. */
function brokenOff(members: readonly SiteEntry<Summary>[], { share }: GroupLimits): readonly SiteEntry<Summary>[] {
  const [after, those] = commonest(members, ({ ending }) => ending?.after || undefined);
  const isCommon = those.length >= share * members.length;
  const ended = members.filter(
    ({ summary: { ending } }) => ending && (ending.after === "" || (isCommon && ending.after === after)),
  );
  // "To be continued…" is not cut: there, the words before the ellipsis are the same.
  const [, formulas] = commonest(ended, ({ ending }) => ending?.before);
  return formulas.length > Math.max(2, ended.length / 2) ? [] : ended;
}
