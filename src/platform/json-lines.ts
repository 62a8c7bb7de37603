/** Files with one value of JSON on each line. */
import { readData } from "./disk.js";

/**
 * The values of a file, without lines that are damaged, such as the last one of a killed process. None if there is no
 * file.
 *
 * @throws a system error.
 */
export function linesOf(file: string): unknown[] {
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
