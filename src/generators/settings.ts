/** Reads the configuration of a generator without running it. Values that cannot be read are left out. */
import path from "node:path";
import { RefusedFile, readSettings } from "../platform/disk.js";
import { isRecord } from "../platform/is-record.js";
import { readdir, realpathSync } from "../platform/observed-fs.js";
import { exists } from "../platform/paths.js";
import { isTooDeep, parseDataFile } from "../schema/index.js";
import { readJavaScript, type SourceFile } from "./javascript.js";
import type { Profile, Settings } from "./types.js";
import { unreadObject } from "./unread.js";

/** By settings: the file of which nothing could be read. */
const unreadFiles = new WeakMap<Settings, string>();

/**
 * The file of the configuration that stet cannot read, relative to the site: it cannot be parsed, has no settings in it, is
 * too large, or may not be read. What it would set is not known, so the standard values must not count.
 */
export const unreadConfig = (settings: Settings): string | undefined => unreadFiles.get(settings);

/**
 * The settings of the first configuration file that exists; empty if there is none, or if it cannot be read: see
 * `unreadConfig`.
 *
 * @param within the real path of the folder that the file must be in.
 */
export async function settingsIn(
  folder: string,
  { config, configFolders = [] }: Pick<Profile, "config" | "configFolders">,
  within?: string,
): Promise<Settings> {
  let settings: Settings = {};
  const unread: string[] = [];
  for (const name of config) {
    const file = path.join(folder, name);
    if (!(await exists(file))) continue;
    const read = await readSettingsFile(file, within);
    if (read === "unread") unread.push(name);
    else settings = read ?? settings;
    break;
  }
  for (const name of configFolders)
    settings = merged(
      settings,
      await partsIn(path.join(folder, name), within, (part) => unread.push(`${name}/${part}`)),
    );
  const [first] = unread;
  if (first === undefined) return settings;
  const marked = { ...settings };
  unreadFiles.set(marked, first);
  return marked;
}

/**
 * The settings in the files of a folder: `hugo.toml` has all keys, `languages.toml` those of one, `languages.fr.toml` and
 * `params.fr.toml` those of a language. https://gohugo.io/configuration/introduction/#configuration-directory
 */
async function partsIn(
  folder: string,
  within: string | undefined,
  onUnread: (name: string) => void,
): Promise<Settings> {
  const entries = await readdir(folder).catch(() => []);
  let settings: Settings = {};
  for (const name of entries.map((entry) => entry.name).sort()) {
    const [, key, language] = /^([\w-]+)(?:\.([\w-]+))?\.(?:toml|ya?ml|json)$/.exec(name) ?? [];
    if (key === undefined) continue;
    const ofLanguage = key === "languages" ? [] : [key === "menu" ? "menus" : key];
    const isWhole = key === "hugo" || key === "config";
    const at = language === undefined ? (isWhole ? [] : [key]) : ["languages", language, ...ofLanguage];
    const part = await readSettingsFile(path.join(folder, name), within);
    if (part === "unread") onUnread(name);
    else if (part)
      settings = merged(
        settings,
        at.reduceRight<Settings>((inner, one) => ({ [one]: inner }), part),
      );
  }
  return settings;
}

/** The second, and what only the first has, also within their objects. */
function merged(one: Settings, other: Settings): Settings {
  const all: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    if (key === "__proto__") continue;
    const before = Object.hasOwn(all, key) ? all[key] : undefined;
    all[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return all;
}

/**
 * In UTF-16 units. The parsers take seconds for one megabyte, in which no signal can be handled. Real files have some
 * kilobytes.
 */
const maxSize = 256 * 1024;

/** The values in a file of settings; `undefined` if it does not exist. */
async function readSettingsFile(file: string, within: string | undefined): Promise<Settings | "unread" | undefined> {
  try {
    const text = readSettings(file, within);
    if (text.length > maxSize) return "unread";
    if (/\.[cm]?[jt]s$/.test(file)) {
      const isEleventy = /(?:^|[\\/])(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/.test(file);
      return (await readJavaScript(sourceFile(file, text, within), isEleventy ? eleventyCalls : undefined)) ?? "unread";
    }
    const data = file.endsWith(".toml")
      ? (await import("smol-toml")).parse(text)
      : (await parseDataFile(text, file)).data;
    // An empty file has no settings.
    if (data === null || data === undefined) return {};
    // Dotted keys of TOML nest without a limit in the parser.
    return isRecord(data) && !isTooDeep(data) ? data : "unread";
  } catch (error) {
    const { code = "" } = error as { readonly code?: string };
    return !(error instanceof RefusedFile) && ["ENOENT", "ENOTDIR"].includes(code) ? undefined : "unread";
  }
}

/** The files that it imports must be in the same site. */
const sourceFile = (file: string, text: string, within: string | undefined): SourceFile => ({
  path: file,
  text,
  isTypeScript: /ts$/.test(file),
  imported(specifier) {
    if (!/^\.{1,2}\//.test(specifier)) return undefined;
    const named = path.resolve(path.dirname(file), specifier);
    // TypeScript imports `./a.js`, which is `./a.ts`.
    const stem = named.replace(/\.[cm]?[jt]s$/, "");
    for (const one of [
      named,
      ...scriptEnds.map((end) => stem + end),
      ...scriptEnds.map((end) => `${named}/index${end}`),
    ]) {
      if (!/\.[cm]?[jt]s$/.test(one)) continue;
      try {
        const content = readSettings(one, within);
        return content.length > maxSize ? undefined : sourceFile(one, content, within);
      } catch {
        // The next name may be there.
      }
    }
    return undefined;
  },
});

const scriptEnds = [".ts", ".mts", ".js", ".mjs", ".cts", ".cjs"];

/**
 * The values in a file of data; `undefined` if it does not exist. Of one that cannot be read, `unreadAt` says of each key that
 * it is not known.
 */
export async function readDataFile(file: string, within: string | undefined): Promise<Settings | undefined> {
  const read = await readSettingsFile(file, within);
  return read === "unread" ? unreadObject() : read;
}

/** The text of a template or stylesheet of a site; empty if it cannot be read, or leads out of the site. */
export function settingsText(file: string, root: string): string {
  try {
    return readSettings(file, realpathSync(root));
  } catch {
    return "";
  }
}

/** https://www.11ty.dev/docs/config/ */
const eleventyCalls: ReadonlySet<string> = new Set([
  "addPassthroughCopy",
  "addPlugin",
  "addPreprocessor",
  "addTemplate",
  "addTemplateFormats",
  "addExtension",
  "addUrlTransform",
  "ignores.add",
  "setDataDirectory",
  "setFrontMatterParsingOptions",
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
  const filled = pattern.replace(/\{([^{|}]+)\|([^{}]*)\}/g, (_, keys: string, standard: string) => {
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
