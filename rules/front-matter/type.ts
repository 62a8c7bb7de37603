import { corrections, defineRule, either, say, shownPath, valueRange } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/type",
  summary: "Values of front matter are of the type, or among the values, that the schema allows",
  severity: "error",
  fixable: "safe",
  messages: {
    invalid: (d: { path: string; message: string; meant: readonly string[] }) =>
      d.meant.length > 0 ? say`${d.path} ${d.message}: did you mean ${either(d.meant)}?` : say`${d.path} ${d.message}`,
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, message, ownWords, didYouMean = [] } = problem;
    if (!frontMatter || kind !== "type") return;
    const at = valueRange(frontMatter, path);
    const fixes = corrections(frontMatter, problem);
    // A name that the message lists already is not asked for again.
    const meant = didYouMean.filter((name) => !message.includes(say`"${name}"`));
    if (ownWords) report("own", { at, data: { message }, ...fixes });
    else report("invalid", { at, data: { path: shownPath(path), message, meant }, ...fixes });
  },
});
