import { homedir } from "node:os";
import path from "node:path";

/**
 * The cache folder of this user: `$XDG_CACHE_HOME/stet`, otherwise the system's default (XDG Base Directory
 * Specification; Apple's File System Programming Guide; Windows' Known Folders).
 */
export function cacheDirectory(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  // The specification requires that relative paths are ignored.
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, "stet");
  if (platform === "darwin") return path.join(homedir(), "Library", "Caches", "stet");
  if (platform === "win32")
    return path.join(env.LOCALAPPDATA ?? path.join(homedir(), "AppData", "Local"), "stet", "Cache");
  return path.join(homedir(), ".cache", "stet");
}
