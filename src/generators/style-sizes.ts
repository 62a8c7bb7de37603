/** Classes to which the stylesheets of a site give a size, so that their images need no width and height. */
import path from "node:path";
import { entriesOf, filesIn } from "./folder-files.js";
import { settingsText } from "./settings.js";

/** Where sites and themes have stylesheets. */
const places = [
  ...["assets", "static", "css", "styles", "stylesheets", "sass", "scss", "_sass", "source/css", "source/styles"],
  ...["src/css", "src/styles", "src/assets", "docs/css", "docs/stylesheets", "docs/assets"],
  ...[".vitepress/theme", "docs/.vitepress/theme"],
];
const inThemes = ["assets", "static", "source/css"];

const mostStylesheets = 200;
const mostStyleFolders = 500;

/** @param root absolute path of the site. */
export function sizedClasses(root: string): ReadonlySet<string> {
  const found = new Set<string>();
  const themes = entriesOf(path.join(root, "themes"), root).filter((entry) => entry.isDirectory());
  const folders = [...places, ...themes.flatMap(({ name }) => inThemes.map((place) => `themes/${name}/${place}`))];
  const most = { files: mostStylesheets, folders: mostStyleFolders };
  for (const file of filesIn(root, folders, /\.(?:css|s[ac]ss|less)$/i, most).files)
    for (const name of classesSizedBy(settingsText(path.join(root, file), root))) found.add(name);
  return found;
}

/** Classes that a stylesheet sizes, in every medium and state. The work is linear in its length. */
export function classesSizedBy(css: string): string[] {
  if (!/\b(?:height|aspect-ratio)\b/.test(css)) return [];
  const found: string[] = [];
  const open: { readonly selector: string; readonly isConditional: boolean; readonly values: Map<string, string> }[] =
    [];
  let written = "";
  const declare = (): void => {
    const colon = written.indexOf(":");
    const name = written.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = written
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    if (/^(?:width|height|aspect-ratio)$/.test(name)) open.at(-1)?.values.set(name, (value.split("!")[0] ?? "").trim());
    written = "";
  };
  for (const [token] of css.matchAll(
    /\/\*[\s\S]*?(?:\*\/|$)|(?<![:\w])\/\/[^\n]*|"[^"\n]*"?|'[^'\n]*'?|[{};]|[^{};/"']+|\//g,
  )) {
    if (token.startsWith("/*") || token.startsWith("//")) continue;
    if (token === "{") {
      const selector = written.trim();
      const isConditional = open.at(-1)?.isConditional === true || /^@(?!layer\b)/.test(selector);
      open.push({ selector, isConditional, values: new Map() });
      written = "";
    } else if (token === ";") declare();
    else if (token === "}") {
      declare();
      const block = open.pop();
      if (block && !block.isConditional && hasSize(block.values)) found.push(...classesIn(block.selector));
    } else written += token;
  }
  return found;
}

const isLength = (value: string | undefined): boolean =>
  value !== undefined && !/^(?:auto|inherit|initial|unset|revert|none|(?:min|max|fit)-content.*)$/.test(value);

/** Whether browsers know the size before they have the image. */
function hasSize(values: ReadonlyMap<string, string>): boolean {
  const [width, height] = [values.get("width"), values.get("height")];
  const isTall = isLength(height) && !height?.endsWith("%");
  if (isLength(width) && isTall) return true;
  return isLength(values.get("aspect-ratio")) && (isLength(width) || isTall);
}

/** The classes of what a selector selects: `avatar` of `.post img.avatar`. */
const classesIn = (selector: string): string[] =>
  selector.split(",").flatMap((one) => {
    const last =
      one
        .trim()
        .split(/[\s>+~]/)
        .at(-1) ?? "";
    return /^(?:img|&)?(?:\.[\w-]+)+$/.test(last) ? [...last.matchAll(/\.([\w-]+)/g)].map(([, name = ""]) => name) : [];
  });
