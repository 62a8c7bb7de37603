import {
  defineRule,
  type Edit,
  type Fix,
  type FrontMatter,
  formatPath,
  keyRange,
  type Path,
  type SchemaProblem,
  t,
  truncate,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/deprecated-key",
  editorTag: "deprecated",
  summary: "Disallow keys that the schema marks as deprecated",
  severity: "warning",
  fixable: "safe",
  messages: {
    replaced: (d: { key: string; name: string }) =>
      t("front-matter/deprecated-key.replaced", '{key} is deprecated. Use "{name}" instead.', {
        key: d.key,
        name: truncate(d.name),
      }),
    deprecated: (d: { key: string }) =>
      t("front-matter/deprecated-key.deprecated", "{key} is deprecated. Remove the key.", { key: d.key }),
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords, replacement: name } = problem;
    if (!frontMatter || kind !== "deprecated-key" || key === undefined) return;
    const place = [...path, key];
    const removal = frontMatter.removeEntry(place);
    const violation = {
      at: keyRange(frontMatter, place),
      fix: replace(frontMatter, problem, removal),
      suggestions:
        name === undefined && removal
          ? [
              {
                title: t("front-matter/deprecated-key.fix.remove", "Remove the key"),
                safety: "unsafe" as const,
                edits: [removal],
              },
            ]
          : [],
    };
    if (ownWords) report("own", { ...violation, data: { message } });
    else if (name !== undefined) report("replaced", { ...violation, data: { key: formatPath(place), name } });
    else report("deprecated", { ...violation, data: { key: formatPath(place) } });
  },
});

/** Renames the key; moves its value if the new key is there and empty; removes the key if both have the same value. */
function replace(
  frontMatter: FrontMatter,
  { path, key = "", replacement, fits }: SchemaProblem,
  removal: Edit | undefined,
): Fix | undefined {
  if (replacement === undefined || fits === "never") return undefined;
  const old = [...path, key];
  const name = [...path, replacement];
  const safety = fits === "value" ? "safe" : "unsafe";
  if (!frontMatter.place(name, "key")) {
    const edit = frontMatter.renameKey(old, replacement);
    return (
      edit && {
        title: t("front-matter/deprecated-key.fix.rename", 'Rename to "{replacement}"', { replacement }),
        safety,
        edits: [edit],
      }
    );
  }
  if (!removal) return undefined;
  const value = valueAt(frontMatter, old);
  const other = valueAt(frontMatter, name);
  if (isEmpty(value) || JSON.stringify(value) === JSON.stringify(other))
    return {
      title: t("front-matter/deprecated-key.fix.removeOld", 'Remove the old key and keep "{replacement}"', {
        replacement,
      }),
      safety: "safe",
      edits: [removal],
    };
  const source = frontMatter.written(old);
  // A value of several lines would need new indentation.
  if (!isEmpty(other) || source === undefined || /[\r\n]/.test(source)) return undefined;
  const edit = frontMatter.setSource(name, source);
  return (
    edit && {
      title: t("front-matter/deprecated-key.fix.move", 'Move the value to "{replacement}"', { replacement }),
      safety,
      edits: [edit, removal],
    }
  );
}

const isEmpty = (value: unknown): boolean => value === null || value === "";

function valueAt({ data }: FrontMatter, path: Path): unknown {
  let value: unknown = data;
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  return value;
}
