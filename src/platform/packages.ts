/**
 * The door to installed packages, whose code stet runs. Node also searches `node_modules` of all folders above, and in one
 * such as `/tmp`, everybody can create it.
 */
import { lstatSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "./errors.js";
import { t } from "./i18n.js";

/**
 * The file of an installed package, as Node finds it.
 *
 * @param from path or `file:` URL of the file that needs the package; it need not exist.
 * @throws UserError if the package belongs to another user; an error of Node if there is none.
 */
export function resolvePackage(name: string, from: string): string {
  const file = createRequire(from).resolve(name);
  if (path.isAbsolute(file)) refuseForeignPackage(name, from, file);
  return file;
}

/**
 * Packages belong to the user, to root, to the owner of the folder that needs them, or to the owner of Node.
 *
 * @param file absolute path of the file that Node has found.
 * @throws UserError
 */
export function refuseForeignPackage(name: string, from: string, file: string): void {
  if (!process.getuid) return;
  const base = path.dirname(from.startsWith("file:") ? fileURLToPath(from) : from);
  const trusted = new Set([process.getuid(), 0, ownerOf(base), ownerOf(process.execPath)]);
  const [first = "", second = ""] = name.split("/");
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const found = folders.find((folder) => ownerOf(path.join(folder, first)) !== undefined);
  // Of links, and of what they lead to.
  const parts =
    found === undefined
      ? []
      : [found, path.join(found, first), ...(first.startsWith("@") ? [path.join(found, first, second)] : [])];
  const owners = [...parts, file].flatMap((part) => [ownerOf(part), ownerOfLink(part)]);
  if (owners.every((owner) => owner !== undefined && trusted.has(owner))) return;
  throw new UserError(
    t("package.foreign", 'The package "{name}" in {folder} belongs to another user, so stet does not run its code.', {
      name,
      folder: found ?? path.dirname(file),
    }),
    t("package.foreign.use", "Install the package in your own folder."),
  );
}

const ownerOf = (file: string): number | undefined => ownerBy(statSync, file);
const ownerOfLink = (file: string): number | undefined => ownerBy(lstatSync, file);

function ownerBy(look: typeof statSync, file: string): number | undefined {
  try {
    return look(file).uid;
  } catch {
    return undefined;
  }
}
