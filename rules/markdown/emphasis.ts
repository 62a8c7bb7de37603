import { defineRule, type Fix, t, truncate } from "../../src/rule.js";
import { type ShownEmphasis, shownEmphasis } from "./_emphasis.js";

export default defineRule({
  name: "markdown/emphasis",
  summary: "Disallow emphasis whose markers readers see as text",
  severity: "error",
  fixable: "safe",
  messages: {
    punctuation: (d: { shown: string; marker: string }) =>
      t(
        "markdown/emphasis.punctuation",
        'Readers see the "{marker}" of "{shown}". Next to punctuation and a letter, Markdown reads no emphasis. Move the punctuation out of the emphasis.',
        d,
      ),
    spaces: (d: { shown: string; marker: string }) =>
      t(
        "markdown/emphasis.spaces",
        'Readers see the "{marker}" of "{shown}". Remove the spaces between the markers and the text.',
        d,
      ),
    underscores: (d: { shown: string }) =>
      t(
        "markdown/emphasis.underscores",
        'Readers see the "__" of "{shown}". Within a word, underscores are text. Use "**".',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    // Markers next to a space, or between punctuation and something else.
    if (!/\*\*[^\S\n]|[^\S\n]\*\*|[^\w\s*]\*\*(?=[^\s*])|[^\s*]\*\*(?=[^\w\s*])|__/.test(text)) return;
    if (article.encodingProblem || article.body.language !== "markdown") return;
    const { dialect } = article.body;
    const { blocks, strong } = article.markdown;
    for (const block of blocks) {
      const written = text.slice(block.start, block.end);
      if (!written.includes("**") && !written.includes("__")) continue;
      for (const { kind, range, marker, fix } of shownEmphasis(block, text, dialect, strong))
        report(kind, {
          at: range,
          data: { shown: truncate(text.slice(range.start, range.end), 40), marker },
          fix: fix && fixOf(kind, fix),
        });
    }
  },
});

const fixOf = (kind: ShownEmphasis["kind"], { edits, isSafe }: NonNullable<ShownEmphasis["fix"]>): Fix => ({
  title:
    kind === "underscores"
      ? t("markdown/emphasis.fix.asterisks", 'Use "**"')
      : kind === "spaces"
        ? t("markdown/emphasis.fix.spaces", "Remove the spaces")
        : isSafe
          ? t("markdown/emphasis.fix.move", "Move the punctuation out of the emphasis")
          : t("markdown/emphasis.fix.add", "Add a space next to the emphasis"),
  safety: isSafe ? "safe" : "unsafe",
  changes: ["text", "markdown"],
  edits,
});
