/** 0: success. 1: violations. 2: usage, configuration or internal error. 128 + n: terminated by signal n. */
export type ExitCode = 0 | 1 | 2 | 130 | 143;

/** Called by a command with the exit code it ends with. */
export type Done = (code: ExitCode) => void;

/** The exit code of a run that was not interrupted. */
export function exitCode(
  { errors, warnings, failures }: { errors: number; warnings: number; failures: number },
  { maxWarnings }: { maxWarnings?: number | undefined },
): ExitCode {
  if (failures > 0) return 2;
  return errors > 0 || (maxWarnings !== undefined && warnings > maxWarnings) ? 1 : 0;
}
