import { type Article, defineRule, type FrontMatter, type Node, t, truncate } from "../../src/rule.js";

/** Elements that show something without containing text. */
const shows = new Set(
  "img picture video audio iframe embed object svg math canvas input select button form table script".split(" "),
);

export default defineRule({
  name: "text/stub",
  summary: "Disallow articles without content",
  severity: "warning",
  presets: { "markdown-docs": "off" },
  options: {
    pageKeys: {
      type: "array",
      items: { type: "string" },
      default: [
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
      ],
      description:
        "Front matter keys of pages that the site fills: a value other than `post` or `article` allows an empty body",
    },
  },
  messages: {
    empty: () =>
      t("text/stub.empty", "Article has no text or images. Add content, mark it as a draft, or delete the file."),
    title: (d: { title: string }) =>
      t(
        "text/stub.title",
        'Article only repeats its title "{title}". Add content, mark it as a draft, or delete the file.',
        { title: d.title },
      ),
  },

  folded: {
    title: () =>
      t(
        "text/stub.folded.title",
        "Article only repeats its title. Add content, mark it as a draft, or delete the file.",
      ),
  },

  body(body, { article, options, report }) {
    const { text, frontMatter } = article;
    // A quick test first: text without tags that is longer than any title is content.
    if (body.range.end - body.range.start > 20_000) return;
    const { data } = frontMatter ?? {};
    if (frontMatter && !data) return;
    const written = text.slice(body.range.start).replace(/<[^<>]*>/g, "");
    const title = typeof data?.title === "string" ? data.title.trim() : "";
    if (written.trim().length > 4 * title.length + 200) return;
    if (isFilledBySite(frontMatter, options.pageKeys) || /(?:^|\/)_?(?:index|404|readme)\.\w+$/i.test(article.path))
      return;

    const words = article.prose.filter(({ start, end }) => text.slice(start, end).trim() !== "");
    if (showsMore(article)) return;
    const [first] = words;
    const last = words.at(-1);
    if (!first || !last) {
      report("empty", { at: { start: body.range.start, end: body.range.start }, data: undefined });
      return;
    }
    const content = bare(words.map(({ start, end }) => text.slice(start, end)).join(""));
    if (title !== "" && content === bare(title))
      report("title", { at: { start: first.start, end: last.end }, data: { title: truncate(title, 40) } });
  },
});

/** Only letters and digits. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

function isFilledBySite(frontMatter: FrontMatter | undefined, keys: readonly string[]): boolean {
  const { data } = frontMatter ?? {};
  if (!data) return false;
  if (data.draft === true || data.published === false) return true;
  return keys.some((key) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    return value !== undefined && value !== null && value !== "" && !/^(?:posts?|articles?)$/i.test(String(value));
  });
}

/** Whether there are images, bare URLs, code, character references, template tags, or elements that show something. */
function showsMore({ text, body, images, links, code }: Article): boolean {
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
