import type { FileResult, RunEnd } from "../results.js";

export interface ReportOptions {
  readonly color: boolean;
  /** Code frames. */
  readonly verbose: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The version of stet that ran. */
  readonly version: string;
}

/**
 * From results to text; never prints. What a report must remember of the files for its end it keeps itself, as little as
 * it can: a run may have a million of them.
 */
export type Format = (options: ReportOptions) => Report;

/** One report in the making; what its functions return is printed in that order. */
export interface Report {
  /** As results come. */
  file(result: FileResult): string;
  /** Once. */
  end(end: RunEnd): string;
}
