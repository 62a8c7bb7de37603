import { existsSync } from "node:fs";
import path from "node:path";
import { type BaselineRequest, defaultBaseline } from "../baseline/index.js";
import { UserError } from "../errors.js";
import { say } from "../words.js";

export interface BaselineArguments {
  readonly baseline?: string | boolean;
  readonly baselineUpdate: boolean;
  readonly baselinePrune: boolean;
  readonly fixDryRun: boolean;
}

/** What the options about the baseline ask for; nothing where there is none and none is to be made. */
export function baselineFrom(args: BaselineArguments): { baseline?: BaselineRequest } {
  const { baseline, baselineUpdate, baselinePrune, fixDryRun } = args;
  const isOff = baseline === false || baseline === "false";
  if (baselineUpdate && baselinePrune)
    throw new UserError(
      say`--baseline-update accepts everything, --baseline-prune nothing new`,
      say`choose one of them`,
    );
  if (isOff && (baselineUpdate || baselinePrune))
    throw new UserError(say`--no-baseline leaves nothing to update or prune`, say`drop one of them`);
  if (baselineUpdate && fixDryRun)
    throw new UserError(say`--fix-dry-run writes nothing, --baseline-update does`, say`choose one of them`);
  if (isOff) return {};
  const shown = typeof baseline === "string" ? baseline : defaultBaseline;
  const file = path.resolve(shown);
  const isNamed = typeof baseline === "string" || baselinePrune;
  const isThere = existsSync(file);
  if (!isNamed && !baselineUpdate && !isThere) return {};
  const mode = baselineUpdate ? "update" : baselinePrune ? "prune" : "check";
  return { baseline: { file, shown, mode, mustExist: isNamed && !baselineUpdate } };
}
