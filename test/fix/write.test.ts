import { createHash } from "node:crypto";
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeSafely } from "../../src/fix/write.js";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

describe("writing a fixed file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stet-write-"));
    file = path.join(folder, "a.md");
    await writeFile(file, "old");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("replaces the content, keeps the mode and leaves nothing beside it", async () => {
    await chmod(file, 0o640);
    expect(await writeSafely(file, hash("old"), "new")).toEqual({ written: true });
    expect(await readFile(file, "utf8")).toBe("new");
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(["a.md"]);
  });
  it("leaves a file alone that changed since it was read", async () => {
    const result = await writeSafely(file, hash("what was read"), "new");
    expect(result).toMatchObject({ written: false, why: "changed" });
    expect(await readFile(file, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.md"]);
  });
  it("writes through a symbolic link, which stays one", async () => {
    const link = path.join(folder, "link.md");
    await symlink("a.md", link);
    expect(await writeSafely(link, hash("old"), "new")).toEqual({ written: true });
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(file, "utf8")).toBe("new");
  });
  it("refuses a read-only file and says what to do", async () => {
    await chmod(file, 0o444);
    const result = await writeSafely(file, hash("old"), "new");
    expect(result).toMatchObject({ written: false, why: "failed" });
    expect(result).toHaveProperty("message", expect.stringContaining("read-only"));
    expect(await readFile(file, "utf8")).toBe("old");
  });
});
