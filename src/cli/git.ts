import { variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import type { RunRequest } from "../run/request.js";
import { shellWord } from "./shell-word.js";

export interface GitArguments {
  readonly staged: boolean;
  readonly changed: boolean;
  readonly since?: string;
  readonly onlyChangedLines: boolean;
}

/** The Git changes that the options select; empty without such options. */
export function gitFrom(args: GitArguments): Pick<RunRequest, "git" | "onlyChangedLines"> {
  const { staged, changed, since, onlyChangedLines } = args;
  if ([staged, changed, since !== undefined].filter(Boolean).length > 1)
    throw new UserError(
      t("cli.git.severalSelections", "--staged, --changed and --since cannot be used together."),
      t("cli.useOnlyOne", "Use only one of them."),
    );
  if (since === "")
    throw new UserError(
      t("cli.git.sinceEmpty", "Missing value for --since. Use a branch, tag or commit, for example --since main."),
      t("cli.git.eGSince", "e.g. --since main"),
    );
  const git: RunRequest["git"] = staged
    ? { of: "staged" }
    : changed || since !== undefined
      ? { of: "working-tree", ...(since !== undefined && { since }) }
      : undefined;
  if (onlyChangedLines && !git)
    throw new UserError(
      t("cli.git.onlyChangedLines", "--only-changed-lines works only with --staged, --changed or --since."),
      t("cli.git.addSelection", "Add one of these options, for example --since main."),
    );
  return git ? { git, onlyChangedLines } : {};
}

/** The command that lints the same files again, without options that only affect the output. */
export function sameCall({ staged, changed, since }: GitArguments, paths: readonly string[]): string {
  const which = staged
    ? ["--staged"]
    : changed
      ? ["--changed"]
      : since !== undefined
        ? ["--since", shellWord(since)]
        : [];
  const named = paths.length > 3 && which.length === 0 ? ["FILES"] : paths.slice(0, 3).map(shellWord);
  return [programName(), ...which, ...(paths.length > 3 && which.length > 0 ? [] : named)].join(" ");
}

/** How the user has started stet. Started by npx, it is in the site, where a shell does not find it. */
const programName = (): string => (variable("npm_command") === "exec" ? "npx stet" : "stet");
