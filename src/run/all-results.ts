import type { FileResult, RunEnd } from "../results.js";

/** The results of all files of a run, in their order, and its end. */
export async function allResults(
  stream: AsyncGenerator<FileResult, RunEnd, void>,
): Promise<{ readonly files: FileResult[]; readonly end: RunEnd }> {
  const files: FileResult[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { files, end: next.value };
    files.push(next.value);
  }
}
