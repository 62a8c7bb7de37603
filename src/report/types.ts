import type { FileResult, RunEnd, Severity } from "../results.js";
import type { RunTotals } from "./html/history.js";

export interface ReportOptions {
  readonly color: boolean;
  /** Code frames. */
  readonly verbose: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The version of stet that ran. */
  readonly version: string;
  /** The command that looks at the same files again. */
  readonly again?: string;
  /** A person watches: lines are wrapped to `width`, and what is too much to read is summed up. */
  readonly terminal?: boolean;
  /** The terminal follows links (OSC 8). */
  readonly hyperlinks?: boolean;
  /** The absolute folder that relative paths of results are in. */
  readonly cwd?: string;
  /** What is known of the rules by their names: those that are built in, and where a format asks for it, of plugins. */
  readonly rules?: ReadonlyMap<string, RuleInfo>;
  readonly view?: View;
  /** When the report is made; default: now. */
  readonly now?: Date;
  /** The runs that a report compares this one with, oldest first: see `historyIn`. */
  readonly history?: readonly RunTotals[];
}

/** What a report may tell of a rule beside its findings. */
export interface RuleInfo {
  /** One sentence: what the rule asks for. */
  readonly summary: string;
  readonly severity: Severity | "off";
  readonly fixable?: "safe" | "unsafe";
  /** Where its page can be read. */
  readonly docs?: string;
  /** Its page, in Markdown. */
  readonly page?: string;
}

export const groupings = ["rule", "host", "url", "file"] as const;
export type Grouping = (typeof groupings)[number];

/** How a report for people shows a large result. */
export interface View {
  /** Groups in the place of findings. */
  readonly groupBy?: Grouping;
  /** Groups that are shown at most; 0: all. */
  readonly top?: number;
  /** Close with a table of the rules. */
  readonly statistics?: boolean;
  /** Every finding, however many there are. */
  readonly all?: boolean;
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
