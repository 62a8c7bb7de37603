import { defineRule, t, truncate } from "../../src/rule.js";
import { endPatterns, findPointer, phrases } from "./_ending.js";

export default defineRule({
  name: "text/truncated",
  summary: 'Report truncated copies that end in "Read more"',
  severity: "warning",
  presets: { "markdown-docs": "off" },
  options: {
    phrases: {
      type: "array",
      items: { type: "string" },
      default: phrases,
      description: "Phrases at the end of truncated articles, ignoring letter case; replaces the built-in list",
    },
  },
  messages: {
    truncated: (d: { phrase: string }) =>
      t(
        "text/truncated.truncated",
        'Article ends in "{phrase}", so the rest is probably missing. Add the rest, or remove "{phrase}".',
        { phrase: d.phrase },
      ),
  },

  prepare: ({ phrases }) => endPatterns(phrases),

  body(_, { article, prepared, report }) {
    const found = findPointer(article, prepared);
    if (found) report("truncated", { at: found.at, data: { phrase: truncate(found.phrase) } });
  },
});
