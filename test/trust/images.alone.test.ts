/** What other users of the machine, who can write to the folder of an image, cannot make stet do. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, it, vi } from "vitest";
import { checkLocalFile } from "../../src/probe/local.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-trust-images-");

const swap = vi.hoisted(() => ({ beforeOpen: undefined as ((file: unknown) => void) | undefined }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const openSync: typeof fs.openSync = (file, ...rest) => {
    swap.beforeOpen?.(file);
    return fs.openSync(file, ...rest);
  };
  return { ...fs, openSync };
});
vi.mock("node:fs/promises", async (original) => {
  const fs = await original<typeof import("node:fs/promises")>();
  const open: typeof fs.open = (file, ...rest) => {
    swap.beforeOpen?.(file);
    return fs.open(file, ...rest);
  };
  return { ...fs, open };
});

it.skipIf(process.platform === "win32")(
  "a named pipe that somebody puts in the place of an image is not waited for",
  async () => {
    const file = at("a.png");
    put("a.png", "not yet a pipe");
    swap.beforeOpen = (opened) => {
      if (opened !== file) return;
      rmSync(file);
      execFileSync("mkfifo", [file]);
      swap.beforeOpen = undefined;
    };
    const { verdict, reason } = await checkLocalFile(pathToFileURL(file).href, 1000);
    expect([verdict, reason]).toEqual(["broken", "not-an-image"]);
    expect(swap.beforeOpen).toBeUndefined();
  },
);
