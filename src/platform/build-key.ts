/** Identifies the build of stet, because the version does not change with every build. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "./package-root.js";
import { version } from "./version.js";

let known: string | undefined;

/**
 * A release has a digest: file times would differ between installations, and CI installs stet for each run.
 *
 * @throws a system error if stet is not built as a whole.
 */
export function buildKey(): string {
  if (known !== undefined) return known;
  const own = fileURLToPath(import.meta.url);
  const built = path.join(packageRoot(), "dist", path.sep);
  const what = own.startsWith(built) ? readFileSync(`${built}build-digest.txt`, "utf8") : statSync(own).mtimeMs;
  known = `${version} ${process.versions.node} ${what}`;
  return known;
}
