import { defineRule, type Fix, t } from "../../src/rule.js";

export default defineRule({
  name: "source/leading-blank",
  summary: "Disallow blank lines before front matter",
  severity: "error",
  fixable: "safe",
  messages: {
    unknown: (d: { lines: number }) =>
      d.lines === 1
        ? t(
            "source/leading-blank.blank.one",
            "Blank line before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the line.",
          )
        : t(
            "source/leading-blank.blank.many",
            "{lines} blank lines before the front matter, so Jekyll, Hexo and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.",
            { lines: d.lines },
          ),
    ignored: (d: { lines: number; generator: string }) =>
      d.lines === 1
        ? t(
            "source/leading-blank.ignored.one",
            "Blank line before the front matter, so {generator} ignores it and shows it as text. Remove the line.",
            { generator: d.generator },
          )
        : t(
            "source/leading-blank.ignored.many",
            "{lines} blank lines before the front matter, so {generator} ignores it and shows it as text. Remove the lines.",
            d,
          ),
    read: (d: { lines: number; generator: string }) =>
      d.lines === 1
        ? t(
            "source/leading-blank.read.one",
            "Blank line before the front matter. {generator} reads it, but most other generators do not. Remove the line.",
            { generator: d.generator },
          )
        : t(
            "source/leading-blank.read.many",
            "{lines} blank lines before the front matter. {generator} reads it, but most other generators do not. Remove the lines.",
            d,
          ),
  },

  folded: {
    unknown: () =>
      t(
        "source/leading-blank.folded.unknown",
        "Blank lines before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.",
      ),
    // Two sites in one run may have two generators.
    ignored: ({ data: { generator } }) =>
      generator === undefined
        ? undefined
        : t(
            "source/leading-blank.folded.ignored",
            "Blank lines before the front matter, so {generator} ignores it and shows it as text. Remove the lines.",
            { generator },
          ),
    read: ({ data: { generator } }) =>
      generator === undefined
        ? undefined
        : t(
            "source/leading-blank.folded.read",
            "Blank line before the front matter. {generator} reads it, but most other generators do not. Remove the line.",
            { generator },
          ),
  },

  source(article, { report }) {
    const { text, lead, generator } = article;
    const start = text.startsWith("\ufeff") ? 1 : 0;
    if (lead.end <= start || !article.frontMatter) return;
    const { data, problems } = article.frontMatter;
    // Text between two thematic breaks only looks like front matter.
    if (problems.some(({ code }) => code === "not-a-mapping")) return;
    const range = { start, end: lead.end };
    const isCertain = data !== undefined || problems.every(({ repair }) => repair);
    const lines = text.slice(start, lead.end).match(/\r\n?|\n/g)?.length ?? 1;
    const fix: Fix = {
      title: t("source/leading-blank.fix.remove", "Remove the blank lines"),
      safety: isCertain ? "safe" : "unsafe",
      edits: [{ range, text: "" }],
    };
    if (generator?.readsAfterBlank === undefined) report("unknown", { at: range, data: { lines }, fix });
    else if (generator.readsAfterBlank)
      report("read", {
        at: range,
        data: { lines, generator: generator.name },
        fix,
        severity: "warning",
      });
    else report("ignored", { at: range, data: { lines, generator: generator.name }, fix });
  },
});
