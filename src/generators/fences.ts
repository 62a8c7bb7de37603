/** Fences that several generators read in the same way. */
import type { FrontMatterReader, UnreadFence, WrittenBlock } from "../article/types.js";

/** Whether there is no blank line before the front matter. */
export const isUnblank = (lead: string): boolean => lead === "" || lead === "\uFEFF";

/** A block that the generator does not read, in a language that needs other fences. */
export const rewrite = (effect: UnreadFence["effect"]): UnreadFence => ({ part: "open", effect });

/** Whether the fence is `---` with spaces, so that only the spaces are wrong. */
export const isSpaced = (open: string): boolean => /^---[ \t]+$/.test(open);

/** https://github.com/11ty/gray-matter, https://github.com/jonschlinkert/gray-matter: `---`, perhaps with a language. */
export const grayMatterFence =
  (languages: readonly string[]): FrontMatterReader["unreadFence"] =>
  ({ open, close }: WrittenBlock) => {
    const [, word] = /^---[ \t]*(?![ \t])(\S*)[ \t]*$/.exec(open) ?? [];
    if (word === undefined)
      return /^-{4,}/.test(open) ? { part: "open", effect: "text", write: "---" } : rewrite("text");
    if (/^-/.test(word)) return { part: "open", effect: "text", write: "---" };
    if (word !== "" && !languages.includes(word.toLowerCase())) return rewrite("fails");
    return close.startsWith("---") ? undefined : { part: "close", effect: "fails", write: "---" };
  };
