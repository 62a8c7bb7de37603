/** The results of a run as plain data: the only types that settle, fix and report share. */
import type { Change, Edit, Range } from "./article/types.js";
import type { Timing } from "./platform/timing.js";
import type { ImageFact, LinkFact } from "./probe/types.js";
import type { ArticleGroup } from "./rule.js";

export type Severity = "error" | "warning";

export interface ResultFix {
  readonly safe: boolean;
  readonly title: string;
  readonly edits: readonly Edit[];
  /** See `Fix.changes`. */
  readonly changes?: readonly Change[];
  /** Why `--fix` did not apply the fix, although its rule calls it safe. */
  readonly refused?: string;
}

/** Which rules have run on a file. For other rules it is unknown whether they would report anything. */
export interface CheckedRules {
  /** The names of all rules. */
  readonly known: ReadonlySet<string>;
  readonly enabled: ReadonlySet<string>;
  /** Enabled rules that have not run, or whose requests got no response. */
  readonly unchecked: ReadonlySet<string>;
}

/** One violation with everything a format needs. */
export interface Violation {
  readonly rule: string;
  /** Identifies one of the rule's messages, independent of its wording. */
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based, in UTF-16 units, as in ESLint and LSP. A byte order mark does not count as a column. */
  readonly line: number;
  readonly column: number;
  /** Exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
  readonly range: Range;
  readonly fix?: ResultFix;
  readonly suggestions?: readonly ResultFix[];
  /** The URL of the image or link that this is about. */
  readonly url?: string;
  /** What causes it if other articles have it too, such as a host: see `Report.cause`. */
  readonly cause?: string;
  /** The host that causes it if the host is dead: see `Report.deadHost`. */
  readonly deadHost?: string;
  /** The values of its message, if the rule has a message for many of them: see `Rule.folded`. */
  readonly data?: MessageData;
  /** The articles that have it too: see `SiteReport.group`. */
  readonly group?: ArticleGroup;
}

/** The simple values among those of a message. */
export type MessageData = Readonly<Record<string, string | number | boolean>>;

/**
 * One violation that many articles have for one reason: nearly all articles of a folder, or all articles with the same
 * cause. It replaces the violations of these articles in a report, and counts as one.
 */
export interface FoldedViolation extends Pick<Violation, "rule" | "messageId" | "severity" | "cause"> {
  /** True for all of its violations, unless `isExample`: then it is the message of the first one. */
  readonly message: string;
  readonly isExample: boolean;
  /** The violations that it stands for. */
  readonly violations: number;
  /** The articles that have it, and all articles of the run in these folders. */
  readonly articles: number;
  readonly of: number;
  /** Most articles first. */
  readonly folders: readonly FoldedFolder[];
  /** Feeds of which nearly all articles have it, most articles first. Empty unless violations are folded by feeds. */
  readonly feeds: readonly FoldedFolder[];
  /** Whether the folders contain all articles of the run. */
  readonly isEverywhere: boolean;
  /** The feed, if a site rule reports it as a whole. */
  readonly feed?: FoldedFolder;
  /** The causes that many articles have, if it stands for several: most articles first. */
  readonly causes?: readonly FoldedCause[];
  /** The first places, each in another article. At least one. */
  readonly examples: readonly FoldedExample[];
  /** The violations that `--fix` would fix, and those that need `--unsafe-fixes`. */
  readonly fixable: number;
  readonly unsafeFixable: number;
}

/** A cause of a folded violation that has several, and the number of articles that have it. */
export interface FoldedCause {
  readonly cause: string;
  readonly articles: number;
}

/** A folder, with the folders in it. */
export interface FoldedFolder {
  /** A folder as displayed, `.` for the working directory; or the categories of a feed. */
  readonly path: string;
  readonly articles: number;
  readonly of: number;
}

export interface FoldedExample
  extends Pick<Violation, "line" | "column" | "endLine" | "endColumn" | "range" | "message"> {
  readonly path: string;
}

export interface FileResult {
  /** The displayed path: relative to the working directory with `/`, or as given if outside it. */
  readonly path: string;
  /** The feed that the article comes from: its categories, such as `news/weather/today`. */
  readonly feed?: string;
  /**
   * False: not an article, but another file of the site, about which a rule reports as a whole. The lines and columns
   * of its violations have no meaning. It is not counted as an article.
   */
  readonly article?: false;
  /** Sorted by position, then rule. */
  readonly violations: readonly Violation[];
  /** The text that the violations' ranges refer to; for code frames. Absent if the file could not be read. */
  readonly text?: string;
  /** Why the file could not be checked: unreadable, deleted, or a rule failed. The run then ends with exit code 2. */
  readonly errors: readonly FileError[];
  /** The severities of its violations that a folded violation stands for; absent if there are none. */
  readonly foldedAs?: readonly Severity[];
  /** Violations that directives in the file suppressed; absent if there are none. */
  readonly suppressed?: number;
  /** Violations that the baseline accepts; absent if there are none. */
  readonly baselined?: number;
  /** What `--fix` did, or `--fix-dry-run` would do. */
  readonly fixed?: FixOutcome;
  /** Present if the run was requested to store it and the article could be read. */
  readonly details?: ArticleDetails;
}

/** Metadata of an article, and information about its images. */
export interface ArticleDetails {
  readonly title?: string;
  /** `YYYY-MM-DD`, from the front matter or the file name. */
  readonly date?: string;
  /** The images that rules checked, in the order of the file. */
  readonly images: readonly ImageNote[];
}

export interface ImageNote {
  /** As written in the article. */
  readonly url: string;
  readonly line: number;
  /** The size in pixels that the tag specifies. */
  readonly declared: { readonly width: number; readonly height: number } | undefined;
  readonly fact: Pick<ImageFact, "verdict" | "detail" | "type" | "width" | "height" | "bytes">;
}

export interface FileError {
  /**
   * `read`: the file could not be read. `write`: the fixed text could not be written. `rule`: a rule threw an error or
   * returned an invalid fix. `internal`: an error in stet.
   */
  readonly kind: "read" | "write" | "rule" | "internal";
  readonly message: string;
}

export interface FixOutcome {
  /** Violations that fixes removed. */
  readonly count: number;
  readonly before: string;
  readonly after: string;
  readonly written: boolean;
}

export interface Summary {
  readonly articles: number;
  readonly errors: number;
  readonly warnings: number;
  /** The violations that `--fix` would fix, also those that a folded violation stands for; the next field counts those that need `--fix --unsafe-fixes`. */
  readonly fixable: number;
  readonly unsafeFixable: number;
  /** Violations fixed in this run. */
  readonly fixed: number;
  /** Files that could not be read, checked or written. */
  readonly failures: number;
  /** Violations that directives suppressed; absent if there are none. */
  readonly suppressed?: number;
  /** Violations that the baseline accepts; absent if there are none. */
  readonly baselined?: number;
  readonly images: FactSummary;
  readonly links: FactSummary;
  /** The links to addresses of the site itself; absent if all of them were checked. */
  readonly internalLinks?: InternalLinks;
  readonly ms: number;
}

export interface InternalLinks {
  /** Distinct addresses, which are also among `links`. */
  readonly total: number;
  readonly checked: number;
  /** Why the others were not checked, the most common reason first. Not empty. */
  readonly unchecked: readonly UncheckedLinks[];
}

export interface UncheckedLinks {
  /** As in `LinkFact`: `unknown-address`. */
  readonly reason: string;
  /** The reason as a complete phrase. */
  readonly detail: string;
  readonly links: number;
}

export interface FactSummary {
  /** Distinct URLs that rules checked. */
  readonly total: number;
  readonly ok: number;
  readonly broken: number;
  readonly unverifiable: number;
  readonly unchecked: number;
  /** For each verdict other than `ok`: the number of URLs by reason. */
  readonly reasons: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * The results known when the last file of a run is done. The results of files are reported one by one before and are
 * not stored.
 */
export interface RunEnd {
  readonly images: readonly ImageFact[];
  /** The results for links, if a rule checked them and they are known. */
  readonly links: readonly LinkFact[];
  readonly summary: Summary;
  /** Violations that many articles have, errors first. They are not among those of the files. */
  readonly folded: readonly FoldedViolation[];
  /** Notes about the whole run: a glob that matched nothing, an override that never applied. */
  readonly notes: readonly string[];
  /** The notes about settings without effect. */
  readonly unused: readonly string[];
  /** Whether the run was interrupted. */
  readonly interrupted?: true;
  /** The time spent in each stage, if requested. */
  readonly timing?: Timing;
}

/** A whole run, for callers that can hold it in memory. */
export interface RunResult extends RunEnd {
  readonly files: readonly FileResult[];
}
