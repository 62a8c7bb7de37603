/** The cache key of a plan: a hash of everything that a result depends on, except the article. */

import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import { buildKey } from "../../platform/build-key.js";
import { readSettings } from "../../platform/disk.js";
import { currentLocale } from "../../platform/i18n.js";
import { existsSync, statSync } from "../../platform/observed-fs.js";
import { sha256Of } from "../../platform/sha256.js";

const digest = (text: string): string => sha256Of(text).slice(0, 32);

/**
 * @param cwd plugin names are relative to it.
 * @returns `undefined` if the dependencies of the results are not known. Then results must not be cached.
 */
export function planKey(plan: FilePlan, cwd: string): string | undefined {
  const plugins = new Map<string, string>();
  // Absolute, so that the key is the same in every working directory.
  const fileOf = (plugin: string | undefined) => (plugin === undefined ? 0 : path.resolve(cwd, plugin));
  for (const { plugin } of plan.rules) {
    const file = fileOf(plugin);
    if (file === 0 || plugins.has(file)) continue;
    const found = programDigest(file);
    if (found === undefined) return undefined;
    plugins.set(file, found);
  }
  try {
    return digest(
      JSON.stringify([
        buildKey(),
        currentLocale(),
        plan.rules.map(({ rule, severity, options, plugin }) => [rule.name, severity, options, fileOf(plugin)]),
        [...plugins],
        plan.schema?.name,
        plan.schema?.files?.map((file) => [file, digest(readSettings(file))]),
        plan.lazyAttributes,
        plan.yaml,
        plan.schemaIsChosen,
        plan.generator?.key,
      ]),
    );
  } catch {
    return undefined;
  }
}

const importing = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'])([^"'\n]+)\1/g;
/** Imports whose files are only known at run time. */
const dynamic = /\b(?:import|require)\s*\(\s*(?!["'])/;
const fileExtensions = ["", ".ts", ".mts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/**
 * The digest of a program and all files that it imports. Packages are represented by their package.json. `undefined` if
 * an import cannot be determined.
 */
function programDigest(file: string, digests = new Map<string, string>()): string | undefined {
  try {
    if (!collect(file, digests)) return undefined;
  } catch {
    return undefined;
  }
  return digest(JSON.stringify([...digests]));
}

function collect(file: string, digests: Map<string, string>): boolean {
  if (digests.has(file)) return true;
  const source = readSettings(file);
  digests.set(file, digest(source));
  if (dynamic.test(source)) return false;
  for (const [, , name = ""] of source.matchAll(importing)) {
    if (name === "stet" || name.startsWith("stet/") || name.startsWith("node:")) continue;
    if (name.startsWith(".")) {
      const found = resolved(path.resolve(path.dirname(file), name));
      if (found === undefined || !collect(found, digests)) return false;
    } else {
      const about = packageOf(name, path.dirname(file));
      if (about === undefined) return false;
      digests.set(about, digest(readSettings(about)));
    }
  }
  return true;
}

/** Resolves imports like compilers and loaders: `./a.js` may be the file `./a.ts`. */
function resolved(file: string): string | undefined {
  const candidates = [...fileExtensions.map((ending) => file + ending), file.replace(/\.([cm]?)js$/, ".$1ts")];
  return candidates.find((one) => existsSync(one) && statSync(one).isFile());
}

function packageOf(name: string, folder: string): string | undefined {
  const own = name.startsWith("@") ? name.split("/").slice(0, 2).join("/") : (name.split("/")[0] ?? name);
  for (let at = folder; ; at = path.dirname(at)) {
    const found = path.join(at, "node_modules", own, "package.json");
    if (existsSync(found)) return found;
    if (path.dirname(at) === at) return undefined;
  }
}
