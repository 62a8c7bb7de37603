/**
 * Templates of a Hugo site that put text of other files into a page: its ids are then not only those of the article.
 * https://gohugo.io/templates/lookup-order/
 */
import path from "node:path";
import { existsSync, readdirSync } from "../platform/observed-fs.js";
import { actionsIn } from "./go-templates.js";
import { hugoSettings } from "./routes/hugo-settings.js";
import { settingsText } from "./settings.js";
import type { MoreIds, Site } from "./types.js";

/** In which folders the pages of articles show more than the article. */
export function foldersWithMore({ root, settings }: Partial<Site> & Pick<Site, "settings">): MoreIds | undefined {
  if (root === undefined) return undefined;
  const { themes, content } = hugoSettings(settings);
  const layouts = ["layouts", ...themes.map((theme) => `themes/${theme}/layouts`)].map((name) => path.join(root, name));
  const sections = new Set(layouts.flatMap(foldersIn));
  const first = (section: string): string | undefined =>
    [section, "_default"]
      .flatMap((name) => layouts.map((folder) => path.join(folder, name, "single.html")))
      .find((file) => existsSync(file));
  const known = new Map<string | undefined, boolean>();
  const addsMore = (file: string | undefined): boolean => {
    const found = known.get(file) ?? (file !== undefined && showsMore(settingsText(file, root)));
    known.set(file, found);
    return found;
  };
  const withMore = new Set([...sections].filter((section) => addsMore(first(section))));
  // A folder without templates of its own.
  const others = addsMore(first("_default"));
  return {
    key: JSON.stringify([...withMore, others]),
    isIn(folder) {
      const top = content.map(({ source }) => source).find((one) => folder === one || folder.startsWith(`${one}/`));
      const [section = ""] = top === undefined ? [] : folder.slice(top.length + 1).split("/");
      return sections.has(section) ? withMore.has(section) : others;
    },
  };
}

const foldersIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])) : [];

/** Functions that make text of another file. */
const otherFile = /\b(?:readFile|os\.ReadFile|RenderString)\b/;
/** Other pages and files. */
const others = /\b(?:\w*Pages|GetPage|Resources?|Site|site|where|Translations|Sections)\b/;

/** Whether a template shows a file, or the content of other pages. */
export function showsMore(template: string): boolean {
  const open: boolean[] = [];
  for (const action of actionsIn(template)) {
    const [, keyword = ""] = /^-?\s*(range|with|if|block|define|end)\b/.exec(action) ?? [];
    if (keyword === "end") open.pop();
    else if (otherFile.test(action)) return true;
    else if (keyword === "range" || keyword === "with") open.push(others.test(action));
    else if (keyword !== "") open.push(false);
    else if (open.includes(true) && /\.Content\b/.test(action)) return true;
  }
  return false;
}
