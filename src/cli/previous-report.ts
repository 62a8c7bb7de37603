/** What an earlier HTML report says of its run and of those before it. */
import { open } from "node:fs/promises";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { historyIn, historyTail, type RunTotals } from "../report/html/history.js";
import type { Target } from "./output-target.js";

/**
 * @param previous the report to compare with; without it, the one that the new report takes the place of.
 * @returns `undefined` where there is nothing to compare with.
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
      t("cli.previous.previousAboutHtml", "--previous is about HTML reports"),
      t("cli.previous.addFHtml", "add -f html=report.html"),
    );
  const tail = await tailOf(previous);
  if (tail === undefined) {
    // The first of a row of reports has none before it.
    const note = t(
      "cli.previous.notePreviousReport",
      "note: --previous: {previous} is not there: the report is compared with nothing",
      { previous },
    );
    process.stderr.write(`${note}\n`);
    return undefined;
  }
  const runs = historyIn(tail);
  if (runs) return runs;
  throw new UserError(
    tail === ""
      ? t("cli.previous.previousEmpty", "--previous: {previous} is empty", { previous })
      : t("cli.previous.previousHtmlReport", "--previous: {previous} is no HTML report of stet", { previous }),
    tail === ""
      ? t(
          "cli.previous.shellEmptiesFile",
          "a shell empties the file that it writes to before stet can read it: let stet write it, with -f html=report.html",
        )
      : t("cli.previous.nameFileStet", "name a file that stet -f html=report.html has written"),
  );
}

/** The end of a file; `undefined` if there is none. */
async function tailOf(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const start = Math.max(0, size - historyTail);
      const buffer = Buffer.alloc(size - start);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(
      t("cli.previous.previous", "--previous: {message}", { message: (error as Error).message }),
      t("cli.previous.nameReportCan", "name a report that can be read"),
      {
        cause: error,
      },
    );
  }
}
