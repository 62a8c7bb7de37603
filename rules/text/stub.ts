import { defineRule, t, truncate } from "../../src/rule.js";
import { bare, isFilledBySite, isPageOfFolder, isUnfinished, pageKeys, showsMore } from "./_content.js";

export default defineRule({
  name: "text/stub",
  summary: "Disallow articles without content",
  severity: "warning",
  presets: { "markdown-docs": "off" },
  options: {
    pageKeys: {
      type: "array",
      items: { type: "string" },
      default: pageKeys,
      description:
        "Front matter keys of pages that the site fills: a value other than `post` or `article` allows an empty body",
    },
  },
  messages: {
    empty: () =>
      t("text/stub.empty", "Article has no text or images. Add content, mark it as a draft, or delete the file."),
    title: (d: { title: string }) =>
      t(
        "text/stub.title",
        'Article only repeats its title "{title}". Add content, mark it as a draft, or delete the file.',
        { title: d.title },
      ),
  },

  folded: {
    title: () =>
      t(
        "text/stub.folded.title",
        "Article only repeats its title. Add content, mark it as a draft, or delete the file.",
      ),
  },

  body(body, { article, options, report }) {
    const { text, frontMatter } = article;
    // A quick test first: text without tags that is longer than any title is content.
    if (body.range.end - body.range.start > 20_000) return;
    const { data } = frontMatter ?? {};
    if (frontMatter && !data) return;
    const written = text.slice(body.range.start).replace(/<[^<>]*>/g, "");
    const title = typeof data?.title === "string" ? data.title.trim() : "";
    if (written.trim().length > 4 * title.length + 200) return;
    if (isFilledBySite(article, options.pageKeys) || isPageOfFolder(article) || isUnfinished(article)) return;

    const words = article.prose.filter(({ start, end }) => text.slice(start, end).trim() !== "");
    if (showsMore(article)) return;
    const [first] = words;
    const last = words.at(-1);
    if (!first || !last) {
      report("empty", { at: { start: body.range.start, end: body.range.start }, data: undefined });
      return;
    }
    const content = bare(words.map(({ start, end }) => text.slice(start, end)).join(""));
    if (title !== "" && content === bare(title))
      report("title", { at: { start: first.start, end: last.end }, data: { title: truncate(title, 40) } });
  },
});
