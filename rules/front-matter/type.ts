import { corrections, defineRule, either, shownPath, t, valueRange } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/type",
  summary: "Values of front matter are of the type, or among the values, that the schema allows",
  severity: "error",
  fixable: "safe",
  messages: {
    invalid: (d: { path: string; message: string; meant: readonly string[] }) =>
      d.meant.length > 0
        ? t("front-matter/type.invalid.didYou", "{path} {message}: did you mean {meant}?", {
            path: d.path,
            message: d.message,
            meant: either(d.meant),
          })
        : t("common.pattern", "{path} {message}", { path: d.path, message: d.message }),
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, message, ownWords, didYouMean = [] } = problem;
    if (!frontMatter || kind !== "type") return;
    const at = valueRange(frontMatter, path);
    const fixes = corrections(frontMatter, problem);
    // A name that the message lists already is not asked for again.
    const meant = didYouMean.filter((name) => !message.includes(t("common.quoted", '"{dotted}"', { dotted: name })));
    if (ownWords) report("own", { at, data: { message }, ...fixes });
    else report("invalid", { at, data: { path: shownPath(path), message, meant }, ...fixes });
  },
});
