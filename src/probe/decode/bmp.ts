import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format } from "./bytes.js";

/** Bytes of the file header before the image header. */
const fileHeader = 14;

/**
 * Lengths of the known headers: OS/2 1.x, OS/2 2.x (16 to 64, in steps of 4, or cut within a number) and Windows
 * (https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types).
 */
const isHeaderLength = (length: number): boolean =>
  length === 12 || (length >= 16 && length <= 64 && length % 4 === 0) || [42, 46, 108, 124].includes(length);

export const bmp: Format = {
  // Text files can also begin with "BM".
  matches: (bytes) => (bytes.is(0, "BM") && isHeaderLength(bytes.u32le(14)) ? "image/bmp" : undefined),
  size(bytes) {
    const length = bytes.u32le(14);
    bytes.u8(fileHeader + length - 1);
    if (bytes.u32le(10) < fileHeader + length || !bits.has(bytes.u16le(length === 12 ? 24 : 28)) || !isStored(bytes))
      throw new Damaged(t("probe.decode.bmp.values", "the header has an impossible value"));
    return length === 12
      ? { width: bytes.u16le(18), height: bytes.u16le(20) }
      : // A negative height means that the rows are stored from top to bottom.
        { width: bytes.i32le(18), height: Math.abs(bytes.i32le(22)) };
  },
  // A file that is cut is shown as far as it goes.
  checkWhole(bytes) {
    bytes.u8(bytes.u32le(10));
  },
};

const bits: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 24, 32]);

/** Whether the header has a known method of compression, if it has one. */
const isStored = (bytes: Bytes): boolean => bytes.u32le(14) < 20 || bytes.u32le(30) <= 6;
