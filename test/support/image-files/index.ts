/** The files of the comparison with Chromium: some made by code, some by the programs that people use. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bmpFiles, gifFiles } from "./gif.js";
import { jpegFiles } from "./jpeg.js";
import { derivedFiles } from "./made.js";
import { pngFiles } from "./png.js";
import { otherFiles, svgFiles } from "./svg.js";

const made = path.resolve(import.meta.dirname, "../../probe/images/made");

/** All files by name, sorted. The extension decides the media type under which a browser gets the file. */
export function imageFiles(): Readonly<Record<string, Buffer>> {
  const seeds = Object.fromEntries(readdirSync(made).map((name) => [name, readFileSync(path.join(made, name))]));
  const all = {
    ...pngFiles,
    ...jpegFiles,
    ...gifFiles,
    ...bmpFiles,
    ...svgFiles,
    ...otherFiles,
    ...seeds,
    ...derivedFiles(seeds),
  };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
