import { spawnSync } from "node:child_process";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The modification time of all files. */
const old = new Date("2001-01-01T00:00:00Z");

/** Writes files of a site. */
export const writerIn =
  (site: string) =>
  (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(site, file)), { recursive: true });
    writeFileSync(path.join(site, file), text);
    utimesSync(path.join(site, file), old, old);
  };

/** Runs a program in a time zone. */
export function run(command: string, args: readonly string[], cwd: string, zone: string) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, TZ: zone, NO_COLOR: "1", CI: "1" },
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The line of an error that says what is wrong, without paths. */
export const firstLine = (text: string, site: string): string =>
  (
    text
      .replaceAll(site, "")
      .split("\n")
      .find((line) => /error|fail|unmarshal|parse|invalid|exception|unknown/i.test(line)) ??
    text.split("\n", 1)[0] ??
    ""
  )
    .replace(/\u001b\[[\d;]*m/g, "")
    .trim()
    .slice(0, 200);
