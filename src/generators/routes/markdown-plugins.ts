/**
 * Plugins of remark, rehype and markdown-it, which may write other URLs into pages than articles have. Nobody knows what a plugin
 * does without running it, except for those that are known to leave URLs alone.
 */
import { isRecord } from "../../platform/is-record.js";
import { type Unread, unreadAt } from "../javascript.js";
import type { RouteIndex, Unknown } from "./types.js";

/** Packages that leave the URLs of links and images as they are. */
const harmless =
  /^(?:@[\w-]+\/)?(?:(?:remark|rehype|markdown-it|markdown-it-plugin|vitepress-plugin)-)?(?:math\w*|katex|mathjax\d?|texmath|gfm|footnotes?|directive\w*|emoji|gemoji|a11y-emoji|toc\w*|toc-done-right|table-of-contents|slug\w*|autolink-headings|anchor|heading-ids?|custom-heading-id|external-links|highlight\w*|prism\w*|pretty-code|expressive-code|shiki\w*|code-\w+|code-titles?|mermaid\w*|plantuml|deflist|definition-list|abbr|sub|sup|ins|mark|kbd|container|attrs?|attribute-list|task-lists?|task-checkbox|tasks|tabs|tabs-plugin|group-icons|cjk-\w+|cjk-friendly\w*|breaks|smartypants|typography|reading-time|frontmatter|mdx-frontmatter|mdx-\w+|lazy-load\w*|image-size|image-figures|figure|img-size|imsize|wrap|wrap-all|sectionize|accessible-emojis|callouts?|alerts?|github-alerts?|admonitions?|obsidian-callout|docusaurus|npm2yarn|timeline|multimd-table|include|footnote-next|comment|spoiler|ruby)$/;

interface PluginList {
  /** The object that may have it. */
  readonly of: unknown;
  readonly key: string;
}

/** Why it is not known where links and images lead, if one of the plugins in these lists may rewrite them. */
export function pluginHooks(lists: readonly PluginList[]): Pick<RouteIndex, "hooks"> {
  for (const { of, key } of lists) {
    const plugin = rewriting(of, key);
    if (plugin !== undefined) {
      const reason: Unknown = { why: "plugin", detail: plugin };
      return { hooks: { link: reason, image: reason, alsoInHtml: true } };
    }
  }
  return {};
}

/** The first plugin that is not known to be harmless, or the name of the list if that cannot be read. */
function rewriting(container: unknown, key: string): string | undefined {
  const unread = unreadAt(container, key);
  if (unread) return unread.uses ? nameOf(unread.uses, key) : key;
  const list = isRecord(container) ? container[key] : undefined;
  if (!Array.isArray(list)) return undefined;
  return nameOf(
    list.map((entry, at) => moduleOf(list, entry, at)),
    key,
  );
}

/** `"remark-math"`, `remarkMath`, `[remarkMath, {…}]` and `[require("remark-math"), {…}]`. */
function moduleOf(list: readonly unknown[], entry: unknown, at: number): string | undefined {
  if (typeof entry === "string") return entry;
  if (Array.isArray(entry)) return moduleOf(entry, entry[0], 0);
  const unread: Unread | undefined = unreadAt(list, at);
  return unread?.module ?? unread?.call?.from;
}

function nameOf(modules: readonly (string | undefined)[], key: string): string | undefined {
  for (const name of modules) if (name === undefined || !harmless.test(name)) return name ?? key;
  return undefined;
}
