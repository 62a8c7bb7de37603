import { defineRule, type FrontMatterProblem, t } from "../../src/rule.js";

interface Data {
  readonly message: string;
  readonly language: string;
  readonly byParser: boolean;
}

export default defineRule({
  name: "front-matter/syntax",
  summary: "Disallow front matter that cannot be parsed or has duplicate keys",
  severity: "error",
  fixable: "safe",
  messages: {
    syntax: ({ message, language, byParser }: Data) =>
      byParser
        ? t("front-matter/syntax.invalid", "Invalid {language}: {message}.", { language, message: asClause(message) })
        : message,
    "duplicate-key": ({ message }: Data) =>
      t("front-matter/syntax.duplicateKey", "{message}. Remove one of them.", { message: withoutPeriod(message) }),
    "lost-value": ({ message }: Data) => message,
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
      // front-matter/language reports this one.
      if (code === "language") continue;
      report(code, {
        at: range,
        data: { message, byParser, language: frontMatter?.language.toUpperCase() ?? "" },
        // Unsafe in a scaffold: a program replaces the template before the block is read as YAML.
        fix: repair && { ...repair, changes: ["text"], safety: problems.some(isTemplate) ? "unsafe" : "safe" },
      });
    }
  },
});

const isTemplate = ({ code }: FrontMatterProblem): boolean => code === "template";

/** A parser's message is a sentence, and follows a colon here. Names such as `YAML` stay. */
const asClause = (text: string): string =>
  withoutPeriod(text).replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

const withoutPeriod = (text: string): string => text.replace(/\.$/, "");
