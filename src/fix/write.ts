/** Replaces the text of an article, unless another program has changed the file since it was read. */

import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { lstat, open } from "node:fs/promises";
import path from "node:path";
import { AtomicFile } from "../platform/atomic-write.js";
import { type FolderHandle, mostDataBytes, openFolder, RefusedFile, refuseSpecial } from "../platform/disk.js";
import { t } from "../platform/i18n.js";
import { realTarget } from "../platform/real-target.js";
import { sha256Of } from "../platform/sha256.js";
import { isSearched } from "../platform/tree.js";

export type WriteResult =
  /** `note`: a message to show although the file was written. */
  | { readonly written: true; readonly note?: string }
  /** `changed`: the file has changed since it was read. `failed`: a system error; `message` describes it. */
  | { readonly written: false; readonly why: "changed" | "failed"; readonly message: string };

/**
 * Replaces the content of a file. Readers see the old or the new content, never a part. A symbolic link is kept and its
 * target is written, unless somebody else has made the link: see `realTarget`. The mode is kept, and the owner where
 * permitted. Other hard links to the file keep the old content, as in every editor that saves by renaming.
 *
 * All of it is done with open handles of the folder, the file and its new version, so that whoever can write to the
 * folder cannot make stet change another file.
 *
 * @param readHash SHA-256 (hex) of the bytes that were read. If the file has another hash now, nothing is written.
 * @param within see `FileToLoad`.
 */
export async function writeSafely(file: string, readHash: string, text: string, within?: string): Promise<WriteResult> {
  const changed: WriteResult = {
    written: false,
    why: "changed",
    message: t("fix.changed", "The file changed while stet checked it, so stet left it unchanged. Run stet again."),
  };
  let folder: FolderHandle | undefined;
  let writing: AtomicFile | undefined;
  try {
    const target = realTarget(file).file;
    if (within !== undefined && !isSearched(target, within)) throw new RefusedFile("outside");
    folder = openFolder(path.dirname(target));
    const own = path.join(folder.path, path.basename(target));
    const wanted = sha256Of(text);
    /**
     * The mode and owner of the file, or why it is not written. If another run of stet has written the same text, that
     * counts as success.
     */
    const look = async (): Promise<Stats | WriteResult> => {
      const { hash, stats } = await contentOf(own);
      return hash === readHash ? stats : hash === wanted ? { written: true } : changed;
    };
    const before = await look();
    if ("written" in before) return before;
    const { mode, uid, gid } = before;
    // A run fixes many files of a folder and removes abandoned files itself, once per folder.
    writing = await AtomicFile.open(own, { mode: 0o600, clean: false, follow: false });
    await writing.write(text);
    // Only root may change the owner. Otherwise the file belongs to the current user, whose rights nobody may borrow.
    const keepsOwner = await writing.chown(uid, gid).then(
      () => true,
      () => false,
    );
    await writing.chmod(mode & (keepsOwner ? 0o7777 : 0o777));
    await writing.flush();
    const meanwhile = await look();
    if ("written" in meanwhile) return meanwhile;
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
    folder?.close();
  }
}

/**
 * Opening for writing changes nothing, and fails without the permission to write, which a rename would bypass although
 * it is probably intended. The last name is not followed: the caller has resolved it.
 */
const flags = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function contentOf(file: string): Promise<{ readonly hash: string; readonly stats: Stats }> {
  refuseSpecial(await lstat(file));
  const handle = await open(file, flags);
  try {
    const stats = await handle.stat();
    refuseSpecial(stats);
    // One that has grown meanwhile, which would take hours to read, is not the file that was checked.
    if (stats.size > mostDataBytes) throw new RefusedFile("too-large", stats.size);
    if ((stats.mode & 0o222) === 0) throw Object.assign(new Error("read-only"), { code: "EACCES" });
    const hash = createHash("sha256");
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
    return { hash: hash.digest("hex"), stats };
  } finally {
    await handle.close();
  }
}

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
    case "ELOOP":
    case "ENOTDIR":
    case "ENOENT":
      return t("fix.notWritten.gone", "the file no longer exists");
    default:
      return message;
  }
}
