/** Which paths are in a folder. If not stated otherwise, paths are absolute and real: symbolic links are resolved. */
import { readlinkSync } from "node:fs";
import path from "node:path";
import { lstatSync, realpathSync, statSync, statusOf } from "./observed-fs.js";

/** Large folders that never contain articles. A path inside can still be given on the command line. */
export const neverWalked: ReadonlySet<string> = new Set([".git", ".hg", ".jj", ".sl", ".svn", "node_modules"]);

/** Whether a path is a folder or in it. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Whether a search of the folder may return this file: it is in the folder, and in none that is never searched. */
export const isSearched = (file: string, folder: string): boolean =>
  isWithin(file, folder) &&
  !path
    .relative(folder, file)
    .split(path.sep)
    .some((name) => neverWalked.has(name));

/**
 * The folder, by its real path, that the files of a folder must be in, if those of a tree may lead nowhere else:
 * the tree, or for a folder that is not in it the folder itself. Any absolute paths.
 *
 * @param tree `undefined`: files may lead anywhere.
 */
export function withinOf(folder: string, tree: string | undefined): string | undefined {
  if (tree === undefined) return undefined;
  try {
    return realpathSync(isWithin(folder, tree) ? tree : folder);
  } catch {
    return folder;
  }
}

/**
 * Whether a path of a tree really leads into it, although it need not exist yet. A path elsewhere was chosen by the
 * user. Any absolute paths.
 */
export function staysIn(file: string, tree: string): boolean {
  if (!isWithin(file, tree)) return true;
  for (let at = file; ; at = path.dirname(at)) {
    try {
      return isWithin(realpathSync(at), realpathSync(tree));
    } catch (error) {
      // A link to nothing would be followed when the file is created.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || isLink(at) || path.dirname(at) === at) return false;
    }
  }
}

/** Links that are followed where nothing is, as many as Linux follows. */
const linksFollowed = 40;

/**
 * The real path that a path leads to, whether or not something is there: links are followed also to nothing. So what is
 * said of a path does not show whether a file exists.
 */
export function leadsTo(file: string, links = 0): string {
  const missing: string[] = [];
  for (let at = path.resolve(file); ; at = path.dirname(at)) {
    try {
      return path.join(realpathSync(at), ...missing);
    } catch {
      if (links > linksFollowed || path.dirname(at) === at) return path.parse(at).root;
      if (isLink(at))
        return leadsTo(path.resolve(leadsTo(path.dirname(at), links + 1), readlinkSync(at), ...missing), links + 1);
      missing.unshift(path.basename(at));
    }
  }
}

/**
 * Whether what a folder has by this name belongs to the user, to root, or to the owner of the folder. In a folder such as
 * `/tmp`, in which everybody can create files, its owner has no say. False if there is nothing.
 */
export function isOwnIn(folder: string, name: string): boolean {
  if (!statusOf(path.join(folder, name))) return false;
  if (!process.getuid) return true;
  // Of a link, not of what it leads to.
  const found = lstatSync(path.join(folder, name));
  if (found.uid === process.getuid() || found.uid === 0) return true;
  const { mode, uid } = statSync(folder);
  return (mode & 0o1002) !== 0o1002 && found.uid === uid;
}

/** False also for a path that cannot exist, such as one that is too long. */
function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
