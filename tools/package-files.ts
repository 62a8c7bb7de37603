/** The files that a copy of stet needs to run: what npm would publish, without types. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { root } from "./bundle-options.js";

/** Relative to the root, with `/`, sorted. */
export async function packageFiles(): Promise<string[]> {
  const { files }: { files: string[] } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const found = ["package.json", "LICENSE"];
  for (const pattern of files) {
    const [folder = "", glob] = pattern.split("/**/");
    if (folder === "dist/types") continue;
    const at = path.join(root, folder);
    if ((await stat(at)).isFile()) found.push(folder);
    else
      for (const entry of await readdir(at, { recursive: true, withFileTypes: true })) {
        const name = path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/");
        if (entry.isFile() && (glob === undefined || name.endsWith(glob.replace("*", "")))) found.push(name);
      }
  }
  return found.sort();
}
