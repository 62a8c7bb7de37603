/**
 * Where a path leads that stet writes to, followed link by link. Whoever can create a link in a folder could otherwise
 * have any file of the user replaced.
 */
import { lstatSync, readlinkSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import { t } from "./i18n.js";

/** As many as Linux follows. */
const linksFollowed = 40;

/** The real path of a file to write, which need not exist, nor its folders. */
export interface RealTarget {
  readonly file: string;
  /** The deepest of its folders that exists. */
  readonly existing: string;
}

/**
 * Follows the links of a path. A link of somebody else, who is not the administrator, is followed only to what belongs to
 * him as well; and in a folder such as `/tmp`, in which everybody can create files, not at all. Linux does the latter
 * where it opens files. The last link may lead to nothing: then it is the file to replace.
 *
 * @throws a system error, or one for a link that is not followed.
 */
export function realTarget(file: string): RealTarget {
  const whole = path.resolve(file);
  const folder = new Walk().follow(path.dirname(whole));
  const last = path.join(folder.file, path.basename(whole));
  if (folder.existing !== folder.file) return { file: last, existing: folder.existing };
  const found = new Walk().follow(last);
  const isThere = found.existing === found.file;
  if (!isThere) return { file: last, existing: folder.file };
  return { file: found.file, existing: path.dirname(found.file) };
}

class Walk {
  #links = 0;

  /** `existing` is the deepest part that exists: all of it, or a folder above. */
  follow(whole: string): RealTarget {
    const { root } = path.parse(whole);
    let at = root;
    const names = whole.slice(root.length).split(path.sep).filter(Boolean);
    for (const [index, name] of names.entries()) {
      const own = path.join(at, name);
      const link = lstatSync(own, { throwIfNoEntry: false });
      if (!link) return { file: path.join(at, ...names.slice(index)), existing: at };
      if (!link.isSymbolicLink()) {
        at = own;
        continue;
      }
      const to = this.#follow(own, at, link);
      if (to.existing !== to.file)
        return { file: path.join(to.file, ...names.slice(index + 1)), existing: to.existing };
      at = to.file;
    }
    return { file: at, existing: at };
  }

  #follow(own: string, folder: string, link: Stats): RealTarget {
    this.#links++;
    if (this.#links > linksFollowed)
      throw Object.assign(new Error("ELOOP: too many symbolic links"), { code: "ELOOP" });
    const to = this.follow(path.resolve(folder, readlinkSync(own)));
    const isSame = lstatSync(own, { throwIfNoEntry: false })?.ino === link.ino;
    if (!isSame || !isFollowed(link, folder, to)) throw foreign();
    return to;
  }
}

function isFollowed(link: Stats, folder: string, to: RealTarget): boolean {
  const user = process.getuid?.();
  if (user === undefined || link.uid === user || link.uid === 0) return true;
  const { mode, uid } = statSync(folder);
  const isShared = (mode & 0o1002) === 0o1002;
  if (isShared && link.uid !== uid) return false;
  return to.existing === to.file && lstatSync(to.file, { throwIfNoEntry: false })?.uid === link.uid;
}

const foreign = (): Error => new Error(t("file.foreignLink", "it is a link that belongs to another user"));
