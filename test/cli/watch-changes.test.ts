/** What `stet --watch` takes for new, gone and the same. */
import { describe, expect, it } from "vitest";
import { changesBetween, type WatchedFiles } from "../../src/cli/watch-changes.js";
import type { FileResult, Violation } from "../../src/results.js";
import { fileResult } from "../report/support.js";

const text = "abcdefghij";
const file = (path: string, messages: readonly string[], more: Partial<FileResult> = {}): FileResult => ({
  ...fileResult(
    path,
    text,
    messages.map((message, at) => ({ at: text.charAt(at), message })),
  ),
  ...more,
});
const files = (...results: readonly (FileResult & { readonly inode?: number })[]): WatchedFiles =>
  new Map(results.map((result) => [result.path, { result, lines: new Map<Violation, string>(), inode: result.inode }]));
const changes = (before: WatchedFiles, after: WatchedFiles) => {
  const { added, gone } = changesBetween(before, after);
  const list = (results: readonly FileResult[]) =>
    results.flatMap(({ path, violations, errors }) =>
      [...violations, ...errors].map(({ message }) => `${path}: ${message}`),
    );
  return { added: list(added), gone: list(gone) };
};
const none = { added: [], gone: [] };

describe("a violation", () => {
  it("is new or gone as often as it is there more or less often", () => {
    expect(changes(files(file("a.md", ["x", "x"])), files(file("a.md", ["x", "x", "x", "y"])))).toEqual({
      added: ["a.md: x", "a.md: y"],
      gone: [],
    });
    expect(changes(files(file("a.md", ["x", "x", "y"])), files(file("a.md", ["x"])))).toEqual({
      added: [],
      gone: ["a.md: x", "a.md: y"],
    });
  });
  it("is the same if only the number of a line in its message has changed", () => {
    const at = (message: string) => files(file("a.md", [message]));
    expect(changes(at("Image is already in line 12."), at("Image is already in line 14."))).toEqual(none);
    expect(changes(at("Image is already in line 12."), at("Link is already in line 12."))).toEqual({
      added: ["a.md: Link is already in line 12."],
      gone: ["a.md: Image is already in line 12."],
    });
  });
  it("is the same in a renamed file, and not in another file that happens to have it", () => {
    const before = files({ ...file("a.md", ["x"]), inode: 1 });
    expect(changes(before, files({ ...file("b.md", ["x"]), inode: 1 }))).toEqual(none);
    expect(changes(before, files({ ...file("b.md", ["x", "y"]), inode: 1 }))).toEqual({ added: ["b.md: y"], gone: [] });
    expect(changes(before, files({ ...file("b.md", ["x"]), inode: 2 }))).toEqual({
      added: ["b.md: x"],
      gone: ["a.md: x"],
    });
  });
  it("is gone with its file, and a file that cannot be checked is new and gone like it", () => {
    const failed = file("a.md", [], { errors: [{ kind: "read", message: "no permission" }] });
    expect(changes(files(file("a.md", ["x"])), files())).toEqual({ added: [], gone: ["a.md: x"] });
    expect(changes(files(file("a.md", ["x"])), files(failed))).toEqual({
      added: ["a.md: no permission"],
      gone: ["a.md: x"],
    });
    expect(changes(files(failed), files(failed))).toEqual(none);
    expect(changes(files(failed), files(file("a.md", [])))).toEqual({ added: [], gone: ["a.md: no permission"] });
  });
});
