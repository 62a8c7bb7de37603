/** The door to other programs: arguments as a list, no shell, and a fixed environment. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { programEnvironment } from "./environment.js";
import { noteUnseen } from "./observer.js";

export interface ProgramCall {
  readonly cwd: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Starts a program of the PATH. */
export function startProgram(name: string, args: readonly string[], { cwd, env }: ProgramCall) {
  noteUnseen();
  // Windows would look in the working directory first, where anybody may have put a program of this name.
  if (process.platform === "win32") process.env.NoDefaultCurrentDirectoryInExePath = "1";
  const child: ChildProcessWithoutNullStreams = spawn(name, args, { cwd, env: programEnvironment(env) });
  return child;
}
