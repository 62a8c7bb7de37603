import { corrections, cut, defineRule, type Fix, keyRange, shownPath, t, valueRange } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/schema",
  summary: "Front matter is what its schema says",
  severity: "error",
  fixable: "safe",
  // Generators of documentation take the title from the first heading, and some pages have none.
  presets: { "markdown-docs": ["error", { optional: ["title"] }] },
  options: {
    optional: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "keys that may be missing in articles that no schema was chosen for, so that `preset:article` applies",
    },
  },
  messages: {
    invalid: (d: { path: string; message: string }) =>
      t("common.pattern", "{path} {message}", { path: d.path, message: d.message }),
    missing: (d: { path: string; key: string }) =>
      t("front-matter/schema.missing", '{path} has no "{key}": add it', { path: d.path, key: cut(d.key) }),
    misspelt: (d: { path: string; key: string; written: string }) =>
      t("front-matter/schema.misspelt", '{path} has no "{key}": did you mean it by "{written}"?', {
        path: d.path,
        key: cut(d.key),
        written: cut(d.written),
      }),
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, options, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords, didYouMean: [written] = [] } = problem;
    if (!frontMatter || (kind !== "value" && kind !== "missing-key")) return;
    if (kind === "missing-key" && path.length === 0 && key !== undefined && options.optional.includes(key)) {
      const isStated = frontMatter.data && Object.hasOwn(frontMatter.data, "$schema");
      if (!article.schemaIsChosen && !isStated) return;
    }
    if (kind === "missing-key" && key !== undefined && written !== undefined) {
      const place = [...path, written];
      const edit = frontMatter.renameKey(place, key);
      // Not safe: themes read keys that no schema knows.
      const fix: Fix | undefined = edit && {
        title: t("common.rename", 'rename it to "{replacement}"', { replacement: key }),
        safety: "unsafe",
        edits: [edit],
      };
      const at = keyRange(frontMatter, place);
      if (ownWords) report("own", { at, data: { message }, fix });
      else report("misspelt", { at, data: { path: shownPath(path), key, written }, fix });
      return;
    }
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
