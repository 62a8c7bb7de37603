/** `stet edit`: changes the front matter of many articles. */

import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { type Change, readChanges } from "../edit/changes.js";
import { readCondition } from "../edit/condition.js";
import { editFrontMatter } from "../edit/edit.js";
import { coloredDiff, unifiedDiff } from "../fix/diff.js";
import { writeSafely } from "../fix/write.js";
import { readArticle } from "../lint/read-article.js";
import { LoadError, type LoadedFile, load } from "../load/index.js";
import { environment } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { longWork } from "../platform/long-work.js";
import { turns } from "../platform/turns.js";
import { count } from "../report/count.js";
import { visible } from "../report/visible.js";
import { openInputs } from "../run/inputs.js";
import { isLongText } from "../run/long-work.js";
import type { ExitCode } from "./exit-codes.js";
import { missingPaths } from "./missing-paths.js";
import { catchSignals } from "./signals.js";
import { hasColor } from "./terminal.js";
import { whichConfig } from "./which-config.js";

export interface EditArguments {
  readonly paths: readonly string[];
  readonly where?: string | undefined;
  readonly set: readonly string[];
  readonly rename: readonly string[];
  readonly delete: readonly string[];
  readonly mergeTags: readonly string[];
  readonly write: boolean;
  readonly color?: boolean | undefined;
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

/** Prints the changes as a diff to standard output, or the paths of the written files; everything else to standard error. */
export async function editCommand(args: EditArguments): Promise<ExitCode> {
  const changes = readChanges(args);
  checkArguments(args, changes);
  const condition = args.where === undefined ? undefined : readCondition(args.where);
  const cwd = process.cwd();
  const { configCode, untrusted } = args;
  const configs = await openConfigs({ cwd, registry, ...whichConfig(args.config), configCode, untrusted });
  const note = (message: string) => void process.stderr.write(`${visible(message)}\n`);
  const inputs = openInputs({ cwd, paths: args.paths, untrusted }, configs, note, () => {});
  const isColored = hasColor(process.stdout.isTTY, environment(), args.color);
  const interruption = catchSignals();
  const turn = turns();
  let [seen, changed, failures] = [0, 0, 0];
  try {
    for await (const { file } of inputs.list()) {
      if (interruption.signal.aborted) break;
      seen++;
      await turn();
      const problem = (why: string) => {
        failures++;
        note(t("cli.edit.notChanged", "{file}: not changed: {problem}", { file: file.shown, problem: why }));
      };
      let loaded: LoadedFile;
      try {
        loaded = await load(file);
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        problem(error.message);
        continue;
      }
      if (loaded.encodingProblem) {
        const { kind, found } = loaded.encodingProblem;
        problem(
          kind === "too-large"
            ? t("cli.edit.tooLarge", "it is too large: {found}", { found })
            : t("cli.edit.notText", "it is not UTF-8 text: {found}", { found }),
        );
        continue;
      }
      const plan = await configs.planFor(file.path);
      const { text: before } = loaded;
      const edited = await longWork(isLongText(before), interruption.pause, () =>
        editFrontMatter(
          before,
          (text) => readArticle({ text, path: file.shown, file: file.path }, plan),
          changes,
          condition,
        ),
      );
      if (edited.kind === "failed") problem(edited.problem);
      if (edited.kind !== "changed") continue;
      if (args.write) {
        const result = await writeSafely(file.path, loaded.hash, edited.text, file.within);
        if (!result.written) {
          problem(result.message);
          continue;
        }
        if (result.note !== undefined) note(result.note);
        process.stdout.write(`${visible(file.shown)}\n`);
      } else {
        const diff = unifiedDiff(file.shown, loaded.text, edited.text);
        process.stdout.write(isColored ? coloredDiff(diff) : diff);
      }
      changed++;
    }
  } finally {
    inputs.close();
    interruption.end();
  }
  note(summary(args.write, changed, seen));
  return interruption.exitCode() ?? (failures > 0 ? 1 : 0);
}

function summary(isWritten: boolean, changed: number, seen: number): string {
  const data = { changed, articles: count(seen, "article") };
  if (isWritten) return t("cli.edit.written", "{changed} of {articles} changed", data);
  return changed === 0
    ? t("cli.edit.noneWouldChange", "0 of {articles} would change", data)
    : t(
        "cli.edit.wouldChange",
        "{changed} of {articles} would change. Nothing was written: add --write to write them.",
        data,
      );
}

function checkArguments({ paths }: EditArguments, changes: readonly Change[]): void {
  if (changes.length === 0)
    throw new UserError(
      t("cli.edit.noChange", "Missing change."),
      t("cli.edit.noChange.use", "Add --set, --rename, --delete or --merge-tags, for example --set draft=true."),
    );
  if (paths.length === 0)
    throw missingPaths(
      t("cli.edit.addPaths", "Add files or folders with articles, for example stet edit content/ --delete draft."),
    );
}
