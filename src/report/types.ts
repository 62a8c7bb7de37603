import type { FileResult, RunResult } from "../results.js";

export interface ReportOptions {
  readonly color: boolean;
  /** Code frames. */
  readonly verbose: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The version of stet that ran. */
  readonly version: string;
}

/** From results to text; never prints. `file` is called as results come, `end` once. */
export interface Format {
  file(result: FileResult, options: ReportOptions): string;
  end(run: RunResult, options: ReportOptions): string;
}
