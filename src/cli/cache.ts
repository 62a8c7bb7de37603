/** `stet cache`: shows or removes the data that is cached between runs. */
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { cacheDirectory, cacheFolder } from "../platform/cache-directory.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { visible } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";

/** The subfolders of the cache and their content. */
const parts = [
  ["results", () => t("cli.cache.results", "results of articles")],
  ["runs", () => t("cli.cache.runs", "reports of runs, for the next run if nothing changes")],
  ["images", () => t("cli.cache.images", "results of images and links")],
  ["sites", () => t("cli.cache.sites", "indexes of sites")],
  ["code", () => t("cli.cache.code", "compiled code of stet")],
] as const;

export async function cacheInfo(): Promise<ExitCode> {
  const folder = location();
  const lines = [visible(folder)];
  for (const [name, what] of parts) {
    const { files, bytes } = await sizeOf(path.join(folder, name));
    const description =
      files === 1
        ? t("cli.cache.oneFile", "{what} (1 file)", { what: what() })
        : t("cli.cache.files", "{what} ({files} files)", { what: what(), files });
    lines.push(`  ${name.padEnd(8)}  ${`${(bytes / 1024 / 1024).toFixed(1)} MB`.padStart(10)}  ${description}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

export async function cacheClean(): Promise<ExitCode> {
  const folder = location();
  let freed = 0;
  for (const [name] of parts) {
    // A link in the place of the folder must not lead the deletion elsewhere.
    const part = cacheFolder(name, refuse);
    if (part === undefined) continue;
    freed += (await sizeOf(part)).bytes;
    try {
      await rm(part, { recursive: true, force: true });
    } catch (error) {
      throw new UserError(
        t("cli.cache.notRemoved", "Cannot delete {folder}: {reason}.", {
          folder: part,
          reason: (error as Error).message,
        }),
        t("cli.cache.removeByHand", "Delete the folder yourself."),
        {
          cause: error,
        },
      );
    }
  }
  process.stdout.write(
    `${t("cli.cache.removed", "Removed {size} MB from {folder}.", { size: (freed / 1024 / 1024).toFixed(1), folder: visible(folder) })}\n`,
  );
  return 0;
}

function refuse(message: string): never {
  throw new UserError(message);
}

function location(): string {
  const folder = cacheDirectory();
  if (folder !== undefined) return folder;
  throw new UserError(
    t("cli.cache.noHome", "There is no cache, because this user has no home folder."),
    t("cli.cache.setHome", "Set HOME or XDG_CACHE_HOME to a folder."),
  );
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let files = 0;
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => undefined);
    files += found ? 1 : 0;
    bytes += found?.size ?? 0;
  }
  return { files, bytes };
}
