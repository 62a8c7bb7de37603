/**
 * `npm run test:fuzz [-- MINUTES]`: runs the property tests with new seeds and more examples until one fails or the
 * time is over (default: 10 minutes). Prints the failing seed with the smallest example.
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";

const minutes = Number(process.argv[2] ?? 10);
const tests = [
  "test/article/properties.test.ts", // front matter, positions, HTML and Markdown, edits of values
  "test/article/commonmark.test.ts", // Markdown, compared with the reference parser of CommonMark
  "test/article/tags.test.ts", // tags as HTML parses them, and which fixes preserve the tree
  "test/article/srcset.test.ts", // srcset, compared with the algorithm of the HTML standard
  "test/article/directives.test.ts", // the directive parser
  "test/fix/properties.test.ts", // the fix engine, directives, all rules, with and without facts from the network
  "test/rules/safe-fixes.test.ts", // safe fixes, compared with the page that markdown-it and parse5 build
  "test/rules/html/safe-fixes.test.ts", // safe fixes of HTML, compared with the page that parse5 builds
  "test/probe/decode.test.ts", // image decoders
  "test/patterns/linear-match.test.ts", // patterns in linear time, compared with JavaScript's engine
  "test/patterns/bounds.test.ts", // replacements in linear time, compared with JavaScript's engine
  "test/hostile-files.test.ts", // configurations, ignore files, blobs, ledgers, baselines, caches, messages of editors
];
const end = Date.now() + minutes * 60_000;
let rounds = 0;
while (Date.now() < end) {
  const seed = String(randomInt(2 ** 31));
  process.stdout.write(`seed ${seed}\n`);
  const { status } = spawnSync("npx", ["vitest", "run", "--testTimeout=600000", "--reporter=dot", ...tests], {
    stdio: "inherit",
    env: { ...process.env, FC_SEED: seed, FUZZ_RUNS: "2000" },
  });
  rounds++;
  if (status !== 0) {
    process.stdout.write(`found with seed ${seed}: FC_SEED=${seed} FUZZ_RUNS=2000 npx vitest run ${tests.join(" ")}\n`);
    process.exit(1);
  }
}
process.stdout.write(`${rounds} rounds, nothing found\n`);
