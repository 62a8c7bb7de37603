/**
 * Bundles the compiled modules and their dependencies in one file, `dist/bundle/stet.cjs`, because opening five hundred
 * files takes longer than linting. A bundled module runs when it is first required. The bundle is CommonJS, because
 * Node 20 cannot cache compiled ECMAScript modules (see bin/program.js). Run by `npm run build`, after `tsc`.
 */

import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { locales } from "../src/locale/index.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The entry points by name, as bin/program.js returns them. */
const entries = {
  cli: "./dist/src/cli/main.js",
  index: "./dist/src/index.js",
  testing: "./dist/src/testing/index.js",
  worker: "./dist/src/run/workers/worker.js",
  atomicWrite: "./dist/src/platform/atomic-write.js",
};

/**
 * string-width creates a segmenter and a regular expression of all emoji when it is loaded. That takes half of the
 * startup time, and both are rarely necessary.
 */
const lazyEmoji: Plugin = {
  name: "lazy-emoji",
  setup(building) {
    building.onLoad({ filter: /[\\/]node_modules[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
      const lazy = [
        ["segmenter", "new Intl.Segmenter()", "segment"],
        ["rgiEmojiRegex", "/^\\p{RGI_Emoji}$/v", "test"],
      ] as const;
      // yargs includes an older version, which it loads itself.
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

/**
 * Bundles modules that a module of ours requires on demand. esbuild cannot follow a `require` that the module creates.
 */
const requireInside: Plugin = {
  name: "require-inside",
  setup(building) {
    building.onLoad(
      {
        filter:
          /[\\/]dist[\\/]src[\\/](?:schema[\\/]ajv|patterns[\\/]pattern-syntax|article[\\/]body[\\/]javascript)\.js$/,
      },
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
  // Node 20 supports all syntax used here. With a specific target, esbuild would create regular expressions at startup.
  target: "esnext",
  // In Node 20, code compiled by `vm.Script` from a cache does not support `import()`.
  supported: { "dynamic-import": false },
  // Identifiers are not minified, because readable stack traces are worth some kilobytes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  // Some packages list a UMD build first, whose `require` calls esbuild cannot follow.
  mainFields: ["module", "main"],
  // Rarely loaded, and they look for their own files.
  external: ["jiti", "@redis/client"],
  plugins: [lazyEmoji, requireInside],
  define: { "import.meta.url": "stetUrl" },
  banner: {
    js: 'const stetUrl=require("node:url").pathToFileURL(__filename).href;let stetModules=0;const stetLater=name=>new Proxy({},{get:(_,key)=>require(name)[key]});',
  },
  logLevel: "warning",
});

// esbuild does not escape regular expressions. A single non-ASCII character would make V8 store the whole source with
// two bytes per character, and bin/program.js reads the file as Latin-1.
const bundle = path.join(root, "dist/bundle/stet.cjs");
let code = await readFile(bundle, "utf8");
// The number of modules that have run indicates how much has been compiled.
for (const maker of ["(0,fn[__getOwnPropNames(fn)[0]])", "(0,cb[__getOwnPropNames(cb)[0]])"]) {
  if (!code.includes(maker)) throw new Error(`esbuild no longer runs modules by ${maker}`);
  code = code.replace(maker, () => maker.replace("0", "stetModules++"));
}
// Load Node modules that few runs need, and that take milliseconds to load, on first use.
for (const name of ["child_process", "dns", "net", "readline", "tls", "worker_threads"]) {
  const loading = new RegExp(`(\\b(?:import_\\w+|tls)=)(?:__toESM\\()?require\\("node:${name}"\\)(?:,1\\))?`, "g");
  if (!loading.test(code)) throw new Error(`esbuild no longer loads node:${name} as it did, or nothing does`);
  code = code.replace(loading, (_, variable) => `${variable}stetLater("node:${name}")`);
}
await writeFile(
  bundle,
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
);

// Modules for plugins to import. They export the running modules, with static export names.
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

// Store the help text, because yargs takes longer to load than everything else that the help needs. The compile cache
// is disabled because the build is not complete.
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
