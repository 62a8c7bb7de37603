import path from "node:path";
import { openRecord, type RecordFile } from "../localize/record.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { staysIn } from "../platform/tree.js";

/**
 * With --untrusted: the paths of options are the user's, but what is at a path in the working directory is not.
 *
 * @throws UserError for a path in the working directory that a link leads out of it.
 */
export function refuseLinksOut(cwd: string, ...files: readonly (string | undefined)[]): void {
  for (const file of files) {
    if (file === undefined || staysIn(path.resolve(cwd, file), cwd)) continue;
    throw new UserError(
      t("cli.linkOut", "A link leads {file} out of the working directory, and --untrusted does not follow it.", {
        file,
      }),
      t("cli.linkOut.use", "Delete the link, or use a path outside the working directory."),
    );
  }
}

/**
 * The record of a command. Somebody else may have put the link into the repository, to have the record added to a file elsewhere.
 *
 * @throws UserError for a record in the working directory that a link leads out of it.
 */
export function openRecordIn(cwd: string, record: string): RecordFile {
  if (staysIn(record, cwd)) return openRecord(record, cwd);
  throw new UserError(
    t("cli.localize.recordOut", "A link leads the record {file} out of the working directory.", {
      file: path.relative(cwd, record),
    }),
    t("cli.localize.recordOut.use", "Delete the link, or add --record with the file that it leads to."),
  );
}
