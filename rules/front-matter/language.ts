import { defineRule, suggest, t } from "../../src/rule.js";

/** What others call the three languages, and what stet can read them as. */
const names = ["yaml", "yml", "toml", "json"];

export default defineRule({
  name: "front-matter/language",
  summary: "Front matter is YAML, TOML or JSON, and never code",
  severity: "error",
  messages: {
    code: (d: { language: string }) =>
      t(
        "front-matter/language.code",
        '"{language}" front matter is code, which stet never runs and most site generators neither: write it in YAML, TOML or JSON',
        { language: d.language },
      ),
    unknown: (d: { language: string; meant: string | undefined }) =>
      d.meant === undefined
        ? t(
            "front-matter/language.unknown.languageFront",
            '"{language}" is no language of front matter that stet reads: use YAML, TOML or JSON',
            { language: d.language },
          )
        : t(
            "front-matter/language.unknown.languageFrontMatter",
            '"{language}" is no language of front matter: did you mean "{meant}"?',
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

/** Languages that gray-matter and its plug-ins hand to an interpreter. */
const isCode = /^(?:[cm]?js|jsx|javascript|[cm]?ts|tsx|typescript|coffee(?:script)?|cson|lua|ruby|rb|python|py|php)$/i;
