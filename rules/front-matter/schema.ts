import { corrections, cut, defineRule, keyRange, shownPath, valueRange } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/schema",
  summary: "Front matter is what its schema says",
  severity: "error",
  fixable: "safe",
  messages: {
    invalid: (d: { path: string; message: string }) => `${d.path} ${d.message}`,
    missing: (d: { path: string; key: string }) => `${d.path} has no "${cut(d.key)}": add it`,
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords } = problem;
    if (!frontMatter || (kind !== "value" && kind !== "missing-key")) return;
    const isWritten = key !== undefined && frontMatter.place([...path, key], "key") !== undefined;
    const subject = isWritten ? [...path, key] : path;
    const isAboutKey = isWritten || kind === "missing-key";
    const at = isAboutKey ? keyRange(frontMatter, subject) : valueRange(frontMatter, subject);
    const fixes = key === undefined ? corrections(frontMatter, problem) : {};
    if (ownWords) report("own", { at, data: { message }, ...fixes });
    else if (kind === "missing-key" && key !== undefined)
      report("missing", { at, data: { path: shownPath(path), key } });
    else report("invalid", { at, data: { path: shownPath(subject), message }, ...fixes });
  },
});
