/** The reports of a run: their formats and destinations. */

import path from "node:path";
import { environment, variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import {
  detailFormats,
  type Format,
  type Grouping,
  isFormatName,
  loadFormat,
  noteFormats,
  type Report,
  type ReportOptions,
  ruleFormats,
  textFormats,
} from "../report/index.js";
import { noteLines } from "../report/summary.js";
import type { FileResult, RunEnd } from "../results.js";
import type { RunRequest } from "../run/request.js";
import { blobName, openBlobFormat } from "./blob-format.js";
import { loadCustomFormat } from "./custom-format.js";
import { refuseLinksOut } from "./links-out.js";
import { standardInput } from "./lint-options.js";
import type { Target } from "./output-target.js";
import { previousRuns } from "./previous-report.js";
import { allRuleInfos, ownRuleInfos } from "./rule-infos.js";
import { fileSink, type Sink, streamSink, summarySink } from "./sinks.js";
import { hasColor, hasHyperlinks } from "./terminal.js";

export interface OutputArguments {
  readonly format?: readonly string[] | undefined;
  readonly outputFile?: string | undefined;
  readonly groupBy?: Grouping | undefined;
  readonly top?: number | undefined;
  readonly statistics: boolean;
  readonly all: boolean;
  readonly previous?: string | undefined;
  readonly verbose: boolean;
  readonly fixDryRun?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** The options of a report in a file. */
export function plainOptions(
  args: OutputArguments,
  { cwd }: Pick<RunRequest, "cwd">,
  more: Pick<ReportOptions, "rules" | "again"> & { readonly history?: ReportOptions["history"] | undefined },
): ReportOptions {
  const { history, ...rest } = more;
  return {
    color: false,
    verbose: args.verbose,
    ...(args.fixDryRun && { isDryRun: true }),
    width: 100,
    version,
    cwd,
    ...rest,
    ...(history && { history }),
    view: {
      statistics: args.statistics,
      all: args.all,
      ...(args.groupBy !== undefined && { groupBy: args.groupBy }),
      ...(args.top !== undefined && { top: Number(args.top) }),
    },
  };
}

/** The options of a report on this stream, which may be a terminal. */
export function terminalOptions(
  plain: ReportOptions,
  out: NodeJS.WriteStream,
  { color }: Pick<OutputArguments, "color">,
): ReportOptions {
  const isTerminal = out.isTTY === true;
  return {
    ...plain,
    color: hasColor(isTerminal, environment(), color),
    hyperlinks: hasHyperlinks(isTerminal, environment()),
    terminal: isTerminal,
    width: out.columns || 100,
  };
}

/**
 * Parses `json`, `sarif=out.sarif` and `json=-`. Files are relative to the working directory.
 *
 * @param usual the default format.
 * @throws UserError if a format or combination is invalid.
 */
export function targetsFrom(args: OutputArguments, usual = "stylish"): Target[] {
  const given = args.format ?? [usual];
  const targets = given.map((text): Target => {
    const at = text.indexOf("=");
    if (at < 0) return { name: text };
    const [name, file] = [text.slice(0, at), text.slice(at + 1)];
    if (name === "" || file === "")
      throw new UserError(
        t("cli.output.format", 'Invalid value "{value}" for --format.', { value: text }),
        t("cli.output.format.use", "Use a format or format=file, for example -f stylish -f sarif=stet.sarif."),
      );
    return file === "-" ? { name } : { name, file };
  });
  const { outputFile } = args;
  if (outputFile !== undefined) {
    const [only, ...others] = targets;
    if (outputFile === "")
      throw new UserError(
        t("cli.output.noFile", "Missing value for --output-file. Use a file name."),
        t("cli.output.noFile.example", "For example: -f sarif -o stet.sarif"),
      );
    if (!only || others.length > 0)
      throw new UserError(
        t("cli.output.severalFormats", "--output-file works only with one format."),
        t(
          "cli.output.severalFormats.use",
          "With several formats, add a file to each format, for example -f sarif=stet.sarif.",
        ),
      );
    if (only.file !== undefined)
      throw new UserError(
        t("cli.output.twoFiles", "--output-file and --format {format}={file} both set the output file.", {
          format: only.name,
          file: only.file,
        }),
        t("cli.output.removeOne", "Remove one of the options."),
      );
    // A lone dash was replaced by this name earlier.
    if (outputFile !== standardInput) targets[0] = { name: only.name, file: outputFile };
  }
  const destinations = new Map<string, string>();
  for (const { name, file } of targets) {
    const destination = file === undefined ? "" : path.resolve(file);
    const other = destinations.get(destination);
    if (other !== undefined)
      throw new UserError(
        t("cli.output.sameTarget", "The formats {first} and {second} both write to {file}.", {
          first: other,
          second: name,
          file: file ?? t("cli.output.stdout", "standard output"),
        }),
        t("cli.output.useFile", "Write one of them to a file, for example -f stylish -f sarif=stet.sarif."),
      );
    destinations.set(destination, name);
  }
  const { groupBy, top, statistics, all } = args;
  if (top !== undefined && !(Number.isInteger(Number(top)) && Number(top) >= 0))
    throw new UserError(
      t("cli.output.top", "Invalid value for --top."),
      t("cli.output.top.use", "Use an integer of at least 0, for example --top 10. 0 shows all groups."),
    );
  if (all && groupBy !== undefined && groupBy !== "file")
    throw new UserError(
      t("cli.output.allAndGroupBy", "--all and --group-by cannot be used together."),
      t("cli.useOnlyOne", "Use only one of them."),
    );
  const view =
    groupBy !== undefined ? "--group-by" : top !== undefined ? "--top" : statistics ? "--statistics" : undefined;
  if (view !== undefined && !targets.some(({ name }) => name === "stylish"))
    throw new UserError(
      t("cli.output.needsStylish", "{option} works only with a report for people, such as stylish.", { option: view }),
      t("cli.output.addStylish", "Add -f stylish, or remove the option."),
    );
  return targets;
}

/** Whether a format needs the texts of the files. Custom formats may. */
export const wantsText = (targets: readonly Target[]): boolean =>
  targets.some(({ name }) => name !== blobName && (!isFormatName(name) || textFormats.has(name)));

/** Whether a format shows details of articles. */
export const wantsDetails = (targets: readonly Target[]): boolean =>
  targets.some(({ name }) => detailFormats.has(name));

/** Formats for programs that know the whole repository: paths are relative to its root, wherever stet runs. */
const repositoryFormats: ReadonlySet<string | undefined> = new Set(["github", "sarif", "gitlab"]);

function withRepositoryPaths(name: string | undefined, report: Report, cwd: string): Report {
  const repository = variable("GITHUB_WORKSPACE") || variable("CI_PROJECT_DIR");
  if (!repositoryFormats.has(name) || !repository) return report;
  const below = path.relative(repository, cwd).replaceAll(path.sep, "/");
  if (below === "" || below === ".." || below.startsWith("../") || path.isAbsolute(below)) return report;
  const fromRepository = (file: string): string => (path.isAbsolute(file) ? file : path.posix.join(below, file));
  return {
    file: (result) => report.file({ ...result, path: fromRepository(result.path) }),
    end: (run) =>
      // Not if nothing is folded, because copying creates the list of images.
      report.end(
        run.folded.length === 0
          ? run
          : {
              ...run,
              folded: run.folded.map((one) => ({
                ...one,
                folders: one.folders.map((folder) => ({ ...folder, path: fromRepository(folder.path) })),
                examples: one.examples.map((example) => ({ ...example, path: fromRepository(example.path) })),
              })),
            },
      ),
  };
}

/** @throws UserError: a format that is not part of stet is code, and may have come along with the articles. */
function refuseCustomFormat(name: string): never {
  throw new UserError(
    t("cli.output.customFormat", "The format {name} is code, which --untrusted does not run.", { name }),
    t("cli.output.customFormat.use", "Use a format of stet. See stet --help."),
  );
}

export interface Output {
  /** Must be called for each file if a blob is written. */
  readonly record?: RunRequest["record"];
  file(result: FileResult): Promise<void>;
  /** Completes the reports; files then get their names. */
  end(run: RunEnd): Promise<void>;
  /** Removes reports that were not completed. */
  close(): Promise<void>;
}

/**
 * @param out the stream for reports without a file, since standard output may be in use.
 * @param again the command that lints the same files again.
 */
export async function openOutput(
  args: OutputArguments,
  targets: readonly Target[],
  request: RunRequest,
  out: NodeJS.WriteStream,
  again: string,
): Promise<Output> {
  const formats: (Format | undefined)[] = [];
  const blob = targets.some(({ name }) => name === blobName) ? openBlobFormat(request) : undefined;
  for (const { name } of targets)
    if (name === blobName) formats.push(blob?.format);
    else if (isFormatName(name)) formats.push(await loadFormat(name));
    else {
      if (request.untrusted) refuseCustomFormat(name);
      formats.push(await loadCustomFormat(name, request.cwd));
    }
  if (request.untrusted) refuseLinksOut(request.cwd, args.previous, ...targets.map(({ file }) => file));
  const needsPlugins = targets.some(({ name }) => name !== blobName && (!isFormatName(name) || ruleFormats.has(name)));
  const rules = needsPlugins ? await allRuleInfos(request) : ownRuleInfos();
  const history = await previousRuns(args.previous, targets);
  const plain = plainOptions(args, request, { rules, again, history });
  const forTerminal = terminalOptions(plain, out, args);
  const parts: { report: Report; sink: Sink }[] = [];
  const close = async () => {
    for (const { sink } of parts) await sink.close();
  };
  try {
    for (const [index, { file }] of targets.entries()) {
      const format = formats[index] as Format;
      const report = withRepositoryPaths(
        targets[index]?.name,
        format(file === undefined ? forTerminal : plain),
        request.cwd,
      );
      parts.push({ report, sink: file === undefined ? streamSink(out) : await fileSink(file) });
    }
    const jobSummary = variable("GITHUB_STEP_SUMMARY");
    if (jobSummary && targets.some(({ name }) => name === "github"))
      parts.push({ report: (await loadFormat("markdown"))(plain), sink: summarySink(jobSummary) });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...(blob && { record: blob.record }),
    async file(result) {
      for (const { report, sink } of parts) {
        const text = report.file(result);
        if (text) await sink.write(text);
      }
    },
    async end(run) {
      for (const { report, sink } of parts) await sink.write(report.end(run));
      for (const { sink } of parts) await sink.end();
      if (request.untrusted && targets.some(({ name }) => !noteFormats.has(name)))
        process.stderr.write(
          noteLines(run)
            .map((line) => `${line}\n`)
            .join(""),
        );
      // If no report is printed, print the paths of the reports.
      const files = targets.flatMap(({ file }) => file ?? []);
      if (files.length !== targets.length) return;
      const summaryLine = (await import("../report/summary.js")).problemLine(run);
      const message =
        files.length === 1
          ? t("cli.output.report", "{summary}; report: {files}", { summary: summaryLine, files: files.join(", ") })
          : t("cli.output.reports", "{summary}; {count} reports: {files}", {
              summary: summaryLine,
              count: files.length,
              files: files.join(", "),
            });
      process.stderr.write(`${message}\n`);
    },
    close,
  };
}
