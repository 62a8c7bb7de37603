/**
 * Evaluates `.gitignore` and `.stetignore` of every level, and `.git/info/exclude`. https://git-scm.com/docs/gitignore:
 * the deepest file with a matching line decides, and nothing in an ignored folder can be included again.
 */
import path from "node:path";
import { UnsafePattern } from "../patterns/glob.js";
import { type IgnoreLines, ignoreLines } from "../patterns/ignore-lines.js";
import { RefusedFile, readSettings } from "../platform/disk.js";
import { t } from "../platform/i18n.js";
import { isOwnIn, isWithin, withinOf } from "../platform/tree.js";

interface Level {
  readonly folder: string;
  readonly rules: IgnoreLines;
}

interface FolderState {
  readonly ignored: boolean;
  /** The ignore files that apply in this folder, the deepest first. */
  readonly levels: readonly Level[];
}

export class IgnoreFiles {
  readonly #cwd: string;
  readonly #tree: string | undefined;
  readonly #note: (message: string) => void;
  readonly #states = new Map<string, Promise<FolderState>>();
  readonly #tops = new Map<string, Promise<string | undefined>>();

  /**
   * @param note called with messages about files that cannot be used.
   * @param tree see `DiscoverRequest`.
   */
  constructor(cwd: string, note: (message: string) => void = () => {}, tree?: string) {
    this.#cwd = cwd;
    this.#tree = tree;
    this.#note = note;
  }

  /** @param file absolute path of a file, or of a folder with `isFolder`. */
  async isIgnored(file: string, isFolder: boolean): Promise<boolean> {
    const parent = path.dirname(file);
    if (parent === file) return false;
    const { ignored, levels } = await this.#stateOf(parent);
    return ignored || decides(levels, file, isFolder);
  }

  /** Loads the ignore files for one folder, so that its files can be checked synchronously. */
  async check(folder: string): Promise<(file: string, isFolder: boolean) => boolean> {
    const { ignored, levels } = await this.#stateOf(folder);
    return (file, isFolder) => ignored || decides(levels, file, isFolder);
  }

  #stateOf(folder: string): Promise<FolderState> {
    let state = this.#states.get(folder);
    if (!state) {
      state = this.#readState(folder);
      this.#states.set(folder, state);
    }
    return state;
  }

  async #readState(folder: string): Promise<FolderState> {
    const top = await this.#topOf(folder);
    // Outside of a repository, folders above the working directory have no say.
    if (top === undefined && isWithin(this.#cwd, folder)) return { ignored: false, levels: [] };
    if (top === undefined || top === folder) {
      const own = await this.#readLevel(folder, [".git/info/exclude", ".gitignore", ".stetignore"]);
      return { ignored: false, levels: own ? [own] : [] };
    }
    const parent = await this.#stateOf(path.dirname(folder));
    if (parent.ignored || decides(parent.levels, folder, true)) return { ignored: true, levels: [] };
    const own = await this.#readLevel(folder, [".gitignore", ".stetignore"]);
    return { ignored: false, levels: own ? [own, ...parent.levels] : parent.levels };
  }

  async #readLevel(folder: string, names: readonly string[]): Promise<Level | undefined> {
    const lines = names.map((name) => this.#read(path.join(folder, name))).join("\n");
    if (lines.trim() === "") return undefined;
    try {
      return { folder, rules: await ignoreLines(lines) };
    } catch (error) {
      return named(folder, () => {
        throw error;
      });
    }
  }

  #read(file: string): string {
    try {
      return readSettings(file, withinOf(path.dirname(file), this.#tree));
    } catch (error) {
      // Like git, stet ignores a missing or unreadable file, and a folder with the name.
      if (error instanceof RefusedFile && error.why !== "folder")
        this.#note(
          t("discover.ignoreFileRefused", 'Skipped the ignore file "{file}": {reason}.', {
            file: path.relative(this.#cwd, file).replaceAll(path.sep, "/"),
            reason: error.message,
          }),
        );
      return "";
    }
  }

  /**
   * The root of the repository. Outside of a repository, the working directory if it contains the folder, otherwise
   * `undefined`.
   */
  async #topOf(folder: string): Promise<string | undefined> {
    const root = await this.#repositoryOf(folder);
    if (root !== undefined) return root;
    return folder === this.#cwd || folder.startsWith(this.#cwd.replace(/[\\/]?$/, path.sep)) ? this.#cwd : undefined;
  }

  #repositoryOf(folder: string): Promise<string | undefined> {
    let root = this.#tops.get(folder);
    if (!root) {
      // Worktrees and submodules have a `.git` file.
      const parent = path.dirname(folder);
      root = isRepository(folder)
        ? Promise.resolve(folder)
        : parent === folder
          ? Promise.resolve(undefined)
          : this.#repositoryOf(parent);
      this.#tops.set(folder, root);
    }
    return root;
  }
}

/**
 * Whether a folder is the root of a repository, which belongs to the user, to the owner of the folder or to root. Like
 * git, stet does not look for settings in one that somebody else has put into a folder above, such as `/tmp`.
 */
function isRepository(folder: string): boolean {
  try {
    return isOwnIn(folder, ".git");
  } catch {
    return false;
  }
}

function decides(levels: readonly Level[], file: string, isFolder: boolean): boolean {
  for (const { folder, rules } of levels) {
    const relative = path.relative(folder, file).replaceAll(path.sep, "/");
    const { ignored, unignored } = named(folder, () => rules.test(isFolder ? `${relative}/` : relative));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Names the ignore files of a folder in the error about one of their lines. */
function named<T>(folder: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof UnsafePattern ? error.at(path.join(folder, ".gitignore, .stetignore")) : error;
  }
}
