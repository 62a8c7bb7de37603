/** Replaces the text of an article, unless somebody else has changed the article since it was read. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, chown, readFile, realpath, stat } from "node:fs/promises";
import { AtomicFile } from "../platform/atomic-write.js";
import { t } from "../platform/i18n.js";

export type WriteResult =
  /** `note`: what is to be said of it all the same. */
  | { readonly written: true; readonly note?: string }
  /** `changed`: the file is no longer what was read. `failed`: the system refused; `message` says what and why. */
  | { readonly written: false; readonly why: "changed" | "failed"; readonly message: string };

/**
 * Replaces the content of a file: a reader sees the old file or the new one, never a part of either.
 * A symbolic link stays and its target is rewritten; mode and, where allowed, owner are kept. Another hard link to
 * the file keeps the old content, as with every editor that saves by renaming.
 *
 * @param readHash SHA-256 (hex) of the bytes that were read. If the file has others by now, nothing is written.
 */
export async function writeSafely(file: string, readHash: string, text: string): Promise<WriteResult> {
  const changed: WriteResult = {
    written: false,
    why: "changed",
    message: t("fix.changed", "The file changed while stet checked it, so stet left it unchanged. Run stet again."),
  };
  let writing: AtomicFile | undefined;
  try {
    const target = await realpath(file);
    const { mode, uid, gid } = await stat(target);
    // Renaming would get around a missing write permission, which somebody set on purpose.
    await access(target, constants.W_OK);
    if ((mode & 0o222) === 0) throw Object.assign(new Error("read-only"), { code: "EACCES" });
    const wanted = createHash("sha256").update(text).digest("hex");
    /** Undefined: it is still what was read. Another run of stet may have done our work, which is as good. */
    const overtaken = async (): Promise<WriteResult | undefined> => {
      const now = await hashOf(target);
      return now === readHash ? undefined : now === wanted ? { written: true } : changed;
    };
    const before = await overtaken();
    if (before) return before;
    // A run fixes many files of a folder: it has cleaned the folder itself, once.
    writing = await AtomicFile.open(target, { mode: 0o600, clean: false });
    await writing.write(text);
    await writing.flush();
    await chown(writing.temporary, uid, gid).catch(() => {}); // only root may give a file away; then it stays ours
    await chmod(writing.temporary, mode & 0o7777);
    const meanwhile = await overtaken();
    if (meanwhile) return meanwhile;
    await writing.commit();
    return { written: true };
  } catch (error) {
    return {
      written: false,
      why: "failed",
      message: t("fix.notWritten", "The file was not written: {error}.", { error: reason(error) }),
    };
  } finally {
    await writing?.discard();
  }
}

const hashOf = async (file: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "EACCES":
    case "EPERM":
      return t("fix.notWritten.readOnly", "the file or its folder is read-only. Make it writable and run stet again");
    case "EROFS":
      return t("fix.notWritten.readOnlySystem", "the file system is mounted read-only");
    case "ENOSPC":
    case "EDQUOT":
      return t("fix.notWritten.noSpace", "the disk is full");
    case "EFBIG":
      return t("fix.notWritten.sizeLimit", "the system's limit for file sizes is reached");
    case "ENOENT":
      return t("fix.notWritten.gone", "the file no longer exists");
    default:
      return message;
  }
}
