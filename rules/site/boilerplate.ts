import { type Article, defineRule, feedOf, type Range, t, truncate } from "../../src/rule.js";
import { bare, isFilledBySite, isPageOfFolder, pageKeys, showsMore } from "../text/_content.js";
import {
  alikeGroups,
  commonest,
  type GroupData,
  groupOptions,
  groupPhrase,
  groupReport,
  type OfFeed,
} from "./_feeds.js";

interface Summary extends OfFeed {
  /** The whole text of the article, without what may differ. Absent if the article has other text than that. */
  readonly key?: string;
  readonly shown?: string;
  readonly at?: Range;
}

/** A text with more letters and digits is read for its own sake. */
const longest = 120;

export default defineRule({
  name: "site/boilerplate",
  summary: "Report feeds and folders in which most articles have the same short text",
  severity: "off",
  presets: { "rss-archive": ["warning", { media: true }] },
  options: {
    ...groupOptions,
    media: {
      type: "boolean",
      default: false,
      description: "Also count articles with images, videos or code next to the text",
    },
  },
  messages: {
    same: (d: GroupData & { text: string }) =>
      t(
        "site/boilerplate.same",
        'Article has only the text "{text}", like {group} (numbers and titles may differ). Add content or delete the article.',
        { group: groupPhrase(d), text: d.text },
      ),
  },

  folded: {
    same: ({ data: { text = "" } }) =>
      t(
        "site/boilerplate.folded.same",
        'Articles have only the text "{text}" (numbers and titles may differ). Add content or delete the articles.',
        { text },
      ),
  },

  site: {
    summarize(article, { options }): Summary | undefined {
      const { encodingProblem, frontMatter } = article;
      if (encodingProblem || (frontMatter && !frontMatter.data)) return undefined;
      if (isPageOfFolder(article) || isFilledBySite(article, pageKeys)) return undefined;
      return { feed: feedOf(article), ...(options.media || !showsMore(article) ? textOf(article) : {}) };
    },

    check(entries, { options, report }) {
      for (const group of alikeGroups(entries, options, (members) => commonest(members, ({ key }) => key)[1])) {
        const { data, ...place } = groupReport(group);
        // One text for all of them, though numbers differ.
        const text = group.alike.find(({ summary }) => summary.shown)?.summary.shown ?? "";
        for (const entry of group.alike) {
          const { at } = entry.summary;
          if (entry.linted && at) report(entry, "same", { ...place, at, data: { ...data, text } });
        }
      }
    },
  },
});

/** The text of an article that has little; without its title and numbers, which differ. */
function textOf(article: Article): Summary {
  const { text, prose, frontMatter } = article;
  let length = 0;
  const words: string[] = [];
  let at: Range | undefined;
  for (const range of prose) {
    const piece = text.slice(range.start, range.end);
    const letters = bare(piece);
    if (letters === "") continue;
    length += letters.length;
    if (length > 2 * longest) return {};
    words.push(piece);
    const blank = piece.length - piece.trimStart().length;
    at = { start: at?.start ?? range.start + blank, end: range.start + piece.trimEnd().length };
  }
  const written = frontMatter?.data?.title;
  const title = bare(typeof written === "string" || typeof written === "number" ? String(written) : "");
  const all = bare(words.join(" "));
  const rest = title === "" ? all : all.replace(title, " ");
  // text/stub reports an article that has nothing but its title.
  if (!at || rest.trim() === "" || rest.length > longest) return {};
  const shown = truncate(words.join(" ").replace(/\s+/g, " ").trim(), 40);
  return { key: rest.replace(/\d+/g, "#"), shown, at };
}
