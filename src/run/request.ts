/** What a lint run is to do, and how far it is. Types only; imports nothing that runs. */
import type { BaselineRequest } from "../baseline/index.js";
import type { ImagesConfig, RuleSetting } from "../config/types.js";
import type { LedgerEntry } from "../probe/ledger.js";
import type { ProbeProgress } from "../probe/probe.js";
import type { AnyRule } from "../rule.js";
import type { BlobFile } from "./shards/blob.js";
import type { Merged } from "./shards/merge.js";
import type { Shard } from "./shards/shard.js";

/** Which changes are linted: what is staged, or how the working tree differs from a commit. */
export type GitSelection =
  | { readonly of: "staged" }
  | { readonly of: "working-tree" /** Default: the last commit. */; readonly since?: string };

/** `metadata`: a file of the same size and times is the same. `content`: only one of the same bytes is. */
export type CacheStrategy = "metadata" | "content";

export interface RunRequest {
  /** Absolute folder that paths are relative to. */
  readonly cwd: string;
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** One article from elsewhere than a file; `filename` decides about its configuration and language. */
  readonly stdin?: { readonly bytes: Uint8Array; readonly filename: string };
  /** Only files that git calls changed, and servers are asked only for what is new in them; `paths` limits which. */
  readonly git?: GitSelection;
  /** With `git`: only violations on lines that the change has made or touched are reported, and fixed. */
  readonly onlyChangedLines?: boolean;
  readonly registry: readonly AnyRule[];
  readonly configFile?: string;
  readonly noConfig?: boolean;
  /** False: neither configurations that are code nor plugins are run; where one is needed, that is an error. */
  readonly configCode?: boolean;
  /** In the place of the presets that configurations extend. */
  readonly preset?: string;
  /** From the command line; stronger than any configuration. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly schema?: string;
  readonly extensions?: readonly string[];
  readonly images?: ImagesConfig;
  readonly offline?: boolean;
  /** False: `.gitignore`, `.stetignore` and `ignores` are not obeyed. Default true. */
  readonly ignore?: boolean;
  readonly allowEmpty?: boolean;
  readonly fix?: "safe" | "unsafe";
  /** False: fixes are worked out but not written. Default true. */
  readonly write?: boolean;
  /** Keep each file's text in its result, for code frames. */
  readonly keepText?: boolean;
  /** Whether each result has its article's title and date, and what is known of its images. */
  readonly keepDetails?: boolean;
  /** False: no cache is read or written. Default true. */
  readonly cache?: boolean;
  /** `content`: a cached result is used only if the file's bytes are the same. Default `metadata`: size and times. */
  readonly cacheStrategy?: CacheStrategy;
  /** Threads that lint files beside this one; `auto`: as many as the machine has cores. Default `off`. */
  readonly concurrency?: "auto" | "off" | number;
  /** The baseline, and what is done with it. */
  readonly baseline?: BaselineRequest;
  /** The time for rules, by whose day (in UTC) directives end; default: now. */
  readonly now?: Date;
  /** In the place of the file that the configuration names; `false`: none. */
  readonly ledger?: ReadonlyMap<string, LedgerEntry> | false;
  /** Measure where the time goes. */
  readonly timing?: boolean;
  /** Only this part of the files. */
  readonly shard?: Shard;
  /**
   * Called with the result of each file, for a run that goes on from there: the site is not checked then, and no baseline
   * accepts anything.
   */
  readonly record?: (file: BlobFile) => void;
  /** In the place of `paths`: the results of other runs. */
  readonly merge?: Merged;
  readonly onProgress?: (progress: Progress) => void;
  /** When it aborts, no more is read or requested; what is known by then is the report. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly articles: number;
  readonly images: ProbeProgress;
}
