/** `stet --watch`: lints all files, then lints again after each change and shows what has changed. */
import path from "node:path";
import { configFileIn } from "../config/file.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isWithin } from "../platform/tree.js";
import type { RunRequest } from "../run/request.js";
import type { ExitCode } from "./exit-codes.js";
import { explainFailure } from "./failure.js";
import { FolderWatch } from "./folder-watch.js";
import type { LintArguments } from "./lint-arguments.js";
import { standardInput } from "./lint-options.js";
import type { Target } from "./output-target.js";
import { isOutputGone } from "./standard-output.js";
import { WatchSession } from "./watch-session.js";
import { WatchView, type WatchViewOptions } from "./watch-view.js";

/** @throws UserError for options that cannot be used in watch mode. */
export function checkWatch(args: LintArguments, targets: readonly Target[]): void {
  const refuse = (option: string, remedy: string) => {
    throw new UserError(t("cli.watch.conflict", "{option} cannot be used with --watch.", { option }), remedy);
  };
  const removeOne = t("cli.watch.removeOne", "Remove one of the options.");
  const usePaths = t("cli.usePaths", "Use files or folders instead, for example content/.");
  if (args.paths.includes(standardInput) || args.filesFrom === standardInput)
    refuse(t("cli.watch.stdin", "Standard input (-)"), usePaths);
  if (args.fixDryRun)
    refuse("--fix-dry-run", t("cli.watch.useFix", "Remove one of the options. --watch --fix applies fixes on save."));
  if (args.printConfig !== undefined) refuse("--print-config", removeOne);
  if (args.baselineUpdate || args.baselinePrune)
    refuse(
      args.baselineUpdate ? "--baseline-update" : "--baseline-prune",
      t("cli.watch.baselineOnce", "Run stet --baseline-update or --baseline-prune once, without --watch."),
    );
  if (args.staged || args.changed || args.since !== undefined)
    refuse(args.staged ? "--staged" : args.changed ? "--changed" : "--since", usePaths);
  if (args.timing) refuse("--timing", removeOne);
  if (args.shard !== undefined) refuse("--shard", removeOne);
  for (const { name, file } of targets)
    if (!/^(?:stylish|brief)$/.test(name) || file !== undefined)
      refuse(
        `--format ${file === undefined ? name : `${name}=${file}`}`,
        t("cli.watch.useTerminal", "Use -f stylish or -f brief without a file."),
      );
}

export interface WatchOptions extends WatchViewOptions {
  readonly interruption: { readonly signal: AbortSignal; exitCode(): ExitCode | undefined };
}

/** Ends only by a signal. @throws UserError if the first run fails. */
export async function watchCommand(request: RunRequest, options: WatchOptions): Promise<ExitCode> {
  const { signal } = options.interruption;
  const folders = new FolderWatch();
  const view = new WatchView(options);
  // One after the other: passes, and the report that the key prints.
  let work: Promise<void> = Promise.resolve();
  const next = (step: () => Promise<void>): Promise<void> => {
    work = work.catch(() => {}).then(step);
    return work;
  };
  const stopKeys = onEnter(() => next(() => view.showAll()));
  try {
    // Watch before reading, so that changes during the first pass are noticed.
    folders.add(request.cwd);
    for (const folder of await foldersElsewhere(request)) folders.add(folder.path, { below: folder.below });
    const session = new WatchSession({ ...request, signal });
    const first = await session.first();
    await next(() => view.showFirst(first));
    while (!signal.aborted && !isOutputGone()) {
      const changed = await folders.next(signal);
      if (signal.aborted) break;
      await next(async () => {
        try {
          const pass = await session.next(changed);
          if (pass && !signal.aborted) await view.showPass(pass);
        } catch (error) {
          // The configuration may be incomplete while it is saved. The next change may complete it.
          if (!(error instanceof UserError)) throw error;
          session.failed();
          process.stderr.write(explainFailure(error, false));
        }
      });
    }
    return options.interruption.exitCode() ?? (isOutputGone() ? 0 : 130);
  } finally {
    stopKeys();
    folders.close();
  }
}

/**
 * Calls the function for each line that the user types, which is empty after Enter. The terminal keeps its mode, so that
 * Ctrl-C and Ctrl-Z work as always.
 *
 * @returns a function that stops it.
 */
function onEnter(call: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY || !process.stdout.isTTY) return () => {};
  stdin.on("data", call);
  return () => {
    stdin.off("data", call);
    stdin.pause();
    stdin.unref();
  };
}

/** The folders of paths and configurations outside the working directory. */
async function foldersElsewhere({ cwd, paths, configFile }: RunRequest): Promise<{ path: string; below: boolean }[]> {
  const found: { path: string; below: boolean }[] = [];
  for (const one of [...paths, ...(configFile === undefined ? [] : [configFile])]) {
    const file = path.resolve(cwd, one);
    if (!isWithin(file, cwd)) found.push({ path: file, below: true }, { path: path.dirname(file), below: false });
  }
  for (let folder = path.dirname(cwd); configFile === undefined; folder = path.dirname(folder)) {
    if ((await configFileIn(folder)) !== undefined) found.push({ path: folder, below: false });
    if (path.dirname(folder) === folder || found.some(({ path: one }) => one === folder)) break;
  }
  return found;
}
