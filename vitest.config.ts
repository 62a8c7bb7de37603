import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Whoever runs the tests may speak another language than they expect.
    // Each test has a cache of its own, which what is compiled of stet would only fill; test/startup.test.ts asks for it.
    env: { LC_ALL: "C", NODE_DISABLE_COMPILE_CACHE: "1" },
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
