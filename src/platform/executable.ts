/** Whether stet runs as one executable with Node in it: see `tools/binary.ts`. */
import { isSea } from "node:sea";

/** The path of the executable; `undefined` if stet runs as a package. */
export const executable = (): string | undefined => (isSea() ? process.execPath : undefined);
