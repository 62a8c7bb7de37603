/**
 * Makes of the compiled modules and of the packages that they need a few large files in `dist/bundle`: a run that opens
 * five hundred files to load them pays more for that than for its work. What two entries share is one chunk of its own,
 * so that a plugin which imports `stet` meets the very modules that run it. Run by `npm run build`, behind `tsc`.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** By the name in `dist/bundle`: what is started or imported from outside. */
const entries = {
  cli: "dist/src/cli/main.js",
  index: "dist/src/index.js",
  testing: "dist/src/testing/index.js",
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
  target: "node20.19",
  // Names stay: a stack trace is worth more than some kilobytes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  // UMD builds, which some packages name first, require their parts in a way that cannot be followed.
  mainFields: ["module", "main"],
  // Rarely loaded, and with files of their own that they look for.
  external: ["jiti", "@redis/client"],
  // CommonJS packages within call it for modules of Node.
  banner: { js: 'import{createRequire as stetRequire}from"node:module";const require=stetRequire(import.meta.url);' },
  logLevel: "warning",
});
