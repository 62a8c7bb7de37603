/**
 * Builds a part of the founding site with the real Hexo, before and after `stet --fix`, and compares what readers see.
 * Nothing may be worse. It installs nothing; see `--help`.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { aspects, compare, type Verdict } from "./founding/compare.js";
import { readPages } from "./founding/pages.js";
import { writeFoundingSite } from "./founding-site.js";

const help = `npm run bench:hexo -- --hexo FOLDER [options]

  --hexo FOLDER       a folder in which Hexo is installed:
                      npm install hexo@5 hexo-abbrlink hexo-generator-index hexo-renderer-ejs hexo-renderer-marked@4
  --articles N        size of the part (500)
  --seed N            seed of the site (1)
  --options="..."     options of stet ("--fix --offline --no-cache")
  --examples N        examples of what is worse or better (5)
  --keep              do not remove the two sites
`;

const { values: options } = parseArgs({
  options: {
    hexo: { type: "string" },
    articles: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    options: { type: "string", default: "--fix --offline --no-cache" },
    examples: { type: "string", default: "5" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help || !options.hexo) {
  console.log(help);
  process.exit(options.help ? 0 : 2);
}
const hexo = path.resolve(options.hexo);
const hexoProgram = path.join(hexo, "node_modules/hexo/bin/hexo");
if (!existsSync(hexoProgram)) {
  console.error(`No Hexo in ${hexo}. Install it there:\n\n${help}`);
  process.exit(2);
}
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const scratch = mkdtempSync(path.join(tmpdir(), "stet-hexo-"));
const before = path.join(scratch, "before");
const after = path.join(scratch, "after");

/** Builds the site as a machine in UTC does. */
function build(site: string): void {
  symlinkSync(path.join(hexo, "node_modules"), path.join(site, "node_modules"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [hexoProgram, "generate"], {
    cwd: site,
    encoding: "utf8",
    env: { ...process.env, TZ: "UTC" },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`Hexo ended with ${status} in ${site}:\n${stdout}${stderr}`);
}

writeFoundingSite(before, Number(options.articles), Number(options.seed));
cpSync(before, after, { recursive: true });
const stet = [path.join(root, "bin/stet.js"), "source/_posts", ...options.options.split(" ").filter(Boolean)];
const run = spawnSync(process.execPath, stet, { cwd: after, encoding: "utf8", maxBuffer: 2 ** 28 });
if (run.status !== 0 && run.status !== 1) throw new Error(`stet ended with ${run.status}:\n${run.stderr}`);
build(before);
build(after);

const verdicts = compare(readPages(path.join(before, "public")), readPages(path.join(after, "public")));
const of = (aspect: string, outcome: Verdict["outcome"]) =>
  verdicts.filter((verdict) => verdict.aspect === aspect && verdict.outcome === outcome);

console.log(`\n${options.articles} articles, stet ${options.options}\n`);
console.log("| aspect | same | better | worse |\n| --- | --- | --- | --- |");
for (const aspect of aspects)
  console.log(
    `| ${aspect} | ${of(aspect, "same").length} | ${of(aspect, "better").length} | ${of(aspect, "worse").length} |`,
  );
for (const outcome of ["worse", "better"] as const)
  for (const aspect of aspects)
    for (const { source, detail } of of(aspect, outcome).slice(0, Number(options.examples)))
      console.log(`\n${outcome}, ${aspect}: ${source}\n  ${detail}`);

if (options.keep) console.log(`\nThe sites are in ${scratch}.`);
else rmSync(scratch, { recursive: true, force: true });
process.exitCode = verdicts.some(({ outcome }) => outcome === "worse") ? 1 : 0;
