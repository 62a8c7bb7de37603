/**
 * Bundles the compiled modules and their dependencies in one file, `dist/bundle/stet.cjs`, because opening five hundred
 * files takes longer than linting. A bundled module runs when it is first required. The bundle is CommonJS, because
 * Node 20 cannot cache compiled ECMAScript modules (see bin/program.js). Run by `npm run build`, after `tsc`.
 */

import { spawnSync } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { locales } from "../src/locale/index.js";
import { buildBundle, entries, helpOptions, jitiFiles, root, sdkOptions } from "./bundle-options.js";
import { writeTypes } from "./bundle-types.js";

await buildBundle("dist");
await build(helpOptions);
await build(sdkOptions("dist"));
for (const file of jitiFiles)
  await cp(path.join(root, "node_modules/jiti", file), path.join(root, "dist/bundle/jiti", file));
await writeTypes(["src/index.d.ts", "src/testing/index.d.ts"]);

const folder = path.join(root, "dist/bundle");
/** Node modules that few runs need, and that take milliseconds to load: they are loaded on first use. */
const lateModules = ["child_process", "dns", "net", "readline", "tls", "worker_threads"];
const notFound = new Set(lateModules);
for (const name of await readdir(folder)) {
  if (!/^stet(?:\.[\w-]+)?\.cjs$/.test(name)) continue;
  let code = await readFile(path.join(folder, name), "utf8");
  // The number of modules that have run indicates how much has been compiled.
  const makers = ["(0,fn[__getOwnPropNames(fn)[0]])", "(0,cb[__getOwnPropNames(cb)[0]])"];
  if (!makers.some((maker) => code.includes(maker))) throw new Error(`esbuild no longer runs modules by ${makers[0]}`);
  for (const maker of makers) code = code.replace(maker, () => maker.replace("0", "stetModules++"));
  for (const late of lateModules) {
    const loading = new RegExp(`(\\b(?:import_\\w+|tls)=)(?:__toESM\\()?require\\("node:${late}"\\)(?:,1\\))?`, "g");
    if (loading.test(code)) notFound.delete(late);
    code = code.replace(loading, (_, variable) => `${variable}stetLater("node:${late}")`);
  }
  // esbuild does not escape regular expressions. A single non-ASCII character would make V8 store the whole source with
  // two bytes per character, and bin/program.js reads the file as Latin-1.
  await writeFile(
    path.join(folder, name),
    code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
if (notFound.size > 0) throw new Error(`esbuild no longer loads ${[...notFound]} as it did, or nothing does`);

// Modules for plugins to import. They export the running modules, with static export names.
for (const name of ["index", "testing"] as const) {
  const names = Object.keys(await import(pathToFileURL(path.join(root, "dist", entries[name])).href));
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
