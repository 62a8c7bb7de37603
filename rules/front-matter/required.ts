import {
  type Article,
  cut,
  defineRule,
  type Fix,
  isWholeDocument,
  type MisplacedFrontMatter,
  type Range,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "front-matter/required",
  summary: "Every article has front matter",
  severity: "error",
  fixable: "safe",
  presets: {
    strict: ["error", { folders: ["*"] }],
    "rss-archive": ["error", { folders: ["*"] }],
    "markdown-docs": "off",
  },
  options: {
    except: {
      type: "array",
      items: { type: "string" },
      default: [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
        "SECURITY.md",
        "LICENSE.md",
        "SUMMARY.md",
        "AUTHORS.md",
        "index.html",
        "404.html",
      ],
      description: "files that need none: names, or ends of paths; upper and lower case are the same",
    },
    folders: {
      type: "array",
      items: { type: "string" },
      default: ["_posts", "_drafts", "content", "posts", "articles", "blog", "news"],
      description: "folders in which a heading does not do instead of front matter, at any depth; `*` means everywhere",
    },
    keys: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "keys that the front matter must have, beside those that the schema requires",
    },
    allowEmpty: {
      type: "boolean",
      default: true,
      description: "whether a block without entries will do; the schema may still require some",
    },
  },
  messages: {
    "no-text": () => t('front-matter/required."no-text"', "the file is empty: write the article or remove the file"),
    empty: () => t("front-matter/required.empty", "the front matter is empty: name at least the title in it"),
    misplaced: (d: { before: string }) =>
      t(
        "front-matter/required.misplaced",
        "the front matter stands behind {before}, where no program sees it: move it to the first line",
        { before: d.before },
      ),
    fence: (d: { written: string }) =>
      d.written === ""
        ? t(
            "front-matter/required.fence.frontMatter",
            'the front matter has no "---" above it, so that most programs read it as text: add that line',
          )
        : t("front-matter/required.fence.opensFront", '"{written}" opens no front matter: write "---"', {
            written: d.written,
          }),
    conflict: () =>
      t(
        "front-matter/required.conflict",
        "a merge conflict was never resolved: keep one of the two sides and remove the lines <<<<<<<, ======= and >>>>>>>",
      ),
    missing: () =>
      t(
        "front-matter/required.missing",
        'the article has no front matter: begin it with a "---" block that names at least its title',
      ),
    key: (d: { key: string }) =>
      t("front-matter/required.key", 'the front matter has no "{key}": add it', { key: d.key }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    const path = `/${article.path.replaceAll("\\", "/")}`.toLowerCase();
    if (options.except.some((name) => path.endsWith(`/${name.replace(/^\/+/, "").toLowerCase()}`))) return;
    if (!frontMatter) {
      if (article.text.trim() === "") report("no-text", { at: firstCharacter(article.text), data: undefined });
      else if (!isWholeDocument(article)) {
        const { misplacedFrontMatter: misplaced } = article;
        const conflict = misplaced && conflictIn(article, misplaced);
        if (!misplaced) {
          if (!isDocument(article, options)) report("missing", { at: firstCharacter(article.text), data: undefined });
        } else if (conflict) report("conflict", { at: conflict, data: undefined });
        else if (misplaced.unopened) {
          const { written, edits } = misplaced.unopened;
          const fix = { title: t("front-matter/required.fix.write", 'write "---"'), safety: "safe", edits } as const;
          report("fence", { at: misplaced.open, data: { written }, fix });
        } else
          report("misplaced", {
            at: misplaced.open,
            data: { before: named(article, misplaced) },
            fix: moved(article, misplaced),
          });
      }
      return;
    }
    const { data } = frontMatter;
    if (!data) return;
    const isEmpty = Object.keys(data).length === 0 && frontMatter.problems.length === 0;
    if (isEmpty && !options.allowEmpty && options.keys.length === 0)
      report("empty", { at: frontMatter.open, data: undefined });
    for (const key of options.keys)
      if (!Object.hasOwn(data, key)) report("key", { at: frontMatter.open, data: { key } });
  },
});

/**
 * A README, a page of documentation: Markdown whose title is its heading, where nothing says that it is to be an article
 * with front matter.
 */
function isDocument(
  article: Article,
  { folders, keys }: { folders: readonly string[]; keys: readonly string[] },
): boolean {
  if (article.body.language !== "markdown" || article.schemaIsChosen || keys.length > 0) return false;
  const path = `/${article.path.replaceAll("\\", "/")}`.toLowerCase();
  const isInFolder = (name: string) => name === "*" || path.includes(`/${trimmed(name).toLowerCase()}/`);
  if (folders.some(isInFolder)) return false;
  // `title: …` above `---` is a heading too, and more likely what is left of front matter.
  const isHeading = ({ range, text }: Article["headings"][number]) =>
    /[#<]/.test(article.text[range.start] ?? "") || !/^[\w-]+:(?:\s|$)/.test(text);
  return article.headings.some(isHeading);
}

/** `/source/_posts/` as `source/_posts`. */
const trimmed = (folder: string): string => folder.replace(/^(?:\.?\/)+|\/+$/g, "");

const textBefore = ({ text }: Article, { before }: MisplacedFrontMatter): string =>
  text.slice(before.start, before.end);

/** The line that version control left in front of the block. */
function conflictIn(article: Article, misplaced: MisplacedFrontMatter): Range | undefined {
  const found = /^<{7}(?: [^\r\n]*)?$/m.exec(textBefore(article, misplaced));
  if (!found) return undefined;
  const start = misplaced.before.start + found.index;
  return { start, end: start + found[0].trimEnd().length };
}

/** Blanks of all scripts, and characters without width. */
const isInvisible = (text: string): boolean => /^[\s\u200b-\u200f\u2060\ufeff]*$/.test(text);

function named(article: Article, misplaced: MisplacedFrontMatter): string {
  const before = textBefore(article, misplaced);
  if (isInvisible(before)) return t("front-matter/required.blankInvisibleCharacters", "blank or invisible characters");
  return t("common.quoted", '"{dotted}"', { dotted: cut(before.trim().split(/[\r\n]/, 1)[0] ?? "", 40) });
}

function moved(article: Article, misplaced: MisplacedFrontMatter): Fix | undefined {
  const { before, range, bodyStart } = misplaced;
  const text = textBefore(article, misplaced);
  if (isInvisible(text))
    return {
      title: t("front-matter/required.fix.removeStandsBefore", "remove what stands before it"),
      safety: "safe",
      edits: [{ range: before, text: "" }],
    };
  const block = article.text.slice(range.start, bodyStart);
  const lineBreak = /[\r\n]$/.test(block) ? "" : "\n";
  return {
    title: t("front-matter/required.fix.moveFrontMatter", "move the front matter to the first line"),
    // The text in front of it becomes the beginning of the article.
    safety: "unsafe",
    edits: [
      { range: { start: before.start, end: before.start }, text: block + lineBreak },
      { range: { start: range.start, end: bodyStart }, text: "" },
    ],
  };
}

/** The first character behind a byte order mark; no width if the line is empty. */
function firstCharacter(text: string): Range {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const code = text.codePointAt(start) ?? 0x0a;
  return { start, end: start + (code === 0x0a || code === 0x0d ? 0 : String.fromCodePoint(code).length) };
}
