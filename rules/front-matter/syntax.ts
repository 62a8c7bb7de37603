import { defineRule } from "../../src/rule.js";

interface Data {
  readonly message: string;
  readonly language: string;
}

export default defineRule({
  name: "front-matter/syntax",
  summary: "Front matter can be read, and says everything once",
  severity: "error",
  fixable: "safe",
  messages: {
    syntax: ({ message, language }: Data) =>
      /^(?:the|no) /.test(message) ? message : `the front matter is not valid ${language}: ${lowerFirst(message)}`,
    "duplicate-key": ({ message }: Data) => `${lowerFirst(message)}: keep one of them`,
    unclosed: ({ message }: Data) => message,
    "not-a-mapping": ({ message }: Data) => message,
    limit: ({ message }: Data) => message,
  },

  frontMatter(frontMatter, { report }) {
    for (const { code, message, range, repair } of frontMatter?.problems ?? []) {
      // front-matter/language speaks of it.
      if (code === "language") continue;
      report(code, {
        at: range,
        data: { message, language: frontMatter?.language.toUpperCase() ?? "" },
        fix: repair && { ...repair, safety: "safe" },
      });
    }
  },
});

/** Parsers begin their messages with a capital; ours go on behind a colon. `YAML` and the like stay. */
const lowerFirst = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
