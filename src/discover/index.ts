/** Finds the files for the patterns of the command line, in an order that is the same on every machine. */
import type { Dirent } from "node:fs";
import path from "node:path";
import { t } from "../platform/i18n.js";
import { lstat, readdir, realpath, stat } from "../platform/observed-fs.js";
import { isSearched, isWithin, neverWalked, staysIn, withinOf } from "../platform/tree.js";
import { isGlob, readExclusion, readGlob } from "./glob.js";
import { IgnoreFiles } from "./ignores.js";
import { LeftOut, type LeftOutFiles } from "./left-out.js";

export interface DiscoverRequest {
  /** Absolute path. */
  readonly cwd: string;
  /** Files, folders and globs, relative to `cwd` or absolute. `!glob` excludes files. */
  readonly patterns: readonly string[];
  /** The file extensions that are searched in this folder, such as `.md`. */
  extensions(folder: string): Promise<readonly string[]>;
  /** Whether the configuration ignores a path. */
  isIgnored(path: string, isFolder: boolean): Promise<boolean>;
  /** Whether a folder is in a built site. Such a folder is searched if it is given, although ignore files list it. */
  isBuilt?(folder: string): Promise<boolean>;
  /**
   * Which files of a folder are no articles. They are left out, unless their paths or, for all files of a folder, that folder
   * is given.
   */
  leftOut?(folder: string): Promise<LeftOutFiles | undefined>;
  /** False for `--no-ignore`: ignore files and the `ignores` of the configuration have no effect. */
  readonly ignoreFiles: boolean;
  /** A folder. What is really outside of it is neither searched nor read, even if its path is given. */
  readonly tree?: string | undefined;
  /** Called for each article that is ignored, and each folder. */
  ignored?(shown: string): void;
  /** Called for each pattern without a result, at the end of its search. */
  note?(problem: DiscoverProblem): void;
}

export interface DiscoverProblem {
  /**
   * `unmatched`: no file matches the pattern. `ignored`: the pattern is the path of an ignored file or folder.
   * `unreadable`: a folder or an ignore file could not be read. `link`: links were not followed. `extension`: there are
   * articles with a file extension that is not searched for. `leftOut`: the generator makes no articles of some files.
   */
  readonly kind: "unmatched" | "ignored" | "unreadable" | "link" | "extension" | "leftOut";
  readonly pattern: string;
  /** The complete message, with the pattern. */
  readonly message: string;
}

export interface FoundFile {
  /** Absolute path. */
  readonly path: string;
  /** Relative to the working directory, with `/`. */
  readonly shown: string;
  /** The real path of the folder that was searched, which the file must be in; `undefined` for a path that was given. */
  readonly within?: string;
}

/** Not searched for by default, because MDX is a language of its own. */
const otherExtension = ".mdx";

/**
 * Finds the files for the patterns, each once. A pattern that exists on disk is a path, otherwise it is a glob. Paths
 * of files match with any file extension; folders are searched for the configured extensions.
 *
 * A path that was given may be a link to anywhere. In a folder that is searched, links to folders are not followed, and
 * links to files only if the search could return their target: whoever writes a link there cannot make stet read or
 * write a file elsewhere, in `.git`, or with another extension. Devices, pipes and sockets are returned only if they are
 * given as paths; `load` reports the error.
 */
export async function* discover(request: DiscoverRequest): AsyncGenerator<FoundFile, void, void> {
  const search = await Search.open(request);
  for (const pattern of search.patterns) yield* search.of(pattern);
  search.noteOther();
  for (const message of search.leftOut.notes()) request.note?.({ kind: "leftOut", pattern: "", message });
}

/** Reads a list of paths as written by `git ls-files`: one per line, or separated by NUL if the text contains one. */
export function readFileList(text: string): string[] {
  const list = text.replace(/^\uFEFF/, "");
  return list.split(list.includes("\0") ? "\0" : /\r?\n/).filter((name) => name !== "");
}

class Search {
  readonly leftOut = new LeftOut();
  readonly patterns: readonly string[];
  readonly #request: DiscoverRequest;
  readonly #exclusions: readonly ((relative: string) => boolean)[];
  readonly #ignoreFiles: IgnoreFiles | undefined;
  readonly #found = new Set<string>();
  /** Files that are surely articles, but have another file extension. */
  readonly #other = new Set<string>();

  private constructor(request: DiscoverRequest, patterns: string[], exclusions: string[]) {
    this.#request = request;
    this.patterns = patterns.length === 0 && exclusions.length > 0 ? ["."] : patterns;
    this.#exclusions = exclusions.map(readExclusion);
    this.#ignoreFiles = request.ignoreFiles
      ? new IgnoreFiles(request.cwd, (message) => this.#note("unreadable", ".", message), request.tree)
      : undefined;
  }

  static async open(request: DiscoverRequest): Promise<Search> {
    const patterns: string[] = [];
    const exclusions: string[] = [];
    for (const pattern of request.patterns) {
      const isExclusion = pattern.startsWith("!") && !(await kindOf(path.resolve(request.cwd, pattern)));
      if (isExclusion) exclusions.push(pattern.slice(1));
      else patterns.push(pattern);
    }
    return new Search(request, patterns, exclusions);
  }

  async *of(pattern: string): AsyncGenerator<FoundFile, void, void> {
    const { cwd } = this.#request;
    const named = path.resolve(cwd, pattern);
    const kind = await kindOf(named);
    // Also where nothing is: the note must not show whether a file exists.
    if (this.#leadsOut(named)) this.#noteOutside(pattern);
    else if (kind === "folder") {
      const isBuilt = (await this.#request.isBuilt?.(named)) ?? false;
      if (!isBuilt && (await this.#isIgnored(named, true)))
        this.#note(
          "ignored",
          pattern,
          t("discover.ignoredFolder", 'Folder "{folder}" is ignored.', { folder: pattern }),
        );
      else yield* this.#walk(pattern, named, { inside: true, isBuilt });
    } else if (kind === "file") {
      if (this.#isExcluded(named)) return;
      const isBuilt = await this.#request.isBuilt?.(path.dirname(named));
      if (!isBuilt && (await this.#isIgnored(named, false)))
        this.#note("ignored", pattern, t("discover.ignoredFile", 'File "{file}" is ignored.', { file: pattern }));
      else yield* this.#once(named, withinOf(cwd, this.#request.tree));
    } else if (isGlob(pattern)) {
      const glob = readGlob(pattern);
      const base = path.resolve(cwd, glob.base);
      if (this.#leadsOut(base)) this.#noteOutside(pattern);
      else if ((await kindOf(base)) === "folder") yield* this.#walk(pattern, base, { inside: false, glob });
      else
        this.#note(
          "unmatched",
          pattern,
          t("discover.noBaseFolder", 'No file matches "{glob}": folder "{folder}" not found.', {
            glob: pattern,
            folder: glob.base,
          }),
        );
    } else {
      this.#note("unmatched", pattern, t("discover.notFound", 'File or folder "{path}" not found.', { path: pattern }));
    }
  }

  /**
   * Walks depth first with an explicit stack. Entries are sorted by code units, because the order of a file system is
   * not defined.
   */
  async *#walk(
    pattern: string,
    base: string,
    { inside, glob, isBuilt }: { inside: boolean; glob?: ReturnType<typeof readGlob>; isBuilt?: boolean },
  ): AsyncGenerator<FoundFile, void, void> {
    let taken = 0;
    let leftOut = 0;
    const refused: string[] = [];
    const within = await realpath(base).catch(() => base);
    const endings = new Set<string>();
    /** The last entry is next. `inside`: in a folder whose whole content matches. */
    const stack: { file: string; relative: string; isFolder: boolean; inside: boolean }[] = [
      { file: base, relative: "", isFolder: true, inside },
    ];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (!next.isFolder) {
        taken++;
        yield* this.#once(next.file, within);
        continue;
      }
      const folder = next.file;
      const entries = await this.#list(folder, pattern);
      if (entries.length === 0) continue;
      const extensions = (await this.#request.extensions(folder)).map((ending) => ending.toLowerCase());
      for (const ending of extensions) endings.add(ending);
      const isLeftOut = await this.leftOut.check(this.#request, folder, [base]);
      const isIgnoredHere = isBuilt ? undefined : await this.#ignoreFiles?.check(folder);
      for (let index = entries.length - 1; index >= 0; index--) {
        const entry = entries[index] as Dirent;
        const { name } = entry;
        const file = path.join(folder, name);
        const relative = next.relative === "" ? name : `${next.relative}/${name}`;
        const isFolder = entry.isDirectory();
        const matched = glob?.matches(relative) ?? false;
        if (isFolder) {
          if (!next.inside && !matched && !glob?.mayMatchIn(relative)) continue;
          if (neverWalked.has(name)) {
            // All but that of Git may come with a pull request.
            if (name !== ".git") this.#request.ignored?.(`${this.#shown(file)}/`);
            continue;
          }
        } else {
          const lower = name.toLowerCase();
          const isArticle = extensions.some((ending) => lower.endsWith(ending));
          const wanted = (isArticle && (next.inside || matched)) || (matched && glob?.namesEnding);
          const isOther = !wanted && next.inside && lower.endsWith(otherExtension);
          if (!(wanted || isOther) || this.#isExcluded(file)) continue;
          const searched = isOther ? [...extensions, otherExtension] : extensions;
          const kind = await kindOfEntry(entry, file, { within, extensions: searched });
          if (kind === "link" && wanted) refused.push(this.#shown(file));
          if (kind !== "file") continue;
          if (isOther) {
            if (!(isIgnoredHere?.(file, false) || (await this.#request.isIgnored(file, false)))) this.#other.add(file);
            continue;
          }
        }
        if (isFolder && this.#isExcluded(file)) continue;
        const ignored =
          this.#ignoreFiles !== undefined &&
          !isBuilt &&
          (isIgnoredHere?.(file, isFolder) || (await this.#request.isIgnored(file, isFolder)));
        if (!ignored && !isFolder && isLeftOut?.(file)) continue;
        if (ignored) {
          leftOut++;
          this.#request.ignored?.(this.#shown(file) + (isFolder ? "/" : ""));
        } else stack.push({ file, relative, isFolder, inside: next.inside || (isFolder && matched) });
      }
    }
    this.#noteLinks(pattern, refused);
    if (taken > 0) return;
    const what = glob
      ? t("discover.noMatch", 'No article matches "{glob}"', { glob: pattern })
      : t("discover.noArticles", 'No articles found in "{folder}"', { folder: pattern });
    const looked =
      endings.size > 0 && !glob?.namesEnding
        ? t("discover.extensions", " (file extensions: {extensions})", { extensions: [...endings].join(", ") })
        : "";
    const ignoring =
      leftOut > 0
        ? leftOut === 1
          ? t("discover.oneIgnored", "; 1 entry is ignored")
          : t("discover.ignored", "; {count} entries are ignored", { count: leftOut })
        : "";
    this.#note(
      "unmatched",
      pattern,
      t("discover.nothing", "{what}{extensions}{ignored}.", { what, extensions: looked, ignored: ignoring }),
    );
  }

  #leadsOut(file: string): boolean {
    const { tree } = this.#request;
    return tree !== undefined && !(isWithin(file, tree) && staysIn(file, tree));
  }

  #noteOutside(pattern: string): void {
    this.#note(
      "unmatched",
      pattern,
      t(
        "discover.outside",
        'Path "{path}" is outside the working directory, and --untrusted does not read it. Run stet in the folder of the articles.',
        { path: pattern },
      ),
    );
  }

  #noteLinks(pattern: string, refused: readonly string[]): void {
    const [link] = refused;
    if (link === undefined) return;
    this.#note(
      "link",
      pattern,
      refused.length === 1
        ? t(
            "discover.link",
            'Skipped "{link}": it is a link, and its target is not an article in "{pattern}". To check the target, add its path.',
            { link, pattern },
          )
        : t(
            "discover.links",
            'Skipped {count} links, such as "{link}": their targets are not articles in "{pattern}". To check a target, add its path.',
            { count: refused.length, link, pattern },
          ),
    );
  }

  /** Reports how many articles were not checked because of their file extension. */
  noteOther(): void {
    const count = this.#other.size;
    if (count === 0) return;
    const data = { count, extension: otherExtension };
    this.#note(
      "extension",
      "",
      count === 1
        ? t(
            "discover.oneOther",
            "1 {extension} file was not checked. Add {extension} to extensions, or use --ext.",
            data,
          )
        : t(
            "discover.other",
            "{count} {extension} files were not checked. Add {extension} to extensions, or use --ext.",
            data,
          ),
    );
  }

  async #list(folder: string, pattern: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder);
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.#note(
        "unreadable",
        pattern,
        t("discover.notListed", 'Cannot list the folder "{folder}" ({code}).', {
          folder: this.#shown(folder),
          code: code ?? "",
        }),
      );
      return [];
    }
  }

  async #isIgnored(file: string, isFolder: boolean): Promise<boolean> {
    if (!this.#ignoreFiles) return false;
    return (await this.#ignoreFiles.isIgnored(file, isFolder)) || this.#request.isIgnored(file, isFolder);
  }

  #isExcluded(file: string): boolean {
    if (this.#exclusions.length === 0) return false;
    const shown = this.#shown(file);
    return this.#exclusions.some((excludes) => excludes(shown));
  }

  *#once(file: string, within?: string): Generator<FoundFile, void, void> {
    if (this.#found.has(file)) return;
    if (this.patterns.length > 1) this.#found.add(file);
    yield { path: file, shown: this.#shown(file), ...(within !== undefined && { within }) };
  }

  #shown(file: string): string {
    return path.relative(this.#request.cwd, file).replaceAll(path.sep, "/");
  }

  #note(kind: DiscoverProblem["kind"], pattern: string, message: string): void {
    this.#request.note?.({ kind, pattern, message });
  }
}

export async function kindOf(file: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(file)).isDirectory() ? "folder" : "file";
  } catch (error) {
    // The path does not exist, cannot exist (too long, with a NUL), or has a file in place of a folder.
    try {
      await lstat(file);
      return "file";
    } catch {
      if ((error as NodeJS.ErrnoException).code === "EACCES") return "file";
      return undefined;
    }
  }
}

/** `link`: a link whose target the search would not return. Some file systems do not return the type of an entry. */
async function kindOfEntry(
  entry: Dirent,
  file: string,
  { within, extensions }: { readonly within: string; readonly extensions: readonly string[] },
): Promise<"file" | "link" | "other"> {
  if (entry.isFile()) return "file";
  if (entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice()) return "other";
  try {
    if ((await lstat(file)).isFile()) return "file";
    if (!(await stat(file)).isFile()) return "other";
    const target = await realpath(file);
    const isArticle = [...extensions, path.extname(file).toLowerCase()].some((ending) =>
      target.toLowerCase().endsWith(ending),
    );
    return isArticle && isSearched(target, within) ? "file" : "link";
  } catch {
    return "other";
  }
}
