/** `stet merge`: merges the results of shards into one report. */

import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { readBlob } from "../run/shards/blob.js";
import { merged } from "../run/shards/merge.js";
import type { ExitCode } from "./exit-codes.js";
import { reportRun, requestFrom } from "./lint.js";
import type { LintArguments } from "./lint-arguments.js";
import { targetsFrom } from "./output.js";

export interface MergeArguments extends Omit<LintArguments, "paths"> {
  readonly reports: readonly string[];
}

export async function mergeCommand({ reports, ...said }: MergeArguments): Promise<ExitCode> {
  const args: LintArguments = { ...said, paths: [], allowEmpty: true, concurrency: "off", ignore: true, offline: true };
  const targets = targetsFrom(args);
  if (targets.some(({ name }) => name === "blob"))
    throw new UserError(
      t("cli.merge.blob", "stet merge cannot write a blob report."),
      t("cli.merge.useOtherFormat", "Use another format, for example -f stylish or -f sarif=stet.sarif."),
    );
  const blobs = [];
  for (const shown of reports) blobs.push({ shown, blob: await readBlob(shown, shown, version) });
  const cwd = process.cwd();
  const request = await requestFrom(args, merged(blobs, cwd));
  try {
    return await reportRun(args, targets, request);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      t("cli.merge.failed", "The reports cannot be merged: {reason}", {
        reason: error instanceof Error ? error.message : String(error),
      }),
      t("cli.merge.failed.use", "Write them again, with --format blob and this version of stet."),
      { cause: error },
    );
  }
}
