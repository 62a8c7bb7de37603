import type { FileResult, RunEnd, Severity } from "../results.js";
import type { RunTotals } from "./html/history.js";

export interface ReportOptions {
  readonly color: boolean;
  /** Whether to show code frames. */
  readonly verbose: boolean;
  /** Fixes are shown as a diff, not written. */
  readonly isDryRun?: boolean;
  /** The width of the terminal in columns. */
  readonly width: number;
  /** The version of stet. */
  readonly version: string;
  /** The command that lints the same files again. */
  readonly again?: string;
  /** The output is a terminal: wrap lines to `width` and summarize long lists. */
  readonly terminal?: boolean;
  /** The terminal supports links (OSC 8). */
  readonly hyperlinks?: boolean;
  /** The absolute folder that relative paths of results refer to. */
  readonly cwd?: string;
  /** Information about rules by name: built-in rules, and plugin rules if the format needs them. */
  readonly rules?: ReadonlyMap<string, RuleInfo>;
  readonly view?: View;
  /** The time of the report (default: now). */
  readonly now?: Date;
  /** Earlier runs to compare this one with, oldest first: see `historyIn`. */
  readonly history?: readonly RunTotals[];
}

/** Information about a rule for reports. */
export interface RuleInfo {
  /** One sentence: what the rule requires. */
  readonly summary: string;
  readonly severity: Severity | "off";
  readonly fixable?: "safe" | "unsafe";
  /** The URL of its page. */
  readonly docs?: string;
  /** The content of its page, in Markdown. */
  readonly page?: string;
}

export const groupings = ["rule", "host", "url", "folder", "file"] as const;
export type Grouping = (typeof groupings)[number];

/** How a report for people presents a large result. */
export interface View {
  /** Show groups instead of violations. */
  readonly groupBy?: Grouping;
  /** The maximum number of groups; 0: all. */
  readonly top?: number;
  /** End with a table of the rules. */
  readonly statistics?: boolean;
  /** List every violation, however many there are. */
  readonly all?: boolean;
}

/**
 * Creates a report that converts results to text; it never prints. A report stores what it needs at its end and should
 * store as little as possible: a run may have a million files.
 */
export type Format = (options: ReportOptions) => Report;

/** A report in progress. The returned texts are printed in this order. */
export interface Report {
  /** Called with each result as it arrives. */
  file(result: FileResult): string;
  /** Called once. */
  end(end: RunEnd): string;
}
