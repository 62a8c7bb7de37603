/** Which stet the extension starts. Apart from the editor's API, so that it can be tested without an editor. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export interface ServerChoice {
  /** `module`: a script that the editor's own Node runs. `command`: an executable. */
  readonly kind: "module" | "command";
  readonly file: string;
  readonly args: readonly string[];
  readonly of: "setting" | "workspace" | "extension" | "extension-untrusted";
  /** The version in its package.json; empty if there is none. */
  readonly version: string;
}

export interface ServerRequest {
  /** Absolute paths of the folders that are open. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
  /** The setting `stet.path`; empty if it is not set. */
  readonly path: string;
  /** The folder of the stet in the extension. */
  readonly bundled: string;
}

/** The setting leads to nothing. */
export class NoServer extends Error {}

/** @throws NoServer */
export function chooseServer({ folders, trusted, path: wanted, bundled }: ServerRequest): ServerChoice {
  if (!trusted) return { ...moduleIn(bundled), args: ["lsp", "--untrusted"], of: "extension-untrusted" };
  if (wanted !== "") {
    const bases = path.isAbsolute(wanted) || folders.length === 0 ? [""] : folders;
    const file = bases.map((folder) => path.resolve(folder, wanted)).find((one) => existsSync(one));
    if (file === undefined) throw new NoServer(wanted);
    const kind = /\.[cm]?js$/i.test(file) ? "module" : "command";
    return { kind, file, args: ["lsp"], of: "setting", version: versionAbove(file) };
  }
  for (const folder of folders) {
    const found = installedIn(folder);
    if (found !== undefined) return { ...moduleIn(found), args: ["lsp"], of: "workspace" };
  }
  return { ...moduleIn(bundled), args: ["lsp"], of: "extension" };
}

const moduleIn = (folder: string) => ({
  kind: "module" as const,
  file: path.join(folder, "bin/stet.js"),
  version: versionIn(folder),
});

/** The folder of the stet that is installed for a folder, as Node finds it. */
function installedIn(folder: string): string | undefined {
  try {
    const manifest = createRequire(path.join(folder, "package.json")).resolve("stet/package.json");
    const found = path.dirname(manifest);
    return existsSync(path.join(found, "bin/stet.js")) && isOwn(found, folder) ? found : undefined;
  } catch {
    return undefined; // not installed
  }
}

/**
 * Whether a package belongs to the user, to root, or to the owner of the folder that the user trusts. Node also searches the
 * folders above, and in one such as `/tmp`, everybody can create `node_modules`.
 */
function isOwn(found: string, folder: string): boolean {
  const uid = process.getuid?.();
  return uid === undefined || [uid, 0, statSync(folder).uid].includes(statSync(found).uid);
}

function versionIn(folder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return typeof version === "string" ? version : "";
  } catch {
    return "";
  }
}

const versionAbove = (file: string): string => versionIn(path.dirname(path.dirname(file)));
