import {
  cut,
  defineRule,
  type Edit,
  type Fix,
  type FrontMatter,
  keyRange,
  type Path,
  type SchemaProblem,
  shownPath,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/deprecated-key",
  editorTag: "deprecated",
  summary: "Front matter has no keys that its schema calls deprecated",
  severity: "warning",
  fixable: "safe",
  messages: {
    replaced: (d: { key: string; name: string }) =>
      t("front-matter/deprecated-key.replaced", '{key} is deprecated: write "{name}" instead', {
        key: d.key,
        name: cut(d.name),
      }),
    deprecated: (d: { key: string }) =>
      t("front-matter/deprecated-key.deprecated", "{key} is deprecated: leave it out", { key: d.key }),
    own: (d: { message: string }) => d.message,
  },

  schema(problem, { article, report }) {
    const { frontMatter } = article;
    const { path, kind, key, message, ownWords, replacement: name } = problem;
    if (!frontMatter || kind !== "deprecated-key" || key === undefined) return;
    const place = [...path, key];
    const removal = frontMatter.removeEntry(place);
    const finding = {
      at: keyRange(frontMatter, place),
      fix: replace(frontMatter, problem, removal),
      suggestions:
        name === undefined && removal
          ? [{ title: t("common.remove", "remove it"), safety: "unsafe" as const, edits: [removal] }]
          : [],
    };
    if (ownWords) report("own", { ...finding, data: { message } });
    else if (name !== undefined) report("replaced", { ...finding, data: { key: shownPath(place), name } });
    else report("deprecated", { ...finding, data: { key: shownPath(place) } });
  },
});

/** Renames the key, or moves its value to where the new key stands empty, or takes it away where both say the same. */
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
      edit && { title: t("common.rename", 'rename it to "{replacement}"', { replacement }), safety, edits: [edit] }
    );
  }
  if (!removal) return undefined;
  const value = valueAt(frontMatter, old);
  const other = valueAt(frontMatter, name);
  if (isEmpty(value) || JSON.stringify(value) === JSON.stringify(other))
    return {
      title: t("front-matter/deprecated-key.fix.removeSaysSame", 'remove it, "{replacement}" says the same', {
        replacement,
      }),
      safety: "safe",
      edits: [removal],
    };
  const source = frontMatter.written(old);
  // Of several lines, each would have to be indented anew.
  if (!isEmpty(other) || source === undefined || /[\r\n]/.test(source)) return undefined;
  const edit = frontMatter.setSource(name, source);
  return (
    edit && {
      title: t("front-matter/deprecated-key.fix.moveValue", 'move its value to "{replacement}"', { replacement }),
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
