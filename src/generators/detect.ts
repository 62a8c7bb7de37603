/** Which generator makes the site in a folder. One table for `stet init` and for runs: the profiles. */
import path from "node:path";
import { readSettings } from "../platform/disk.js";
import { isRecord } from "../platform/is-record.js";
import { existsSync, readdir, realpath } from "../platform/observed-fs.js";
import { exists } from "../platform/paths.js";
import { isOwnIn, isWithin, withinOf } from "../platform/tree.js";
import { profiles } from "./profiles.js";
import { pathWith, settingsIn } from "./settings.js";
import type { Profile, Proof, Settings, Site } from "./types.js";

export interface SiteSearch {
  /** Look for this generator. */
  readonly only?: Profile | undefined;
  /** Read the settings of all generators, and not only of those that runs need. */
  readonly complete?: boolean;
  /** A folder whose files are read only if they are really in it. */
  readonly tree?: string | undefined;
}

/** The site that has this folder as its root. */
export async function siteIn(folder: string, { only, complete, tree }: SiteSearch = {}): Promise<Site | undefined> {
  // A few dozen look-ups are faster than a list of the folder, which may have thousands of articles.
  const names = new Set(candidates.filter((name) => existsSync(path.join(folder, name)) && mayCount(folder, name)));
  const within = withinOf(folder, tree);
  const look: Look = { folder, within, names, dependencies: undefined };
  for (const profile of only ? [only] : profiles) {
    let settings: Settings | undefined;
    for (const proof of profile.detect) {
      if (!(await mayHold(proof, look))) continue;
      const needsSettings = complete || profile.readsSettings || proof.paths || proof.keys;
      settings ??= needsSettings ? await settingsIn(folder, profile, within) : undefined;
      if (!(await holds(proof, look, settings ?? {}))) continue;
      if (names.has("package.json")) look.dependencies ??= dependenciesIn(look);
      const dependencies = profile.id === "mkdocs" ? requirementsIn(look) : look.dependencies;
      return { profile, root: folder, settings: settings ?? {}, version: versionOf(profile, look), dependencies };
    }
  }
  return undefined;
}

/** Nobody else's files in a folder such as `/tmp` make the folders below it a site. */
function mayCount(folder: string, name: string): boolean {
  try {
    return isOwnIn(folder, name);
  } catch {
    return false;
  }
}

/** The names that proofs ask for. */
const candidates = [
  ...new Set([
    "package.json",
    "requirements.txt",
    ...profiles.flatMap(({ detect }) => detect.flatMap(({ files = [], without = [] }) => [...files, ...without])),
  ]),
];

interface Look {
  readonly folder: string;
  readonly within: string | undefined;
  readonly names: ReadonlySet<string>;
  dependencies: ReadonlyMap<string, string> | undefined;
}

function versionOf({ detect, package: own }: Profile, look: Look): string | undefined {
  return [own, ...detect.map(({ dependency }) => dependency)]
    .flatMap((name) => (name === undefined ? [] : (look.dependencies?.get(name) ?? [])))
    .at(0);
}

/** The conditions that need no settings, which most folders fail. */
async function mayHold({ files, dependency, without }: Proof, look: Look): Promise<boolean> {
  const { names } = look;
  if (files && !files.some((name) => names.has(name))) return false;
  if (without?.some((name) => names.has(name))) return false;
  if (dependency === undefined) return true;
  if (!names.has("package.json")) return false;
  look.dependencies ??= dependenciesIn(look);
  return look.dependencies.has(dependency);
}

async function holds({ paths, keys }: Proof, { folder, within }: Look, settings: Settings): Promise<boolean> {
  if (keys && !keys.some((key) => Object.hasOwn(settings, key))) return false;
  if (!paths) return true;
  for (const pattern of paths) {
    const found = pathWith(pattern, settings);
    if (found !== undefined && (await isThere(path.join(folder, found), within))) return true;
  }
  return false;
}

/** A path that leads out of the tree tells nothing of what is there. */
async function isThere(file: string, within: string | undefined): Promise<boolean> {
  if (within === undefined) return exists(file);
  const real = await realpath(file).catch(() => undefined);
  return real !== undefined && isWithin(real, within);
}

function dependenciesIn({ folder, within }: Look): ReadonlyMap<string, string> {
  try {
    const text = readSettings(path.join(folder, "package.json"), within);
    const { dependencies, devDependencies, hexo } = JSON.parse(text);
    const entries = (value: unknown) =>
      isRecord(value) ? Object.entries(value).map(([name, version]) => [name, String(version)] as const) : [];
    // `hexo init` writes this key.
    const own = isRecord(hexo) ? ([["hexo", String(hexo.version ?? "")]] as const) : [];
    return new Map([...own, ...entries(devDependencies), ...entries(dependencies)]);
  } catch {
    // Missing or invalid: the other files decide.
    return new Map();
  }
}

/** The packages of Python that requirements.txt asks for: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function requirementsIn({ folder, within, names }: Look): ReadonlyMap<string, string> | undefined {
  if (!names.has("requirements.txt")) return undefined;
  try {
    const text = readSettings(path.join(folder, "requirements.txt"), within);
    return new Map(
      [...text.matchAll(/^[ \t]*([a-z][\w.-]*)(?:\[[^\]\n]*\])?[ \t]*([^#;\n]*)/gim)].map(
        ([, name = "", version = ""]) => [name.toLowerCase(), version.trim()] as const,
      ),
    );
  } catch {
    return undefined;
  }
}

/** Folders that are never the root of a site. */
const skipped = /^(?:\.|node_modules$|vendor$|themes$|test$|tests$|dist$|build$|public$|_site$|target$)/;

/** At most this many folders are looked into for sites in subfolders. */
const mostFolders = 200;

/** The sites in the folders below, at most two levels deep: `website/`, `docs/`, `packages/site/`. */
export async function sitesBelow(folder: string): Promise<Site[]> {
  const sites: Site[] = [];
  let left = mostFolders;
  const search = async (at: string, depth: number): Promise<void> => {
    const entries = await readdir(at).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory() && !skipped.test(entry.name)).map(({ name }) => name);
    for (const name of names.sort()) {
      if (left-- <= 0) return;
      const below = path.join(at, name);
      const site = await siteIn(below, { complete: true });
      if (site) sites.push(site);
      else if (depth > 1) await search(below, depth - 1);
    }
  };
  await search(folder, 2);
  return sites;
}

/** The first of the paths that exists, relative to the root of the site. */
export async function firstPath({ root, settings }: Site, patterns: readonly string[]): Promise<string | undefined> {
  for (const pattern of patterns) {
    const found = pathWith(pattern, settings);
    if (found !== undefined && (await exists(path.join(root, found)))) return found;
  }
  return undefined;
}
