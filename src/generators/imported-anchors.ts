/**
 * The ids that a page in MDX gets from what it imports: articles, and components of the site. Nothing is run: what the text of
 * a component does not show is not known.
 */
import path from "node:path";
import { ownAnchors, parseArticle } from "../article/index.js";
import { isMarkdownModule } from "../article/page-modules.js";
import { readScriptIds, type ScriptIds } from "../article/script-ids.js";
import type { Anchors, ModuleAnchors, ModuleFile, SiteGenerator, UsedModule, YamlDialect } from "../article/types.js";
import { loadNow } from "../load/index.js";
import { isSettled } from "../platform/file-stamp.js";
import { realpathSync, statusOf } from "../platform/observed-fs.js";
import { isWithin } from "../platform/tree.js";
import { type FoundModule, moduleOf } from "./module-files.js";
import type { SiteModules } from "./types.js";

/** Files that one page has with what they import. */
const mostModules = 200;
/** Imports of one page and of what it imports, with those that lead to no file. */
const mostImports = 500;
/** Bytes of a file, and characters of all that a page has. */
export const maxModuleSize = 1024 * 1024;
const maxModulesLength = 4 * 1024 * 1024;

type ReadComponent = { readonly kind: "component"; readonly text: string; readonly length: number } & ScriptIds;

/** What is in a file, apart from what it imports. */
type ReadModule =
  | {
      readonly kind: "article";
      readonly anchors: Anchors;
      readonly used: readonly UsedModule[];
      readonly length: number;
    }
  | ReadComponent;

interface Known {
  readonly size: number;
  readonly mtimeMs: number;
  readonly readAt: number;
  readonly hash: string;
  readonly module: ReadModule | undefined;
}

interface Reader {
  readonly root: string;
  readonly modules: SiteModules;
  readonly yaml?: YamlDialect | undefined;
  /** How the generator reads an article (absolute path). */
  generator(file: string, text: string): SiteGenerator;
}

/** @returns what modules add to the page of an article. */
export function importedAnchors(reader: Reader): (file: string, used: readonly UsedModule[]) => ModuleAnchors {
  const known = new Map<string, Known>();
  return (file, used) => new Closure(reader, known, file).of(used);
}

interface Item {
  readonly use: UsedModule;
  /** The file that has it. */
  readonly from: string;
}

/** What one page gets. */
class Closure {
  readonly #reader: Reader;
  readonly #known: Map<string, Known>;
  readonly #page: string;
  readonly #within: string | undefined;
  readonly #files = new Map<string, ModuleFile>();
  /** Where those that lead to no file were looked for. */
  readonly #absent = new Map<string, ModuleFile>();
  /** By path: whether it is where a component may show more than what the page has in it. */
  readonly #seen = new Map<string, boolean>();
  readonly #articles: Anchors[] = [];
  readonly #ids = new Set<string>();
  /** Each once. */
  readonly #open: Item[] = [];
  readonly #opened = new Set<string>();
  #length = 0;
  /** There are too many imports. */
  #isCut = false;
  #isPartial = false;

  constructor(reader: Reader, known: Map<string, Known>, page: string) {
    this.#reader = reader;
    this.#known = known;
    this.#page = page;
    this.#within = withinOf(page, reader.root);
  }

  of(used: readonly UsedModule[]): ModuleAnchors {
    this.#add(used, this.#page);
    for (const item of this.#open) this.#follow(item);
    // With too many imports, the page stays unknown whichever of those that lead nowhere are there later.
    const files = this.#isCut ? this.#files : new Map([...this.#absent, ...this.#files]);
    return {
      articles: this.#articles,
      ids: this.#ids,
      isPartial: this.#isPartial,
      files: [...files.values()],
    };
  }

  #add(used: readonly UsedModule[], from: string): void {
    const folder = path.dirname(from);
    for (const use of used) {
      const key = JSON.stringify([
        folder,
        use.specifier ?? null,
        use.specifier === undefined && use.name,
        use.isOpaque,
      ]);
      if (this.#opened.has(key)) continue;
      if (this.#open.length >= mostImports) {
        this.#isCut = true;
        this.#isPartial = true;
        return;
      }
      this.#opened.add(key);
      this.#open.push({ use, from });
    }
  }

  #follow({ use, from }: Item): void {
    const { specifier, isOpaque } = use;
    if (specifier === undefined) {
      this.#global(use);
      return;
    }
    const found = this.#find(specifier, from);
    if (found.kind === "none") return;
    const module = found.kind === "file" ? this.#read(found.path) : undefined;
    // Without its text, a component is what it seems to be.
    if (found.kind === "unknown" || !module) this.#isPartial ||= isOpaque || isMarkdownModule(specifier);
    else this.#addOnce(module, found.path, isOpaque);
  }

  #addOnce(module: ReadModule, file: string, isOpaque: boolean): void {
    const before = this.#seen.get(file);
    if (before === true || before === isOpaque) return;
    this.#seen.set(file, isOpaque);
    if (before === undefined) this.#length += module.length;
    if (this.#seen.size > mostModules || this.#length > maxModulesLength) {
      this.#isPartial = true;
      return;
    }
    if (module.kind === "article") {
      if (before !== undefined) return;
      this.#articles.push(module.anchors);
      this.#add(module.used, file);
      return;
    }
    for (const id of module.ids) this.#ids.add(id);
    this.#isPartial ||= module.makesIds || (module.showsMore && isOpaque);
    this.#add(
      module.imports.map((specifier) => ({ specifier, name: "", isOpaque })),
      file,
    );
  }

  /** A component that the page does not import. */
  #global(use: UsedModule): void {
    const { globals, standard } = this.#reader.modules;
    const found = globals === undefined ? undefined : this.#find(globals, this.#page);
    const module = found?.kind === "file" ? this.#read(found.path) : undefined;
    const registered = module?.kind === "component" ? registeredAs(use.name, module) : undefined;
    if (found?.kind === "file" && module && registered)
      if (registered.specifier === undefined) this.#addOnce(module, found.path, use.isOpaque);
      else this.#follow({ use: { ...use, specifier: registered.specifier }, from: found.path });
    else if (!standard?.test(use.name)) this.#isPartial ||= use.isOpaque;
  }

  #find(specifier: string, from: string): FoundModule {
    const { root, modules } = this.#reader;
    const missed: ModuleFile[] = [];
    const found = moduleOf(specifier, from, { ...modules, root }, (file) => missed.push(file));
    const files = found.kind === "file" ? this.#files : this.#absent;
    for (const file of missed) files.set(file.path, file);
    return found;
  }

  /** What is in a file; `undefined` if that may not be read. */
  #read(file: string): ReadModule | undefined {
    const { size, mtimeMs } = statusOf(file) ?? {};
    const before = this.#known.get(file);
    const isSame = before?.size === size && before?.mtimeMs === mtimeMs;
    const known = before && isSame && isSettled(before) ? before : this.#readAgain(file);
    this.#files.set(file, { path: file, hash: known?.hash });
    return known?.module;
  }

  #readAgain(file: string): Known | undefined {
    const { generator, yaml } = this.#reader;
    const readAt = Date.now();
    try {
      const { text, hash, size, mtimeMs, encodingProblem } = loadNow(
        { path: file, within: this.#within },
        maxModuleSize,
      );
      const module = encodingProblem ? undefined : readModule(file, text, { generator: generator(file, text), yaml });
      const known = { size, mtimeMs, readAt, hash, module };
      this.#known.set(file, known);
      return known;
    } catch {
      return undefined;
    }
  }
}

function readModule(
  file: string,
  text: string,
  { generator, yaml }: { readonly generator: SiteGenerator; readonly yaml: YamlDialect | undefined },
): ReadModule | undefined {
  if (!isMarkdownModule(file)) return { kind: "component", text, length: text.length, ...readScriptIds(text) };
  const article = parseArticle(
    { path: file, text },
    { bodyLanguage: "markdown", lazyAttributes: [], generator, ...(yaml && { yaml }) },
  );
  const own = ownAnchors(article);
  return own && { kind: "article", length: text.length, anchors: own.anchors, used: own.modules };
}

/** What `src/theme/MDXComponents` has by a name, which other files or itself define. */
function registeredAs(name: string, module: ReadComponent): { readonly specifier: string | undefined } | undefined {
  if (!/^\w+$/.test(name) || !new RegExp(`\\b${name}\\b`).test(module.text)) return undefined;
  const [, local = name] =
    new RegExp(`[{,\\s]${name}\\s{0,9}:\\s{0,9}(\\w{1,200})\\s{0,9}[,}\\n]`).exec(module.text) ?? [];
  return { specifier: namesOf(module).get(local) };
}

const names = new WeakMap<ReadComponent, ReadonlyMap<string, string>>();

/** The names that a file imports, with where they come from. */
function namesOf(module: ReadComponent): ReadonlyMap<string, string> {
  let found = names.get(module);
  if (!found) {
    const all = [...module.text.matchAll(importStatement)].flatMap(([, names = "", specifier = ""]) =>
      names.split(/\W+/).map((name) => [name, specifier] as const),
    );
    found = new Map(all);
    names.set(module, found);
  }
  return found;
}

const importStatement = /\bimport\s([^;"']{1,1000})\sfrom\s{1,9}["']([^"'\n]{1,500})["']/g;

/**
 * The folder, by its real path, that what a page imports must be in: that of the site, or for articles that the site reads next
 * to its own folder the one that has both.
 */
function withinOf(page: string, root: string): string {
  try {
    const [site, folder] = [realpathSync(root), realpathSync(path.dirname(page))];
    const both = path.dirname(site);
    return !isWithin(folder, site) && isWithin(folder, both) ? both : site;
  } catch {
    return root;
  }
}
