/**
 * `npm run test:fuzz [-- MINUTES]`: the property tests with ever new seeds and more examples, until something is found or the
 * time is over (default: 10 minutes). A seed that finds something is printed, with the smallest example.
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";

const minutes = Number(process.argv[2] ?? 10);
const tests = [
  "test/article/properties.test.ts", // front matter, positions, HTML and Markdown, edits of values
  "test/article/commonmark.test.ts", // Markdown, beside the parser of those who specified it
  "test/article/tags.test.ts", // what HTML makes of tags, and which repairs leave its tree alone
  "test/article/srcset.test.ts", // srcset, beside the algorithm of the HTML standard
  "test/article/directives.test.ts", // the reader of directives
  "test/fix/properties.test.ts", // the fix engine, directives, all rules, with and without facts from the network
  "test/rules/safe-fixes.test.ts", // safe fixes, beside the page that markdown-it and parse5 build
  "test/rules/html/safe-fixes.test.ts", // safe fixes of HTML, beside the page that parse5 builds
  "test/probe/decode.test.ts", // decoders of pictures
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
