/** Finds the templates and stylesheets of a site. */
import type { Dirent } from "node:fs";
import path from "node:path";
import { readdirSync } from "../platform/observed-fs.js";
import { staysIn } from "../platform/tree.js";

/** The numbers of files and folders after which the search ends. */
export interface SearchLimits {
  readonly files: number;
  readonly folders: number;
}

/**
 * The files with such names in these folders and below. Folders that are not there, or that really lead out of the site, have
 * none.
 *
 * @param root absolute path of the site.
 * @param folders relative to the root, with `/`. So are the files.
 * @param skipped names of folders that are not searched.
 * @returns `isWhole`: whether no limit was reached.
 */
export function filesIn(
  root: string,
  folders: readonly string[],
  names: RegExp,
  most: SearchLimits,
  skipped?: RegExp,
): { readonly files: string[]; readonly isWhole: boolean } {
  const files: string[] = [];
  const rest = [...new Set(folders)];
  for (let at = 0; at < rest.length; at++) {
    if (at >= most.folders) return { files, isWhole: false };
    const folder = rest[at] as string;
    for (const entry of entriesOf(path.join(root, folder), root)) {
      const name = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped?.test(entry.name)) rest.push(name);
      } else if (names.test(entry.name) && entry.isFile()) {
        if (files.length >= most.files) return { files, isWhole: false };
        files.push(name);
      }
    }
  }
  return { files, isWhole: true };
}

/** What is in a folder; nothing if it cannot be read. */
export function entriesOf(folder: string, root: string): Dirent[] {
  try {
    return staysIn(folder, root) ? readdirSync(folder) : [];
  } catch {
    return [];
  }
}
