import { defineRule, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/category-path",
  summary: "Require categories to match the folder of the article",
  severity: "off",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: ["categories", "category"],
      description: "Keys that hold the categories; only the first one that the article has is checked",
    },
    below: {
      type: "string",
      default: "_posts",
      description: "Folder whose subfolders are the categories, by its name or path",
    },
  },
  messages: {
    other: (d: { key: string; stated: string; folders: string }) =>
      t(
        "front-matter/category-path.other",
        '"{key}" is "{stated}", but the file is in "{folders}". Change the category or move the file.',
        { key: d.key, stated: d.stated, folders: d.folders },
      ),
    none: (d: { folders: string }) =>
      t(
        "front-matter/category-path.none",
        'Missing category for a file in "{folders}". Add the category or move the file.',
        { folders: d.folders },
      ),
  },

  frontMatter(frontMatter, { article, options, report }) {
    const folders = foldersOf(article.path, options.below);
    if (!frontMatter?.data || !folders || folders.length === 0) return;
    const { data } = frontMatter;
    const key = options.keys.find((one) => Object.hasOwn(data, one));
    const paths = key === undefined ? [] : pathsIn(data[key]);
    if (key === undefined || paths.length === 0) {
      const at = key === undefined ? frontMatter.open : (frontMatter.place([key], "key") ?? frontMatter.open);
      report("none", { at, data: { folders: truncate(folders.join("/")) } });
      return;
    }
    if (paths.some((path) => isSame(path, folders))) return;
    const at = frontMatter.place([key], "value") ?? frontMatter.open;
    const stated = paths.map((path) => path.join("/")).join('", "');
    report("other", { at, data: { key, stated: truncate(stated), folders: truncate(folders.join("/")) } });
  },
});

/**
 * The folders between `below` and the article; `undefined` if the article is not in it. An `index` file is the article of
 * its folder (https://gohugo.io/content-management/page-bundles/).
 */
function foldersOf(file: string, below: string): string[] | undefined {
  const steps = file.split("/").slice(0, /\/index\.\w+$/.test(file) ? -2 : -1);
  const root = below.split("/").filter((step) => step !== "" && step !== ".");
  for (let start = 0; start + root.length <= steps.length; start++)
    if (root.every((step, at) => steps[start + at] === step)) return steps.slice(start + root.length);
  return undefined;
}

/**
 * Category paths. A string is one path, and so is a list of strings (Hexo, Jekyll); a list of lists has one path per list
 * (https://hexo.io/docs/front-matter#Categories-amp-Tags).
 */
function pathsIn(value: unknown): string[][] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.split("/").map((step) => step.trim())];
  if (!Array.isArray(value)) return [];
  const isPath = value.every((item) => typeof item === "string" || typeof item === "number");
  const paths = isPath ? [value] : value.map((item) => (Array.isArray(item) ? item : [item]));
  return paths.filter((path) => path.length > 0).map((path) => path.map(String));
}

const isSame = (path: readonly string[], folders: readonly string[]): boolean =>
  path.length === folders.length && path.every((step, at) => slug(step) === slug(folders[at] ?? ""));

/** Folder names often have no capitals and no spaces. */
const slug = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
