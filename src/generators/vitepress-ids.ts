/** What in the configuration of a VitePress site may give its pages other ids than VitePress does. Nothing is run. */
import path from "node:path";
import type { TextStep } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { withoutBlocks } from "./blocks.js";
import { firstUnknownPlugin, type PluginList, pluginModules } from "./routes/markdown-plugins.js";
import { settingsText } from "./settings.js";
import { longestCode } from "./syntax-tree.js";
import type { Settings } from "./types.js";
import { changersOf, mayState, unreadAt, unreadKeys } from "./unread.js";
import { specifiersIn } from "./vue-component.js";

/** Functions around a configuration that leave the settings of Markdown as they are. */
const quietChangers =
  /^(?:vite|vitepress|vitepress\/theme|vitepress-(?:sidebar|i18n|plugin-mermaid|plugin-pagefind)|@vite-pwa\/vitepress|@voidzero-dev\/vitepress-theme\/config)$/;

/** Plugins of markdown-it that leave URLs alone, but make ids or read other files. */
const makesIds = /(?:^|[/-])(?:anchor|slug\w*|heading-ids?|custom-heading-id|include|toc\w*|table-of-contents)$/;

/** Packages of Vite with a name like these may change articles before VitePress reads them. */
const ofArticles = /vitepress|markdown|mdx?\b/i;
/** Those that do not. */
const quietPackages = /^vitepress-(?:plugin-(?:llms|group-icons|mermaid|pagefind|rss|sitemap|tabs)|sidebar)(?:\/|$)/;

/** A file of the site that may change articles, or make headings. */
function transforms(text: string): boolean {
  if (/\btransform\s*(?:[(:,}]|=(?!=))/.test(text)) return true;
  const load = text.search(/\bload\s*[(:]/);
  return load >= 0 && /\bmd\b/.test(text.slice(load));
}
const makesHeadings = /anchor|\bids?\b|slug|ruler|\bToken\b|attr|assign|<h/i;

const lists = ["config", "preConfig"] as const;

/** Where plugins of markdown-it are. https://vitepress.dev/guide/markdown#advanced-configuration */
export const pluginLists = ({ markdown }: Settings): PluginList[] => lists.map((key) => ({ of: markdown, key }));

/** The function around the configuration that may return other settings for Markdown, by its package or file. */
export function markdownChanger(settings: Settings): string | undefined {
  const changer = changersOf(settings).find((from) => from === undefined || !quietChangers.test(from));
  return changersOf(settings).includes(undefined) ? "config" : changer;
}

interface SiteFolder {
  readonly settings: Settings;
  readonly root: string | undefined;
}

/** What may change the ids of pages: a setting, a package or a file. `undefined`: nothing. */
export function idsChangedBy({ settings, root }: SiteFolder): string | undefined {
  return (
    markdownChanger(settings) ??
    (unreadAt(settings, "markdown") ? "markdown" : undefined) ??
    (isKnownAnchor(settings.markdown) ? undefined : "markdown.anchor") ??
    changingPlugin(settings, root) ??
    changingVitePlugin(settings, root)
  );
}

/**
 * How the site makes ids of texts; `undefined`: as VitePress does.
 *
 * https://github.com/vuejs/vitepress/blob/main/src/node/markdown/markdown.ts: `anchor` has the options of markdown-it-anchor.
 */
export const slugSteps = ({ markdown }: Settings): readonly TextStep[] | undefined =>
  unreadAt(isRecord(markdown) ? markdown.anchor : undefined, "slugify")?.textSteps;

function isKnownAnchor(markdown: unknown): boolean {
  if (unreadAt(markdown, "anchor")) return false;
  const anchor = isRecord(markdown) ? markdown.anchor : undefined;
  if (!isRecord(anchor)) return anchor === undefined;
  return [...Object.keys(anchor), ...unreadKeys(anchor).keys()].every(
    (key) =>
      key === "permalink" ||
      key === "tabIndex" ||
      (key === "slugify" && unreadAt(anchor, key)?.textSteps !== undefined),
  );
}

function changingPlugin(settings: Settings, root: string | undefined): string | undefined {
  const lists = pluginLists(settings);
  const own = lists.find(({ of, key }) => unreadAt(of, key)?.makesIds);
  if (own) return `markdown.${own.key}`;
  const modules = pluginModules(lists);
  const quiet = modules.filter((name) => name.startsWith(".") && makesNoIds(name, root));
  return firstUnknownPlugin(lists, new Set(quiet)) ?? modules.find((name) => makesIds.test(name));
}

/** Plugins are in the configuration of VitePress, or in one of Vite in the folder of the articles. */
function changingVitePlugin(settings: Settings, root: string | undefined): string | undefined {
  const { vite, srcDir } = settings;
  if (unreadAt(settings, "vite")) return "vite";
  if (unreadAt(vite, "plugins")) return "vite.plugins";
  for (const plugin of isRecord(vite) && Array.isArray(vite.plugins) ? pluginsIn(vite.plugins, 0) : []) {
    if (plugin === undefined) return "vite.plugins";
    if (mayChangeArticles(plugin, root, configFolders, 0)) return plugin;
  }
  const folder = typeof srcDir === "string" ? srcDir : ".";
  const file = viteConfigs.map((name) => `${folder}/${name}`).find((name) => textOf(root, name) !== "");
  const text = file === undefined ? "" : textOf(root, file);
  if (transforms(text)) return "vite.config";
  const seen = new Set<string>();
  return specifiersIn(text).find((name) => mayChangeArticles(name, root, [folder], 0, seen));
}

const viteConfigs = ["js", "mjs", "ts", "cjs", "mts", "cts"].map((end) => `vite.config.${end}`);

/** The packages and files of plugins, also of those in lists of them. `undefined`: not known, or in the configuration itself. */
function* pluginsIn(list: readonly unknown[], depth: number): Generator<string | undefined> {
  for (const [at, entry] of list.entries()) {
    const unread = unreadAt(list, at);
    if (unread) yield unread.module ?? unread.call?.from;
    else if (Array.isArray(entry)) {
      if (depth > 5) yield undefined;
      else yield* pluginsIn(entry, depth + 1);
    } else if (isRecord(entry) && ["transform", "load", "*"].some((key) => mayState(entry, key))) yield undefined;
  }
}

/** @param folders in one of which a file is, with a name such as `./plugin`. */
function mayChangeArticles(
  plugin: string,
  root: string | undefined,
  folders: readonly string[],
  depth: number,
  seen: Set<string> = new Set(),
): boolean {
  if (!plugin.startsWith(".")) return ofArticles.test(plugin) && !quietPackages.test(plugin);
  // The configuration of VitePress is read elsewhere, and data are no programs.
  if (/\/\.vitepress\/config(?:\.[cm]?[jt]s)?$|\.(?:json|css|vue)$/.test(plugin)) return false;
  // Files may import each other in any number of ways. Each is read once.
  const key = folders.map((folder) => path.posix.join(folder, plugin)).join(":");
  if (seen.has(key)) return false;
  seen.add(key);
  const file = fileNamed(plugin, root, folders);
  if (file === undefined) return true;
  if (transforms(file.text) || depth >= mostNestedFiles) return true;
  const folder = path.posix.dirname(file.name);
  return specifiersIn(file.text).some((name) => mayChangeArticles(name, root, [folder], depth + 1, seen));
}

/** Plugins in files that other plugins import are followed to this depth. */
const mostNestedFiles = 3;

/** Whether a plugin of markdown-it in a file of the site surely makes no headings and ids. */
function makesNoIds(plugin: string, root: string | undefined): boolean {
  const file = fileNamed(plugin, root, configFolders);
  // Types of VitePress and markdown-it.
  const isAlone = (text: string) =>
    specifiersIn(text).every((name) => /^(?:vitepress|markdown-it(?:\/.*)?)$/.test(name));
  return file !== undefined && !makesHeadings.test(file.text) && isAlone(file.text);
}

const configFolders = [".vitepress", ".vitepress/config"];

/** A script that a configuration imports. */
function fileNamed(
  name: string,
  root: string | undefined,
  folders: readonly string[],
): { readonly name: string; readonly text: string } | undefined {
  for (const folder of folders) {
    const stem = path.posix.join(folder, name.replace(/\.[cm]?[jt]s$/, ""));
    for (const end of [".ts", ".js", ".mts", ".mjs", "/index.ts", "/index.js"]) {
      const text = textOf(root, stem + end);
      if (text !== "" && text.length <= longestCode) return { name: stem + end, text };
    }
  }
  return undefined;
}

/** Without comments that are lines or blocks of lines; empty if it is not there. */
const textOf = (root: string | undefined, name: string): string =>
  root === undefined
    ? ""
    : withoutBlocks(settingsText(path.join(root, name), root).replace(/^[ \t]*\/\/.*$/gm, ""), /^[ \t]*\/\*/gm, "*/");
