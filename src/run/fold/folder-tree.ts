/** The folders of the articles of a run, from their displayed paths. */
import { folderOf } from "../../platform/paths.js";

interface Folder {
  readonly path: string;
  /** The index of the folder above; -1 for the topmost ones. */
  readonly parent: number;
  /** The number of articles in it, without its subfolders. */
  direct: number;
  /** The number of articles in it and in its subfolders. Known after `complete`. */
  articles: number;
  /** The number of its subfolders with articles, and 1 if it has articles itself. Known after `complete`. */
  parts: number;
  /** It has the same articles as one of its subfolders, which is the better name for them. Known after `complete`. */
  isPassage: boolean;
}

export class FolderTree {
  readonly #folders: Folder[] = [];
  readonly #indexes = new Map<string, number>();

  /** Adds an article. Returns the index of its folder. */
  add(article: string): number {
    const index = this.#open(folderOf(article));
    const folder = this.#folders[index] as Folder;
    folder.direct++;
    return index;
  }

  /** To be called when all articles have been added. */
  complete(): void {
    for (const folder of this.#folders) {
      folder.articles = folder.direct;
      folder.parts = folder.direct > 0 ? 1 : 0;
    }
    // A folder is opened after the folder above it, so that going backwards every sum is complete before it is added.
    for (const folder of this.#backwards()) {
      const above = this.#folders[folder.parent];
      if (!above) continue;
      above.articles += folder.articles;
      above.parts++;
    }
    for (const folder of this.#folders) {
      const above = this.#folders[folder.parent];
      if (above && above.articles === folder.articles) above.isPassage = true;
    }
  }

  get(index: number): Readonly<Omit<Folder, "direct">> {
    return this.#folders[index] as Folder;
  }

  /** The index of the folder of an article that was added. */
  indexOf(article: string): number {
    return this.#indexes.get(folderOf(article)) ?? -1;
  }

  /** The folder of all articles; `undefined` if there is none, as for absolute and relative paths. */
  common(): number | undefined {
    const total = this.#folders.reduce((sum, { direct }) => sum + direct, 0);
    const found = this.#folders.findIndex(({ articles, isPassage }) => articles === total && !isPassage);
    return found < 0 ? undefined : found;
  }

  /** The sums of the counts over the folders and their subfolders. */
  sums(counts: ReadonlyMap<number, number>): Map<number, { articles: number; parts: number }> {
    const sums = new Map<number, { articles: number; parts: number }>();
    for (const [index, count] of counts) {
      let part = 1;
      for (let at = index; at >= 0; at = this.get(at).parent) {
        const sum = sums.get(at);
        if (sum) sum.articles += count;
        else sums.set(at, { articles: count, parts: 0 });
        (sums.get(at) as { parts: number }).parts += part;
        // A part is new to the folder above if nothing of it was counted before.
        part = sum ? 0 : 1;
      }
    }
    return sums;
  }

  #open(path: string): number {
    const known = this.#indexes.get(path);
    if (known !== undefined) return known;
    const above = folderAbove(path);
    const parent = above === undefined ? -1 : this.#open(above);
    const index = this.#folders.length;
    this.#folders.push({ path, parent, direct: 0, articles: 0, parts: 0, isPassage: false });
    this.#indexes.set(path, index);
    return index;
  }

  *#backwards(): Generator<Folder> {
    for (let index = this.#folders.length - 1; index >= 0; index--) yield this.#folders[index] as Folder;
  }
}

function folderAbove(path: string): string | undefined {
  if (path === "." || path === "/" || /(?:^|\/)\.\.$/.test(path)) return undefined;
  return /^[A-Za-z]:$/.test(path) ? undefined : folderOf(path);
}
