/**
 * Makes of the compiled modules and of the packages that they need a few large files in `dist/bundle`: a run that opens
 * five hundred files to load them pays more for that than for its work. What two entries share is one chunk of its own,
 * so that a plugin which imports `stet` meets the very modules that run it. Run by `npm run build`, behind `tsc`.
 */

import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** By the name in `dist/bundle`: what is started or imported from outside. */
const entries = {
  cli: "dist/src/cli/main.js",
  index: "dist/src/index.js",
  testing: "dist/src/testing/index.js",
  worker: "dist/src/workers/worker.js",
};

/**
 * string-width makes its segmenter when it is loaded, which takes a third of the time that stet has to start, and needs
 * it for emoji and the like only.
 */
const lazySegmenter: Plugin = {
  name: "lazy-segmenter",
  setup(building) {
    building.onLoad({ filter: /[\\/]node_modules[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
      const eager = "const segmenter = new Intl.Segmenter();";
      const source = await readFile(file, "utf8");
      if (!source.includes(eager)) throw new Error(`${file} no longer has the line "${eager}"`);
      const lazy = "let made; const segmenter = { segment: text => (made ??= new Intl.Segmenter()).segment(text) };";
      return { contents: source.replace(eager, lazy) };
    });
  },
};

await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: "dist/bundle",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  // Node 20 knows all that is written here; told of a version, esbuild would make regular expressions at the start.
  target: "esnext",
  // Names stay: a stack trace is worth more than some kilobytes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  // UMD builds, which some packages name first, require their parts in a way that cannot be followed.
  mainFields: ["module", "main"],
  // Rarely loaded, and with files of their own that they look for.
  external: ["jiti", "@redis/client"],
  plugins: [lazySegmenter],
  // CommonJS packages within call it for modules of Node.
  banner: { js: 'import{createRequire as stetRequire}from"node:module";const require=stetRequire(import.meta.url);' },
  logLevel: "warning",
});

// The help is the same each time, and the library that makes it takes longer to load than all else that it needs.
const env = { ...process.env, LC_ALL: "C" };
const program = path.join(root, "bin/stet.js");
const { status, stdout } = spawnSync(process.execPath, [program, "--help"], { env, encoding: "utf8" });
if (status !== 0) throw new Error("stet --help fails");
await writeFile(path.join(root, "dist/bundle/help.txt"), stdout);
