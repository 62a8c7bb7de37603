/** Copies the type declarations that the published package needs: those of its API, and what they import. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./bundle-options.js";

/**
 * Copies declarations from `dist` to `dist/types`.
 *
 * @param entries relative to `dist`.
 * @throws Error if one of them needs the types of a package, which users do not have.
 */
export async function writeTypes(entries: readonly string[]): Promise<void> {
  const files = new Set(entries);
  for (const file of files) {
    const text = await readFile(path.join(root, "dist", file), "utf8");
    for (const [, imported = ""] of text.matchAll(/\b(?:from|import)\s*\(?"([^"]+)"/g)) {
      if (!imported.startsWith(".")) throw new Error(`the API needs the types of "${imported}", by dist/${file}`);
      files.add(path.posix.join(path.posix.dirname(file), imported.replace(/\.js$/, ".d.ts")));
    }
    const copy = path.join(root, "dist/types", file);
    await mkdir(path.dirname(copy), { recursive: true });
    await writeFile(copy, text);
  }
}
