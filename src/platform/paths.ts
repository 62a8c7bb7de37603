/** Small questions about files and their paths. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { access, readdir } from "./observed-fs.js";

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * `exists` for many files of a few folders: each folder is read once, instead of asking the system for every file.
 */
export function existsInFolders(): (file: string) => Promise<boolean> {
  const folders = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  const nothing: ReadonlySet<string> = new Set();
  return async (file) => {
    const folder = path.dirname(file);
    const names =
      folders.get(folder) ??
      readdir(folder).then(
        // What a link leads to may be gone.
        (all) => new Set(all.flatMap((one) => (one.isSymbolicLink() ? [] : [one.name]))),
        // Nothing is in a folder that is not there. Others may be closed to listing only.
        async () => ((await exists(folder)) ? undefined : nothing),
      );
    folders.set(folder, names);
    const known = await names;
    if (known?.has(path.basename(file))) return true;
    // The system may know a file by another spelling of its name, too.
    return known !== nothing && exists(file);
  };
}

/** `a/b` for `a/b//`. */
export const withoutEndSlashes = (path: string): string => path.replace(/(?<!\/)\/+$/, "");

/** `a/b` for `//a/b//`. */
export const withoutOuterSlashes = (path: string): string => withoutEndSlashes(path.replace(/^\/+/, ""));

/**
 * The folder of a displayed path, `.` for the working directory. The script of the HTML report cuts paths in the same
 * way.
 */
export function folderOf(shown: string): string {
  const end = shown.lastIndexOf("/");
  return end < 0 ? "." : shown.slice(0, end) || "/";
}

/** Absolute, with names that are the same in a URL. */
const plainPath = /^(?:\/[\w-][\w.-]*)+$/;

/** The URL of a file. For most paths, many times as fast as `pathToFileURL`. @param file absolute path. */
export const fileUrlOf = (file: string): string =>
  path.sep === "/" && plainPath.test(file) ? `file://${file}` : pathToFileURL(file).href;
