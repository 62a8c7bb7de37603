import { cut, defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/category-path",
  summary: "An article's categories are the folders it lies in",
  severity: "off",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: ["categories", "category"],
      description: "the keys that hold categories; the first that is there counts",
    },
    below: {
      type: "string",
      default: "_posts",
      description: "the folder whose folders are categories, by its name or path",
    },
  },
  messages: {
    other: (d: { key: string; stated: string; folders: string }) =>
      t(
        "front-matter/category-path.other",
        '"{key}" says "{stated}", but the article lies in "{folders}": correct it, or move the file',
        { key: d.key, stated: d.stated, folders: d.folders },
      ),
    none: (d: { folders: string }) =>
      t(
        "front-matter/category-path.none",
        'the article lies in "{folders}", but has no category: state it, or move the file',
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
      report("none", { at, data: { folders: cut(folders.join("/")) } });
      return;
    }
    if (paths.some((path) => isSame(path, folders))) return;
    const at = frontMatter.place([key], "value") ?? frontMatter.open;
    const stated = paths.map((path) => path.join("/")).join('", "');
    report("other", { at, data: { key, stated: cut(stated), folders: cut(folders.join("/")) } });
  },
});

/**
 * The folders between the one that is named and the article; `undefined` if it does not lie below it. An `index` file is
 * its folder's article (https://gohugo.io/content-management/page-bundles/).
 */
function foldersOf(file: string, below: string): string[] | undefined {
  const steps = file.split("/").slice(0, /\/index\.\w+$/.test(file) ? -2 : -1);
  const root = below.split("/").filter((step) => step !== "" && step !== ".");
  for (let start = 0; start + root.length <= steps.length; start++)
    if (root.every((step, at) => steps[start + at] === step)) return steps.slice(start + root.length);
  return undefined;
}

/**
 * Category paths: of a text, itself; of a list of texts, the list (Hexo, Jekyll); of a list with lists in it, each of them
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

/** Folder names are often written without capitals and blanks. */
const slug = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
