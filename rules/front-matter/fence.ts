import { defineRule, type Edit, type Fix, type Range, t, type UnreadFence, writtenBlock } from "../../src/rule.js";

interface Data {
  readonly generator: string;
  readonly effect: UnreadFence["effect"];
  readonly found: string;
  readonly write: string | undefined;
}

export default defineRule({
  name: "front-matter/fence",
  summary: "Require fences that the site generator reads",
  severity: "error",
  fixable: "safe",
  messages: {
    open: ({ generator, effect, found, write }: Data) => {
      const data = { generator, found, effect: effectOf(effect) };
      return write === undefined
        ? t(
            "front-matter/fence.open.rewrite",
            '{generator} does not read front matter that starts with "{found}": {effect}. Write YAML between two lines "---".',
            data,
          )
        : t(
            "front-matter/fence.open",
            '{generator} does not read front matter that starts with "{found}": {effect}. Write "{write}".',
            { ...data, write },
          );
    },
    close: ({ generator, effect, found, write = "---" }: Data) =>
      t("front-matter/fence.close", '{generator} does not end front matter at "{found}": {effect}. Write "{write}".', {
        generator,
        found,
        effect: effectOf(effect),
        write,
      }),
    bom: ({ generator }: Data) =>
      t(
        "front-matter/fence.bom",
        "{generator} does not read front matter after a byte order mark and copies the file unchanged. Remove the mark.",
        { generator },
      ),
  },
  folded: {
    open: ({ cause }) =>
      t("front-matter/fence.folded", "{generator} does not read the fences of the front matter.", { generator: cause }),
    close: ({ cause }) =>
      t("front-matter/fence.folded", "{generator} does not read the fences of the front matter.", { generator: cause }),
  },

  frontMatter(frontMatter, { article, report }) {
    const { generator } = article;
    const block = writtenBlock(article);
    const unread = block && generator?.reader?.unreadFence(block);
    if (!frontMatter || !generator || !unread) return;
    // A language that stet does not read either is a matter of front-matter/language.
    if (frontMatter.problems.some(({ code }) => code === "language" || code === "not-a-mapping")) return;
    const { part, effect, write } = unread;
    const at: Range =
      part === "close"
        ? (frontMatter.close ?? frontMatter.open)
        : part === "bom"
          ? { start: 0, end: 1 }
          : { start: frontMatter.open.start, end: frontMatter.open.start + block.open.length };
    const edits: readonly Edit[] =
      part === "bom"
        ? [{ range: at, text: "" }]
        : write === undefined
          ? []
          : part === "open"
            ? fencesWith(write, at, frontMatter.close)
            : [{ range: at, text: write }];
    const fix: Fix | undefined =
      edits.length > 0
        ? {
            title: t("front-matter/fence.fix", "Correct the fence"),
            safety: frontMatter.data ? "safe" : "unsafe",
            edits,
          }
        : undefined;
    const data = { generator: generator.name, effect, found: part === "close" ? block.close : block.open, write };
    report(part, { at, data, fix, cause: generator.name });
  },
});

/** A closing fence must have the length of the opening one. */
function fencesWith(write: string, open: Range, close: Range | undefined): Edit[] {
  const edits = [{ range: open, text: write }];
  return close && close.end - close.start !== write.length ? [...edits, { range: close, text: write }] : edits;
}

const effectOf = (effect: UnreadFence["effect"]): string =>
  effect === "fails"
    ? t("front-matter/fence.effect.fails", "the build fails")
    : effect === "copied"
      ? t("front-matter/fence.effect.copied", "the file is copied unchanged")
      : t("front-matter/fence.effect.text", "it shows it as text");
