/**
 * The articles of a run, where they are read and where fixes are written: files, standard input, or the index of git.
 */

import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
import type { Configs } from "../config/index.js";
import { type DiscoverRequest, discover, type FoundFile } from "../discover/index.js";
import { pathFilter } from "../discover/path-filter.js";
import { writeSafely } from "../fix/write.js";
import { type Change, merge, Repository, Stage } from "../git/index.js";
import { decode, defaultMaxSize, LoadError, type LoadedFile, load, read } from "../load/index.js";
import { UserError } from "../platform/errors.js";
import { isLfsPointer } from "../platform/git-lfs.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import type { FileLint, Loaded, Origin } from "./lint-file.js";
import type { GitSelection } from "./lint-request.js";
import type { RunRequest } from "./request.js";
import { treeOf } from "./settings.js";
import { inShard, type Shard } from "./shards/shard.js";

export interface Input {
  readonly file: FoundFile;
  /** The content, if it is not read from the file; otherwise it is read when the file is linted. */
  readonly loaded?: Loaded;
  /** Defined if `loaded` is defined. */
  readonly origin?: Origin;
  /** The result of another run. */
  readonly recorded?: FileLint;
}

export type InputsRequest = Pick<
  RunRequest,
  "cwd" | "paths" | "stdin" | "git" | "ignore" | "allowEmpty" | "shard" | "merge" | "untrusted" | "offline"
>;

export interface Inputs {
  /** All inputs, in order. */
  list(): AsyncGenerator<Input, void, void>;
  /** Call it when no more fixes are written. */
  close(): void;
}

/**
 * @param note called with messages for the end of the run.
 * @param ignored called with each article or folder that is ignored.
 */
export function openInputs(
  request: InputsRequest,
  configs: Configs,
  note: (text: string) => void,
  ignored: (shown: string) => void,
): Inputs {
  let repository: Repository | undefined;
  const open = async () => {
    repository = await Repository.open(request.cwd, { offline: request.offline ?? false });
    return repository;
  };
  return { list: () => listInputs(request, configs, note, ignored, open), close: () => repository?.blobs.close() };
}

async function* listInputs(
  request: InputsRequest,
  configs: Configs,
  note: (text: string) => void,
  ignored: (shown: string) => void,
  open: () => Promise<Repository>,
): AsyncGenerator<Input, void, void> {
  const { cwd, stdin, git, shard, merge: merged, allowEmpty } = request;
  if (stdin) {
    const file = { path: path.resolve(cwd, stdin.filename), shown: stdin.filename };
    yield { file, loaded: loadedFrom(file, stdin.bytes), origin: { readAt: Date.now(), isFile: false } };
  }
  if (merged) {
    for (const { file, fileLint } of merged.files) yield { file, recorded: fileLint };
    for (const text of merged.notes) note(text);
    return;
  }
  const unmatched: string[] = [];
  const leftOut: string[] = [];
  const search: DiscoverRequest = {
    ...searchOf(request, configs, !git),
    ignored,
    note: ({ kind, message }) => {
      if (kind === "unmatched") unmatched.push(message);
      else if (kind === "extension" || kind === "leftOut") leftOut.push(message);
      else note(message);
    },
  };
  let count = 0;
  if (git) yield* fromGit(git, await open(), { ...search, shard }, note);
  else
    for await (const file of inShard(discover(search), shard)) {
      count++;
      yield { file };
    }
  if (unmatched.length > 0 && !allowEmpty)
    throw new UserError(
      unmatched.join("\n"),
      leftOut[0] ??
        // Only commands that have the option set it.
        (allowEmpty === undefined
          ? t("run.checkSpelling", "Check the spelling.")
          : t("run.checkPaths", "Check the spelling, or add --allow-empty if this is expected.")),
    );
  for (const text of [...unmatched, ...leftOut]) note(text);
  // An ignore file that came along must not turn the check into one of nothing.
  if (request.untrusted && !git && !stdin && !shard && count === 0 && !allowEmpty)
    throw new UserError(
      t("run.untrusted.nothing", "--untrusted: no article was checked, because all of them are ignored."),
      allowEmpty === undefined
        ? undefined
        : t("run.untrusted.nothing.use", "Add --no-ignore, or --allow-empty if this is expected."),
    );
}

/**
 * The files of a list that the paths of the run include. They need not exist.
 *
 * @param files absolute paths.
 */
export async function askedOf(
  files: readonly string[],
  request: Pick<InputsRequest, "cwd" | "paths" | "ignore" | "untrusted">,
  configs: Configs,
): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for await (const { path: file } of pathFilter(files, [], searchOf(request, configs, false))) asked.add(file);
  return asked;
}

/**
 * What a run searches, apart from what it remarks.
 *
 * @param isSearch see `Configs.extensions`.
 */
export function searchOf(
  request: Pick<InputsRequest, "cwd" | "paths" | "ignore" | "untrusted">,
  configs: Configs,
  isSearch: boolean,
): DiscoverRequest {
  const { cwd, paths, ignore = true } = request;
  return {
    cwd,
    patterns: paths,
    extensions: (folder) => configs.extensions(folder, isSearch),
    isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
    isBuilt: (folder) => configs.isBuilt(folder),
    leftOut: (folder) => configs.leftOut(folder),
    ignoreFiles: ignore,
    tree: treeOf(request),
  };
}

async function* fromGit(
  selection: GitSelection,
  repository: Repository,
  search: DiscoverRequest & { readonly shard: Shard | undefined },
  note: (text: string) => void,
): AsyncGenerator<Input, void, void> {
  const { changes, unnamable } =
    selection.of === "staged" ? await repository.staged() : await repository.changedSince(selection.since);
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const isWanted = ({ kind }: Change) => kind === "file" || kind === "unmerged";
  const paths = (wanted: boolean) => changes.filter((one) => isWanted(one) === wanted).map((one) => one.path);
  for (const name of unnamable) note(t("run.skippedName", 'Skipped "{name}": the file name is not UTF-8.', { name }));
  const stage = new Stage(repository);
  const within = await realpath(search.tree ?? repository.folder);
  for await (const file of inShard(pathFilter(paths(true), paths(false), search, within), search.shard)) {
    const change = byPath.get(file.path);
    if (!change) continue;
    if (change.kind === "unmerged" && selection.of === "staged") {
      note(
        t("run.skippedConflicts", 'Skipped "{file}": it has unresolved merge conflicts.', {
          file: file.shown,
        }),
      );
      continue;
    }
    const input = await readChange(file, change, repository, stage);
    if (input.loaded && "text" in input.loaded && isLfsPointer(input.loaded.text))
      note(
        t("run.skippedPointer", 'Skipped "{file}": it is a Git LFS pointer, not the article.', { file: file.shown }),
      );
    else yield input;
  }
}

async function readChange(file: FoundFile, change: Change, repository: Repository, stage: Stage): Promise<Input> {
  const { blob } = change;
  const readAt = Date.now();
  const contentOf = async (id: string, failed: (why: string) => string) => {
    try {
      return await repository.blobs.read(id, defaultMaxSize);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new LoadError(`${file.path}: ${failed((error as Error).message)}`, { cause: error });
    }
  };
  try {
    const { before: oldId } = change;
    const old =
      oldId === undefined
        ? undefined
        : contentOf(oldId, (why) =>
            t("run.noOldContent", "Git cannot read the content before the change: {reason}.", { reason: why }),
          );
    const staged =
      blob === undefined
        ? undefined
        : contentOf(blob, (why) =>
            t("run.noStagedContent", "Git cannot read the staged content: {reason}.", { reason: why }),
          );
    const [was, is] = await Promise.all([old, staged]);
    const before = was?.bytes ? decode(was.bytes).text : "";
    if (blob === undefined) return { file, loaded: read(file), origin: { readAt, isFile: true, before } };
    const loaded = is?.bytes ? loadedFrom(file, is.bytes) : tooLarge(file, is?.size ?? 0);
    const write = writerOf(file, { ...change, blob, text: loaded.text }, repository, stage);
    return { file, loaded, origin: { readAt, isFile: false, before, write } };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { file, loaded: { error: error.message }, origin: { readAt, isFile: false } };
  }
}

/** Fixes the staged content of a file, then applies the same edits to the file. */
function writerOf(
  file: FoundFile,
  { name, mode, ...read }: Pick<Change, "name" | "mode"> & { readonly blob: string; readonly text: string },
  repository: Repository,
  stage: Stage,
): NonNullable<Origin["write"]> {
  let staged = read;
  return async (_, text) => {
    const result = await stage.add({ name, mode, before: staged.blob, text });
    if (!result.staged) return { written: false, why: result.why, message: result.message };
    const base = staged.text;
    staged = { blob: result.blob, text };
    const problem = await fixOnDisk({ base, edited: text }, file, repository);
    return problem
      ? {
          written: true,
          note: t("run.onlyStagedFixed", '"{file}": fixed in the index but not in the working tree: {reason}.', {
            file: file.shown,
            reason: problem,
          }),
        }
      : { written: true };
  };
}

/**
 * Applies the same edits to the file in the working tree and keeps its unstaged changes. Returns an error message if
 * that is not possible.
 */
async function fixOnDisk(
  { base, edited }: { readonly base: string; readonly edited: string },
  file: FoundFile,
  repository: Repository,
): Promise<string | undefined> {
  const stats = await lstat(file.path).catch(() => undefined);
  if (!stats) return undefined; // deleted or moved, and that is not staged
  if (!stats.isFile()) return t("run.notRegularFile", "it is not a regular file");
  try {
    const { text: own, hash, encodingProblem } = await load(file);
    if (encodingProblem) return t("run.notUtf8", "it is not UTF-8 text");
    const text = own === base ? edited : await merge(repository, { base, edited, own });
    if (text === undefined) return t("run.unstagedChanges", "it has conflicting unstaged changes");
    if (text === own) return undefined;
    const result = await writeSafely(file.path, hash, text, file.within);
    return result.written ? undefined : result.message;
  } catch (error) {
    if (error instanceof LoadError) return error.message;
    throw error;
  }
}

const loadedFrom = (file: FoundFile, bytes: Uint8Array): LoadedFile => ({
  path: file.path,
  ...decode(bytes),
  hash: sha256Of(bytes),
  size: bytes.length,
  mtimeMs: 0,
  mode: 0,
});

function tooLarge(file: FoundFile, size: number): LoadedFile {
  const found = t("run.tooLarge", "{size} bytes (limit: {limit})", { size, limit: defaultMaxSize });
  const encodingProblem = { kind: "too-large", range: { start: 0, end: 0 }, found } as const;
  return { path: file.path, text: "", encodingProblem, hash: "", size, mtimeMs: 0, mode: 0 };
}
