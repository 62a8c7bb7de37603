import { existsSync } from "node:fs";
import path from "node:path";
import { type BaselineRequest, defaultBaseline } from "../baseline/index.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

export interface BaselineArguments {
  readonly baseline?: string | boolean;
  readonly baselineUpdate: boolean;
  readonly baselinePrune: boolean;
  readonly fixDryRun: boolean;
}

/** The baseline request of the options; empty if there is no baseline to read or write. */
export function baselineFrom(args: BaselineArguments): { baseline?: BaselineRequest } {
  const { baseline, baselineUpdate, baselinePrune, fixDryRun } = args;
  const isOff = baseline === false || baseline === "false";
  if (baselineUpdate && baselinePrune)
    throw new UserError(
      t("cli.baseline.updateAndPrune", "--baseline-update and --baseline-prune cannot be used together."),
      t("cli.useOnlyOne", "Use only one of them."),
    );
  if (isOff && (baselineUpdate || baselinePrune))
    throw new UserError(
      t("cli.baseline.noBaseline", "--no-baseline cannot be used with --baseline-update or --baseline-prune."),
      t("cli.baseline.removeOne", "Remove one of the options."),
    );
  if (baselineUpdate && fixDryRun)
    throw new UserError(
      t("cli.baseline.fixDryRun", "--fix-dry-run writes no files, so it cannot be used with --baseline-update."),
      t("cli.useOnlyOne", "Use only one of them."),
    );
  if (isOff) return {};
  const shown = typeof baseline === "string" ? baseline : defaultBaseline;
  const file = path.resolve(shown);
  const isNamed = typeof baseline === "string" || baselinePrune;
  const isThere = existsSync(file);
  if (!isNamed && !baselineUpdate && !isThere) return {};
  const mode = baselineUpdate ? "update" : baselinePrune ? "prune" : "check";
  return { baseline: { file, shown, mode, mustExist: isNamed && !baselineUpdate } };
}
