import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format } from "./bytes.js";

/** ITU T.81, Annex B. Segments are skipped by their length, so the size of an embedded thumbnail is never read. */
export const jpeg: Format = {
  matches: (bytes) => (bytes.is(0, "\xff\xd8\xff") ? "image/jpeg" : undefined),
  size(bytes) {
    let orientation: number | undefined;
    for (let at = 2; ; ) {
      // Like libjpeg's next_marker, skips data between segments and any number of fill bytes.
      while (bytes.u8(at) !== 0xff) at++;
      while (bytes.u8(at) === 0xff) at++;
      const marker = bytes.u8(at++);
      if (hasNoLength(marker)) continue;
      if (marker === 0xd9 || marker === 0xda)
        throw new Damaged(t("probe.decode.jpeg.noSize", "image data without a size before it"));
      const length = bytes.u16be(at);
      if (length < 2) throw new Damaged(t("probe.decode.jpeg.length", "a segment has an impossible length"));
      if (isFrameHeader(marker)) {
        const [height, width] = [bytes.u16be(at + 3), bytes.u16be(at + 5)];
        // A later DNL segment can define a height of 0, but browsers do not support that.
        if (height === 0) throw new Damaged(t("probe.decode.jpeg.noHeight", "the height is missing"));
        return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
      }
      if (marker === 0xe1) orientation ??= exifOrientation(bytes, at + 2, at + length);
      at += length;
    }
  },
};

/** TEM, RST0 to RST7, a repeated SOI, and the 0 that escapes a data byte. */
const hasNoLength = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** SOF0 to SOF15, except DHT, JPG and DAC, which have numbers in this range. */
const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Tag 0x0112 of the first directory of the segment `[start, end)`, 1 to 8 (Exif 2.32, section 4.6.4). Values from 5 on
 * rotate the image by 90°. `undefined` if the segment is not EXIF or has no valid value.
 */
function exifOrientation(bytes: Bytes, start: number, end: number): number | undefined {
  const tiff = start + 6;
  if (tiff + 8 > end || !bytes.is(start, "Exif\0\0")) return undefined;
  const littleEndian = bytes.is(tiff, "II*\0");
  if (!littleEndian && !bytes.is(tiff, "MM\0*")) return undefined;
  const u16 = (at: number) => (littleEndian ? bytes.u16le(at) : bytes.u16be(at));
  const directory = tiff + (littleEndian ? bytes.u32le(tiff + 4) : bytes.u32be(tiff + 4));
  if (directory + 2 > end) return undefined;
  const lastEntry = Math.min(directory + 2 + 12 * u16(directory), end) - 12;
  for (let entry = directory + 2; entry <= lastEntry; entry += 12) {
    if (u16(entry) !== 0x0112) continue;
    const value = u16(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
