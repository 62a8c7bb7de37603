import { defineRule, type Fix, type FrontMatter, formatNames, t } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/nested-categories",
  summary: "Disallow a hyphen too many in the categories of Hexo",
  severity: "warning",
  fixable: "unsafe",
  messages: {
    mixed: (d: { key: string; names: readonly string[] }) =>
      t(
        "front-matter/nested-categories.mixed",
        'A list in "{key}" makes separate top-level categories in Hexo: {names}. For one path of categories, use one hyphen for each name.',
        { key: d.key, names: formatNames(d.names) },
      ),
  },

  frontMatter(frontMatter, { article, report }) {
    if (article.generator?.name !== "Hexo" || !frontMatter?.data) return;
    // Hexo uses `category` if there is no `categories` (lib/plugins/processor/post.js).
    const key = ["categories", "category"].find((one) => frontMatter.data?.[one]);
    if (key === undefined) return;
    const found = namesIn(frontMatter, key);
    const at = found && frontMatter.place([key, found.nested], "value");
    if (!at) return;
    const { names } = found;
    const edit = frontMatter.setList([key], names);
    const fix: Fix | undefined = edit && {
      title: t("front-matter/nested-categories.fix.path", "Make one path of the categories"),
      safety: "unsafe",
      edits: [edit],
    };
    report("mixed", { at, data: { key, names }, fix });
  },
});

/**
 * The names in a list of names and of lists with one name, which are written with two hyphens in a line, and the index
 * of the first such list:
 *
 *     - news
 *     - - weather
 *
 * Hexo's documentation has names next to lists of several names (`- [Sports, Baseball]`), and in brackets a list is meant.
 */
function namesIn(frontMatter: FrontMatter, key: string): { names: string[]; nested: number } | undefined {
  const value = frontMatter.data?.[key];
  if (!Array.isArray(value)) return undefined;
  const names: string[] = [];
  const nested: number[] = [];
  for (const [index, item] of value.entries()) {
    const isList = Array.isArray(item);
    const [name, more]: unknown[] = isList ? item : [item];
    if (more !== undefined || (typeof name !== "string" && typeof name !== "number")) return undefined;
    if (isList && !/^-\s/.test(frontMatter.written([key, index])?.trimStart() ?? "")) return undefined;
    if (isList) nested.push(index);
    names.push(String(name));
  }
  const [first] = nested;
  return first !== undefined && nested.length < names.length ? { names, nested: first } : undefined;
}
