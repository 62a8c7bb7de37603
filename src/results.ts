/** The only thing that settle, fix and report share: what was found, as plain data. */
import type { Edit, Range } from "./article/types.js";
import type { Timing } from "./platform/timing.js";
import type { ImageFact, LinkFact } from "./probe/types.js";

export type Severity = "error" | "warning";

export interface ResultFix {
  readonly safe: boolean;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Which rules have run on a file; whether the others would find something is not known. */
export interface CheckedRules {
  /** The names of all rules there are. */
  readonly known: ReadonlySet<string>;
  readonly enabled: ReadonlySet<string>;
  /** Enabled rules that have not run, or whose requests got no answer. */
  readonly unchecked: ReadonlySet<string>;
}

/** One violation with everything a format needs. */
export interface Violation {
  readonly rule: string;
  /** Which of the rule's messages: stable across wording. */
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based, in UTF-16 units, as ESLint and LSP count; a byte order mark is not a column. */
  readonly line: number;
  readonly column: number;
  /** Exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
  readonly range: Range;
  readonly fix?: ResultFix;
  readonly suggestions?: readonly ResultFix[];
  /** The picture or link that this is about. */
  readonly url?: string;
}

export interface FileResult {
  /** As shown: relative to the working directory with `/`, or as given if outside it. */
  readonly path: string;
  /**
   * False: not an article, but another file of the site, that something is said of as a whole: the lines and columns of
   * its violations mean nothing. It is not counted among the articles.
   */
  readonly article?: false;
  /** Sorted by place, then rule. */
  readonly violations: readonly Violation[];
  /** The text that the violations' ranges speak of; for code frames. Absent when the file could not be read. */
  readonly text?: string;
  /** Why the file could not be judged: unreadable, vanished, a rule crashed. The run then ends with exit code 2. */
  readonly errors: readonly FileError[];
  /** Findings that directives in the file silenced; absent if there are none. */
  readonly suppressed?: number;
  /** Violations that the baseline accepts; absent if there are none. */
  readonly baselined?: number;
  /** What `--fix` did, or `--fix-dry-run` would do. */
  readonly fixed?: FixOutcome;
  /** Present where the run was asked to keep it, and the article could be read. */
  readonly details?: ArticleDetails;
}

/** What an article says of itself, and what is known of its pictures. */
export interface ArticleDetails {
  readonly title?: string;
  /** `YYYY-MM-DD`, of the front matter or of the file's name. */
  readonly date?: string;
  /** Those that rules asked about, in the order of the file. */
  readonly images: readonly ImageNote[];
}

export interface ImageNote {
  /** As it is written in the article. */
  readonly url: string;
  readonly line: number;
  /** The size in pixels that the tag states. */
  readonly declared: { readonly width: number; readonly height: number } | undefined;
  readonly fact: Pick<ImageFact, "verdict" | "detail" | "type" | "width" | "height" | "bytes">;
}

export interface FileError {
  /** `read`: the file; `write`: the fixed text was not written; `rule`: a rule threw or gave a bad fix; `internal`. */
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
  /** Of the violations above, how many `--fix` and `--fix --unsafe-fixes` would repair. */
  readonly fixable: number;
  readonly unsafeFixable: number;
  /** Violations repaired in this run. */
  readonly fixed: number;
  /** Files that could not be read, judged or written. */
  readonly failures: number;
  /** Findings that directives silenced; absent if there are none. */
  readonly suppressed?: number;
  /** Violations that the baseline accepts; absent if there are none. */
  readonly baselined?: number;
  readonly images: FactSummary;
  readonly links: FactSummary;
  readonly ms: number;
}

export interface FactSummary {
  /** Distinct URLs that rules asked about. */
  readonly total: number;
  readonly ok: number;
  readonly broken: number;
  readonly unverifiable: number;
  readonly unchecked: number;
  /** Per verdict other than `ok`: how many for each reason. */
  readonly reasons: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is known of a run when its last file is done. Results of files come before it, one by one: they are not kept. */
export interface RunEnd {
  readonly images: readonly ImageFact[];
  /** What links lead to, as far as a rule asked and it can be known. */
  readonly links: readonly LinkFact[];
  readonly summary: Summary;
  /** Things about the run as a whole: a glob that matched nothing, an override that never applied. */
  readonly notes: readonly string[];
  /** Those of the notes that speak of settings without effect. */
  readonly unused: readonly string[];
  /** Whether the run was ended before its end. */
  readonly interrupted?: true;
  /** Where the time went, if that was asked for. */
  readonly timing?: Timing;
}

/** A whole run, for who has room for it. */
export interface RunResult extends RunEnd {
  readonly files: readonly FileResult[];
}
