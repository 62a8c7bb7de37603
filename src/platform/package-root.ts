import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of stet's package.json. In tests this module is in `src`, in an installed package in `dist/src`. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("stet's package.json is missing: the installation is damaged");
    folder = parent;
  }
  return folder;
}
