import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";

/** An empty folder for each test of a file. `at()` is its path. Values that are no text are written as JSON. */
export function scratch(prefix: string) {
  let root = "";
  const at = (...names: string[]): string => path.join(root, ...names);
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), prefix));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const put = (name: string, content: string | object): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), typeof content === "string" ? content : JSON.stringify(content));
  };
  return { at, put };
}
