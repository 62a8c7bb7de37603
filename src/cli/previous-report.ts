/** Reads the history in an earlier HTML report. */
import { closeSync, readSync } from "node:fs";
import { readFailure } from "../load/index.js";
import { openRegular } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { historyIn, historyTail, type RunTotals } from "../report/html/history.js";
import type { Target } from "./output-target.js";

/**
 * @param previous the report to compare with. Without it, the report that the new one replaces.
 * @returns `undefined` if there is nothing to compare with.
 */
export async function previousRuns(
  previous: string | undefined,
  targets: readonly Target[],
): Promise<readonly RunTotals[] | undefined> {
  const target = targets.find(({ name }) => name === "html");
  if (previous === undefined) {
    const tail = target?.file === undefined ? undefined : await tailOf(target.file).catch(() => undefined);
    return tail === undefined ? undefined : historyIn(tail);
  }
  if (!target)
    throw new UserError(
      t("cli.previous.needsHtml", "--previous works only with an HTML report."),
      t("cli.previous.addHtml", "Add -f html=report.html."),
    );
  const tail = await tailOf(previous);
  if (tail === undefined) {
    // The first report of a series does not have a predecessor.
    const note = t(
      "cli.previous.notFound",
      "note: --previous: file {file} not found, so the report contains no comparison.",
      { file: previous },
    );
    process.stderr.write(`${note}\n`);
    return undefined;
  }
  const runs = historyIn(tail);
  if (runs) return runs;
  throw new UserError(
    tail === ""
      ? t("cli.previous.empty", "The file {file} (--previous) is empty.", { file: previous })
      : t("cli.previous.notReport", "The file {file} (--previous) is not an HTML report of stet.", { file: previous }),
    tail === ""
      ? t(
          "cli.previous.useFile",
          "With > report.html the shell empties the file before stet reads it. Use -f html=report.html instead.",
        )
      : t("cli.previous.useReport", "Use a file written with stet -f html=report.html."),
  );
}

/** The end of a file; `undefined` if the file does not exist. */
async function tailOf(file: string): Promise<string | undefined> {
  try {
    const { handle, stats } = openRegular(file);
    try {
      const start = Math.max(0, stats.size - historyTail);
      const buffer = Buffer.alloc(stats.size - start);
      return buffer.toString("utf8", 0, readSync(handle, buffer, 0, buffer.length, start));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(
      t("cli.previous.notRead", "Cannot read the file {file} (--previous): {reason}.", {
        file,
        reason: readFailure(error),
      }),
      t("cli.previous.useReadable", "Use another report, or remove --previous."),
      {
        cause: error,
      },
    );
  }
}
