import type { Format, Size } from "./bytes.js";

/** ICO and CUR: a directory of images. Browsers show the largest. A side of 256 pixels is written as 0. */
export const ico: Format = {
  matches(bytes) {
    if (!bytes.is(0, "\0\0") || !(bytes.is(2, "\x01\0") || bytes.is(2, "\x02\0"))) return undefined;
    const count = bytes.u16le(4);
    // The data of the first image comes after the directory.
    return count > 0 && bytes.u32le(18) >= 6 + 16 * count ? "image/x-icon" : undefined;
  },
  size(bytes) {
    let largest: Size = { width: 0, height: 0 };
    for (let at = 6, end = 6 + 16 * bytes.u16le(4); at < end; at += 16) {
      const size = { width: bytes.u8(at) || 256, height: bytes.u8(at + 1) || 256 };
      if (size.width * size.height > largest.width * largest.height) largest = size;
    }
    return largest;
  },
};
