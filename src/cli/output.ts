/** Where reports go: standard output and files, several at once. */

import { appendFile, open, stat } from "node:fs/promises";
import path from "node:path";
import { AtomicFile } from "../platform/atomic-write.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import {
  detailFormats,
  type Format,
  type Grouping,
  isFormatName,
  loadFormat,
  type Report,
  type ReportOptions,
  ruleFormats,
  textFormats,
} from "../report/index.js";
import type { FileResult, RunEnd } from "../results.js";
import type { RunRequest } from "../run/request.js";
import { blobEnd, blobHead, blobLine } from "../run/shards/blob.js";
import { loadCustomFormat } from "./custom-format.js";
import { standardInput } from "./lint-options.js";
import type { Target } from "./output-target.js";
import { previousRuns } from "./previous-report.js";
import { allRuleInfos, ownRuleInfos } from "./rule-infos.js";
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
  readonly color?: boolean | undefined;
}

/**
 * `json`, `sarif=out.sarif`, `json=-`; files relative to the working directory.
 *
 * @param usual the format where none is asked for.
 * @throws UserError
 */
export function targetsFrom(args: OutputArguments, usual = "stylish"): Target[] {
  const given = args.format ?? [usual];
  const targets = given.map((text): Target => {
    const at = text.indexOf("=");
    if (at < 0) return { name: text };
    const [name, file] = [text.slice(0, at), text.slice(at + 1)];
    if (name === "" || file === "")
      throw new UserError(
        t("cli.output.formatWantsName", '--format wants name or name=file, not "{text}"', { text }),
        t("cli.output.eGF", "e.g. -f stylish -f sarif=stet.sarif"),
      );
    return file === "-" ? { name } : { name, file };
  });
  const { outputFile } = args;
  if (outputFile !== undefined) {
    const [only, ...others] = targets;
    if (outputFile === "")
      throw new UserError(
        t("cli.output.outputFileWants", "--output-file wants a file"),
        t("cli.output.eGFSarif", "e.g. -f sarif -o stet.sarif"),
      );
    if (!only || others.length > 0)
      throw new UserError(
        t("cli.output.outputFileFormat", "--output-file is for one format"),
        t("cli.output.severalSayWhere", "of several say for each where it goes: -f sarif=stet.sarif"),
      );
    if (only.file !== undefined)
      throw new UserError(
        t("cli.output.outputFileFormatBoth", "--output-file and --format {name}={file} both name a file", {
          name: only.name,
          file: only.file,
        }),
        t("cli.output.dropThem", "drop one of them"),
      );
    // A lone dash has been renamed by then.
    if (outputFile !== standardInput) targets[0] = { name: only.name, file: outputFile };
  }
  const places = new Map<string, string>();
  for (const { name, file } of targets) {
    const place = file === undefined ? "" : path.resolve(file);
    const other = places.get(place);
    if (other !== undefined)
      throw new UserError(
        t("cli.output.formatsWouldBoth", "the formats {other} and {name} would both go to {file}", {
          other,
          name,
          file: file ?? t("cli.output.standardOutput", "standard output"),
        }),
        t("cli.output.sendThemFile", "send one of them to a file: -f stylish -f sarif=stet.sarif"),
      );
    places.set(place, name);
  }
  const { groupBy, top, statistics, all } = args;
  if (top !== undefined && !(Number.isInteger(Number(top)) && Number(top) >= 0))
    throw new UserError(
      t("cli.output.topWantsWhole", "--top wants a whole number from 0 on"),
      t("cli.output.eGTop", "e.g. --top 10; 0 means all"),
    );
  if (all && groupBy !== undefined && groupBy !== "file")
    throw new UserError(
      t("cli.output.listsEveryViolation", "--all lists every violation, --group-by groups in their place"),
      t("common.chooseThem", "choose one of them"),
    );
  const view =
    groupBy !== undefined ? "--group-by" : top !== undefined ? "--top" : statistics ? "--statistics" : undefined;
  if (view !== undefined && !targets.some(({ name }) => name === "stylish"))
    throw new UserError(
      t("cli.output.aboutReportPeople", "{view} is about the report for people", { view }),
      t("cli.output.addFStylish", "add -f stylish, or leave it out"),
    );
  return targets;
}

/** Whether a format wants the texts of the files. Of one that is not ours nobody knows. */
export const wantsText = (targets: readonly Target[]): boolean =>
  targets.some(({ name }) => name !== blobName && (!isFormatName(name) || textFormats.has(name)));

/** Whether a format shows articles. */
export const wantsDetails = (targets: readonly Target[]): boolean =>
  targets.some(({ name }) => detailFormats.has(name));

/** Read by what looks at a whole repository: their paths begin where that begins, wherever in it stet runs. */
const reviewed: ReadonlySet<string | undefined> = new Set(["github", "sarif", "gitlab"]);

function forReview(name: string | undefined, report: Report, cwd: string): Report {
  const repository = process.env.GITHUB_WORKSPACE || process.env.CI_PROJECT_DIR;
  if (!reviewed.has(name) || !repository) return report;
  const below = path.relative(repository, cwd).replaceAll(path.sep, "/");
  if (below === "" || below === ".." || below.startsWith("../") || path.isAbsolute(below)) return report;
  const placed = (file: string): string => (path.isAbsolute(file) ? file : path.posix.join(below, file));
  return { file: (result) => report.file({ ...result, path: placed(result.path) }), end: (run) => report.end(run) };
}

export interface Output {
  /** To be told of each file, where a blob is wanted. */
  readonly record?: RunRequest["record"];
  file(result: FileResult): Promise<void>;
  /** Ends the reports; files then have their names. */
  end(run: RunEnd): Promise<void>;
  /** What is not ended leaves nothing behind. */
  close(): Promise<void>;
}

/**
 * @param out what stands for standard output: it may belong to something else.
 * @param again the command that looks at the same files again.
 */
export async function openOutput(
  args: OutputArguments,
  targets: readonly Target[],
  request: RunRequest,
  out: NodeJS.WriteStream,
  again: string,
): Promise<Output> {
  const formats: (Format | undefined)[] = [];
  const blob = targets.some(({ name }) => name === blobName) ? openBlob(request) : undefined;
  for (const { name } of targets)
    if (name === blobName) formats.push(blob?.format);
    else formats.push(isFormatName(name) ? await loadFormat(name) : await loadCustomFormat(name, request.cwd));
  const needsPlugins = targets.some(({ name }) => name !== blobName && (!isFormatName(name) || ruleFormats.has(name)));
  const rules = needsPlugins ? await allRuleInfos(request) : ownRuleInfos();
  const history = await previousRuns(args.previous, targets);
  const plain: ReportOptions = {
    color: false,
    verbose: args.verbose,
    width: 100,
    version,
    cwd: request.cwd,
    rules,
    again,
    ...(history && { history }),
    view: {
      statistics: args.statistics,
      all: args.all,
      ...(args.groupBy !== undefined && { groupBy: args.groupBy }),
      ...(args.top !== undefined && { top: Number(args.top) }),
    },
  };
  const isTerminal = out.isTTY === true;
  const onScreen: ReportOptions = {
    ...plain,
    color: hasColor(isTerminal, process.env, args.color),
    hyperlinks: hasHyperlinks(isTerminal, process.env),
    terminal: isTerminal,
    width: out.columns || 100,
  };
  const parts: { report: Report; sink: Sink }[] = [];
  const close = async () => {
    for (const { sink } of parts) await sink.close();
  };
  try {
    for (const [index, { file }] of targets.entries()) {
      const format = formats[index] as Format;
      const report = forReview(targets[index]?.name, format(file === undefined ? onScreen : plain), request.cwd);
      parts.push({ report, sink: file === undefined ? streamSink(out) : await fileSink(file) });
    }
    const jobSummary = process.env.GITHUB_STEP_SUMMARY;
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
      // Who sees nothing must be told where to look.
      const files = targets.flatMap(({ file }) => file ?? []);
      if (files.length !== targets.length) return;
      const line = (await import("../report/summary.js")).problemLine(run);
      const told =
        files.length === 1
          ? t("cli.output.report", "{line}; the report: {files}", { line, files: files.join(", ") })
          : t("cli.output.reports", "{line}; the {count} reports: {files}", {
              line,
              count: files.length,
              files: files.join(", "),
            });
      process.stderr.write(`${told}\n`);
    },
    close,
  };
}

/** The format of what `stet merge` goes on from. It is told of more than results, and so it is none of those in src/report. */
const blobName = "blob";

function openBlob({ shard }: RunRequest): { format: Format; record: NonNullable<RunRequest["record"]> } {
  let waiting = blobHead(version, shard);
  const take = () => {
    const text = waiting;
    waiting = "";
    return text;
  };
  return {
    record(file) {
      waiting += blobLine(file);
    },
    format: () => ({
      file: take,
      // A run that was ended is not whole, and is to be known as such.
      end: ({ images, links, notes, interrupted }) => take() + (interrupted ? "" : blobEnd({ images, links, notes })),
    }),
  };
}

interface Sink {
  write(text: string): Promise<void>;
  end(): Promise<void>;
  close(): Promise<void>;
}

const nothing = async () => {};

/** Waits where the reader is slower than we are: what it has not read yet would be in memory. */
function streamSink(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) =>
      stream.write(text) ? Promise.resolve() : new Promise((resolve) => stream.once("drain", () => resolve())),
    end: nothing,
    close: nothing,
  };
}

/** Characters that are written at once. */
const atOnce = 1 << 16;

/** A report in a file, which has its name when it is complete. */
async function fileSink(shown: string): Promise<Sink> {
  const failed = (error: unknown) =>
    new UserError(
      t("cli.output.reportCannotWritten", "the report {shown} cannot be written: {message}", {
        shown,
        message: (error as Error).message,
      }),
      undefined,
      { cause: error },
    );
  const file = await openReportFile(shown).catch((error: unknown) => {
    throw failed(error);
  });
  let waiting = "";
  const writeWaiting = async () => {
    const text = waiting;
    waiting = "";
    if (text) await file.write(text);
  };
  return {
    async write(text) {
      waiting += text;
      if (waiting.length < atOnce) return;
      await writeWaiting().catch((error: unknown) => {
        throw failed(error);
      });
    },
    async end() {
      try {
        await writeWaiting();
        await file.commit();
      } catch (error) {
        throw failed(error);
      } finally {
        await file.discard();
      }
    },
    close: () => file.discard(),
  };
}

/** A regular file is replaced as a whole; a pipe or a device, such as /dev/null, is written to as it is. */
async function openReportFile(shown: string): Promise<Pick<AtomicFile, "write" | "commit" | "discard">> {
  const present = await stat(shown).catch(() => undefined);
  if (present?.isDirectory()) throw new Error(t("common.folder", "it is a folder"));
  if (!present || present.isFile())
    return AtomicFile.open(shown, { mode: present ? present.mode & 0o777 : 0o666, folderMode: 0o777 });
  const handle = await open(shown, "w");
  let isOpen = true;
  const close = async () => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return { write: (text) => handle.writeFile(text), commit: close, discard: close };
}

/** The summary of a job on GitHub: other steps write to the same file. */
function summarySink(file: string): Sink {
  let text = "";
  return {
    async write(more) {
      text += more;
    },
    async end() {
      try {
        await appendFile(file, `${text}\n`);
      } catch (error) {
        process.stderr.write(
          `stet: ${t("cli.output.jobSummaryWritten", "the job summary was not written: {message}", { message: (error as Error).message })}\n`,
        );
      }
    },
    close: nothing,
  };
}
