/** Diffs name files in their own letters, and git applies them, whatever the name is. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/fix/diff.js";

const before = "一\n二\n三";
const after = "一\n2\n三";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe("a diff", () => {
  it.each([
    ["a.md", "--- a/a.md\n+++ b/a.md\n"],
    ["早市/_图_开张了.md", "--- a/早市/_图_开张了.md\n+++ b/早市/_图_开张了.md\n"],
    ["café.md", "--- a/café.md\n+++ b/café.md\n"],
    ["早 市.md", "--- a/早 市.md\t\n+++ b/早 市.md\t\n"],
    ['"早市".md', '--- "a/\\"早市\\".md"\n+++ "b/\\"早市\\".md"\n'],
    ["a\\b.md", '--- "a/a\\\\b.md"\n+++ "b/a\\\\b.md"\n'],
    ["a\nb\t.md", '--- "a/a\\nb\\t.md"\n+++ "b/a\\nb\\t.md"\n'],
    ["a\u0085\u202e.md", '--- "a/a\\302\\205\\342\\200\\256.md"\n+++ "b/a\\302\\205\\342\\200\\256.md"\n'],
  ])("of %j names it so that people and git can read it", async (name, header) => {
    const diff = unifiedDiff(name, before, after);
    expect(diff).toBe(`${header}@@ -1,3 +1,3 @@\n 一\n-二\n+2\n 三\n\\ No newline at end of file\n`);
    // These characters cannot be in a file name there.
    if (process.platform === "win32" && /["\\\n\t\u0085]/.test(name)) return;
    const folder = await mkdtemp(path.join(tmpdir(), "stet-diff-"));
    folders.push(folder);
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    for (const quotePath of ["true", "false"]) {
      await writeFile(file, before);
      const { status, stderr } = spawnSync("git", ["-c", `core.quotePath=${quotePath}`, "apply"], {
        cwd: folder,
        input: diff,
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(await readFile(file, "utf8")).toBe(after);
    }
  });

  it("of equal texts is empty", () => {
    expect(unifiedDiff("a.md", before, before)).toBe("");
  });
});
