import { alternatives, correctionFixes, defineRule, formatPath, type Path, t, valueRange } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/type",
  summary: "Require values of a type, or from a list of values, that the schema allows",
  severity: "error",
  fixable: "safe",
  messages: {
    invalid: ({ path, message, meant }: { path: Path; message: string; meant: readonly string[] }) => {
      if (path.length === 0) return t("front-matter/type.invalid.block", "The front matter {message}.", { message });
      const values = { path: formatPath(path), message };
      return meant.length > 0
        ? t("front-matter/type.invalid.guess", "{path} {message}. Did you mean {meant}?", {
            ...values,
            meant: alternatives(meant),
          })
        : t("front-matter/type.invalid", "{path} {message}.", values);
    },
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, message, ownWords, didYouMean = [] } = problem;
    if (!frontMatter || kind !== "type") return;
    const at = valueRange(frontMatter, path);
    const fixes = correctionFixes(frontMatter, problem);
    // A value that the message already lists is not repeated as a guess.
    const meant = didYouMean.filter((name) => !message.includes(t("common.quoted", '"{dotted}"', { dotted: name })));
    if (ownWords) report("own", { at, data: { message }, ...fixes });
    else report("invalid", { at, data: { path, message, meant }, ...fixes });
  },
});
