/** What is bundled, and how: for the build, and to list the packages whose licenses the notices must have. */
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";

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

const urlOfFile = 'const stetUrl=require("node:url").pathToFileURL(__filename).href;';

const fileOptions: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "esnext",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  logLevel: "warning",
};

/** The options for the file with the SDK of `stet mcp`. */
export const sdkOptions = (folder: "dist" | "."): BuildOptions => ({
  ...fileOptions,
  entryPoints: [`./${folder}/src/cli/mcp-sdk.${folder === "dist" ? "js" : "ts"}`],
  outfile: "dist/bundle/mcp-sdk.cjs",
});

/** The options for the file that prints the help (bin/stet.js). It contains modules of ours only. */
export const helpOptions: BuildOptions = {
  ...fileOptions,
  entryPoints: ["./dist/src/cli/stored-help.js"],
  outfile: "dist/bundle/help.cjs",
  define: { "import.meta.url": "stetUrl" },
  banner: { js: urlOfFile },
};

/**
 * Parts of the bundle in files of their own, `stet.NAME.cjs`, which are read when something in them is first needed. A
 * run on one article needs none of them, and together they are half of the code. Each is a package with what it
 * imports, or a folder of ours; a module must not be imported both from the bundle and from a part.
 */
const parts: Readonly<Record<string, RegExp>> = {
  "zh-CN": /[\\/]src[\\/]locale[\\/]zh-CN[\\/]index\.[jt]s$/,
  arguments: /[\\/]node_modules[\\/]yargs[\\/]/,
  editor: /[\\/]node_modules[\\/]vscode-languageserver(?:-textdocument)?[\\/]/,
  javascript: /[\\/]node_modules[\\/]acorn(?:-jsx)?[\\/]/,
  network: /[\\/]node_modules[\\/]undici[\\/]/,
  patterns: /[\\/]node_modules[\\/]@eslint-community[\\/]regexpp[\\/]/,
  schema: /[\\/]node_modules[\\/]ajv(?:-formats)?[\\/]/,
  yaml: /[\\/]node_modules[\\/]gray-matter[\\/]/,
};

/** Leaves the modules of `parts` out of the bundle, and notes which of them it imports, by the name of the part. */
const partFiles = (imported: Map<string, Set<string>>): Plugin => ({
  name: "part-files",
  setup(building) {
    building.onResolve({ filter: /./ }, async ({ path: name, pluginData, ...from }) => {
      if (pluginData === "resolved" || from.kind === "entry-point") return undefined;
      const found = await building.resolve(name, { ...from, pluginData: "resolved" });
      if (found.errors.length > 0 || found.external) return undefined;
      const [part] = Object.entries(parts).find(([, files]) => files.test(found.path)) ?? [];
      if (part === undefined) return undefined;
      const file = path.relative(root, found.path);
      imported.set(part, (imported.get(part) ?? new Set()).add(file));
      // The name decides that what takes the place of the module is CommonJS.
      return { path: `${file}.cjs`, namespace: "part", pluginData: { part, file } };
    });
    building.onLoad({ filter: /./, namespace: "part" }, ({ pluginData: { part, file } }) => ({
      // Where there is a default export, nothing else is imported.
      contents: `const loaded = require("./stet.${part}.cjs").modules[${JSON.stringify(file)}]();
module.exports = loaded.default ?? loaded;`,
      resolveDir: root,
    }));
    building.onResolve({ filter: /^\.\/stet\.[\w-]+\.cjs$/ }, ({ path: file }) => ({ path: file, external: true }));
  },
});

/**
 * Builds the bundle of the modules below `folder`, `dist` or `.` for the sources, and its parts.
 *
 * @returns the results, with the parts after the bundle.
 */
export async function buildBundle(
  folder: "dist" | ".",
  more: Pick<BuildOptions, "legalComments" | "write" | "metafile"> = {},
): Promise<BuildResult[]> {
  const imported = new Map<string, Set<string>>();
  const options = { ...bundleOptions(folder, partFiles(imported)), ...more };
  const results = [await build({ ...options, outfile: "dist/bundle/stet.cjs" })];
  for (const [part, files] of [...imported].sort()) {
    const modules = [...files]
      .sort()
      .map((file) => `  ${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`);
    const contents = `exports.modules = {\n${modules.join("\n")}\n};\nexports.modulesRun = () => stetModules;`;
    const stdin = { contents, resolveDir: root };
    // The parts are packages: of the plugins, only one changes what is in them.
    const shared = { ...bundleOptions(folder), plugins: [noManifest] };
    results.push(await build({ ...shared, stdin, ...more, outfile: `dist/bundle/stet.${part}.cjs` }));
  }
  return results;
}

const bundleOptions = (folder: "dist" | ".", ...more: Plugin[]): BuildOptions => ({
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
  plugins: [lazyEmoji, noManifest, requireInside, chunkFiles, ...more],
  define: { "import.meta.url": "stetUrl" },
  banner: {
    js: `${urlOfFile}let stetModules=0;const stetLater=name=>new Proxy({},{get:(_,key)=>require(name)[key]});`,
  },
  logLevel: "warning",
});
