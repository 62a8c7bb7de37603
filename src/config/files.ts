/** Finding and reading configuration files. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Path } from "../article/types.js";
import { UserError } from "../errors.js";
import { packageRoot } from "../package-root.js";
import { loadSchema, parseDataFile } from "../schema/index.js";
import type { Config } from "./types.js";

/** One configuration file: what it says, and the folder that its paths and globs are relative to. */
export interface Layer {
  readonly file: string;
  readonly folder: string;
  readonly config: Config;
}

export const configNames: readonly string[] = ["ts", "js", "mjs", "json", "yaml", "yml"].map(
  (ending) => `stet.config.${ending}`,
);

/** The configuration file of one folder; `undefined` if it has none. @throws UserError if it has several. */
export async function configIn(folder: string): Promise<string | undefined> {
  const found = configNames.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  const manifest = path.join(folder, "package.json");
  if (existsSync(manifest) && (await packageConfig(manifest)) !== undefined) found.push(manifest);
  if (found.length > 1)
    throw new UserError(
      `${folder} has several configurations: ${found.map((file) => path.basename(file)).join(", ")}`,
      "keep one of them",
    );
  return found[0];
}

async function packageConfig(manifest: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(manifest, "utf8")).stet;
  } catch {
    return undefined; // a broken package.json is npm's to report
  }
}

/** Reads and validates one file. @throws UserError with every problem and its place. */
export async function readLayer(file: string): Promise<Layer> {
  const { data, place } = await readData(file);
  const schema = await loadSchema(path.join(packageRoot(), "schemas/config.schema.json"), packageRoot());
  const problems = schema.validate(data);
  if (problems.length > 0) {
    const lines = problems.map(({ path: at, message, key, didYouMean }) => {
      const where = [...at, ...(key === undefined ? [] : [key])];
      const meant = didYouMean?.length ? `; did you mean "${didYouMean[0]}"?` : "";
      return `${place(where)}: ${where.join(".") || "the configuration"} ${message}${meant}`;
    });
    throw new UserError(lines.join("\n"), "docs/configuration.md has every key");
  }
  return { file, folder: path.dirname(file), config: data as Config };
}

async function readData(file: string): Promise<{ data: unknown; place(path: Path): string }> {
  const anywhere = () => file;
  if (path.basename(file) === "package.json") return { data: await packageConfig(file), place: anywhere };
  if (/\.[cm]?[jt]s$/.test(file)) return { data: await importConfig(file), place: anywhere };
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new UserError(`the configuration ${file} cannot be read: ${(error as Error).message}`, undefined, {
      cause: error,
    });
  }
  return parseDataFile(text, file);
}

async function importConfig(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new UserError(`there is no configuration ${file}`);
  try {
    const { createJiti } = await import("jiti");
    const value = await createJiti(import.meta.url).import(file, { default: true });
    return typeof value === "function" ? await value() : await value;
  } catch (error) {
    throw new UserError(
      `the configuration ${file} threw: ${(error as Error).message}`,
      "its default export must be an object, or a function that returns one",
      { cause: error },
    );
  }
}

/** The file that an entry of `extends` means: a path from the file that says so, or a package from its folder. */
export function extendedFile(reference: string, from: Layer): string {
  if (/^\.{0,2}\//.test(reference)) {
    const file = path.resolve(from.folder, reference);
    if (!existsSync(file)) throw new UserError(`${from.file} extends "${reference}", and there is no ${file}`);
    return file;
  }
  try {
    return createRequire(pathToFileURL(from.file)).resolve(reference);
  } catch (error) {
    throw new UserError(
      `${from.file} extends "${reference}", which is neither a preset nor an installed package`,
      "presets are stet:recommended and stet:all; a file begins with ./",
      { cause: error },
    );
  }
}
