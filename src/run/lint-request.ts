/** The types of a lint run's request and progress, as the API has them. Imports only types. */
import type { BaselineRequest } from "../baseline/index.js";
import type { ImagesConfig, RuleSetting } from "../config/types.js";
import type { GeneratorId } from "../generators/types.js";
import type { LedgerEntry } from "../probe/ledger.js";
import type { ProbeProgress } from "../probe/probe.js";
import type { AnyRule } from "../rule.js";
import type { Shard } from "./shards/shard.js";

/** Which changes are linted: staged changes, or differences between the working tree and a commit. */
export type GitSelection =
  | { readonly of: "staged" }
  | { readonly of: "working-tree" /** Default: the last commit. */; readonly since?: string };

/** When a cached file counts as unchanged. `metadata`: size and times are equal. `content`: the bytes are equal. */
export type CacheStrategy = "metadata" | "content";

/** What a caller of the API may ask of a run. */
export interface LintRequest {
  /** Absolute folder to which paths are relative. */
  readonly cwd: string;
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** One article that is not read from a file. `filename` determines its configuration and language. */
  readonly stdin?: { readonly bytes: Uint8Array; readonly filename: string };
  /** Lint only files with changes in Git. Only new URLs are requested. `paths` limits the files. */
  readonly git?: GitSelection;
  /** With `git`: report and fix only violations on lines that the change has added or modified. */
  readonly onlyChangedLines?: boolean;
  readonly registry: readonly AnyRule[];
  readonly configFile?: string;
  readonly noConfig?: boolean;
  /** False: configurations and plugins that are code are not executed; if one is needed, that is an error. */
  readonly configCode?: boolean;
  /**
   * Everything in the working directory may have come with the articles: see `--untrusted`. Only files in the working
   * directory are read and written, and nothing is cached.
   */
  readonly untrusted?: boolean;
  /** Replaces the presets that configurations extend. */
  readonly preset?: string;
  /** From the command line. Overrides all configurations. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly schema?: string;
  readonly generator?: GeneratorId;
  readonly extensions?: readonly string[];
  readonly images?: ImagesConfig;
  readonly offline?: boolean;
  /** False: `.gitignore`, `.stetignore` and `ignores` are not applied. Default true. */
  readonly ignore?: boolean;
  readonly allowEmpty?: boolean;
  readonly fix?: "safe" | "unsafe";
  /** False: fixes are applied to the result but not written. Default true. */
  readonly write?: boolean;
  /** Keep each file's text in its result, for code frames. */
  readonly keepText?: boolean;
  /** Whether each result contains its article's title, its date and the facts about its images. */
  readonly keepDetails?: boolean;
  /** False: no cache is read or written. Default true. */
  readonly cache?: boolean;
  /** `content`: a cached result is used only if the file's bytes are equal. Default `metadata`: size and times. */
  readonly cacheStrategy?: CacheStrategy;
  /**
   * Number of additional threads that lint files; `auto`: one per core. `one`: one article at a time, and those that may
   * take long in another thread, so that this one can handle signals. Default `off`: no other thread.
   */
  readonly concurrency?: "auto" | "one" | "off" | number;
  /**
   * Whether violations that many articles have for one reason become one (`RunEnd.folded`). `configured`: unless the
   * configuration of the working directory says otherwise. Default false.
   */
  readonly fold?: boolean | "configured";
  /** The baseline and its mode. */
  readonly baseline?: BaselineRequest;
  /** The current time for rules. Its UTC day decides whether directives have expired. Default: now. */
  readonly now?: Date;
  /** Replaces the ledger file of the configuration; `false`: no ledger. */
  readonly ledger?: ReadonlyMap<string, LedgerEntry> | false;
  /** Measure the time of each stage and rule. */
  readonly timing?: boolean;
  /** Lint only this part of the files. */
  readonly shard?: Shard;
  readonly onProgress?: (progress: Progress) => void;
  /** When it aborts, no more files are read and no more requests are sent. The report contains the results so far. */
  readonly signal?: AbortSignal;
  /**
   * Called before work in this thread that may take long without a pause, so that no signal can be handled meanwhile.
   * Returns a function that is called after it.
   */
  readonly onLongWork?: () => Promise<() => void>;
}

export interface Progress {
  readonly articles: number;
  readonly images: ProbeProgress;
}
