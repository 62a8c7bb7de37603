import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, type Size } from "./bytes.js";
import { orientationIn, turned } from "./exif.js";

/**
 * ITU T.81, Annex B. Segments are skipped by their length, so the size of an embedded thumbnail is never read. The
 * segments up to the first scan count, because EXIF may come after the size.
 */
export const jpeg: Format = {
  matches: (bytes) => (bytes.is(0, "\xff\xd8\xff") ? "image/jpeg" : undefined),
  size(bytes) {
    const { size, exif } = readSegments(bytes);
    return turned(size, exif);
  },
  unshown: (bytes) => unshownFrame(readSegments(bytes)),
};

interface Segments {
  readonly size: Size;
  /** The marker of the frame header, and its bits of a sample. */
  readonly frame: number;
  readonly precision: number;
  readonly exif: number | undefined;
}

function readSegments(bytes: Bytes): Segments {
  let header: Omit<Segments, "exif"> | undefined;
  let exif: { readonly orientation: number | undefined } | undefined;
  for (let at = 2; ; ) {
    // Like libjpeg's next_marker, skips data between segments and any number of fill bytes.
    while (bytes.u8(at) !== 0xff) at++;
    while (bytes.u8(at) === 0xff) at++;
    const marker = bytes.u8(at++);
    if (hasNoLength(marker)) continue;
    if (marker === 0xd9 || (marker === 0xda && !header))
      throw new Damaged(
        header
          ? t("probe.decode.jpeg.noData", "there is no image data")
          : t("probe.decode.jpeg.noSize", "image data without a size before it"),
      );
    const length = bytes.u16be(at);
    if (marker === 0xda && header) {
      bytes.u8(at + length - 1);
      return { ...header, exif: exif?.orientation };
    }
    // libjpeg takes an impossible length of a segment that it does not need for 2.
    if (length < 2 && !isOptional(marker))
      throw new Damaged(t("probe.decode.jpeg.length", "a segment has an impossible length"));
    if (isFrameHeader(marker)) {
      if (header) throw new Damaged(t("probe.decode.jpeg.frames", "there are two frame headers"));
      const [height, width] = [bytes.u16be(at + 3), bytes.u16be(at + 5)];
      // A later DNL segment can define a height of 0, but browsers do not support that.
      if (height === 0) throw new Damaged(t("probe.decode.jpeg.noHeight", "the height is missing"));
      header = { size: { width, height }, frame: marker, precision: bytes.u8(at + 2) };
    }
    // Only the first EXIF segment counts. Its sixth byte may have any value.
    if (marker === 0xe1 && !exif && length > 8 && bytes.is(at + 2, "Exif\0"))
      exif = { orientation: orientationIn(bytes, { start: at + 8, end: at + length }) };
    at += Math.max(length, 2);
  }
}

/** TEM, RST0 to RST7, a repeated SOI, and the 0 that escapes a data byte. */
const hasNoLength = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** SOF0 to SOF15, except DHT, JPG and DAC, which have numbers in this range. */
const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** APP0 to APP15, and comments. */
const isOptional = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Processes that libjpeg-turbo does not decode, and with it no browser. */
function unshownFrame({ frame, precision }: Segments): string | undefined {
  if ([0xc3, 0xc7, 0xcb, 0xcf].includes(frame)) return "lossless JPEG";
  if (frame >= 0xc5 && frame !== 0xc9 && frame !== 0xca) return "hierarchical JPEG";
  return precision === 8 ? undefined : `JPEG (${precision} bit)`;
}
