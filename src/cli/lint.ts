import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import type { RuleSetting } from "../config/types.js";
import { readFileList } from "../discover/index.js";
import { readFailure } from "../load/index.js";
import { environment } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { clockOf, timedWait } from "../platform/timing.js";
import { turns } from "../platform/turns.js";
import { visibleJson } from "../report/visible.js";
import type { FileResult, FixOutcome } from "../results.js";
import type { RunRequest } from "../run/request.js";
import { run } from "../run/run.js";
import type { Merged } from "../run/shards/merge.js";
import { readShard } from "../run/shards/shard.js";
import { baselineFrom } from "./baseline.js";
import { type ExitCode, exitCode } from "./exit-codes.js";
import { gitFrom, sameCall } from "./git.js";
import { refuseLinksOut } from "./links-out.js";
import type { LintArguments } from "./lint-arguments.js";
import { standardInput } from "./lint-options.js";
import { openOutput, plainOptions, targetsFrom, terminalOptions, wantsDetails, wantsText } from "./output.js";
import type { Target } from "./output-target.js";
import { startProgress } from "./progress.js";
import { ownRuleInfos } from "./rule-infos.js";
import { catchSignals } from "./signals.js";
import { hasColor } from "./terminal.js";

export async function lintCommand(args: LintArguments): Promise<ExitCode> {
  const targets = targetsFrom(args, args.staged ? "brief" : "stylish");
  if (args.watch) (await import("./watch.js")).checkWatch(args, targets);
  const request = await requestFrom(args);
  if (args.printConfig !== undefined) return printConfig(args.printConfig, request);
  if (targets.some(({ name }) => name === "blob")) refuseForBlob(args);
  return reportRun(args, targets, request);
}

/** Rejects options that cannot be used with a blob, because only the merging run can apply them. */
function refuseForBlob(args: LintArguments): void {
  const option = (["fix", "fixDryRun", "baselineUpdate", "baselinePrune"] as const).find((one) => args[one]);
  const written = {
    fix: "--fix",
    fixDryRun: "--fix-dry-run",
    baselineUpdate: "--baseline-update",
    baselinePrune: "--baseline-prune",
  };
  if (option)
    throw new UserError(
      t("cli.lint.blobConflict", "{option} cannot be used with --format blob.", { option: written[option] }),
      option.startsWith("fix")
        ? t("cli.lint.blobFix", "Fix the files in a separate run without --format blob.")
        : t("cli.lint.blobBaseline", "Use the option with stet merge instead."),
    );
  if (args.paths.includes(standardInput))
    throw new UserError(
      t("cli.lint.blobStdin", "Standard input (-) cannot be used with --format blob."),
      t("cli.usePaths", "Use files or folders instead, for example content/."),
    );
}

/** Lints and reports results as they arrive. */
export async function reportRun(args: LintArguments, targets: readonly Target[], given: RunRequest): Promise<ExitCode> {
  const keepText = given.keepText === true || wantsText(targets);
  const request = { ...given, keepText, keepDetails: wantsDetails(targets) };
  const fixedToStdout = request.stdin !== undefined && request.fix !== undefined;
  // A diff or fixed text goes to stdout; the report then goes to stderr.
  const out = args.fixDryRun || fixedToStdout ? process.stderr : process.stdout;
  const diffOf = args.fixDryRun ? await diffFor(args) : undefined;
  const openHere = () => openOutput(args, targets, request, out, sameCall(args, args.paths));
  if (args.watch) {
    const shown = args.quiet ? errorsOnly : (result: FileResult) => result;
    const interruption = catchSignals();
    const watched = { ...request, onLongWork: interruption.pause };
    const plain = plainOptions(args, request, { rules: ownRuleInfos(), again: sameCall(args, args.paths) });
    return (await import("./watch.js")).watchCommand(watched, {
      open: openHere,
      reportOptions: () => terminalOptions(plain, process.stdout, args),
      format: targets.some(({ name }) => name === "brief") ? "brief" : "stylish",
      all: args.all,
      shown,
      interruption,
    });
  }
  // Before any file exists that a signal would leave behind.
  const interruption = catchSignals();
  const output = await openHere().catch((error: unknown) => {
    interruption.end();
    throw error;
  });
  const progress = startProgress(process.stderr);
  const { record } = output;
  const turn = turns();
  const stream = run({
    ...request,
    ...(record && { record }),
    onProgress(now) {
      if (now.articles === manyArticles) boundGarbage(true);
      progress.show(now);
    },
    signal: interruption.signal,
    onLongWork: interruption.pause,
  });
  try {
    for (;;) {
      const next = await stream.next();
      if (next.done) {
        progress.clear();
        const { value } = next;
        // Not if nothing is folded, because copying creates the list of images.
        const end = args.quiet && value.folded.length > 0 ? { ...value, folded: value.folded.filter(isError) } : value;
        const reported = await interruption.pause();
        await timedWait("report", () => output.end(end));
        reported();
        if (request.timing) {
          const { timingTable } = await import("./timing.js");
          process.stderr.write(timingTable({ ...next.value, timing: clockOf()?.read() }));
        }
        const { unused } = next.value;
        if (args.strictConfig && unused.length > 0)
          throw new UserError(
            t("cli.lint.strictConfig", "Settings without effect (--strict-config): {notes}", {
              notes: unused.join("\n"),
            }),
            t("cli.lint.correctSettings", "Correct or remove these settings."),
          );
        const { summary } = next.value;
        // stet merge determines the exit code from the violations of all shards.
        if (record) return interruption.exitCode() ?? (summary.failures > 0 ? 2 : 0);
        return interruption.exitCode() ?? exitCode(summary, args);
      }
      const { fixed } = next.value;
      // Beside a diff, the places are those of the file as it is.
      const shown =
        args.fixDryRun && fixed ? (await import("../report/as-before.js")).asBefore(next.value) : next.value;
      const result = args.quiet ? errorsOnly(shown) : shown;
      progress.clear();
      await turn();
      const reported = result.violations.length > manyProblems ? await interruption.pause() : undefined;
      await timedWait("report", () => output.file(result));
      reported?.();
      if (diffOf && fixed) process.stdout.write(diffOf(result.path, fixed));
      else if (fixedToStdout) process.stdout.write(fixed ? fixed.after : Buffer.from(request.stdin?.bytes ?? []));
    }
  } finally {
    interruption.end();
    progress.clear();
    await output.close();
    boundGarbage(false);
  }
}

async function diffFor({ color }: LintArguments): Promise<(path: string, fixed: FixOutcome) => string> {
  const { coloredDiff, unifiedDiff } = await import("../fix/diff.js");
  const isColored = hasColor(process.stdout.isTTY === true, environment(), color);
  return (path, { before, after }) => {
    const diff = unifiedDiff(path, before, after);
    return isColored ? coloredDiff(diff) : diff;
  };
}

/** The report of an article with more problems takes long: meanwhile, the system handles the signals. */
const manyProblems = 5000;

/**
 * The number of articles from which limiting the heap is worthwhile. For fewer articles, more frequent collections take
 * a fifth of the time and save little memory.
 */
const manyArticles = 20_000;

/**
 * By default V8 lets the heaps of all threads grow to four times the used size, which is hundreds of megabytes for a
 * large site. With 30%, 100,000 articles need 10% less memory than with 50%, and as much time. Code compiled under other
 * flags cannot be loaded from the code cache, so the flag is reset before the cache is written. Versions of Node that may
 * not support the flag would print a warning.
 */
function boundGarbage(isBound: boolean): void {
  if (Number(process.versions.node.split(".", 1)[0]) <= 25)
    setFlagsFromString(`--heap-growing-percent=${isBound ? 30 : 0}`);
}

const errorsOnly = (result: FileResult): FileResult => ({
  ...result,
  violations: result.violations.filter(isError),
});

const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";

/** @param merge the results of other runs, instead of paths. */
export async function requestFrom(args: LintArguments, merge?: Merged): Promise<RunRequest> {
  if (args.unsafeFixes && !args.fix && !args.fixDryRun)
    throw new UserError(
      t("cli.lint.unsafeFixesAlone", "--unsafe-fixes works only with --fix or --fix-dry-run."),
      t("cli.lint.addFix", "Add --fix or --fix-dry-run."),
    );
  if (args.fix && args.fixDryRun)
    throw new UserError(
      t("cli.lint.fixAndDryRun", "--fix and --fix-dry-run cannot be used together."),
      t("cli.useOnlyOne", "Use only one of them."),
    );
  const { maxWarnings } = args;
  if (maxWarnings !== undefined && !(Number.isInteger(Number(maxWarnings)) && maxWarnings >= 0))
    throw new UserError(
      t("cli.lint.maxWarnings", "Invalid value for --max-warnings."),
      t("cli.lint.maxWarnings.use", "Use an integer of at least 0, for example --max-warnings 0."),
    );
  if (args.untrusted) {
    const { schema, imagesRoot, filesFrom } = args;
    refuseLinksOut(process.cwd(), schema, imagesRoot, filesFrom, baselineFrom(args).baseline?.file);
  }
  const listed = args.filesFrom === undefined ? [] : await listFrom(args.filesFrom);
  const paths = [...args.paths.filter((path) => path !== standardInput), ...listed];
  const readsStdin = args.paths.includes(standardInput);
  if (readsStdin && args.filesFrom === standardInput)
    throw new UserError(
      t("cli.lint.stdinTwice", "Standard input cannot be both an article (-) and a list of files (--files-from -)."),
    );
  const selection = gitFrom(args);
  if (readsStdin && selection.git)
    throw new UserError(
      t("cli.lint.stdinWithGit", "Standard input (-) cannot be used with --staged, --changed or --since."),
      t("cli.lint.stdinWithGit.remove", "Remove - or these options."),
    );
  const isNothing = paths.length === 0 && !readsStdin && args.filesFrom === undefined && !selection.git;
  if (isNothing && args.printConfig === undefined && !merge)
    throw new UserError(
      t("cli.lint.noPaths", "No files to check."),
      t("cli.lint.addPaths", "Add files or folders, for example stet content/. See stet --help."),
    );
  if (paths.length === 0 && args.filesFrom !== undefined && !readsStdin && !args.allowEmpty)
    throw new UserError(
      t("cli.lint.emptyList", "The list {file} (--files-from) contains no paths.", { file: args.filesFrom }),
      t("cli.lint.allowEmpty", "Add --allow-empty if this is expected."),
    );
  const { maxTime } = args;
  if (maxTime !== undefined && !(Number(maxTime) > 0))
    throw new UserError(
      t("cli.lint.maxTime", "Invalid value for --max-time."),
      t("cli.lint.maxTime.use", "Use a number of seconds greater than 0, for example --max-time 60."),
    );
  const images = {
    ...(maxTime !== undefined && { timeouts: { run: Math.ceil(Number(maxTime) * 1000) } }),
    ...(args.allowPrivate && { allowPrivate: true }),
    ...(args.insecure && { insecure: true }),
    ...(args.suggestArchive && { suggestArchive: true }),
    ...(args.imagesRoot !== undefined && { root: args.imagesRoot }),
  };
  return {
    cwd: process.cwd(),
    paths,
    registry,
    ...(readsStdin && { stdin: { bytes: await readStdin(), filename: args.stdinFilename ?? "stdin.md" } }),
    ...(typeof args.config === "string" && args.config !== "false" && { configFile: args.config }),
    noConfig: args.config === false || args.config === "false",
    configCode: args.configCode && !args.untrusted,
    untrusted: args.untrusted,
    ...(args.preset !== undefined && { preset: args.preset }),
    ...(args.rule && { rules: Object.fromEntries(args.rule.map(ruleSetting)) }),
    ...(args.schema !== undefined && { schema: args.schema }),
    ...(args.generator !== undefined && { generator: args.generator }),
    ...(args.ext !== undefined && { extensions: args.ext.split(",").map(endingCommand) }),
    ...(Object.keys(images).length > 0 && { images }),
    fold: foldFrom(args),
    ...baselineFrom(args),
    ...selection,
    ...(merge && { merge }),
    offline: args.offline,
    ignore: args.ignore,
    cache: args.cache && !args.untrusted,
    cacheStrategy: args.cacheStrategy,
    ...(args.timing && { timing: true }),
    concurrency: concurrencyFrom(args.concurrency),
    ...(args.shard !== undefined && { shard: readShard(args.shard, args.shardBy) }),
    allowEmpty: args.allowEmpty,
    ...((args.fix || args.fixDryRun) && { fix: args.unsafeFixes ? "unsafe" : "safe" }),
    write: args.fix,
    keepText: args.verbose,
  };
}

/** Groups count every violation, and an editor or a person who watches works on single articles. */
const foldFrom = ({ fold, watch, groupBy }: LintArguments): NonNullable<RunRequest["fold"]> =>
  watch || groupBy !== undefined ? false : (fold ?? "configured");

function concurrencyFrom(text: string): "auto" | "one" | number {
  if (text === "auto") return text;
  if (text === "off") return "one";
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UserError(
    t("cli.lint.concurrency", 'Invalid value "{value}" for --concurrency.', {
      value: text,
    }),
    t("cli.lint.concurrency.use", "Use auto, off or an integer from 1 to 999, for example --concurrency 4."),
  );
}

const endingCommand = (text: string): string => (text.trim().startsWith(".") ? text.trim() : `.${text.trim()}`);

function ruleSetting(text: string): [string, RuleSetting] {
  const [, name, severity] = /^([^=]+)=(off|warn|error)$/.exec(text) ?? [];
  if (!name || !severity)
    throw new UserError(
      t("cli.lint.rule", 'Invalid value "{value}" for --rule.', { value: text }),
      t("cli.lint.rule.use", "Use a rule with off, warn or error, for example --rule image/alt=off."),
    );
  return [name, severity as RuleSetting];
}

async function listFrom(source: string): Promise<string[]> {
  if (source === standardInput) return readFileList((await readStdin()).toString("utf8"));
  try {
    return readFileList(await readFile(source, "utf8"));
  } catch (error) {
    throw new UserError(
      t("cli.lint.listNotRead", "Cannot read the list of files {file} (--files-from): {reason}.", {
        file: source,
        reason: readFailure(error),
      }),
      t("cli.lint.useList", "Use a file with one path per line, or - for standard input."),
      {
        cause: error,
      },
    );
  }
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function printConfig(file: string, request: RunRequest): Promise<ExitCode> {
  const { resolve } = await import("node:path");
  const configs = await openConfigs({
    cwd: request.cwd,
    registry,
    ...(request.configFile !== undefined && { configFile: request.configFile }),
    noConfig: request.noConfig ?? false,
    configCode: request.configCode,
    untrusted: request.untrusted,
    preset: request.preset,
    cli: {
      ...(request.rules && { rules: request.rules }),
      ...(request.schema !== undefined && { schema: request.schema }),
      ...(request.generator !== undefined && { generator: request.generator }),
      ...(request.images && { images: request.images }),
    },
  });
  process.stdout.write(`${visibleJson(await configs.print(resolve(request.cwd, file)), 2)}\n`);
  return 0;
}
