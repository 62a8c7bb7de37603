/** What is bundled, and how: for the build, and to list the packages whose licenses the notices must have. */
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The entry points by name, as bin/program.js returns them: modules below `dist`, or below the root as TypeScript. */
export const entries = {
  cli: "src/cli/main.js",
  index: "src/index.js",
  testing: "src/testing/index.js",
  worker: "src/run/workers/worker.js",
  atomicWrite: "src/platform/atomic-write.js",
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
      if (file !== (await realpath(path.join(root, "node_modules/string-width/index.js")))) return undefined;
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
 * yargs looks for a package.json in the working directory and above, to guess a version that stet states anyway. It would
 * wait for a pipe of that name forever.
 */
const noManifest: Plugin = {
  name: "no-manifest",
  setup(building) {
    building.onLoad(
      { filter: /[\\/]node_modules[\\/]yargs[\\/]lib[\\/]platform-shims[\\/]esm\.mjs$/ },
      async ({ path: file }) => {
        const search = "findUp: escalade,";
        const contents = await readFile(file, "utf8");
        if (!contents.includes(search)) throw new Error(`${file} no longer has "${search}"`);
        return { contents: contents.replace(search, "findUp: () => undefined,") };
      },
    );
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
          /[\\/]src[\\/](?:schema[\\/]ajv|patterns[\\/]pattern-syntax|article[\\/](?:body[\\/]javascript|front-matter[\\/]gray-matter))\.[jt]s$/,
      },
      async ({ path: file }) => {
        const own = "const require = createRequire(import.meta.url);";
        const contents = await readFile(file, "utf8");
        if (!contents.includes(own)) throw new Error(`${file} no longer has the line "${own}"`);
        return { contents: contents.replace(own, ""), loader: file.endsWith(".ts") ? "ts" : "js" };
      },
    );
  },
};

/**
 * The files of jiti that stet loads, as they are: jiti finds its parts by their paths. Its compiler is three times as
 * large as what a run without TypeScript loads.
 */
export const jitiFiles = ["lib/jiti.cjs", "dist/jiti.cjs", "dist/babel.cjs"];

/** Packages in files of their own, next to the bundle, because few runs load them. */
const chunkFiles: Plugin = {
  name: "chunk-files",
  setup(building) {
    building.onResolve({ filter: /^jiti$/ }, () => ({ path: "./jiti/lib/jiti.cjs", external: true }));
    building.onResolve({ filter: /^\.\/mcp-sdk\.js$/ }, () => ({ path: "./mcp-sdk.cjs", external: true }));
  },
};

/** The options for the file with the SDK of `stet mcp`. */
export const sdkOptions = (folder: "dist" | "."): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: [`./${folder}/src/cli/mcp-sdk.${folder === "dist" ? "js" : "ts"}`],
  outfile: "dist/bundle/mcp-sdk.cjs",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "esnext",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  logLevel: "warning",
});

/** The options for the bundle of the modules below `folder`: `dist`, or `.` for the sources. */
export const bundleOptions = (folder: "dist" | "."): BuildOptions => ({
  absWorkingDir: root,
  stdin: {
    contents: [
      ...Object.entries(entries).map(([name, file]) => `exports.${name} = () => require("./${folder}/${file}");`),
      "exports.modulesRun = () => stetModules;",
    ].join("\n"),
    resolveDir: root,
  },
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
  // Users install it themselves if they want a shared cache. (sharp is loaded by a name that the bundler does not see.)
  external: ["@redis/client"],
  plugins: [lazyEmoji, noManifest, requireInside, chunkFiles],
  define: { "import.meta.url": "stetUrl" },
  banner: {
    js: 'const stetUrl=require("node:url").pathToFileURL(__filename).href;let stetModules=0;const stetLater=name=>new Proxy({},{get:(_,key)=>require(name)[key]});',
  },
  logLevel: "warning",
});
