import type { Bytes, Size, Span } from "./bytes.js";

/** Type 3 of an entry: an unsigned number of 16 bits. */
const unsignedShort = 3;

/**
 * The orientation, 1 to 8, in a TIFF header with its first directory (Exif 2.32, section 4.6.4); `undefined` if there is
 * no valid one. Like Chromium, takes the first valid entry, and none of another type or count.
 */
export function orientationIn(bytes: Bytes, { start, end }: Span): number | undefined {
  if (start + 8 > end) return undefined;
  const littleEndian = bytes.is(start, "II*\0");
  if (!littleEndian && !bytes.is(start, "MM\0*")) return undefined;
  const u16 = (at: number) => (littleEndian ? bytes.u16le(at) : bytes.u16be(at));
  const u32 = (at: number) => (littleEndian ? bytes.u32le(at) : bytes.u32be(at));
  const directory = start + u32(start + 4);
  if (directory + 2 > end) return undefined;
  const lastEntry = Math.min(directory + 2 + 12 * u16(directory), end) - 12;
  for (let entry = directory + 2; entry <= lastEntry; entry += 12) {
    if (u16(entry) !== 0x0112 || u16(entry + 2) !== unsignedShort || u32(entry + 4) !== 1) continue;
    const value = u16(entry + 8);
    if (value >= 1 && value <= 8) return value;
  }
  return undefined;
}

/** Orientations from 5 on turn the image by 90°. */
export const turned = ({ width, height }: Size, orientation = 1): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };
