/** Configuration files: where they are looked for, and what stands in them. */
import { access, readFile, realpath, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { parseDataFile } from "../schema/index.js";
import { runProgram } from "./program.js";

const names = ["ts", "mts", "cts", "js", "mjs", "cjs", "json", "yaml", "yml"].map((ending) => `stet.config.${ending}`);

export interface Source {
  /** Absolute. */
  readonly file: string;
  readonly data: unknown;
  /** `file:line:column` of a key, or the file alone where it is a program. */
  place(path: readonly (string | number)[]): string;
}

/** Whether a file is run when it is read. */
export const isCode = (file: string): boolean => /\.[cm]?[jt]s$/i.test(file);

/**
 * The configuration file of this folder itself.
 * @param code false: one that is code stands back where there is one that is data. @throws UserError if there are two.
 */
export async function configFileIn(folder: string, code = true): Promise<string | undefined> {
  let found = (await Promise.all(names.map((name) => existing(path.join(folder, name))))).filter(
    (file) => file !== undefined,
  );
  const manifest = path.join(folder, "package.json");
  if (await hasKey(manifest)) found.push(manifest);
  if (!code && found.some((file) => !isCode(file))) found = found.filter((file) => !isCode(file));
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

async function existing(file: string): Promise<string | undefined> {
  try {
    await access(file);
    return file;
  } catch {
    return undefined;
  }
}

/** Whether a package.json has the key `stet`. One that is broken is its package manager's to tell. */
async function hasKey(manifest: string): Promise<boolean> {
  try {
    const text = await readFile(manifest, "utf8");
    // Most have not: then there is nothing to parse.
    return text.includes('"stet"') && Object.hasOwn(JSON.parse(text.replace(/^\uFEFF/, "")), "stet");
  } catch {
    return false;
  }
}

/** @throws UserError if the file is not there, cannot be read or run, or is of no known kind. */
export async function readConfigFile(file: string, show: (file: string) => string): Promise<Source> {
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
  const text = await readText(file, shown);
  const { data, place } = await parseDataFile(text, shown);
  if (path.basename(file) !== "package.json") return { file, data, place };
  const manifest = data as { stet?: unknown } | null;
  return { file, data: manifest?.stet, place: (steps) => place(["stet", ...steps]) };
}

/**
 * Whether a program that was found, and not named, is one of the person who runs stet: in their working directory's tree,
 * or in a folder above it, and not put there by somebody else, as everybody can in `/tmp`.
 */
export async function isOwn(file: string, cwd: string): Promise<boolean> {
  const [folder, top] = await Promise.all([realpath(path.dirname(file)), realpath(cwd)]);
  const within = (inner: string, outer: string) => {
    const relative = path.relative(outer, inner);
    return !path.isAbsolute(relative) && relative !== ".." && !relative.startsWith(`..${path.sep}`);
  };
  if (!within(folder, top) && !within(top, folder)) return false;
  if (!process.getuid) return true;
  const [program, here] = await Promise.all([stat(file), stat(cwd)]);
  return [process.getuid(), here.uid, 0].includes(program.uid);
}

async function runConfigFile(file: string, shown: string): Promise<unknown> {
  // Whether it can be read is told as of any other.
  await readText(file, shown);
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

async function readText(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? t("config.file.notFound", "file not found")
        : code === "EISDIR"
          ? t("config.file.folder", "it is a folder")
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

/**
 * The file that an entry of `extends` or `plugins` means: a path relative to the file that names it, or a package that
 * is installed for it. @throws UserError if there is neither.
 */
export async function resolveNamed(
  name: string,
  from: string,
  { key, place }: { readonly key: "extends" | "plugins"; readonly place: string },
): Promise<string> {
  const file = path.resolve(path.dirname(from), name);
  if (/^\.{0,2}[\\/]/.test(name) || path.isAbsolute(name)) {
    if (await existing(file)) return file;
    throw new UserError(
      t("config.fileNotFound", '{place}: file "{name}" in "{key}" not found.', { place, key, name }),
      t("config.correctPath", "Correct the path."),
    );
  }
  // `base.yaml` beside the file: no package has such a name.
  if (/\.(?:[cm]?[jt]s|json|ya?ml)$/.test(name) && (await existing(file))) return file;
  try {
    return createRequire(from).resolve(name);
  } catch {
    try {
      // A package for `import` only.
      const { createJiti } = await import("jiti");
      const url = createJiti(from, { fsCache: false }).esmResolve(name);
      return url.startsWith("file:") ? (await import("node:url")).fileURLToPath(url) : url;
    } catch (error) {
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
