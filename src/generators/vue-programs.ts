/** Scripts of the site that components of Vue import: whether they may give elements ids. Nothing is run. */
import path from "node:path";
import { settingsText } from "./settings.js";
import { type ComponentText, mayChangePage, specifiersIn } from "./vue-component.js";

/** Scripts that are read, and characters of them. Any other may do anything. */
const mostPrograms = 1000;
const maxProgramsSize = 4 * 1024 * 1024;

export interface ComponentPrograms {
  /** By path, as far as they were read: what the answers depend on. */
  readonly texts: readonly (readonly [file: string, text: string])[];
  /**
   * Whether one of the files that a component imports, or that those import, may give elements ids.
   *
   * @param folder of the component, relative to the root of the site.
   */
  mayChange(specifiers: readonly string[], folder: string): boolean;
}

interface Program {
  /** Empty: it is not there, or may not be read. */
  readonly text: string;
  readonly imports: readonly string[];
  readonly mayChange: boolean;
}

/** Data and styles; the data of VitePress are made before the page is. https://vitepress.dev/guide/data-loading */
const noProgram =
  /\.(?:vue|css|s[ac]ss|less|styl|json5?|ya?ml|toml|csv|txt|md|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|mp[34]|webm|glsl|wasm)$|\.data(?:\.[cm]?[jt]s)?$|\?(?:raw|url|inline)$/;
const ends = ["", ".ts", ".js", ".mts", ".mjs", ".d.ts", "/index.ts", "/index.js"];

/**
 * @param root absolute path of the site.
 * @param components by path, relative to it.
 */
export function componentPrograms(root: string, components: ReadonlyMap<string, ComponentText>): ComponentPrograms {
  const programs = new Map<string, Program>();
  let size = 0;
  const read = (stem: string): Program => {
    let text = "";
    // TypeScript imports `./a.js`, which is `./a.ts`.
    const stems = [stem, stem.replace(/\.[cm]?js$/, "")];
    for (const file of stems.flatMap((one) => ends.map((end) => one + end))) {
      if (text !== "" || size > maxProgramsSize || !/\.[cm]?[jt]s$/.test(file)) continue;
      text = settingsText(path.join(root, file), root);
    }
    size += text.length;
    const imports = namedIn(specifiersIn(text), path.posix.dirname(stem));
    return { text, imports: imports.files, mayChange: text === "" || imports.hasOthers || mayChangePage(text) };
  };
  const open: string[] = [];
  for (const [file, { scripts }] of components) open.push(...namedIn(scripts, path.posix.dirname(file)).files);
  for (const file of open) {
    if (programs.has(file) || programs.size >= mostPrograms) continue;
    const program = read(file);
    programs.set(file, program);
    open.push(...program.imports);
  }
  return {
    texts: [...programs].map(([file, { text }]) => [file, text] as const),
    mayChange(specifiers, folder) {
      const { files, hasOthers } = namedIn(specifiers, folder);
      const all = new Set(files);
      if (hasOthers) return true;
      for (const file of all) {
        const program = programs.get(file);
        if (!program || program.mayChange) return true;
        for (const one of program.imports) all.add(one);
      }
      return false;
    },
  };
}

/** The scripts of a site that these names mean; those of an alias, such as `@/ids`, are not known. */
function namedIn(
  specifiers: readonly string[],
  folder: string,
): { readonly files: string[]; readonly hasOthers: boolean } {
  const scripts = specifiers.filter((name) => !noProgram.test(name));
  return {
    files: scripts.flatMap((name) => (/^\.{1,2}(?:\/|$)/.test(name) ? [path.posix.join(folder, name)] : [])),
    hasOthers: scripts.some((name) => /^[@~#]?\//.test(name)),
  };
}
