import { defineRule, isWholeDocument, type Range } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/required",
  summary: "Every article has front matter",
  severity: "error",
  presets: { "markdown-docs": "off" },
  options: {
    except: {
      type: "array",
      items: { type: "string" },
      default: [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
        "SECURITY.md",
        "LICENSE.md",
        "SUMMARY.md",
        "index.html",
        "404.html",
      ],
      description: "files that need none: names, or ends of paths; upper and lower case are the same",
    },
    keys: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "keys that the front matter must have, beside those that the schema requires",
    },
  },
  messages: {
    empty: () => "the file is empty: write the article or remove the file",
    missing: () => 'the article has no front matter: begin it with a "---" block that names at least its title',
    key: (d: { key: string }) => `the front matter has no "${d.key}": add it`,
  },

  frontMatter(frontMatter, { article, options, report }) {
    const path = `/${article.path.replaceAll("\\", "/")}`.toLowerCase();
    if (options.except.some((name) => path.endsWith(`/${name.replace(/^\/+/, "").toLowerCase()}`))) return;
    if (!frontMatter) {
      if (article.text.trim() === "") report("empty", { at: firstCharacter(article.text), data: undefined });
      else if (!isWholeDocument(article)) report("missing", { at: firstCharacter(article.text), data: undefined });
      return;
    }
    const { data } = frontMatter;
    if (!data) return;
    for (const key of options.keys)
      if (!Object.hasOwn(data, key)) report("key", { at: frontMatter.open, data: { key } });
  },
});

/** The first character behind a byte order mark; no width if the line is empty. */
function firstCharacter(text: string): Range {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const code = text.codePointAt(start) ?? 0x0a;
  return { start, end: start + (code === 0x0a || code === 0x0d ? 0 : String.fromCodePoint(code).length) };
}
