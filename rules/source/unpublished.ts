import { defineRule, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "source/unpublished",
  summary: "Report posts that Hexo or Jekyll does not publish",
  severity: "warning",
  presets: { "rss-archive": "error" },
  messages: {
    start: (d: { generator: string; name: string; character: string }) =>
      t(
        "source/unpublished.start",
        '{generator} does not publish this article, because the name "{name}" starts with "{character}". Use a name that starts with another character.',
        d,
      ),
    end: (d: { generator: string; name: string; character: string }) =>
      t(
        "source/unpublished.end",
        '{generator} does not publish this article, because the name "{name}" ends with "{character}". Use a name that ends with another character.',
        d,
      ),
    date: (d: { generator: string; name: string }) =>
      t(
        "source/unpublished.date",
        '{generator} does not publish this article, because the name "{name}" does not start with a date. Use a name such as "2024-01-31-{name}".',
        d,
      ),
    setting: (d: { generator: string; setting: string; glob: string }) =>
      t(
        "source/unpublished.setting",
        '{generator} does not publish this article, because "{setting}" in _config.yml has the glob "{glob}". Correct the glob, or move the file.',
        d,
      ),
  },

  source({ text, generator }, { report }) {
    const { unpublished, name: maker = "" } = generator ?? {};
    if (!unpublished) return;
    const start = text.startsWith("\ufeff") ? 1 : 0;
    const at = { start, end: start };
    const common = { generator: maker };
    switch (unpublished.because) {
      case "name": {
        const { name, character } = unpublished;
        report(unpublished.at, { at, data: { ...common, name: truncate(name), character } });
        break;
      }
      case "date":
        report("date", { at, data: { ...common, name: truncate(unpublished.name) } });
        break;
      case "setting":
        report("setting", { at, data: { ...common, setting: unpublished.setting, glob: truncate(unpublished.glob) } });
    }
  },
});
