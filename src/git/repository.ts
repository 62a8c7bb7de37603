/** The repository of a folder: its working tree, its index and the changes in it. */
import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
import { variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { Blobs } from "./blobs.js";
import { errorMessage, type GitCall, type GitResult, git } from "./command.js";

export interface Change {
  /** Absolute path. */
  readonly path: string;
  /** Relative to the top of the working tree, with `/`. */
  readonly name: string;
  /** Links and submodules are not articles. Unmerged files have several versions in the index. */
  readonly kind: "file" | "deleted" | "link" | "submodule" | "unmerged";
  /** As written by git: `100755`. */
  readonly mode: string;
  /** The staged blob; `undefined` for changes of the working tree. */
  readonly blob: string | undefined;
  /** The blob before the change, for a renamed file of its old name; `undefined` for a new file. */
  readonly before: string | undefined;
  /** The name before the change, if it was renamed. */
  readonly oldName?: string | undefined;
}

/** A file of a commit. */
export interface CommittedFile {
  /** Relative to the top of the working tree, with `/`. */
  readonly name: string;
  readonly blob: string;
  /** In bytes. */
  readonly size: number;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Names that are not UTF-8, decoded for messages. stet cannot open these files. */
  readonly unnamable: readonly string[];
}

export class Repository {
  /** The top of the working tree, spelled like the folder that was given to `open`. */
  readonly folder: string;
  readonly gitFolder: string;
  /** The index of the current `git commit`. In hooks it may be another file than `.git/index`. */
  readonly index: string;
  readonly blobs: Blobs;
  readonly #offline: boolean;

  private constructor(folder: string, gitFolder: string, index: string, offline: boolean) {
    this.#offline = offline;
    this.folder = folder;
    this.gitFolder = gitFolder;
    this.index = index;
    this.blobs = new Blobs(this.#place());
  }

  /**
   * Finds the repository like git: from the environment variables that hooks set, or from the folder upwards.
   *
   * @param options.offline objects that a partial clone does not have are missing, instead of being fetched from its server.
   * @throws UserError if the folder is not in a working tree.
   */
  static async open(cwd: string, { offline = false }: { readonly offline?: boolean } = {}): Promise<Repository> {
    // One call per value, because a path may contain a line break.
    const ask = async (what: readonly string[]) => {
      const answer = await git(["rev-parse", "--path-format=absolute", ...what], { cwd, env: { LC_ALL: "C" } });
      if (answer.code !== 0) throw notThere(answer, cwd);
      const said = answer.stdout.toString().replace(/\r?\n$/, "");
      if (said.startsWith("--path-format"))
        throw new UserError(
          t("git.tooOld", "The installed version of Git is too old."),
          t("git.update", "Install Git 2.31 or later."),
        );
      return said;
    };
    const [top, gitFolder, index] = await Promise.all([
      ask(["--show-toplevel"]),
      ask(["--git-dir"]),
      ask(["--git-path", "index"]),
    ]);
    const isHere = path.resolve(top) === (await realpath(cwd));
    return new Repository(isHere ? cwd : path.resolve(top), path.resolve(gitFolder), path.resolve(index), offline);
  }

  /**
   * Runs git at the top of the working tree. Relative paths in environment variables are resolved, so that the user's
   * folder has no effect.
   */
  run(args: readonly string[], { env, ...rest }: Partial<GitCall> = {}): Promise<GitResult> {
    const place = this.#place();
    return git(args, { ...place, ...rest, env: { ...place.env, ...env } });
  }

  /** The differences between the index and the last commit. */
  async staged(): Promise<Changes> {
    const against = await this.#head();
    const args = ["diff-index", "--cached", "--ita-invisible-in-index", ...raw, against, "--"];
    return this.#read(await this.#must(args, t("git.stagedNotListed", "Cannot list the staged files")), "staged");
  }

  /** The differences between the working tree and a commit, including untracked files. `undefined`: the last commit. */
  async changedSince(ref: string | undefined): Promise<Changes> {
    const against = await this.baseOf(ref);
    const failed = t("git.changedNotListed", "Cannot list the changed files");
    const [tracked, untracked] = await Promise.all([
      this.#must(["diff", "--no-ext-diff", "--no-textconv", ...raw, against, "--"], failed),
      this.#must(["ls-files", "-z", "--others", "--exclude-standard"], failed),
    ]);
    const known = this.#read(tracked, "working tree");
    const more = new Names();
    for (const bytes of splitAtNul(untracked)) more.add(bytes);
    const fresh = await Promise.all(
      more.good
        // A nested repository.
        .filter((name) => !name.endsWith("/"))
        .map(async (name) => {
          const found = await lstat(path.join(this.folder, name)).catch(() => undefined);
          const kind = found?.isSymbolicLink() ? "link" : "file";
          return this.#change({ name, kind, mode: "100644", blob: undefined, before: undefined });
        }),
    );
    const changes = [...known.changes, ...fresh].sort((a, b) => (a.name < b.name ? -1 : 1));
    return { changes, unnamable: [...known.unnamable, ...more.bad] };
  }

  /** The commit that `changedSince` compares with. */
  baseOf(ref: string | undefined): Promise<string> {
    return ref === undefined ? this.#head() : this.#mergeBase(ref);
  }

  /**
   * The regular files of a commit whose names are UTF-8.
   *
   * @param folders relative to the top of the working tree, with `/`; `""`: all.
   */
  async filesOf(commit: string, folders: readonly string[]): Promise<CommittedFile[]> {
    const within = folders.includes("") ? [] : folders;
    const failed = t("git.commitNotListed", "Cannot list the files of the commit");
    const output = await this.#must(["ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", ...within], failed);
    const names = new Names();
    const files: CommittedFile[] = [];
    for (const bytes of splitAtNul(output)) {
      const tab = bytes.indexOf("\t");
      const [mode = "", , blob = "", size] = bytes.subarray(0, tab).toString().split(/ +/);
      const name = names.add(bytes.subarray(tab + 1));
      if (name !== undefined && isFile(mode)) files.push({ name, blob, size: Number(size) });
    }
    return files;
  }

  #place(): { cwd: string; env: Record<string, string> } {
    const env = {
      GIT_DIR: this.gitFolder,
      GIT_WORK_TREE: this.folder,
      GIT_INDEX_FILE: this.index,
      ...(this.#offline && withoutNetwork),
    };
    return { cwd: this.folder, env };
  }

  async #must(args: readonly string[], failed: string): Promise<Buffer> {
    const answer = await this.run(args);
    if (answer.code !== 0) throw new UserError(`${failed}: ${errorMessage(answer)}`);
    return answer.stdout;
  }

  /** The last commit, or the empty tree if there is no commit yet. */
  async #head(): Promise<string> {
    const head = await this.run(["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]);
    if (head.code === 0) return head.stdout.toString().trim();
    const empty = await this.#must(["hash-object", "-t", "tree", "--stdin"], t("git.noEmptyTree", "Git failed"));
    return empty.toString().trim();
  }

  async #mergeBase(ref: string): Promise<string> {
    const commit = await this.run(["rev-parse", "--quiet", "--verify", "--end-of-options", `${ref}^{commit}`]);
    if (commit.code !== 0)
      throw new UserError(
        t("git.unknownCommit", 'Unknown commit "{ref}" for --since.', { ref }),
        t(
          "git.unknownCommit.use",
          "Use a branch, tag or commit of this clone, for example --since main. Run git fetch to get remote branches.",
        ),
      );
    const id = commit.stdout.toString().trim();
    const base = await this.run(["merge-base", id, "HEAD"]);
    if (base.code === 0) return base.stdout.toString().trim();
    throw new UserError(
      base.stderr
        ? t(
            "git.noCommonAncestorBecause",
            '"{ref}" (--since) and the last commit have no common ancestor in this clone: {reason}.',
            {
              ref,
              reason: errorMessage(base),
            },
          )
        : t("git.noCommonAncestor", '"{ref}" (--since) and the last commit have no common ancestor in this clone.', {
            ref,
          }),
      t(
        "git.noCommonAncestor.fetch",
        "If the clone is shallow, fetch more history with git fetch --unshallow, or set fetch-depth: 0 in the workflow.",
      ),
    );
  }

  /** https://git-scm.com/docs/git-diff-index#_raw_output_format */
  #read(output: Buffer, of: "staged" | "working tree"): Changes {
    const changes = new Map<string, Change>();
    const names = new Names();
    const parts = splitAtNul(output)[Symbol.iterator]();
    for (const head of parts) {
      const [oldMode = "", mode = "", old = "", blob = "", status = ""] = head.toString().slice(1).split(" ");
      const first = parts.next().value;
      const bytes = /^[RC]/.test(status) ? parts.next().value : first;
      const name = bytes && names.add(bytes);
      if (name === undefined) continue;
      const oldName = /^R/.test(status) && first ? { oldName: first.toString() } : {};
      const kind = kindOf(status, mode);
      // For a file with conflicts, git lists the version in the working tree a second time.
      if (kind === "unmerged" && of === "working tree" && changes.has(name)) continue;
      changes.set(
        name,
        this.#change({
          name,
          kind,
          mode,
          blob: of === "staged" ? blob : undefined,
          before: isFile(oldMode) && !/^0+$/.test(old) ? old : undefined,
          ...oldName,
        }),
      );
    }
    return { changes: [...changes.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), unnamable: names.bad };
  }

  #change(change: Omit<Change, "path">): Change {
    return { ...change, path: path.join(this.folder, change.name) };
  }
}

/** Git before version 2.45 does not know the first variable, but allows no protocol with the second one. */
const withoutNetwork = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

const raw = ["--raw", "-z", "--no-abbrev", "-M", "--no-relative", "--ignore-submodules=all"];

const isFile = (mode: string): boolean => mode.startsWith("100");

function kindOf(status: string, mode: string): Change["kind"] {
  if (status.startsWith("U")) return "unmerged";
  if (status.startsWith("D")) return "deleted";
  return isFile(mode) ? "file" : mode.startsWith("120") ? "link" : "submodule";
}

function notThere(answer: GitResult, cwd: string): UserError {
  if (/not a git repository/.test(answer.stderr) && variable("GIT_DIR") === undefined)
    return new UserError(
      t("git.noRepository", '"{folder}" is not in a Git repository.', { folder: cwd }),
      t(
        "git.noRepository.use",
        "Run stet in a clone, which --staged, --changed and --since need, or use paths instead.",
      ),
    );
  if (/safe\.bareRepository/.test(answer.stderr))
    return new UserError(
      t("git.bareRepository", '"{folder}" looks like a bare Git repository, whose settings stet does not use.', {
        folder: cwd,
      }),
      t("git.bareRepository.use", "Run stet in another folder of the clone, or delete these files."),
    );
  if (/must be run in a work tree/.test(answer.stderr))
    return new UserError(
      t("git.noWorkTree", '"{folder}" is in a Git repository without a working tree.', { folder: cwd }),
      t("git.noWorkTree.use", "Run stet in a clone or a worktree."),
    );
  return new UserError(t("git.failed", "Git failed: {reason}.", { reason: errorMessage(answer) }));
}

function* splitAtNul(bytes: Buffer): Generator<Buffer, undefined> {
  let start = 0;
  for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  return undefined;
}

class Names {
  readonly good: string[] = [];
  readonly bad: string[] = [];

  /** The name; `undefined` if it is not UTF-8. */
  add(bytes: Buffer): string | undefined {
    try {
      const name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      this.good.push(name);
      return name;
    } catch {
      this.bad.push(bytes.toString());
      return undefined;
    }
  }
}
