/** A temporary content folder, and the built program run in it as a person would. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { packageRoot } from "../../src/platform/package-root.js";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Site {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  stet(args: readonly string[], input?: string, env?: NodeJS.ProcessEnv): Promise<Outcome>;
  remove(): Promise<void>;
}

export async function makeSite(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-site-"));
  const write = async (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  for (const [name, content] of Object.entries(files)) await write(name, content);
  return {
    folder,
    write,
    read: (name) => readFile(path.join(folder, name), "utf8"),
    stet: (args, input, env) => runStet(folder, args, input, env),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs the built program in a folder. */
export function runStet(
  cwd: string,
  args: readonly string[],
  input = "",
  more: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // A cache of its own: what other tests have seen must not be known here.
    const env = { ...process.env, XDG_CACHE_HOME: path.join(cwd, ".cache"), ...more };
    const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], { cwd, env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => {}); // it may end without reading
    child.stdin.end(input);
  });
}
