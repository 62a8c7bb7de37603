/** Files with one value of JSON on each line. */
import { readData } from "./disk.js";
import { UserError } from "./errors.js";
import { t } from "./i18n.js";

/**
 * The values of a file, without lines that are damaged, such as the last one of a killed process. None if there is no
 * file.
 *
 * @throws UserError if it cannot be read.
 */
export function linesOf(file: string): unknown[] {
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new UserError(
      t("record.notRead", "Cannot read {file}: {reason}.", { file, reason: (error as Error).message }),
      undefined,
      { cause: error },
    );
  }
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
