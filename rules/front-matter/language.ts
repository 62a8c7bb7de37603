import { defineRule, suggest, t } from "../../src/rule.js";

/** Names of the languages that stet reads. */
const names = ["yaml", "yml", "toml", "json"];

export default defineRule({
  name: "front-matter/language",
  summary: "Require YAML, TOML or JSON front matter, and disallow code",
  severity: "error",
  messages: {
    code: (d: { language: string }) =>
      t(
        "front-matter/language.code",
        'Front matter in "{language}" is code, which some generators run during the build. Use YAML, TOML or JSON.',
        { language: d.language },
      ),
    unknown: (d: { language: string; meant: string | undefined }) =>
      d.meant === undefined
        ? t("front-matter/language.unknown", 'Unknown front matter language "{language}". Use YAML, TOML or JSON.', {
            language: d.language,
          })
        : t(
            "front-matter/language.unknown.guess",
            'Unknown front matter language "{language}". Did you mean "{meant}"?',
            { language: d.language, meant: d.meant },
          ),
  },

  frontMatter(frontMatter, { article, report }) {
    for (const { code, range } of frontMatter?.problems ?? []) {
      if (code !== "language") continue;
      const language = article.text.slice(range.start, range.end);
      if (isCode.test(language)) report("code", { at: range, data: { language } });
      else report("unknown", { at: range, data: { language, meant: suggest(language.toLowerCase(), names)[0] } });
    }
  },
});

/** Languages that gray-matter (Eleventy, for example) or its plugins run as code. */
const isCode = /^(?:[cm]?js|jsx|javascript|[cm]?ts|tsx|typescript|coffee(?:script)?|cson|lua|ruby|rb|python|py|php)$/i;
