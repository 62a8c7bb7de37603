/** The public API. */
import { rules } from "../rules/index.js";
import type { Config } from "./config/types.js";
import type { RunResult } from "./results.js";
import { allResults } from "./run/all-results.js";
import type { LintRequest } from "./run/lint-request.js";
import { run } from "./run/run.js";

export type { Config, ConfigOverride, FrontMatterConfig, ImagesConfig, RuleSetting } from "./config/types.js";
export { UserError } from "./platform/errors.js";
export type { ImageFact, Verdict } from "./probe/types.js";
export type { Format, Report as FormatReport, ReportOptions, RuleInfo } from "./report/types.js";
export type { FileResult, FixOutcome, RunEnd, RunResult, Summary, Violation } from "./results.js";
export * from "./rule.js";
export type { GitSelection } from "./run/lint-request.js";

export interface LintOptions extends Partial<Omit<LintRequest, "registry" | "paths">> {
  /** Files, folders and globs, relative to `cwd` (default: the working directory). */
  readonly paths: readonly string[];
}

/**
 * Lints articles, and fixes them if `fix` is set. Resolves when all files are done.
 * @throws UserError for a path without a match or an invalid configuration.
 */
export async function lint(options: LintOptions): Promise<RunResult> {
  const stream = run({ cwd: process.cwd(), concurrency: "auto", ...options, registry: rules });
  const { files, end } = await allResults(stream);
  return { files, ...end };
}

/** Provides the types for a `stet.config.ts`; returns it unchanged. */
export const defineConfig = (config: Config): Config => config;
