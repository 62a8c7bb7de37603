/** Finds and reads configuration files. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { RefusedFile, readSettings } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { access } from "../platform/observed-fs.js";
import { noteUnseen } from "../platform/observer.js";
import { refuseForeignPackage, resolvePackage } from "../platform/packages.js";
import { parseDataFile } from "../schema/index.js";
import { runProgram } from "./program.js";

const configFileNames = ["ts", "mts", "cts", "js", "mjs", "cjs", "json", "yaml", "yml"].map(
  (extension) => `stet.config.${extension}`,
);

export interface ConfigSource {
  /** Absolute. */
  readonly file: string;
  readonly data: unknown;
  /** `file:line:column` of a key; only the file if it is code. */
  place(path: readonly (string | number)[]): string;
}

/** Whether reading a file means running it. */
export const isCode = (file: string): boolean => /\.[cm]?[jt]s$/i.test(file);

/**
 * The configuration file in this folder.
 *
 * @param allowCode false: a code file is ignored if there is also a data file.
 * @throws UserError if there is more than one.
 */
export async function configFileIn(folder: string, allowCode = true): Promise<string | undefined> {
  let found = (await Promise.all(configFileNames.map((name) => ifExists(path.join(folder, name))))).filter(
    (file) => file !== undefined,
  );
  const manifest = path.join(folder, "package.json");
  if (await hasStetKey(manifest)) found.push(manifest);
  if (!allowCode && found.some((file) => !isCode(file))) found = found.filter((file) => !isCode(file));
  if (found.length > 1)
    throw new UserError(
      t("config.several", "{folder} contains {count} configuration files: {files}.", {
        folder,
        count: found.length,
        files: found.map((file) => path.basename(file)).join(", "),
      }),
      t("config.keepOne", "Keep one of them and delete the others."),
    );
  return found[0];
}

async function ifExists(file: string): Promise<string | undefined> {
  try {
    await access(file);
    return file;
  } catch {
    return undefined;
  }
}

/** Whether a package.json has the key `stet`. False for an invalid file, which its package manager reports. */
async function hasStetKey(manifest: string): Promise<boolean> {
  try {
    const text = readSettings(manifest);
    // Most files do not contain the word, and need not be parsed.
    return text.includes('"stet"') && Object.hasOwn(JSON.parse(text), "stet");
  } catch {
    return false;
  }
}

/**
 * @param within the folder, by its real path, that the file must be in; `undefined`: anywhere.
 * @throws UserError if the file does not exist, cannot be read or run, or has an unknown extension.
 */
export async function readConfigFile(
  file: string,
  show: (file: string) => string,
  within?: string,
): Promise<ConfigSource> {
  const shown = show(file);
  const extension = path.extname(file).toLowerCase();
  if (isCode(file)) return { file, data: await runConfigFile(file, shown), place: () => shown };
  if (!/^\.(?:json|jsonc|ya?ml)$/.test(extension))
    throw new UserError(
      t("config.extension", '{file} is not a configuration file: its file extension is "{extension}".', {
        file: shown,
        extension,
      }),
      t("config.useExtension", "Use .ts, .js, .mjs, .json or .yaml."),
    );
  const text = readText(file, shown, within);
  const { data, place } = await parseDataFile(text, shown);
  if (path.basename(file) !== "package.json") return { file, data, place };
  const manifest = data as { stet?: unknown } | null;
  return { file, data: manifest?.stet, place: (steps) => place(["stet", ...steps]) };
}

async function runConfigFile(file: string, shown: string): Promise<unknown> {
  // Report a file that cannot be read in the same way as for other kinds.
  readText(file, shown);
  try {
    const config = await runProgram(file);
    return typeof config === "function" ? await config() : config;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      t("config.notRun", "Cannot run the configuration {file}: {reason}", { file: shown, reason: why }),
      t("config.correctCode", "Correct the file. Its default export must be the configuration."),
      { cause: error },
    );
  }
}

function readText(file: string, shown: string, within?: string): string {
  try {
    return readSettings(file, within);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? t("config.file.notFound", "file not found")
        : error instanceof RefusedFile
          ? error.message
          : (code ?? "");
    throw new UserError(
      t("config.notRead", "Cannot read the configuration {file}: {reason}.", { file: shown, reason: why }),
      t("config.correctPath", "Correct the path."),
      {
        cause: error,
      },
    );
  }
}

/** Whether an entry of `extends` or `plugins` is a path, not the name of a package. */
export const isPath = (name: string): boolean => /^\.{0,2}[\\/]/.test(name) || path.isAbsolute(name);

/**
 * Resolves an entry of `extends` or `plugins`: a path relative to the file that contains it, or an installed package.
 *
 * @throws UserError if it is neither.
 */
export async function resolveReference(
  name: string,
  from: string,
  { key, place }: { readonly key: "extends" | "plugins"; readonly place: string },
): Promise<string> {
  const file = path.resolve(path.dirname(from), name);
  if (isPath(name)) {
    if (await ifExists(file)) return file;
    throw new UserError(
      t("config.fileNotFound", '{place}: file "{name}" in "{key}" not found.', { place, key, name }),
      t("config.correctPath", "Correct the path."),
    );
  }
  // `base.yaml` in the same folder: no package has such a name.
  if (/\.(?:[cm]?[jt]s|json|ya?ml)$/.test(name) && (await ifExists(file))) return file;
  noteUnseen();
  try {
    return resolvePackage(name, from);
  } catch (problem) {
    if (problem instanceof UserError) throw problem;
    try {
      // A package that supports `import` only.
      const { createJiti } = await import("jiti");
      const url = createJiti(from, { fsCache: false }).esmResolve(name);
      if (!url.startsWith("file:")) return url;
      const found = fileURLToPath(url);
      refuseForeignPackage(name, from, found);
      return found;
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError(
        t("config.packageNotFound", '{place}: package "{name}" in "{key}" is not installed.', {
          place,
          key,
          name,
        }),
        key === "extends"
          ? t(
              "config.installOrUse",
              'Install the package. For a file, write "./base.yaml"; for a preset, write stet:recommended or stet:strict.',
            )
          : t("config.installPlugin", 'Install the package. For a file, write "./rules.ts".'),
        { cause: error },
      );
    }
  }
}
