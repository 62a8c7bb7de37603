/** What happens to standard output does not change what a run has found, so it does not change the exit code either. */
import { t } from "../platform/i18n.js";
import type { ExitCode } from "./exit-codes.js";

/** `closed`: the reader has gone, as `head` does, which is not an error. */
let state: "open" | "closed" | { readonly error: NodeJS.ErrnoException } = "open";

/** Call it once, before anything is written. */
export function watchStandardOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") state = state === "open" ? "closed" : state;
    else if (typeof state === "string") state = { error };
  });
  // There is nowhere to report that notes and progress cannot be written.
  process.stderr.on("error", () => {});
}

/** Whether nobody reads what is written. */
export const isOutputGone = (): boolean => state !== "open";

/** Waits until everything is written. @returns the exit code of a command that would have ended with `code`. */
export async function exitCodeAfterOutput(code: ExitCode): Promise<ExitCode> {
  await new Promise((resolve) => process.stdout.write("", resolve));
  if (typeof state === "string") return code;
  process.stderr.write(
    `stet: ${t("cli.output.stdoutNotWritten", "Cannot write to standard output: {reason}.", { reason: state.error.message })}\n`,
  );
  return code > 2 ? code : 2;
}
