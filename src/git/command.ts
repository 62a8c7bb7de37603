/** Runs git: arguments as a list, without a shell, output as bytes. */
import { devNull } from "node:os";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { startProgram } from "../platform/program.js";

export interface GitCall {
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * For every call: file names are not quoted, whatever the user's settings. Neither the repository nor a folder that looks
 * like one makes git run a program: no monitor of the file system, no hooks, no program as a server.
 */
const always = [
  "core.quotePath=false",
  "safe.bareRepository=explicit",
  "core.fsmonitor=false",
  `core.hooksPath=${devNull}`,
  "protocol.ext.allow=never",
].flatMap((setting) => ["-c", setting]);

/** Starts git. Reading commands take no optional locks. A path is a name, also one like `:(top)x`. */
export const startGit = (args: readonly string[], { cwd, env }: Omit<GitCall, "input">) =>
  startProgram("git", [...always, ...args], {
    cwd,
    env: { GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", ...env },
  });

/**
 * Runs git and waits until it exits, with any exit code.
 *
 * @throws UserError if git is not installed.
 */
export function git(args: readonly string[], { cwd, env, input }: GitCall): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = startGit(args, env === undefined ? { cwd } : { cwd, env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (error) => reject(noGit(error)));
    child.on("close", (code, signal) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out),
        stderr:
          Buffer.concat(err).toString().trim() ||
          (signal ? t("git.signal", "ended by the signal {signal}", { signal }) : ""),
      }),
    );
    // A git process that exits early closes its input. The exit code shows the failure.
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

export const noGit = (cause: Error): UserError =>
  new UserError(
    t("git.notRun", "Cannot run Git: {reason}.", { reason: cause.message }),
    t("git.install", "Install Git, which --staged, --changed and --since need, or use paths instead."),
    { cause },
  );

/** The error message of git in one line, without its prefix. */
export const errorMessage = ({ stderr, code }: GitResult): string =>
  stderr
    .split("\n")
    .map((line) => line.replace(/^(?:fatal|error): /, "").trim())
    .filter((line) => line !== "")
    .join("; ") || t("git.exitCode", "Git ended with exit code {code}", { code });
