/**
 * `npm run test:fuzz [-- MINUTES]`: runs the property tests with new seeds and more examples until one fails or the
 * time is over (default: 10 minutes). Prints the failing seed with the smallest example.
 *
 * `npm run test:fuzz -- configuration [MINUTES]`: only one of the files and messages that arrive (default: 20 minutes):
 * `configuration`, `generator`, `ignore`, `blob`, `ledger`, `baseline`, `caches`, `editor`.
 *
 * `npm run test:fuzz -- safe-fixes [ROUNDS]`: compares the safe fixes of 100,000 articles by independent parsers, in rounds of
 * 5,000 (default: 20 rounds).
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";

const arrivals = ["configuration", "generator", "ignore", "blob", "ledger", "baseline", "caches", "editor"];
const onlySafeFixes = process.argv[2] === "safe-fixes";
const arrival = arrivals.find((name) => name === process.argv[2]);
const minutes = onlySafeFixes
  ? Number.POSITIVE_INFINITY
  : arrival === undefined
    ? Number(process.argv[2] ?? 10)
    : Number(process.argv[3] ?? 20);
if (Number.isNaN(minutes)) throw new Error(`the argument must be minutes, safe-fixes or one of ${arrivals.join(", ")}`);
const mostRounds = onlySafeFixes ? Number(process.argv[3] ?? 20) : Number.POSITIVE_INFINITY;
const safeFixes = "test/fix/safe-fixes.test.ts"; // safe fixes, compared by markdown-it, parse5, kramdown, MDX, js-yaml
/** Eight properties in `safeFixes`, so 5,000 articles in each round. */
const runs = onlySafeFixes ? "625" : arrival === undefined ? "2000" : "500";
const allTests = [
  "test/article/properties.test.ts", // front matter, positions, HTML and Markdown, edits of values
  "test/article/commonmark.test.ts", // Markdown, compared with the reference parser of CommonMark
  "test/article/tags.test.ts", // tags as HTML parses them, and which fixes preserve the tree
  "test/article/srcset.test.ts", // srcset, compared with the algorithm of the HTML standard
  "test/article/directives.test.ts", // the directive parser
  "test/fix/properties.test.ts", // the fix engine, directives, all rules, with and without facts from the network
  safeFixes,
  "test/probe/decode.test.ts", // image decoders
  "test/patterns/linear-match.test.ts", // patterns in linear time, compared with JavaScript's engine
  "test/patterns/bounds.test.ts", // replacements in linear time, compared with JavaScript's engine
  "test/hostile-files.test.ts", // any text as configurations, ignore files, blobs, ledgers, baselines, caches
  "test/fuzz.alone.test.ts", // the same, changed at random, in runs with --untrusted; messages of editors
];
const tests = onlySafeFixes
  ? [safeFixes]
  : arrival === undefined
    ? allTests
    : ["test/fuzz.alone.test.ts", "--testNamePattern", `^${arrival}`];
const end = Date.now() + minutes * 60_000;
let rounds = 0;
while (rounds < mostRounds && Date.now() < end) {
  const seed = String(randomInt(2 ** 31));
  process.stdout.write(`seed ${seed}\n`);
  const { status } = spawnSync("npx", ["vitest", "run", "--testTimeout=600000", "--reporter=dot", ...tests], {
    stdio: "inherit",
    env: { ...process.env, FC_SEED: seed, FUZZ_RUNS: runs },
  });
  rounds++;
  if (status !== 0) {
    process.stdout.write(
      `found with seed ${seed}: FC_SEED=${seed} FUZZ_RUNS=${runs} npx vitest run ${tests.join(" ")}\n`,
    );
    process.exit(1);
  }
}
process.stdout.write(`${rounds} rounds of ${runs} examples of each property, nothing found\n`);
