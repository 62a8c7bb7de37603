/**
 * What the executable runs first. It puts the files of stet, which are in the executable, into a folder that only this user
 * can write to, and starts the program there: threads, TypeScript configurations and links to rule pages need files.
 *
 * The folder is used again if the files in it are exactly those in the executable, and no others. So nothing that somebody
 * else has put there is ever run, not even from a restored cache: neither another file of stet nor a package for it.
 */
const { createHash, randomBytes } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const { homedir, tmpdir } = require("node:os");
const path = require("node:path");
const { getAsset } = require("node:sea");
const { brotliDecompressSync } = require("node:zlib");

/** @type {{ digest: string, files: [name: string, size: number, sha256: string][] }} */
const index = JSON.parse(getAsset("index.json", "utf8"));

/** Days after which the files of other versions are removed. */
const forgottenAfter = 30;

// Packages that stet uses if they are installed, such as the client of a shared cache, may be next to the executable.
const installed = path.join(path.dirname(process.execPath), "node_modules");
if (fs.existsSync(installed)) {
  process.env.NODE_PATH = installed;
  // @ts-expect-error Not in the types, but the documented variable has no effect later without it.
  Module._initPaths();
}

const folder = inCache() ?? temporary();
Module.createRequire(path.join(folder, "bin/stet.js"))("./stet.js");

/** @returns {string | undefined} `undefined` if there is no folder that only this user can write to */
function inCache() {
  try {
    const cache = cacheDirectory();
    const parent = path.join(cache, "program");
    if (!isOwn(cache) || !isOwn(parent)) return undefined;
    // Node would search there for packages that stet uses if they are installed. stet never puts any there.
    for (const at of [cache, parent]) fs.rmSync(path.join(at, "node_modules"), { recursive: true, force: true });
    const target = path.join(parent, index.digest);
    if (!isWhole(target)) {
      fs.mkdirSync(parent, { recursive: true, mode: 0o700 });
      const made = path.join(parent, `.new-${randomBytes(8).toString("hex")}`);
      extract(made);
      try {
        fs.renameSync(made, target);
      } catch {
        // Another process has been faster, or somebody has changed the files.
        if (!isWhole(target)) {
          fs.rmSync(target, { recursive: true, force: true });
          fs.renameSync(made, target);
        } else fs.rmSync(made, { recursive: true, force: true });
      }
      removeOld(parent, target);
    }
    const now = new Date();
    fs.utimesSync(target, now, now);
    return target;
  } catch {
    // No home folder, or one that cannot be written to.
    return undefined;
  }
}

/** For this run only. */
function temporary() {
  const made = fs.mkdtempSync(path.join(tmpdir(), "stet-"));
  process.on("exit", () => fs.rmSync(made, { recursive: true, force: true }));
  const target = path.join(made, "stet");
  extract(target);
  return target;
}

/** The folder of src/platform/cache-directory.ts. */
function cacheDirectory() {
  const { env, platform } = process;
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, "stet");
  if (platform === "win32" && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, "stet", "Cache");
  const home = homedir();
  if (!home) throw new Error("no home folder");
  if (platform === "darwin") return path.join(home, "Library", "Caches", "stet");
  if (platform === "win32") return path.join(home, "AppData", "Local", "stet", "Cache");
  return path.join(home, ".cache", "stet");
}

/** @param {string} at */
function isOwn(at) {
  const stats = fs.lstatSync(at, { throwIfNoEntry: false });
  if (!stats) return true;
  return stats.isDirectory() && (!process.getuid || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0));
}

/** @param {string} target */
function isWhole(target) {
  if (!fs.existsSync(target) || !isOwn(target)) return false;
  try {
    const entries = fs.readdirSync(target, { recursive: true, withFileTypes: true });
    return (
      entries.filter((entry) => !entry.isDirectory()).length === index.files.length &&
      index.files.every(([name, size, sha256]) => {
        const file = path.join(target, name);
        const stats = fs.lstatSync(file);
        return stats.isFile() && stats.size === size && sha256Of(fs.readFileSync(file)) === sha256;
      })
    );
  } catch {
    return false;
  }
}

/** @param {Buffer} bytes */
function sha256Of(bytes) {
  return createHash("sha256").update(bytes).digest("base64");
}

/** @param {string} target */
function extract(target) {
  const bytes = brotliDecompressSync(Buffer.from(getAsset("files")));
  let at = 0;
  for (const [name, size] of index.files) {
    const file = path.join(target, name);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(file, bytes.subarray(at, at + size), { mode: 0o600 });
    at += size;
  }
}

/** @param {string} parent @param {string} target */
function removeOld(parent, target) {
  for (const name of fs.readdirSync(parent)) {
    const other = path.join(parent, name);
    if (other === target || Date.now() - fs.lstatSync(other).mtimeMs < forgottenAfter * 86_400_000) continue;
    fs.rmSync(other, { recursive: true, force: true });
  }
}
