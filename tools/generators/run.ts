import { spawnSync } from "node:child_process";

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
