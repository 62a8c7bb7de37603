/** What an article has besides its title. */
import { type Article, hasNoPage, type Node } from "../../src/rule.js";

/** Front matter keys of pages that the site fills. */
export const pageKeys = [
  "layout",
  "type",
  "template",
  "redirect",
  "redirect_to",
  "redirectTo",
  "link",
  "external_url",
  "externalUrl",
  "sections",
  "blocks",
] as const;

/** Elements that show something without containing text. */
const shows = new Set(
  "img picture video audio iframe embed object svg math canvas input select button form table script".split(" "),
);

/** Only letters and digits. */
export const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

/** Whether the article is not published, or the site fills it with content. */
export function isFilledBySite(
  { frontMatter, generator }: Pick<Article, "frontMatter" | "generator">,
  keys: readonly string[],
): boolean {
  const { data } = frontMatter ?? {};
  if (!data) return false;
  if (data.draft === true || data.published === false || hasNoPage(data, generator)) return true;
  return keys.some((key) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (typeof value === "object") return value !== null;
    return value !== undefined && value !== "" && !/^(?:posts?|articles?)$/i.test(String(value));
  });
}

/** Whether there are images, bare URLs, code, character references, template tags, or elements that show something. */
export function showsMore({ text, body, images, links, code }: Article): boolean {
  if (images.some(({ kind }) => kind !== "front-matter") || links.some(({ kind }) => kind !== "a")) return true;
  if (code.some(({ start, end }) => !text.startsWith("<!--", start) && start < end)) return true;
  if (/&(?!nbsp;|#160;|#xa0;)#?\w+;/i.test(text.slice(body.range.start))) return true;
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    if (shows.has(node.tag) || node.tag.includes("-")) return true;
    for (const child of node.children) stack.push(child);
  }
  return false;
}

/** Whether the file is the page of a folder or of an error, which the site may fill. */
export const isPageOfFolder = ({ path }: Article): boolean => /(?:^|\/)_?(?:index|404|readme)\.\w+$/i.test(path);

/** Whether the folder says that the article is not finished, or no article: `_drafts` of Jekyll and Hexo, templates for GitHub. */
export const isUnfinished = ({ path }: Article): boolean => /(?:^|[\\/])(?:_?drafts?|\.github)[\\/]/i.test(path);

/** Whether the folder says that other articles include the file: it has no title, and its links lead to ids in their pages. */
export const isIncluded = ({ path }: Pick<Article, "path">): boolean =>
  /(?:^|[\\/])_?(?:includes?|partials?|snippets?)[\\/]/i.test(path);
