/** Which paths are in a folder. All paths are absolute and real: symbolic links are resolved. */
import path from "node:path";

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
