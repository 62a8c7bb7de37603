import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that depend on what their process has loaded or done before. */
const alone = "test/**/*.alone.test.ts";

/** Minutes long on a slow machine: `npm run test:slow` runs them. */
const slowFiles = [
  "test/binary.test.ts",
  "test/cli/compress.test.ts",
  "test/cli/timing.test.ts",
  "test/covers.test.ts",
  "test/determinism.test.ts",
  "test/integrations/weekly-report.test.ts",
  "test/new-rule.test.ts",
  "test/rules/site/moved.test.ts",
  "test/scale.test.ts",
  "test/schema/suite.test.ts",
  "test/workers/same.test.ts",
];
const slow = process.env.STET_SLOW || process.env.STET_ARTICLES ? [] : slowFiles;

export default defineConfig({
  test: {
    // Tests share their processes, and so what is loaded of stet, which takes longer than most of them.
    projects: [
      {
        extends: true,
        test: { name: "shared", include: ["test/**/*.test.ts"], exclude: [alone, ...slow], isolate: false },
      },
      { extends: true, test: { name: "alone", include: [alone] } },
    ],
    // Whoever runs the tests may speak another language than they expect.
    // Each test has a cache of its own, which what is compiled of stet would only fill; test/startup.test.ts asks for it.
    // stet says "npx stet" if npx has started it, which may also have started the tests.
    env: { LC_ALL: "C", NODE_DISABLE_COMPILE_CACHE: "1", npm_command: "" },
    setupFiles: ["test/support/fast-check.ts"],
    // Much of a test is waiting for a program or a server: vitest would leave a core idle.
    maxWorkers: availableParallelism(),
    // Real servers and real processes on a machine that may be busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // There, a machine that is busy for a moment must not stop everybody; the report names what was tried twice.
    retry: process.env.CI ? 1 : 0,
  },
});
