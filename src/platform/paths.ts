/** Small questions about files and their paths. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { access } from "./observed-fs.js";

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

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
