/** The tester as a plugin's author has it: from the installed package, under Node's own test runner. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";

const test = (messages: string) => `
import { describe, it } from "node:test";
import { defineRule } from "stet";
import { RuleTester } from "stet/testing";

RuleTester.describe = describe;
RuleTester.it = it;
const rule = defineRule({
  name: "house/no-center",
  summary: "Nothing is centred",
  severity: "warning",
  messages: { center: () => "the theme says what is centred: remove the element" },
  element: {
    center: ({ startTag: { start } }, { report }) =>
      report("center", { at: { start: start + 1, end: start + 7 }, data: undefined }),
  },
});
new RuleTester().run(rule, {
  valid: [{ name: "text", article: "一。\\n" }],
  invalid: [{ name: "it", article: "<«center»>一。</center>\\n", messages: "${messages}" }],
});
`;

it("runs under node:test, which passes and fails with it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-plugin-"));
  try {
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(packageRoot(), path.join(folder, "node_modules/stet"), "dir");
    const run = (messages: string) => {
      writeFileSync(path.join(folder, "rule.test.mjs"), test(messages));
      // A test runner that finds itself in another one's process keeps quiet.
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const options = { cwd: folder, encoding: "utf8", env } as const;
      return spawnSync(process.execPath, ["--test", "--test-reporter=spec", "rule.test.mjs"], options);
    };
    const passing = run("the theme says what is centred: remove the element");
    expect(passing.stdout).toContain("pass 2");
    expect(passing.status).toBe(0);
    const failing = run("something else");
    expect(failing.stdout).toContain("fail 1");
    expect(failing.stdout).toContain("the theme says what is centred");
    expect(failing.status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
