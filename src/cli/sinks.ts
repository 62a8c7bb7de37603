/** Destinations of reports: streams, files, and the job summary on GitHub. */
import { constants } from "node:fs";
import { appendFile, open, stat } from "node:fs/promises";
import { AtomicFile } from "../platform/atomic-write.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

/** The destination of one report. */
export interface Sink {
  write(text: string): Promise<void>;
  /** Completes the report. */
  end(): Promise<void>;
  /** Removes a report that was not completed. */
  close(): Promise<void>;
}

const nothing = async () => {};

/** The number of characters per write. */
const atOnce = 1 << 16;

/** Waits for a slow reader, so that unread output does not fill the memory; but for none that has gone. */
function writeTo(stream: NodeJS.WriteStream, text: string): Promise<void> {
  const events = ["drain", "error", "close"] as const;
  if (stream.destroyed || stream.write(text)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}

export function streamSink(stream: NodeJS.WriteStream): Sink {
  // Progress and diffs are written in between.
  if (stream.isTTY || stream !== process.stdout)
    return { write: (text) => writeTo(stream, text), end: nothing, close: nothing };
  return gatheredSink(stream);
}

/** Writes the texts of many files at once, but none later than the next pause of the run. */
function gatheredSink(stream: NodeJS.WriteStream): Sink {
  let waiting = "";
  let pause: NodeJS.Immediate | undefined;
  /** The last write, for which more text waits. */
  let written = Promise.resolve();
  const writeWaiting = (): Promise<void> => {
    clearImmediate(pause);
    pause = undefined;
    const text = waiting;
    waiting = "";
    if (text) written = writeTo(stream, text);
    return written;
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length >= atOnce) return writeWaiting();
      pause ??= setImmediate(writeWaiting);
      return written;
    },
    end: writeWaiting,
    close: writeWaiting,
  };
}

/** A report in a file, which gets its name when the report is complete. */
export async function fileSink(shown: string): Promise<Sink> {
  const failed = (error: unknown) =>
    new UserError(
      t("cli.output.notWritten", "Cannot write the report {file}: {reason}.", {
        file: shown,
        reason: (error as Error).message,
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

/** Replaces a regular file atomically. Writes to a pipe or device, such as /dev/null, directly. */
async function openReportFile(shown: string): Promise<Pick<AtomicFile, "write" | "commit" | "discard">> {
  const present = await stat(shown).catch(() => undefined);
  if (present?.isDirectory()) throw new Error(t("cli.output.isFolder", "it is a folder"));
  if (!present || present.isFile())
    return AtomicFile.open(shown, { mode: present ? present.mode & 0o777 : 0o666, folderMode: 0o777 });
  // Neither creates nor empties what somebody puts there meanwhile.
  const handle = await open(shown, constants.O_WRONLY | (constants.O_NOCTTY ?? 0));
  const isReplaced = (await handle.stat()).isFile();
  if (isReplaced) {
    await handle.close();
    throw new Error(t("cli.output.replaced", "it was replaced meanwhile"));
  }
  let isOpen = true;
  const close = async () => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return { write: (text) => handle.writeFile(text), commit: close, discard: close };
}

/** The job summary on GitHub. Appends, because other steps write to the same file. */
export function summarySink(file: string): Sink {
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
