/** The ids that components of Vue in the files of a VitePress site give its pages. */
import path from "node:path";
import type { FoundIds } from "../article/types.js";
import { filesIn } from "./folder-files.js";
import { settingsText } from "./settings.js";
import { type ComponentText, importsIn, isInert, pascalCase, readComponent } from "./vue-component.js";
import { componentPrograms } from "./vue-programs.js";

/** Components and scripts of a site that are read, and folders in which they are searched for. */
const mostComponents = 1000;
const mostComponentFolders = 500;
/** Characters of a component, and of all. */
const maxComponentSize = 256 * 1024;
const maxComponentsSize = 8 * 1024 * 1024;

export interface VueComponents {
  /** What the ids depend on. */
  readonly key: string;
  /** Those of a component that is registered for all pages; `undefined` if it is not known. */
  registered(name: string): FoundIds | undefined;
  /**
   * Those of a component that a page imports.
   *
   * @param folder of the page, relative to the root of the site.
   */
  imported(specifier: string, folder: string): FoundIds | undefined;
}

const noFolders = /^(?:node_modules|dist|cache|public|\.(?!vitepress$).*)$/;

/** @param root absolute path of the site. */
export function vueComponents(root: string): VueComponents | undefined {
  const most = { files: mostComponents, folders: mostComponentFolders };
  const found = filesIn(root, ["."], /\.vue$/, most, noFolders);
  const scripts = filesIn(root, [".vitepress"], /\.[cm]?[jt]s$/, most, noFolders);
  const texts = new Map<string, string>();
  let size = 0;
  let isWhole = found.isWhole && scripts.isWhole;
  for (const file of [...found.files, ...scripts.files, "vite.config.ts", "vite.config.js", "vite.config.mts"].sort()) {
    const text = settingsText(path.join(root, file), root);
    size += text.length;
    if (text.length <= maxComponentSize && size <= maxComponentsSize) texts.set(file, text);
    else isWhole = false;
  }
  if (texts.size === 0) return undefined;
  const components = new Map(
    [...texts].filter(([file]) => file.endsWith(".vue")).map(([file, text]) => [file, readComponent(text)]),
  );
  const programs = componentPrograms(root, components);
  const registered = registrations(texts);
  const isAutomatic = [...texts].some(
    ([file, text]) => !file.endsWith(".vue") && /unplugin-vue-components|\bimport\.meta\.glob/.test(text),
  );
  const ids = new Map<string, FoundIds | undefined>();
  const whole = new Map<string, ComponentText>();
  const textOf = (file: string): ComponentText => {
    const known = whole.get(file);
    if (known) return known;
    const own = components.get(file) ?? readComponent("");
    const mayHaveMore = own.mayHaveMore || programs.mayChange(own.scripts, path.posix.dirname(file));
    whole.set(file, { ...own, mayHaveMore });
    return { ...own, mayHaveMore };
  };
  /** The file of a name that all pages and components may use. */
  const named = (name: string): string | undefined => {
    const files = registered.get(pascalCase(name));
    if (files) return files.size === 1 ? [...files][0] : undefined;
    if (!isAutomatic || !isWhole) return undefined;
    const same = found.files.filter((file) => pascalCase(path.posix.basename(file, ".vue")) === pascalCase(name));
    return same.length === 1 ? same[0] : undefined;
  };
  const idsOf = (file: string | undefined): FoundIds | undefined => {
    if (file === undefined || !file.endsWith(".vue") || !texts.has(file)) return undefined;
    if (!ids.has(file))
      ids.set(
        file,
        closure(file, textOf, named, (one) => texts.has(one)),
      );
    return ids.get(file);
  };
  return {
    key: JSON.stringify([isWhole, [...texts], programs.texts]),
    registered: (name) => idsOf(named(name)),
    imported: (specifier, folder) => idsOf(fileOf(specifier, folder)),
  };
}

/** A component that is imported with a relative path; that of an alias is not known. */
const fileOf = (specifier: string, folder: string): string | undefined =>
  /^\.{1,2}\//.test(specifier) ? path.posix.join(folder, specifier) : undefined;

/** Names that scripts of the theme register, as in `app.component("Name", Name)`, and the files that they mean. */
function registrations(texts: ReadonlyMap<string, string>): Map<string, Set<string | undefined>> {
  const found = new Map<string, Set<string | undefined>>();
  for (const [file, text] of texts) {
    if (file.endsWith(".vue") || !text.includes(".component(")) continue;
    const imports = importsIn(text);
    for (const [, written = "", value = ""] of text.matchAll(/\.component\(\s*["'`]([\w-]+)["'`]\s*,\s*([\w$]*)/g)) {
      const name = pascalCase(written);
      const specifier = imports.get(value);
      const meant = specifier === undefined ? undefined : fileOf(specifier, path.posix.dirname(file));
      found.set(name, (found.get(name) ?? new Set()).add(meant));
    }
  }
  return found;
}

/**
 * What a component has, and all in its template. Each is read once, also if it is in itself. `undefined`: all that is known is
 * that there are components of packages in it.
 */
function closure(
  first: string,
  textOf: (file: string) => ComponentText,
  named: (name: string) => string | undefined,
  isThere: (file: string) => boolean,
): FoundIds | undefined {
  const ids = new Set<string>();
  let isComplete = true;
  let hasOthers = false;
  const files = new Set([first]);
  for (const file of files) {
    const { ids: own, uses, imports, mayHaveMore } = textOf(file);
    for (const id of own) ids.add(id);
    isComplete &&= !mayHaveMore;
    for (const name of uses) {
      if (pascalCase(name) === path.posix.basename(file, ".vue")) continue;
      const specifier = imports.get(name) ?? imports.get(pascalCase(name));
      if (specifier !== undefined && isQuietImport(specifier, name)) continue;
      const used = specifier === undefined ? named(name) : fileOf(specifier, path.posix.dirname(file));
      if (used?.endsWith(".vue") && isThere(used)) files.add(used);
      else hasOthers = true;
    }
  }
  if (hasOthers && isComplete && ids.size === 0) return undefined;
  isComplete &&= !hasOthers;
  return { ids, parts: [], ofArguments: [], isComplete };
}

/** Components of the standard theme, and icons, add no ids to which a link leads. */
const isQuietImport = (specifier: string, name: string): boolean =>
  (/^(?:vitepress\/theme$|(?:@[\w-]+\/)?vitepress-theme)/.test(specifier) && isOfTheme(name)) ||
  iconPackage.test(specifier);

const iconPackage =
  /^(?:~icons\/|virtual:icons\/|(?:@iconify\/vue|@iconify-prerendered\/[\w-]+|lucide-vue-next|@lucide\/vue|@heroicons\/vue\/[\w/]+|@tabler\/icons-vue|@element-plus\/icons-vue|@fortawesome\/vue-fontawesome|@phosphor-icons\/vue)$)/;

/**
 * Components that VitePress's theme exports and that make no ids: what pages of VitePress 1.6.4 with each of them have.
 * https://vitepress.dev/reference/default-theme-team-page
 */
export const isOfTheme = (name: string): boolean =>
  isInert(name) ||
  /^VP(?:Badge|Button|DocAsideSponsors|Features|HomeFeatures|HomeHero|HomeSponsors|Image|Link|SocialLinks?|Sponsors|TeamMembers|TeamPage|TeamPageSection|TeamPageTitle)$/.test(
    pascalCase(name),
  );
