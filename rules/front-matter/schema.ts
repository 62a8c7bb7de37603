import {
  type Article,
  correctionFixes,
  defineRule,
  type Fix,
  formatPath,
  keyRange,
  type Path,
  t,
  truncate,
  valueRange,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/schema",
  summary: "Require front matter to match its schema",
  severity: "error",
  fixable: "safe",
  // Documentation generators take the title from the first heading.
  presets: { "markdown-docs": ["error", { optional: ["title"] }] },
  options: {
    optional: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Keys that may be missing in articles without a schema of their own, which `preset:article` applies to",
    },
  },
  messages: {
    invalid: ({ path, message }: { path: Path; message: string }) =>
      path.length === 0
        ? t("front-matter/schema.invalid.block", "The front matter {message}.", { message })
        : t("front-matter/schema.invalid", "{path} {message}.", { path: formatPath(path), message }),
    missing: ({ path, key }: { path: Path; key: string }) =>
      path.length === 0
        ? t("front-matter/schema.missing", 'Missing required key "{key}". Add it to the front matter.', {
            key: truncate(key),
          })
        : t("front-matter/schema.missing.nested", 'Missing required key "{key}" in {path}. Add the key.', {
            key: truncate(key),
            path: formatPath(path),
          }),
    misspelled: ({ path, key, written }: { path: Path; key: string; written: string }) =>
      path.length === 0
        ? t("front-matter/schema.misspelled", 'Missing required key "{key}". Rename "{written}" to "{key}"?', {
            key: truncate(key),
            written: truncate(written),
          })
        : t(
            "front-matter/schema.misspelled.nested",
            'Missing required key "{key}" in {path}. Rename "{written}" to "{key}"?',
            { key: truncate(key), path: formatPath(path), written: truncate(written) },
          ),
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, options, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords, didYouMean: [written] = [] } = problem;
    if (!frontMatter || (kind !== "value" && kind !== "missing-key")) return;
    if (kind === "missing-key" && path.length === 0 && key !== undefined) {
      const isOptional =
        options.optional.includes(key) || (key === "title" && written === undefined && isTitleOptional(article));
      const isStated = frontMatter.data && Object.hasOwn(frontMatter.data, "$schema");
      if (isOptional && !article.schemaIsChosen && !isStated) return;
    }
    if (kind === "missing-key" && key !== undefined && written !== undefined) {
      const place = [...path, written];
      const edit = frontMatter.renameKey(place, key);
      // Unsafe: themes read keys that no schema knows.
      const fix: Fix | undefined = edit && {
        title: t("front-matter/schema.fix.rename", 'Rename to "{key}"', { key }),
        safety: "unsafe",
        edits: [edit],
      };
      const at = keyRange(frontMatter, place);
      if (ownWords) report("own", { at, data: { message }, fix });
      else report("misspelled", { at, data: { path, key, written }, fix });
      return;
    }
    const isWritten = key !== undefined && frontMatter.place([...path, key], "key") !== undefined;
    const subject = isWritten ? [...path, key] : path;
    const isAboutKey = isWritten || kind === "missing-key";
    const at = isAboutKey ? keyRange(frontMatter, subject) : valueRange(frontMatter, subject);
    const fixes = key === undefined ? correctionFixes(frontMatter, problem) : {};
    if (ownWords) report("own", { at, data: { message }, ...fixes });
    else if (kind === "missing-key" && key !== undefined) report("missing", { at, data: { path, key } });
    else report("invalid", { at, data: { path: subject, message }, ...fixes });
  },
});

/** Whether the generator takes the title from elsewhere, or the article needs none. */
function isTitleOptional({ generator, headings, path }: Article): boolean {
  const { reader } = generator ?? {};
  if (reader?.titleIsOptional?.(path)) return true;
  return reader?.titleIsHeading === true && headings.some(({ level }) => level === 1);
}
