/** Where reports go: standard output and files, several at once. */

import { rmSync } from "node:fs";
import { appendFile, type FileHandle, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { removeAbandoned, temporaryPath } from "../platform/temporary-files.js";
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
    // A lone dash has been renamed by then.
    if (outputFile !== standardInput) targets[0] = { name: only.name, file: outputFile };
  }
  const places = new Map<string, string>();
  for (const { name, file } of targets) {
    const place = file === undefined ? "" : path.resolve(file);
    const other = places.get(place);
    if (other !== undefined)
      throw new UserError(
        t("cli.output.sameTarget", "The formats {first} and {second} both write to {file}.", {
          first: other,
          second: name,
          file: file ?? t("cli.output.stdout", "standard output"),
        }),
        t("cli.output.useFile", "Write one of them to a file, for example -f stylish -f sarif=stet.sarif."),
      );
    places.set(place, name);
  }
  const { groupBy, top, statistics, all } = args;
  if (top !== undefined && !(Number.isInteger(Number(top)) && Number(top) >= 0))
    throw new UserError(
      t("cli.output.top", 'Invalid value "{value}" for --top.', { value: top }),
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
          ? t("cli.output.report", "{summary}; report: {files}", { summary: line, files: files.join(", ") })
          : t("cli.output.reports", "{summary}; {count} reports: {files}", {
              summary: line,
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

/** Files that are not whole yet. */
const begun = new Set<string>();

/** A reader of standard output that has gone ends the program at once: then too nothing is left. */
function begin(temporary: string): void {
  if (begun.size === 0) process.on("exit", removeBegun);
  begun.add(temporary);
}

function isDone(temporary: string): void {
  begun.delete(temporary);
  if (begun.size === 0) process.off("exit", removeBegun);
}

function removeBegun(): void {
  for (const temporary of begun) rmSync(temporary, { force: true });
}

/** Characters that are written at once. */
const atOnce = 1 << 16;

/**
 * A file that has its name only when it is whole: until then it is a file beside it. A symbolic link stays one; what is
 * no file (a pipe, /dev/null) is written to as it is.
 */
async function fileSink(shown: string): Promise<Sink> {
  const failed = (error: unknown) =>
    new UserError(
      t("cli.output.notWritten", "Cannot write the report {file}: {reason}.", {
        file: shown,
        reason: (error as Error).message,
      }),
      undefined,
      { cause: error },
    );
  let handle: FileHandle;
  let temporary: string | undefined;
  let target: string;
  try {
    target = await realpath(shown).catch(() => path.resolve(shown));
    const there = await stat(target).catch(() => undefined);
    if (there?.isDirectory()) throw new Error(t("cli.output.isFolder", "it is a folder"));
    if (there && !there.isFile()) handle = await open(target, "w");
    else {
      await mkdir(path.dirname(target), { recursive: true });
      temporary = temporaryPath(path.dirname(target));
      await removeAbandoned(path.dirname(target));
      handle = await open(temporary, "wx", there ? there.mode & 0o777 : 0o666);
    }
  } catch (error) {
    throw failed(error);
  }
  if (temporary !== undefined) begin(temporary);
  let waiting = "";
  let isOpen = true;
  const flush = async () => {
    const text = waiting;
    waiting = "";
    if (text) await handle.writeFile(text);
  };
  const close = async () => {
    if (isOpen) {
      isOpen = false;
      await handle.close();
    }
    if (temporary === undefined) return;
    await rm(temporary, { force: true });
    isDone(temporary);
    temporary = undefined;
  };
  return {
    async write(text) {
      waiting += text;
      if (waiting.length < atOnce) return;
      await flush().catch((error: unknown) => {
        throw failed(error);
      });
    },
    async end() {
      try {
        await flush();
        if (temporary !== undefined) {
          isOpen = false;
          await handle.close();
          await rename(temporary, target);
          temporary = undefined;
        }
      } catch (error) {
        throw failed(error);
      } finally {
        await close();
      }
    },
    close,
  };
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
          `stet: ${t("cli.output.noJobSummary", "Cannot write the job summary: {reason}.", { reason: (error as Error).message })}\n`,
        );
      }
    },
    close: nothing,
  };
}
