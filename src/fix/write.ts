/** Replaces the text of an article, unless another program has changed the file since it was read. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, chown, readFile, realpath, stat } from "node:fs/promises";
import { AtomicFile } from "../platform/atomic-write.js";
import { t } from "../platform/i18n.js";

export type WriteResult =
  /** `note`: a message to show although the file was written. */
  | { readonly written: true; readonly note?: string }
  /** `changed`: the file has changed since it was read. `failed`: a system error; `message` describes it. */
  | { readonly written: false; readonly why: "changed" | "failed"; readonly message: string };

/**
 * Replaces the content of a file. Readers see the old or the new content, never a part. A symbolic link is kept and its
 * target is written. The mode is kept, and the owner where permitted. Other hard links to the file keep the old
 * content, as in every editor that saves by renaming.
 *
 * @param readHash SHA-256 (hex) of the bytes that were read. If the file has another hash now, nothing is written.
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
    // Renaming would bypass a missing write permission, which is probably intended.
    await access(target, constants.W_OK);
    if ((mode & 0o222) === 0) throw Object.assign(new Error("read-only"), { code: "EACCES" });
    const wanted = createHash("sha256").update(text).digest("hex");
    /**
     * `undefined` if the file has not changed. If another run of stet has written the same text, that counts as
     * success.
     */
    const overtaken = async (): Promise<WriteResult | undefined> => {
      const now = await hashOf(target);
      return now === readHash ? undefined : now === wanted ? { written: true } : changed;
    };
    const before = await overtaken();
    if (before) return before;
    // A run fixes many files of a folder and removes abandoned files itself, once per folder.
    writing = await AtomicFile.open(target, { mode: 0o600, clean: false });
    await writing.write(text);
    await writing.flush();
    // only root may change the owner; otherwise the file belongs to the current user
    await chown(writing.temporary, uid, gid).catch(() => {});
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
