/** 0: success. 1: violations. 2: usage, configuration or internal error. 128 + n: terminated by signal n. */
export type ExitCode = 0 | 1 | 2 | 130 | 143;

/** Called by a command with the exit code it ends with. */
export type Done = (code: ExitCode) => void;
