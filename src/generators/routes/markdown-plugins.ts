/**
 * Plugins of remark, rehype and markdown-it, which may write other URLs into pages than articles have. Nobody knows what a plugin
 * does without running it, except for those that are known to leave URLs alone.
 */
import { isRecord } from "../../platform/is-record.js";
import { type Unread, unreadAt } from "../unread.js";
import type { RouteIndex, Unknown } from "./types.js";

/** Packages that leave the URLs of links and images as they are. */
const harmless =
  /^(?:@shikijs\/[\w-]+|(?:@[\w-]+\/)?(?:(?:remark|rehype|markdown-it|vitepress)-)?(?:plugin-)?(?:math\w*|katex|mathjax\d?|texmath|gfm|footnotes?|directive\w*|emoji|gemoji|a11y-emoji|toc\w*|toc-done-right|table-of-contents|slug\w*|autolink-headings|anchor|heading-ids?|custom-heading-id|external-links|highlight\w*|prism\w*|pretty-code|expressive-code|shiki\w*|code-\w+|code-titles?|mermaid\w*|plantuml|graphviz|deflist|definition-list|abbr|sub|sup|ins|mark|kbd|container|attrs?|attribute-list|task-lists?|task-checkbox|tasks|tabs|tabs-plugin|group-icons|cjk-\w+|cjk-friendly\w*|breaks|smartypants|typography|reading-time|frontmatter|mdx-frontmatter|mdx-\w+|lazy-load\w*|image-size|image-figures|figure|img-size|imsize|wrap|wrap-all|sectionize|accessible-emojis|callouts?|alerts?|github-alerts?|admonitions?|obsidian-callout|docusaurus|npm2yarn|timeline|multimd-table|include|footnote-next|comment|spoiler|ruby))$/;

export interface PluginList {
  /** The object that may have it. */
  readonly of: unknown;
  readonly key: string;
}

/**
 * Why it is not known where links and images lead, if one of the plugins in these lists may rewrite them.
 *
 * @param alone files of the site that surely leave URLs alone.
 */
export function pluginHooks(
  lists: readonly PluginList[],
  alone: ReadonlySet<string> = new Set(),
): Pick<RouteIndex, "hooks"> {
  const plugin = firstUnknownPlugin(lists, alone);
  return plugin === undefined ? {} : hookOf(plugin);
}

/** The first plugin in these lists that is not known to leave URLs alone, or the key of the list if that is not known. */
export function firstUnknownPlugin(lists: readonly PluginList[], alone: ReadonlySet<string>): string | undefined {
  for (const { of, key } of lists) {
    const { modules, unread } = modulesIn(of, key);
    const plugin = unread ? key : nameOf(modules, key, alone);
    if (plugin !== undefined) return plugin;
  }
  return undefined;
}

/** What it is not known of where links and images lead, because of one plugin. */
export function hookOf(plugin: string): Required<Pick<RouteIndex, "hooks">> {
  const reason: Unknown = { why: "plugin", detail: plugin };
  return { hooks: { link: reason, image: reason, alsoInHtml: true } };
}

/** The packages and files in these lists, as far as they are known. */
export const pluginModules = (lists: readonly PluginList[]): string[] =>
  lists.flatMap(({ of, key }) => modulesIn(of, key).modules.filter((name) => name !== undefined));

/** The files of the site in these lists: `./plugins/headings`. */
export const localPlugins = (lists: readonly PluginList[]): string[] =>
  pluginModules(lists).filter((name) => name.startsWith("./"));

interface PluginModules {
  /** `undefined`: not known. */
  readonly modules: readonly (string | undefined)[];
  /** Whether the list cannot be read. */
  readonly unread: boolean;
}

function modulesIn(container: unknown, key: string): PluginModules {
  const unread = unreadAt(container, key);
  if (unread) return { modules: unread.uses ?? [], unread: !unread.uses };
  const list = isRecord(container) ? container[key] : undefined;
  if (!Array.isArray(list)) return { modules: [], unread: false };
  return { modules: list.map((entry, at) => moduleOf(list, entry, at)), unread: false };
}

/** `"remark-math"`, `remarkMath`, `[remarkMath, {…}]` and `[require("remark-math"), {…}]`. */
function moduleOf(list: readonly unknown[], entry: unknown, at: number): string | undefined {
  if (typeof entry === "string") return entry;
  if (Array.isArray(entry)) return moduleOf(entry, entry[0], 0);
  const unread: Unread | undefined = unreadAt(list, at);
  return unread?.module ?? unread?.call?.from;
}

/** The first plugin that is not known to be harmless, or the name of the list if that of the plugin is not known. */
function nameOf(modules: readonly (string | undefined)[], key: string, alone: ReadonlySet<string>): string | undefined {
  for (const name of modules) if (name === undefined || !(harmless.test(name) || alone.has(name))) return name ?? key;
  return undefined;
}
