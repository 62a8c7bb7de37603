/** The pages and files in the content folders of a Hugo site, by language. */
import { safePattern } from "../../patterns/safe-pattern.js";
import type { HugoLanguage, HugoSettings, Mount } from "./hugo-settings.js";
import { extensionOf, folderOf, nameOf, withoutExtension } from "./shared.js";
import type { SiteFiles } from "./types.js";

export interface ContentFile {
  /** Relative to the root of the site. */
  readonly file: string;
  /** In the content folder, without the code of a language. */
  readonly path: string;
  readonly language: HugoLanguage;
  readonly kind: "page" | "leaf" | "branch" | "resource" | "copied";
  /** The folder of the bundle that it is in, with a slash at the end; empty for the root. */
  readonly bundle: string | undefined;
}

const isContent = (file: string): boolean =>
  /\.(?:md|markdown|mdown|html?|org|adoc|asciidoc|ad|rst|pandoc|pdc)$/i.test(file);

/** The languages of a file, and its path without the code. */
function languageOf(path: string, mount: Mount, { languages, defaultLanguage }: HugoSettings) {
  const standard = languages.find(({ name }) => name === (mount.language ?? defaultLanguage)) ?? languages[0];
  const code = /\.([\w-]+)\.[^./]+$/.exec(path)?.[1]?.toLowerCase();
  const named = languages.length > 1 ? languages.find(({ name }) => name === code) : undefined;
  const plain = named && code !== undefined ? withoutExtension(withoutExtension(path)) + extensionOf(path) : path;
  return { language: named ?? standard, plain };
}

/** https://gohugo.io/configuration/module/#mounts */
const filesOf = ({ source, target }: Mount, files: SiteFiles): readonly string[] => {
  const inside = files.below(source);
  return inside.length === 0 && target !== "" && isContent(target) && files.exists(source) ? [source] : inside;
};

export function contentFiles(settings: HugoSettings, files: SiteFiles): ContentFile[] {
  const ignored = settings.ignored.flatMap((pattern) => {
    try {
      return [safePattern(new RegExp(pattern))];
    } catch {
      return [];
    }
  });
  const all: (Omit<ContentFile, "kind" | "bundle" | "language"> & { language: HugoLanguage; isHtml: boolean })[] = [];
  const seen = new Set<string>();
  for (const mount of settings.content)
    for (const file of filesOf(mount, files)) {
      // A mount may be of one file, whose name the target then has.
      const inside = file === mount.source ? "" : file.slice(mount.source.length + 1);
      const path = [mount.target, inside].filter((part) => part !== "").join("/");
      if (/(?:^|\/)[.#]|~(?:\/|$)/.test(inside) || ignored.some((one) => one.test(file))) continue;
      const { language, plain } = languageOf(path, mount, settings);
      if (!language) continue;
      const id = `${language.name} ${path}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const isText = isContent(path);
      // HTML without front matter is a file like others.
      const isPage = isText && (!/\.html?$/i.test(path) || files.frontMatter(file) !== undefined);
      all.push({ file, path: isPage ? plain : path, language, isHtml: isText && !isPage });
    }
  const leaves = new Set<string>();
  const branches = new Set<string>();
  for (const { path, isHtml } of all)
    if (!isHtml && isContent(path)) {
      const name = withoutExtension(nameOf(path));
      if (name === "index") leaves.add(folderOf(path));
      if (name === "_index") branches.add(folderOf(path));
    }
  const leafOf = (path: string): string | undefined => {
    for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder.slice(0, -1)))
      if (leaves.has(folder)) return folder;
    return undefined;
  };
  return all.map(({ file, path, language, isHtml }): ContentFile => {
    const common = { file, path, language };
    const name = withoutExtension(nameOf(path));
    const folder = folderOf(path);
    const isPage = isContent(path) && !isHtml;
    const leaf = leafOf(path);
    if (leaf !== undefined && !(isPage && name === "index" && folder === leaf))
      return { ...common, kind: "resource", bundle: leaf };
    if (isPage && name === "index" && folder !== "") return { ...common, kind: "leaf", bundle: folder };
    if (isPage && (name === "_index" || name === "index")) return { ...common, kind: "branch", bundle: folder };
    if (isPage) return { ...common, kind: "page", bundle: undefined };
    return branches.has(folder)
      ? { ...common, kind: "resource", bundle: folder }
      : { ...common, kind: "copied", bundle: undefined };
  });
}

export const isArticle = isContent;
