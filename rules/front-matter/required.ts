import {
  type Article,
  defineRule,
  type Fix,
  isWholeDocument,
  type MisplacedFrontMatter,
  type Range,
  t,
  truncate,
} from "../../src/rule.js";
import { isIncluded } from "../text/_content.js";

export default defineRule({
  name: "front-matter/required",
  summary: "Require front matter in every article",
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
        "AGENTS.md",
        "CLAUDE.md",
        "PULL_REQUEST_TEMPLATE.md",
        "ISSUE_TEMPLATE.md",
        "index.html",
        "404.html",
      ],
      description: "Files that need no front matter, by name or by the end of the path; case does not matter",
    },
    folders: {
      type: "array",
      items: { type: "string" },
      default: ["_posts", "_drafts", "content", "posts", "articles", "blog", "news"],
      description:
        "Folders, at any depth, in which a Markdown file with a heading needs front matter too; `*` means all folders",
    },
    keys: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Keys that front matter must have, in addition to those that the schema requires; their values may be empty",
    },
    allowEmpty: {
      type: "boolean",
      default: true,
      description: "Allow front matter without entries; the schema may still require keys",
    },
  },
  messages: {
    emptyFile: () => t("front-matter/required.emptyFile", "The file is empty. Write the article or remove the file."),
    empty: () => t("front-matter/required.empty", "The front matter is empty. Add at least a title."),
    misplaced: (d: { before: string }) =>
      t(
        "front-matter/required.misplaced",
        "Front matter must start on line 1; here it follows {before} and is shown as text. Move it to the top.",
        { before: d.before },
      ),
    fence: ({ written }: { written: string }) => {
      if (written === "")
        return t(
          "front-matter/required.fence.missing",
          'Missing "---" above the front matter. Only Hexo reads it without, others show it as text. Add the line.',
        );
      // https://github.com/hexojs/hexo-front-matter
      return /^-{4,}$/.test(written)
        ? t(
            "front-matter/required.fence.long",
            'Only Hexo reads "{written}" as the start of front matter, others show it as text. Use "---".',
            { written },
          )
        : t("front-matter/required.fence.wrong", '"{written}" does not start front matter. Use "---".', { written });
    },
    conflict: () =>
      t(
        "front-matter/required.conflict",
        "Unresolved merge conflict. Keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>.",
      ),
    missing: () =>
      t(
        "front-matter/required.missing",
        'Missing front matter. Start the file with a "---" block that has at least a title.',
      ),
    key: (d: { key: string }) =>
      t("front-matter/required.key", 'Missing required key "{key}". Add it to the front matter.', { key: d.key }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    const path = `/${article.path.replaceAll("\\", "/")}`.toLowerCase();
    if (options.except.some((name) => path.endsWith(`/${name.replace(/^\/+/, "").toLowerCase()}`))) return;
    if (!frontMatter) {
      if (article.text.trim() === "") report("emptyFile", { at: firstCharacter(article.text), data: undefined });
      else if (!isWholeDocument(article)) {
        const { misplacedFrontMatter: misplaced } = article;
        const conflict = misplaced && conflictIn(article, misplaced);
        if (!misplaced) {
          if (!isDocument(article, options) && !isIncluded(article))
            report("missing", { at: firstCharacter(article.text), data: undefined });
        } else if (conflict) report("conflict", { at: conflict, data: undefined });
        else if (misplaced.unopened) {
          const { written, edits } = misplaced.unopened;
          const fix = { title: t("front-matter/required.fix.fence", 'Write "---"'), safety: "safe", edits } as const;
          report("fence", { at: misplaced.open, data: { written }, fix });
        } else
          report("misplaced", {
            at: misplaced.open,
            data: { before: textShown(article, misplaced) },
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
 * A README or a page of documentation: Markdown with a heading as its title, where no option, schema or folder makes it an
 * article.
 */
function isDocument(
  article: Article,
  { folders, keys }: { folders: readonly string[]; keys: readonly string[] },
): boolean {
  if (article.body.language !== "markdown" || article.schemaIsChosen || keys.length > 0) return false;
  const path = `/${article.path.replaceAll("\\", "/")}`.toLowerCase();
  const isInFolder = (name: string) => name === "*" || path.includes(`/${trimmed(name).toLowerCase()}/`);
  if (folders.some(isInFolder)) return false;
  // `title: …` above `---` is a heading for Markdown, but more likely the rest of a front matter block.
  const isHeading = ({ range, text }: Article["headings"][number]) =>
    /[#<]/.test(article.text[range.start] ?? "") || !/^[\w-]+:(?:\s|$)/.test(text);
  return article.headings.some(isHeading);
}

/** `/source/_posts/` as `source/_posts`. */
const trimmed = (folder: string): string => folder.replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, "");

const textBefore = ({ text }: Article, { before }: MisplacedFrontMatter): string =>
  text.slice(before.start, before.end);

/** The line that version control wrote before the block. */
function conflictIn(article: Article, misplaced: MisplacedFrontMatter): Range | undefined {
  const found = /^<{7}(?: [^\r\n]*)?$/m.exec(textBefore(article, misplaced));
  if (!found) return undefined;
  const start = misplaced.before.start + found.index;
  return { start, end: start + found[0].trimEnd().length };
}

/** Only spaces of all scripts and zero-width characters. */
const isInvisible = (text: string): boolean => /^[\s\u200b-\u200f\u2060\ufeff]*$/.test(text);

function textShown(article: Article, misplaced: MisplacedFrontMatter): string {
  const before = textBefore(article, misplaced);
  if (isInvisible(before)) return t("front-matter/required.invisible", "spaces or invisible characters");
  return t("common.quoted", '"{dotted}"', { dotted: truncate(before.trim().split(/[\r\n]/, 1)[0] ?? "", 40) });
}

function moved(article: Article, misplaced: MisplacedFrontMatter): Fix | undefined {
  const { before, range, bodyStart } = misplaced;
  const text = textBefore(article, misplaced);
  if (isInvisible(text))
    return {
      title: t("front-matter/required.fix.removeBefore", "Remove the characters before the front matter"),
      safety: "safe",
      edits: [{ range: before, text: "" }],
    };
  const block = article.text.slice(range.start, bodyStart);
  const lineBreak = /[\r\n]$/.test(block) ? "" : "\n";
  return {
    title: t("front-matter/required.fix.move", "Move the front matter to line 1"),
    // The text before the block becomes the beginning of the article.
    safety: "unsafe",
    edits: [
      { range: { start: before.start, end: before.start }, text: block + lineBreak },
      { range: { start: range.start, end: bodyStart }, text: "" },
    ],
  };
}

/** The first character after a byte order mark; no width if the line is empty. */
function firstCharacter(text: string): Range {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const code = text.codePointAt(start) ?? 0x0a;
  return { start, end: start + (code === 0x0a || code === 0x0d ? 0 : String.fromCodePoint(code).length) };
}
