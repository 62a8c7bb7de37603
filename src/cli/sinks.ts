/** The places that reports are written to: streams, files, and the summary of a job on GitHub. */
import { appendFile, open, stat } from "node:fs/promises";
import { AtomicFile } from "../platform/atomic-write.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

/** Where one report goes. */
export interface Sink {
  write(text: string): Promise<void>;
  /** The report is complete. */
  end(): Promise<void>;
  /** Leaves nothing behind of a report that was not ended. */
  close(): Promise<void>;
}

const nothing = async () => {};

/** Waits for a reader that is slower than the run: what it has not read yet would stay in memory. */
export function streamSink(stream: NodeJS.WriteStream): Sink {
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

/** A regular file is replaced as a whole; a pipe or a device, such as /dev/null, is written to as it is. */
async function openReportFile(shown: string): Promise<Pick<AtomicFile, "write" | "commit" | "discard">> {
  const present = await stat(shown).catch(() => undefined);
  if (present?.isDirectory()) throw new Error(t("cli.output.isFolder", "it is a folder"));
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
