/**
 * Makes of the compiled modules and of the packages that they need one file, `dist/bundle/stet.cjs`: a run that opens five
 * hundred files to load them pays more for that than for its work. A module within is run when the first one asks for it.
 * Not a module of ECMAScript, since Node 20 cannot keep what it compiled of those (bin/program.js). Run by `npm run build`,
 * behind `tsc`.
 */

import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { locales } from "../src/locale/index.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** By name in what bin/program.js gives: what is started or imported from outside. */
const entries = {
  cli: "./dist/src/cli/main.js",
  index: "./dist/src/index.js",
  testing: "./dist/src/testing/index.js",
  worker: "./dist/src/run/workers/worker.js",
  atomicWrite: "./dist/src/platform/atomic-write.js",
};

/**
 * string-width makes its segmenter and a regular expression of all emoji when it is loaded, which takes as long as half a
 * start, and needs them for emoji and the like only.
 */
const lazyEmoji: Plugin = {
  name: "lazy-emoji",
  setup(building) {
    building.onLoad({ filter: /[\\/]node_modules[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
      const lazy = [
        ["segmenter", "new Intl.Segmenter()", "segment"],
        ["rgiEmojiRegex", "/^\\p{RGI_Emoji}$/v", "test"],
      ] as const;
      // yargs brings an older one, which it loads by itself.
      if (file !== path.join(root, "node_modules/string-width/index.js")) return undefined;
      let contents = await readFile(file, "utf8");
      for (const [name, made, method] of lazy) {
        const eager = `const ${name} = ${made};`;
        if (!contents.includes(eager)) throw new Error(`${file} no longer has the line "${eager}"`);
        const later = `let ${name}Made; const ${name} = { ${method}: text => (${name}Made ??= ${made}).${method}(text) };`;
        contents = contents.replace(eager, () => later);
      }
      return { contents };
    });
  },
};

/** What a module of ours requires when it is needed is a part of the bundle too: the `require` of its own is in the way. */
const requireInside: Plugin = {
  name: "require-inside",
  setup(building) {
    building.onLoad(
      { filter: /[\\/]dist[\\/]src[\\/](?:schema[\\/](?:ajv|pattern-cost)|article[\\/]body[\\/]jsx)\.js$/ },
      async ({ path: file }) => {
        const own = "const require = createRequire(import.meta.url);";
        const contents = await readFile(file, "utf8");
        if (!contents.includes(own)) throw new Error(`${file} no longer has the line "${own}"`);
        return { contents: contents.replace(own, "") };
      },
    );
  },
};

await build({
  absWorkingDir: root,
  stdin: {
    contents: [
      ...Object.entries(entries).map(([name, file]) => `exports.${name} = () => require("${file}");`),
      "exports.modulesRun = () => stetModules;",
    ].join("\n"),
    resolveDir: root,
  },
  outfile: "dist/bundle/stet.cjs",
  bundle: true,
  format: "cjs",
  platform: "node",
  // Node 20 knows all that is written here; told of a version, esbuild would make regular expressions at the start.
  target: "esnext",
  // What is compiled by hand, and kept, has no `import()` of its own in Node 20.
  supported: { "dynamic-import": false },
  // Names stay: a stack trace is worth more than some kilobytes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  // UMD builds, which some packages name first, require their parts in a way that cannot be followed.
  mainFields: ["module", "main"],
  // Rarely loaded, and with files of their own that they look for.
  external: ["jiti", "@redis/client"],
  plugins: [lazyEmoji, requireInside],
  define: { "import.meta.url": "stetUrl" },
  banner: {
    js: 'const stetUrl=require("node:url").pathToFileURL(__filename).href;let stetModules=0;const stetLater=name=>new Proxy({},{get:(_,key)=>require(name)[key]});',
  },
  logLevel: "warning",
});

// esbuild leaves the regular expressions as they are written. One that is not ASCII makes two bytes of each character of all,
// and bin/program.js reads them as Latin-1.
const bundle = path.join(root, "dist/bundle/stet.cjs");
let code = await readFile(bundle, "utf8");
// How many modules have been run says how much has been compiled.
for (const maker of ["(0,fn[__getOwnPropNames(fn)[0]])", "(0,cb[__getOwnPropNames(cb)[0]])"]) {
  if (!code.includes(maker)) throw new Error(`esbuild no longer runs modules by ${maker}`);
  code = code.replace(maker, () => maker.replace("0", "stetModules++"));
}
// Parts of Node that few runs need, and that take milliseconds to load, are loaded when the first name in them is used.
for (const name of ["child_process", "dns", "net", "readline", "tls", "worker_threads"]) {
  const loading = new RegExp(`(\\b(?:import_\\w+|tls)=)(?:__toESM\\()?require\\("node:${name}"\\)(?:,1\\))?`, "g");
  if (!loading.test(code)) throw new Error(`esbuild no longer loads node:${name} as it did, or nothing does`);
  code = code.replace(loading, (_, variable) => `${variable}stetLater("node:${name}")`);
}
await writeFile(
  bundle,
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
);

// What plugins import: the very modules that run them, under names that can be read without running anything.
for (const name of ["index", "testing"] as const) {
  const names = Object.keys(await import(pathToFileURL(path.join(root, entries[name])).href));
  await writeFile(
    path.join(root, `dist/bundle/${name}.js`),
    `import { createRequire } from "node:module";
const { program } = createRequire(import.meta.url)("../../bin/program.js");
export const { ${names.join(", ")} } = program.${name}();
`,
  );
}

// The help is the same each time, and the library that makes it takes longer to load than all else that it needs.
// What is compiled now is of a build that is not done.
const env = { ...process.env, LC_ALL: "C", NODE_DISABLE_COMPILE_CACHE: "1" };
const program = path.join(root, "bin/stet.js");
for (const locale of locales) {
  const { status, stdout } = spawnSync(process.execPath, [program, "--help", "--locale", locale], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`stet --help --locale ${locale} fails`);
  await writeFile(path.join(root, `dist/bundle/help.${locale}.txt`), stdout);
}
