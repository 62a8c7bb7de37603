/** Runs files of tests in a copy, as mutate.ts asks for them: one vitest for all runs, since starting it takes longest. */
import path from "node:path";
import { createVitest } from "vitest/node";

const maxWorkers = Number(process.argv[2]);
// A test that waits too long on a busy machine has noticed nothing.
const patience = { testTimeout: 900_000, hookTimeout: 900_000 };
const vitest = await createVitest("test", { watch: false, reporters: [{}], maxWorkers, ...patience });
await vitest.standalone();
await vitest.globTestSpecifications();

process.on("message", async ({ tests, bail }) => {
  vitest.config.bail = bail ? 1 : 0;
  for (const project of vitest.projects) project.config.bail = bail ? 1 : 0;
  const specifications = tests.flatMap((file) => vitest.getModuleSpecifications(path.resolve(file)));
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
  const failed = specifications.flatMap(({ testModule, moduleId }) => {
    const file = path.relative(process.cwd(), moduleId).replaceAll("\\", "/");
    const names = [...(testModule?.children.allTests("failed") ?? [])].map((test) => test.fullName);
    if (names.length === 0 && testModule?.state() === "failed") names.push("(the file)");
    return names.map((name) => ({ file, name }));
  });
  if (failed.length === 0 && unhandledErrors.length > 0)
    failed.push({ file: tests[0], name: "(an error outside of tests)" });
  process.send({ failed });
});
process.send("ready");
