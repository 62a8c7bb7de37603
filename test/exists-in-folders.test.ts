import { mkdirSync, symlinkSync } from "node:fs";
import { expect, it } from "vitest";
import { existsInFolders } from "../src/platform/paths.js";
import { scratch } from "./support/scratch.js";

const { at, put } = scratch("stet-exists-");

it("many files are looked up by the names in their folders, as if each were asked for", async () => {
  put("a/one.md", "");
  mkdirSync(at("a/folder"));
  symlinkSync("one.md", at("a/link.md"));
  symlinkSync("gone.md", at("a/dangling.md"));
  mkdirSync(at("empty"));
  const exists = existsInFolders();
  const asked = [
    "a/one.md",
    "a/folder",
    "a/link.md",
    "a/dangling.md",
    "a/two.md",
    "a/one.md/x",
    "empty/a.md",
    "gone/b.md",
  ];
  const found: string[] = [];
  for (const file of asked) if (await exists(at(file))) found.push(file);
  expect(found).toEqual(["a/one.md", "a/folder", "a/link.md"]);
});

it("a file is there by any spelling that the system takes for its name", async () => {
  put("b/one.md", "");
  const exists = existsInFolders();
  expect(await exists(at("b/../b/one.md"))).toBe(true);
  expect(await exists(`${at("b")}/`)).toBe(true);
  expect(await exists("/")).toBe(true);
});
