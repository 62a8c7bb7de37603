/**
 * `npx jiti tools/mutate.ts`: how much would the tests notice? Changes the source in many places, one at a time, and
 * runs the tests that are nearest to each; then all others with the mutants together that survived, and one at a time
 * those tests that failed. `--help` lists the options.
 *
 * Works in copies, never in this tree. All mutants are compiled into a copy at once, switched off (see mutants.ts), so
 * that a mutant costs a run of some tests and no build. What is known is kept in the folder, and a later run goes on.
 */
import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import ts from "typescript";
import { packageRoot } from "../src/platform/package-root.js";
import { choose, kinds, type Mutant, mutantsIn, withMutants } from "./mutants.js";

const root = packageRoot();
const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    folder: { type: "string", default: "" },
    list: { type: "boolean", default: false },
    nearest: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(`npx jiti tools/mutate.ts [options]
  --mutants 150   how many, the same number of each kind (${kinds.join(", ")})
  --seed 1        which ones
  --only src/fix  only in files whose path begins so
  --jobs 1        how many at a time, each in a copy
  --list          print the mutants and end
  --nearest       run only the nearest tests of each
  --folder DIR    where the copies and the state are (default: in the temporary folder)
`);
  process.exit(0);
}
const seed = Number(values.seed);
const jobs = Number(values.jobs);
const folder = values.folder || path.join(tmpdir(), `stet-mutants-${values.mutants}-${seed}`);

/** The nearest tests of a mutant; a file of tests that takes part in the second round. */
const mostNearest = 8;
const steps = [1, 3, mostNearest];
const filesAtOnce = 12;
/** Seconds of processor time of one process: a mutant that never ends. A busy machine kills nothing by that. */
const mostSeconds = 40;
/** Seconds in which no process computes: a mutant that waits forever. */
const mostIdleSeconds = 60;
/** Tests that take minutes, and tests of what is not the source. */
const leftOut =
  /(?:^|\/)(?:hostile|determinism|scale|soak|crash|founding-site|supply-chain|new-rule|installed|screenshot|gitlab-docker|startup|layout|tools)(?:\.|\/)/;

const files = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" })
  .stdout.split("\0")
  .filter((file) => file !== "" && file !== "node_modules" && existsSync(path.join(root, file)));
const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");
const isMutated = (file: string): boolean =>
  /^(?:src|rules)\/.*\.ts$/.test(file) &&
  !file.startsWith("src/locale/") &&
  !/^(?:\/\*\*.*|\/\/.*)[Gg]enerated by/.test(textOf(file));
const all = files.filter(isMutated).flatMap((file) => mutantsIn(file, textOf(file)));
const chosen = choose(
  all.filter(({ file }) => file.startsWith(values.only)),
  Number(values.mutants),
  seed,
);

const short = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};
const shown = ({ file, line, kind, before, after, form }: Mutant): string =>
  `${file}:${line} | ${kind} | ${short(form === "return" ? `before ${before}` : before)} → ${short(after) || "nothing"}`;
if (values.list) {
  for (const mutant of chosen) process.stdout.write(`${shown(mutant)}\n`);
  process.stdout.write(`${chosen.length} of ${all.length} mutants\n`);
  process.exit(0);
}

// Which tests are near ---------------------------------------------------------------------------------------------

const testFiles = files.filter((file) => file.endsWith(".test.ts") && !leftOut.test(file));
const importers = new Map<string, string[]>();
for (const file of files.filter((name) => /^(?:src|rules|test)\/.*\.ts$/.test(name)))
  for (const { fileName } of ts.preProcessFile(textOf(file)).importedFiles) {
    const imported = path.posix.join(path.posix.dirname(file), fileName).replace(/\.js$/, ".ts");
    if (fileName.startsWith(".")) importers.set(imported, [...(importers.get(imported) ?? []), file]);
  }

/** How many imports are between a file of tests and the module. */
function distances(module: string): Map<string, number> {
  const reached = new Map([[module, 0]]);
  for (const [file, distance] of reached)
    for (const importer of importers.get(file) ?? []) if (!reached.has(importer)) reached.set(importer, distance + 1);
  return reached;
}

/** Tests with many examples, or that start programs. */
const isSlow = (file: string): boolean =>
  /\bfc\.assert|\b(?:makeSite|startEditor|spawn|spawnSync|startServer)\(|chromium/.test(textOf(file));

/** By name, and then by the number of imports. */
function nearestTests(module: string): string[] {
  const reached = distances(module);
  const name = path.posix.basename(module, ".ts");
  const own = module.replace(/^src\//, "").replace(/\.ts$/, "");
  const near = testFiles.map((file) => {
    const test = file.replace(/^test\//, "").replace(/(?:\.\w+)?\.test\.ts$/, "");
    const testName = path.posix.basename(test);
    const distance = reached.get(file) ?? 20;
    let far = distance;
    if (test === own) far = 0;
    else if (testName === name || (name.length > 4 && testName.includes(name))) far = Math.min(far, 1);
    else if (own.startsWith(`${path.posix.dirname(test)}/`)) far = Math.min(far, 2.5);
    if (file === "test/pages.test.ts" && module.startsWith("rules/")) far = 2;
    else if (far > 0 && isSlow(file)) far += 0.8;
    return { file, far: far + (test.split("/")[0] === own.split("/")[0] ? 0 : 0.5) };
  });
  return near
    .filter(({ far }) => far < 20)
    .sort((a, b) => a.far - b.far)
    .slice(0, mostNearest)
    .map(({ file }) => file);
}

// What is known ----------------------------------------------------------------------------------------------------

interface Known {
  /** By the id of the mutant: what killed it, or how many files of tests did not. */
  results: Record<string, { source: string; tests: string; killedBy?: string; tried?: number }>;
  /** Tests that fail without a mutant, by file. */
  failing: Record<string, string[]>;
  /** The round of the mutants together: which files of tests fail. */
  together?: { readonly of: string; readonly fails: Record<string, boolean> };
}
const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);
const testsDigest = digest(
  files
    .filter((file) => file.startsWith("test/"))
    .map((file) => digest(readFileSync(path.join(root, file), "latin1")))
    .join(),
);
mkdirSync(folder, { recursive: true });
const stateFile = path.join(folder, "state.json");
const state: Known = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, "utf8")) : { results: {}, failing: {} };
function save(): void {
  writeFileSync(`${stateFile}.new`, JSON.stringify(state, undefined, 1));
  renameSync(`${stateFile}.new`, stateFile);
}
const sources = new Map(chosen.map(({ file }) => [file, digest(textOf(file))]));
const sourceOf = ({ file }: Mutant): string => sources.get(file) ?? "";
for (const mutant of chosen) {
  const known = state.results[mutant.id];
  // A kill is believed while the mutated file is the same; a survivor is tried again when there are other tests.
  if (known && (known.source !== sourceOf(mutant) || (known.tried && known.tests !== testsDigest)))
    delete state.results[mutant.id];
}
state.failing = {};
function record(mutant: Mutant, outcome: { killedBy: string } | { tried: number }): void {
  state.results[mutant.id] = { source: sourceOf(mutant), tests: testsDigest, ...outcome };
  save();
  const done = chosen.filter(({ id }) => state.results[id]?.killedBy).length;
  const what = "killedBy" in outcome ? `killed by ${outcome.killedBy}` : "not killed";
  process.stdout.write(`${done} of ${chosen.length} killed: ${shown(mutant)} | ${what}\n`);
}

// A copy with the mutants ------------------------------------------------------------------------------------------

const groups = new Set<number>();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    for (const group of groups) process.kill(-group, "SIGKILL");
    process.exit(130);
  });

interface Outcome {
  /** "file > test" of those that failed and do not fail without a mutant. */
  readonly failed: readonly { readonly file: string; readonly name: string }[];
  readonly isTimeout: boolean;
}

class Copy {
  readonly #tree: string;
  readonly #active: string;
  #runner: ChildProcess | undefined;

  constructor(number: number) {
    this.#tree = path.join(folder, `tree-${number}`);
    this.#active = path.join(folder, `active-${number}`);
  }

  async make(): Promise<void> {
    writeFileSync(this.#active, "");
    rmSync(this.#tree, { recursive: true, force: true });
    for (const file of files) {
      const to = path.join(this.#tree, file);
      mkdirSync(path.dirname(to), { recursive: true });
      const mutants = chosen.filter((mutant) => mutant.file === file);
      if (mutants.length > 0) writeFileSync(to, withMutants(textOf(file), mutants, this.#active));
      else cpSync(path.join(root, file), to, { verbatimSymlinks: true });
    }
    symlinkSync(path.join(root, "node_modules"), path.join(this.#tree, "node_modules"), "dir");
    // As `npm run build`, without types.
    await build({
      absWorkingDir: this.#tree,
      entryPoints: files.filter((file) => /^(?:src|rules)\/.*\.ts$/.test(file)),
      outdir: path.join(this.#tree, "dist"),
      outbase: this.#tree,
      logLevel: "warning",
    });
    for (const script of [["node_modules/jiti/lib/jiti-cli.mjs", "tools/bundle.ts"], ["tools/build-digest.mjs"]]) {
      const { status, stderr } = spawnSync(process.execPath, script, { cwd: this.#tree, encoding: "utf8" });
      if (status !== 0) throw new Error(`${script.join(" ")} fails in ${this.#tree}: ${stderr}`);
    }
  }

  /** Runs files of tests with mutants switched on. */
  async run(mutants: readonly Mutant[], tests: readonly string[], bail: boolean): Promise<Outcome> {
    const first = await this.#vitest(mutants, tests, bail);
    const suspects = [...new Set(first.failed.map(({ file }) => file))].filter((file) => !state.failing[file]);
    if (suspects.length > 0) {
      const without = await this.#vitest([], suspects, false);
      for (const file of suspects)
        state.failing[file] = without.failed.filter((one) => one.file === file).map(({ name }) => name);
      save();
    }
    const failed = first.failed.filter(({ file, name }) => !state.failing[file]?.includes(name));
    // It stopped at a test that always fails.
    if (bail && failed.length === 0 && first.failed.length > 0) return this.run(mutants, tests, false);
    return { failed, isTimeout: first.isTimeout };
  }

  async #vitest(mutants: readonly Mutant[], tests: readonly string[], bail: boolean): Promise<Outcome> {
    writeFileSync(this.#active, mutants.map(({ id }) => id).join(" "));
    this.#runner ??= await this.#start();
    const runner = this.#runner;
    return new Promise((resolve, reject) => {
      let computed = "";
      let since = Date.now();
      const timer = setInterval(() => {
        const times = this.#processorTimes();
        if (String(times) !== computed) since = Date.now();
        computed = String(times);
        if (Math.max(0, ...times) > mostSeconds || Date.now() - since > mostIdleSeconds * 1000)
          end({ failed: [], isTimeout: true });
      }, 5000);
      const end = (outcome: Outcome) => {
        clearInterval(timer);
        runner.removeAllListeners();
        if (outcome.isTimeout) this.stop();
        resolve(outcome);
      };
      runner.once("message", ({ failed }: Outcome) => end({ failed, isTimeout: false }));
      runner.once("exit", (status) => reject(new Error(`vitest ended with ${status}`)));
      runner.send({ tests, bail });
    });
  }

  /** The processor times of the processes that run the tests, in seconds. */
  #processorTimes(): number[] {
    const runner = String(this.#runner?.pid);
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,pgid=,time="], { encoding: "utf8" });
    const rows = stdout.split("\n").map((row) => row.trim().split(/\s+/));
    return rows.flatMap(([pid, group, time = ""]) =>
      // [days-]hours:minutes:seconds
      group === runner && pid !== runner ? time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0) : [],
    );
  }

  /** In a group of processes of its own, with everything that the tests start. */
  async #start(): Promise<ChildProcess> {
    const workers = String(availableParallelism());
    const runner = fork("tools/mutate-runner.mjs", [workers], {
      cwd: this.#tree,
      detached: true,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    groups.add(runner.pid ?? 0);
    await once(runner, "message");
    return runner;
  }

  stop(): void {
    const group = this.#runner?.pid;
    this.#runner = undefined;
    if (group === undefined || !groups.delete(group)) return;
    try {
      process.kill(-group, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

// The rounds -------------------------------------------------------------------------------------------------------

const named = ({ failed: [first], isTimeout }: Outcome): string | undefined =>
  first ? `${first.file} > ${short(first.name)}` : isTimeout ? "a time-out" : undefined;
const begun = Date.now();
const copies = Array.from({ length: jobs }, (_, index) => new Copy(index + 1));
for (const copy of copies) await copy.make();

/** Each copy takes the next one; what the work gives back is put at the end. */
async function each<T>(items: readonly T[], work: (item: T, copy: Copy) => Promise<T | undefined>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    copies.map(async (copy) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        const more = await work(item, copy);
        if (more !== undefined) queue.push(more);
      }
    }),
  );
}

// The nearest tests, one mutant at a time; first one file for each
await each(
  chosen.filter(({ id }) => !state.results[id]?.killedBy && (state.results[id]?.tried ?? 0) < mostNearest),
  async (mutant, copy) => {
    const tried = state.results[mutant.id]?.tried ?? 0;
    const upTo = steps.find((step) => step > tried) ?? mostNearest;
    const killedBy = named(await copy.run([mutant], nearestTests(mutant.file).slice(tried, upTo), true));
    record(mutant, killedBy ? { killedBy } : { tried: upTo });
    return killedBy || upTo === mostNearest ? undefined : mutant;
  },
);

// All tests, with the survivors together; then those that fail, with one at a time
let tests = [...testFiles].sort((a, b) => Number(isSlow(a)) - Number(isSlow(b)));
for (let round = 1; !values.nearest; round++) {
  const survivors = chosen.filter(({ id }) => state.results[id]?.tried === mostNearest);
  if (survivors.length === 0) break;
  const of = digest([testsDigest, ...survivors.map(({ id, file }) => `${id} ${sources.get(file)}`)].join());
  if (state.together?.of !== of) state.together = { of, fails: {} };
  const { fails } = state.together;
  process.stdout.write(`round ${round}: ${survivors.length} mutants together, ${tests.length} files of tests\n`);
  const left = tests.filter((file) => fails[file] === undefined);
  const groups = Array.from({ length: Math.ceil(left.length / filesAtOnce) }, (_, index) =>
    left.slice(index * filesAtOnce, (index + 1) * filesAtOnce),
  );
  await each(groups, async (group, copy) => {
    const { failed, isTimeout } = await copy.run(survivors, group, false);
    for (const file of group) fails[file] = isTimeout || failed.some((one) => one.file === file);
    save();
    process.stdout.write(`${Object.keys(fails).length} done, ${group.filter((file) => fails[file]).join(" ")}\n`);
    return undefined;
  });
  const failing = tests.filter((file) => fails[file]);
  let kills = 0;
  await each(failing.length > 0 ? survivors : [], async (mutant, copy) => {
    const reached = distances(mutant.file);
    const order = [...failing].sort((a, b) => (reached.get(a) ?? 20) - (reached.get(b) ?? 20));
    const killedBy = named(await copy.run([mutant], order, true));
    if (!killedBy) return undefined;
    kills++;
    record(mutant, { killedBy });
    return undefined;
  });
  if (kills === 0) {
    // Together they fail what none of them fails alone, or nothing.
    for (const mutant of survivors) record(mutant, { tried: testFiles.length });
    break;
  }
  tests = failing;
}

process.stdout.write("\n| mutant | kind | before → after | outcome |\n| --- | --- | --- | --- |\n");
for (const mutant of chosen) {
  const { killedBy } = state.results[mutant.id] ?? {};
  process.stdout.write(`| ${shown(mutant)} | ${killedBy ? `killed by ${killedBy}` : "**survived**"} |\n`);
}
const killed = chosen.filter(({ id }) => state.results[id]?.killedBy).length;
process.stdout.write(
  `\n${killed} of ${chosen.length} killed, in ${Math.round((Date.now() - begun) / 60_000)} minutes\n`,
);
for (const copy of copies) copy.stop();
