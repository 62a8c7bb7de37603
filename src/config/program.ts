/** Runs configurations and plugins that are code (TypeScript or JavaScript). */
import path from "node:path";
import { readSettings } from "../platform/disk.js";
import { noteUnseen } from "../platform/observer.js";
import * as ruleApi from "../rule.js";

/** What such code can import from "stet". This works without an installed package, and is always the running version. */
const api = { ...ruleApi, defineConfig: (config: unknown) => config };

/** Returns the default export of a file, or all exports if there is none. Throws whatever the file throws. */
export async function runProgram(file: string): Promise<unknown> {
  const source = readSettings(file);
  noteUnseen();
  const { createJiti } = await import("jiti");
  // No cache on disk: linting must not leave files behind.
  const jiti = createJiti(file, { fsCache: false, moduleCache: false, virtualModules: { stet: api } });
  // Evaluate instead of import: Node caches imported modules, even if the file has changed.
  const options = { id: file, filename: file, ext: path.extname(file), async: true, forceTranspile: true };
  const exported = (await jiti.evalModule(source, options)) as { default?: unknown } | undefined;
  return exported?.default ?? exported;
}
