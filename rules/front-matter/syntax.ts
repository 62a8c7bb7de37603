import { defineRule, type FrontMatterProblem, t } from "../../src/rule.js";

interface Data {
  readonly message: string;
  readonly language: string;
  readonly byParser: boolean;
}

export default defineRule({
  name: "front-matter/syntax",
  summary: "Front matter can be read, and says everything once",
  severity: "error",
  fixable: "safe",
  messages: {
    syntax: ({ message, language, byParser }: Data) =>
      byParser
        ? t("front-matter/syntax.syntax", "the front matter is not valid {language}: {message}", {
            language,
            message: lowerFirst(message),
          })
        : message,
    "duplicate-key": ({ message }: Data) =>
      t('front-matter/syntax."duplicate-key"', "{message}: keep one of them", { message }),
    unclosed: ({ message }: Data) => message,
    "not-a-mapping": ({ message }: Data) => message,
    limit: ({ message }: Data) => message,
    conflict: ({ message }: Data) => message,
    template: ({ message }: Data) => message,
    "second-block": ({ message }: Data) => message,
  },

  frontMatter(frontMatter, { report }) {
    const problems = frontMatter?.problems ?? [];
    for (const { code, message, byParser = false, range, repair } of problems) {
      // front-matter/language speaks of it.
      if (code === "language") continue;
      report(code, {
        at: range,
        data: { message, byParser, language: frontMatter?.language.toUpperCase() ?? "" },
        // In a scaffold, a program puts a value in the template's place before anybody reads it as YAML.
        fix: repair && { ...repair, safety: problems.some(isTemplate) ? "unsafe" : "safe" },
      });
    }
  },
});

const isTemplate = ({ code }: FrontMatterProblem): boolean => code === "template";

/** Parsers begin their messages with a capital; ours go on behind a colon. `YAML` and the like stay. */
const lowerFirst = (text: string): string => text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
