/** Our decoders beside ImageMagick's: the same type and size for every file that a real encoder writes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decode } from "../../src/probe/decode/index.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-identify-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether this ImageMagick writes a format: its delegates differ from system to system. */
const writes = (format: string): boolean => {
  try {
    return new RegExp(`^\\s*${format}\\S*\\s+\\S+\\s+[r-]w`, "im").test(
      execFileSync("convert", ["-list", "format"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return false;
  }
};

const types: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  bmp: "image/bmp",
  ico: "image/x-icon",
  avif: "image/avif",
  heic: "image/heic",
};
const sizes = [
  [1, 1],
  [200, 113],
] as const;
const ways: Readonly<Record<string, readonly (readonly string[])[]>> = {
  png: [[], ["-interlace", "PNG"], ["-depth", "16"], ["-colors", "4"]],
  jpg: [[], ["-interlace", "JPEG"], ["-quality", "20"], ["-colorspace", "CMYK"], ["-colorspace", "Gray"]],
  gif: [[], ["-interlace", "GIF"]],
  webp: [[], ["-define", "webp:lossless=true"] as const].map((way) => [...way]),
  bmp: [[], ["-define", "bmp:format=bmp3"], ["-colors", "2"]],
};

describe.each(Object.keys(types))("%s", (format) => {
  it("is read as ImageMagick reads it", ({ skip }) => {
    if (!writes(format === "jpg" ? "JPEG" : format.toUpperCase()))
      skip(`NOTE: there is no ImageMagick here that writes ${format}: not compared`);
    for (const [width, height] of sizes)
      for (const way of ways[format] ?? [[]]) {
        const file = path.join(folder, `a.${format}`);
        execFileSync("convert", ["-size", `${width}x${height}`, "plasma:fractal", ...way, file]);
        const said = execFileSync("identify", ["-format", "%w %h\n", file], { encoding: "utf8" }).split("\n")[0];
        const decoded = decode(readFileSync(file), true);
        expect([width, height, way, decoded]).toEqual([
          width,
          height,
          way,
          {
            state: "picture",
            type: types[format],
            size: { width: Number(said?.split(" ")[0]), height: Number(said?.split(" ")[1]) },
            ...(format === "heic" && { unshown: "HEIC" }),
          },
        ]);
      }
  }, 120_000);
});
