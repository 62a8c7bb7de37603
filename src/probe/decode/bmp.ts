import type { Format } from "./bytes.js";

/** Lengths of the known headers: OS/2 1.x and 2.x, and Windows (https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types). */
const headerLengths = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

export const bmp: Format = {
  // Text files can also begin with "BM".
  matches: (bytes) => (bytes.is(0, "BM") && headerLengths.has(bytes.u32le(14)) ? "image/bmp" : undefined),
  size: (bytes) =>
    bytes.u32le(14) === 12
      ? { width: bytes.u16le(18), height: bytes.u16le(20) }
      : // A negative height means that the rows are stored from top to bottom.
        { width: bytes.i32le(18), height: Math.abs(bytes.i32le(22)) },
};
