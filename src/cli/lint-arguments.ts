/** The arguments of `stet lint` as yargs parses them. */
import type { GeneratorId } from "../generators/types.js";
import type { CacheStrategy } from "../run/lint-request.js";
import type { Shard } from "../run/shards/shard.js";
import type { GitArguments } from "./git.js";
import type { OutputArguments } from "./output.js";

export interface LintArguments extends OutputArguments, GitArguments {
  readonly paths: readonly string[];
  readonly fix: boolean;
  readonly unsafeFixes: boolean;
  readonly fixDryRun: boolean;
  readonly offline: boolean;
  readonly allowPrivate: boolean;
  readonly insecure: boolean;
  readonly suggestArchive: boolean;
  readonly imagesRoot?: string;
  readonly maxTime?: number;
  readonly config?: string | boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly baseline?: string | boolean;
  readonly baselineUpdate: boolean;
  readonly baselinePrune: boolean;
  readonly schema?: string;
  readonly generator?: GeneratorId;
  readonly strictConfig: boolean;
  readonly ext?: string;
  readonly printConfig?: string;
  readonly ignore: boolean;
  readonly cache: boolean;
  readonly cacheStrategy: CacheStrategy;
  readonly concurrency: string;
  readonly shard?: string;
  readonly shardBy: Shard["by"];
  readonly filesFrom?: string;
  readonly stdinFilename?: string;
  readonly allowEmpty: boolean;
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly timing: boolean;
  readonly maxWarnings?: number;
  readonly fold?: boolean;
}
