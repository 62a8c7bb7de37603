/** The decoders beside Chromium: `npm run record:images` records what it shows. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { decode } from "../../src/probe/decode/index.js";
import { imageFiles } from "../support/image-files/index.js";

type Shown = readonly [width: number, height: number] | null;

const recorded: { readonly files: Readonly<Record<string, Shown>> } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "images/chromium.json"), "utf8"),
);
const page = readFileSync(path.join(packageRoot(), "docs/images.md"), "utf8");
const files = Object.entries(imageFiles());

/** What stet says that a browser shows: a size, nothing, or that it cannot tell the size. */
function judged(bytes: Buffer): Shown | "unknown" {
  const decoded = decode(bytes, true);
  if (decoded.state !== "picture" || decoded.unshown !== undefined) return null;
  return decoded.size ? [decoded.size.width, decoded.size.height] : "unknown";
}

/** The files of the table in docs/images.md: each line names one or more and gives a reason. */
const excepted = new Set([...page.matchAll(/`([\w.-]+\.(?:svg|jxl|avif|png|jpg|gif|webp|bmp|ico))`/g)].map(([, name]) => name));

describe("every file is judged as Chromium shows it", () => {
  it("all files are recorded, and no others", () => {
    expect(files.map(([name]) => name)).toEqual(Object.keys(recorded.files));
    expect(files.length).toBeGreaterThanOrEqual(150);
  });
  it("but those that docs/images.md lists with the reason", () => {
    const different = files.filter(
      ([name, bytes]) => JSON.stringify(judged(bytes)) !== JSON.stringify(recorded.files[name]),
    );
    expect(different.map(([name]) => name)).toEqual(files.map(([name]) => name).filter((name) => excepted.has(name)));
  });
});
