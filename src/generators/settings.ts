/** Reads the configuration of a generator without running it. What cannot be read is left out. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { readSettings } from "../platform/disk.js";
import { isRecord } from "../platform/is-record.js";
import { exists } from "../platform/paths.js";
import { parseDataFile } from "../schema/index.js";
import { readJavaScript } from "./javascript.js";
import type { Profile, Settings } from "./types.js";

/**
 * The settings of the first configuration file that exists; empty if there is none, or if it cannot be read.
 *
 * @param within the real path of the folder that the file must be in.
 */
export async function settingsIn(
  folder: string,
  { config, configFolder }: Pick<Profile, "config" | "configFolder">,
  within?: string,
): Promise<Settings> {
  const parts = configFolder === undefined ? {} : await partsIn(path.join(folder, configFolder), within);
  for (const name of config) {
    const file = path.join(folder, name);
    if (await exists(file)) return { ...parts, ...(await settingsOf(file, within)) };
  }
  return parts;
}

/** Files that each hold the value of one key: `languages.toml` in `config/_default`. */
async function partsIn(folder: string, within: string | undefined): Promise<Settings> {
  const names = await readdir(folder).catch(() => []);
  const parts = names.flatMap((name) => {
    const [, key] = /^([\w-]+)\.(?:toml|ya?ml|json)$/.exec(name) ?? [];
    return key === undefined || key === "config" || key === "hugo" ? [] : [{ key, name }];
  });
  const read = parts.map(async ({ key, name }) => [key, await settingsOf(path.join(folder, name), within)] as const);
  return Object.fromEntries(await Promise.all(read));
}

/**
 * In UTF-16 units. The parsers take seconds for one megabyte, in which no signal can be handled. Real files have some
 * kilobytes.
 */
const maxSize = 256 * 1024;

const settingsOf = async (file: string, within: string | undefined): Promise<Settings> =>
  (await readSettingsFile(file, within)) ?? {};

/** The values in a file of settings or data; `undefined` if it does not exist or cannot be read. */
export async function readSettingsFile(file: string, within: string | undefined): Promise<Settings | undefined> {
  try {
    const text = readSettings(file, within);
    if (text.length > maxSize) return {};
    const isEleventy = /(?:^|[\\/])(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/.test(file);
    if (/\.[cm]?[jt]s$/.test(file))
      return await readJavaScript(text, /ts$/.test(file), isEleventy ? eleventyCalls : undefined);
    const data = file.endsWith(".toml")
      ? (await import("smol-toml")).parse(text)
      : (await parseDataFile(text, file)).data;
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** https://www.11ty.dev/docs/config/ */
const eleventyCalls: ReadonlySet<string> = new Set([
  "addPassthroughCopy",
  "addPlugin",
  "addTemplate",
  "addTemplateFormats",
  "addExtension",
  "addUrlTransform",
  "ignores.add",
  "setDataDirectory",
  "setIncludesDirectory",
  "setInputDirectory",
  "setLayoutsDirectory",
  "setOutputDirectory",
  "setTemplateFormats",
  "setUseGitIgnore",
]);

/** A path with `{setting|default}`; `undefined` if a setting in it is not text. */
export function pathWith(pattern: string, settings: Settings): string | undefined {
  let isKnown = true;
  const filled = pattern.replace(/\{([^|}]+)\|([^}]*)\}/g, (_, keys: string, standard: string) => {
    let value: unknown = settings;
    for (const key of keys.split("."))
      value = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (value !== undefined && value !== null) isKnown = false;
    return standard;
  });
  if (!isKnown) return undefined;
  const tidy = path.posix.normalize(filled.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");
  return path.posix.isAbsolute(tidy) ? undefined : tidy;
}
