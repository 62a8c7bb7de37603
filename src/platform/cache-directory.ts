/** The cache folder of this user. It is used only if nobody else can write to it. */

import { chmodSync, lstatSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { environment } from "./environment.js";
import { t } from "./i18n.js";

/**
 * `$XDG_CACHE_HOME/stet`, otherwise the system's default (XDG Base Directory Specification; Apple's File System
 * Programming Guide; Windows' Known Folders). `undefined` if the user has no home folder.
 */
export function cacheDirectory(
  env: Readonly<NodeJS.ProcessEnv> = environment(),
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  // The specification requires that relative paths are ignored.
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, "stet");
  if (platform === "win32" && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, "stet", "Cache");
  const home = homeFolder();
  if (home === undefined) return undefined;
  if (platform === "darwin") return path.join(home, "Library", "Caches", "stet");
  if (platform === "win32") return path.join(home, "AppData", "Local", "stet", "Cache");
  return path.join(home, ".cache", "stet");
}

/** `undefined` if HOME is not set and the user is not in the list of users, as in some containers. */
function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * A folder in the cache, for one kind of data. `undefined` if it cannot be used; then nothing is cached.
 *
 * @param note called with a message if the folder is not the user's own.
 */
export function cacheFolder(name: string, note: (message: string) => void = () => {}): string | undefined {
  const base = cacheDirectory();
  if (base === undefined) return undefined;
  for (const folder of [base, path.join(base, name)])
    if (!isOwn(folder)) {
      note(
        t(
          "cache.foreign",
          'The cache is not used, because the folder "{folder}" is a link or belongs to another user. Delete it, or set XDG_CACHE_HOME to a folder of your own.',
          { folder },
        ),
      );
      return undefined;
    }
  return path.join(base, name);
}

/**
 * Whether a folder belongs to this user and is no link, or does not exist. If others may write to it, they no longer may
 * afterwards.
 */
function isOwn(folder: string): boolean {
  if (!process.getuid) return true;
  try {
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (!stats) return true;
    if (!stats.isDirectory() || stats.uid !== process.getuid()) return false;
    if ((stats.mode & 0o022) !== 0) chmodSync(folder, 0o700);
    return true;
  } catch {
    // A part of the path is not a folder, or not accessible: it cannot be written either.
    return true;
  }
}
