import { mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "./errors.js";
import { t } from "./i18n.js";
import { removeAbandoned, temporaryPath } from "./temporary-files.js";

/**
 * Writes a file of stet's own (a baseline, a ledger) beside it and renames it: a reader sees the old file or the new
 * one. A symbolic link stays one. `what`: its name in an error, such as `the baseline x.json`.
 * @throws UserError if the system refuses.
 */
export async function writeWhole(file: string, text: string, what: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = temporaryPath(path.dirname(target));
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await removeAbandoned(path.dirname(target));
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UserError(
      t("file.notWritten", "Cannot write {file}: {reason}.", { file: what, reason: (error as Error).message }),
      undefined,
      { cause: error },
    );
  }
}
