/** Configurations and plugins that are programs: TypeScript or JavaScript files of the person who runs stet. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as ruleApi from "../rule.js";

/** What a program may import from "stet": it need not be installed for that, and it is always the stet that runs. */
const api = { ...ruleApi, defineConfig: (config: unknown) => config };

/** The default export of a file, or all that it exports. Throws whatever the file throws. */
export async function runProgram(file: string): Promise<unknown> {
  const source = await readFile(file, "utf8");
  const { createJiti } = await import("jiti");
  // No cache on disk: a linter leaves nothing behind.
  const jiti = createJiti(file, { fsCache: false, moduleCache: false, virtualModules: { stet: api } });
  // Evaluated rather than imported: Node keeps what it has imported, also when the file has changed since.
  const options = { id: file, filename: file, ext: path.extname(file), async: true, forceTranspile: true };
  const exported = (await jiti.evalModule(source, options)) as { default?: unknown } | undefined;
  return exported?.default ?? exported;
}
