/**
 * Loads the bundle of stet: `cli()`, `index()`, `testing()`, `worker()` and `atomicWrite()` return the entry points in
 * `tools/bundle.ts`. All callers in a process share the same modules: the program, and plugins that import "stet".
 *
 * Compiling the bundle takes longer than linting an article, so the compiled code is cached in the folder of
 * src/platform/cache-directory.ts. (Node's own `enableCompileCache`, which Node 20 does not have, only caches what the
 * first run compiled, which may have been `--version`.) A run that used more modules than the cached code replaces it.
 * CI does not use this cache, because restored cache files must not determine which code runs. Neither does anybody to
 * whom its folder does not belong, nor a run with --no-cache, --no-config-code or --untrusted.
 */
const { createRequire } = require("node:module");
const { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readFileSync } = require("node:fs");
const path = require("node:path");

const dist = path.join(__dirname, "..", "dist");
const bundle = path.join(dist, "bundle", "stet.cjs");

/** @returns {{ program: Record<"cli" | "index" | "testing" | "worker" | "atomicWrite" | "modulesRun", () => any>, keepCompiled: () => void }} */
function load() {
  if (!existsSync(bundle)) throw new Error("stet is not built. Run npm run build in the folder of stet.");
  const { CI, NODE_DISABLE_COMPILE_CACHE } = process.env;
  const kept = CI || NODE_DISABLE_COMPILE_CACHE || isRefused() ? undefined : keptIn();
  if (kept === undefined) return { program: require(bundle), keepCompiled() {} };
  // Otherwise V8 discards code that a long run only used at its start, and the cached data is less useful.
  require("node:v8").setFlagsFromString("--no-flush-bytecode");
  /** By name: `stet.cjs` and the parts of it that were needed (tools/bundle-options.ts). */
  const scripts = new Map();
  const ownRequire = createRequire(bundle);
  const requirePart = Object.assign(
    (name) => (/^\.\/stet\.[\w-]+\.cjs$/.test(name) ? run(name.slice(2)) : ownRequire(name)),
    ownRequire,
  );
  const run = (name) => {
    const known = scripts.get(name);
    if (known) return known.exports;
    const script = compile(path.join(dist, "bundle", name), kept(name));
    scripts.set(name, script);
    const module = { exports: {} };
    script.start(module.exports, requirePart, module, script.file, path.dirname(script.file));
    script.exports = module.exports;
    return script.exports;
  };
  const program = run("stet.cjs");
  const keepCompiled = () => {
    for (const { script, modulesBefore, keptFile, exports } of scripts.values()) {
      const modules = exports.modulesRun();
      if (modules > modulesBefore) keep(keptFile, script, modules, program.atomicWrite().replaceFileSync);
    }
  };
  return { program, keepCompiled };
}

/** Compiles a file of the bundle, with the compiled code that a run has kept. */
function compile(file, keptFile) {
  const vm = require("node:vm");
  const kept = readKept(keptFile);
  const source = readFileSync(file, "latin1");
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData: kept?.data,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const modulesBefore = kept === undefined || script.cachedDataRejected ? 0 : kept.modules;
  return { file, keptFile, script, modulesBefore, start: script.runInThisContext(), exports: undefined };
}

/** Whether the command line, or the thread that started this one, excludes code that is not part of stet. */
function isRefused() {
  const { isMainThread, workerData } = require("node:worker_threads");
  if (!isMainThread && workerData)
    return workerData.cache === false || workerData.configCode === false || workerData.untrusted === true;
  const end = process.argv.indexOf("--");
  const options = end === -1 ? process.argv : process.argv.slice(0, end);
  return options.some(
    (one, at) =>
      /^--(?:no-cache|no-config-code|untrusted(?:=.*)?|(?:cache|config-code)=false)$/.test(one) ||
      (/^--(?:cache|config-code)$/.test(one) && options[at + 1] === "false"),
  );
}

/**
 * The cache file of each file of the bundle. Its name contains the digest of the build and the version of Node.
 * `undefined` if there is no folder for them that only this user can write to.
 */
function keptIn() {
  const { env, platform, arch, version } = process;
  try {
    const home = () => require("node:os").homedir();
    const local = () => env.LOCALAPPDATA ?? path.join(home(), "AppData", "Local");
    const folder =
      env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)
        ? path.join(env.XDG_CACHE_HOME, "stet")
        : platform === "darwin"
          ? path.join(home(), "Library", "Caches", "stet")
          : platform === "win32"
            ? path.join(local(), "stet", "Cache")
            : path.join(home(), ".cache", "stet");
    const code = path.join(folder, "code");
    const digest = readFileSync(path.join(dist, "build-digest.txt"), "utf8");
    if (!isOwn(folder) || !isOwn(code)) return undefined;
    return (name) => path.join(code, `${digest}-${version}-${arch}-${path.parse(name).name}.bin`);
  } catch {
    // No home folder.
    return undefined;
  }
}

/** Whether a folder is missing, or is one that only this user can write to. */
function isOwn(folder) {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats === undefined || (stats.isDirectory() && isOnlyOurs(stats));
}

const isOnlyOurs = ({ uid, mode }) => !process.getuid || (uid === process.getuid() && (mode & 0o022) === 0);

/**
 * The file contains a checksum (4 bytes, because V8 does not detect damage), the number of modules (4 bytes), and V8's
 * data.
 */
function readKept(file) {
  const { crc32 } = require("node:zlib");
  let handle;
  try {
    handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(handle);
    if (!stats.isFile() || !isOnlyOurs(stats)) return undefined;
    const bytes = readFileSync(handle);
    if (bytes.readUInt32BE(0) !== crc32(bytes.subarray(4))) return undefined;
    return { modules: bytes.readUInt32BE(4), data: bytes.subarray(8) };
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Days after which the cached code of other versions of stet or Node is removed. */
const forgottenAfter = 30;

function keep(file, script, modules, replaceFileSync) {
  const fs = require("node:fs");
  const folder = path.dirname(file);
  if (!isOwn(path.dirname(folder)) || !isOwn(folder)) return;
  // Ignore errors: the next run compiles again.
  try {
    const bytes = Buffer.concat([Buffer.alloc(8), script.createCachedData()]);
    bytes.writeUInt32BE(modules, 4);
    bytes.writeUInt32BE(require("node:zlib").crc32(bytes.subarray(4)));
    replaceFileSync(file, bytes, { mode: 0o600, folderMode: 0o700 });
    for (const name of fs.readdirSync(folder)) {
      const other = path.join(folder, name);
      if (Date.now() - fs.statSync(other).mtimeMs > forgottenAfter * 86_400_000) fs.rmSync(other, { force: true });
    }
  } catch {}
}

module.exports = load();
