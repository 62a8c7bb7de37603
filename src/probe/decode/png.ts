import { crc32 } from "node:zlib";
import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, NeedMore } from "./bytes.js";
import { orientationIn, turned } from "./exif.js";

/** PNG and APNG (https://www.w3.org/TR/png-3/), and Apple's CgBI, which has an extra chunk before the header. */
export const png: Format = {
  matches: (bytes) => (bytes.is(0, "\x89PNG\r\n\x1a\n") ? "image/png" : undefined),
  size(bytes) {
    const header = isForApple(bytes) ? 8 + 12 + bytes.u32be(8) : 8;
    if (!bytes.is(header + 4, "IHDR") || bytes.u32be(header) !== 13)
      throw new Damaged(t("probe.decode.png.header", "the first chunk is not the header"));
    if (!isIntact(bytes, header)) throw new Damaged(t("probe.decode.png.checksum", "the header has a wrong checksum"));
    const size = { width: bytes.u32be(header + 8), height: bytes.u32be(header + 12) };
    if (!isPossible(bytes, header + 8))
      throw new Damaged(t("probe.decode.png.values", "the header has an impossible value"));
    let orientation: number | undefined;
    // The first valid eXIf before the data counts. A chunk behind the data does not.
    for (let at = header + 25; ; ) {
      const length = bytes.u32be(at);
      const type = typeOf(bytes, at);
      if (type === "IDAT") return turned(size, orientation);
      if (type === "IEND") throw new Damaged(t("probe.decode.png.noData", "there is no image data"));
      if (type === "eXIf" && isIntact(bytes, at))
        orientation ??= orientationIn(bytes, { start: at + 8, end: at + 8 + length });
      if (type === "fcTL" && (bytes.u32be(at + 12) > size.width || bytes.u32be(at + 16) > size.height))
        throw new Damaged(t("probe.decode.png.frame", "the first frame is larger than the image"));
      // The first letter of a chunk that a decoder must know is a capital.
      if (/^[A-Z]/.test(type) && type !== "PLTE")
        throw new Damaged(t("probe.decode.png.chunk", 'the chunk "{type}" is unknown', { type }));
      at += 12 + length;
    }
  },
  unshown: (bytes) => (isForApple(bytes) ? "CgBI PNG" : undefined),
  isAnimated(bytes) {
    // APNG: acTL is before IDAT.
    let at = 8;
    while (typeOf(bytes, at) !== "IDAT" && typeOf(bytes, at) !== "acTL") at += 12 + bytes.u32be(at);
    return typeOf(bytes, at) === "acTL";
  },
};

const isForApple = (bytes: Bytes): boolean => bytes.is(12, "CgBI");

const typeOf = (bytes: Bytes, chunk: number): string =>
  String.fromCharCode(...[4, 5, 6, 7].map((offset) => bytes.u8(chunk + offset)));

/** Whether the checksum of a chunk is right. */
function isIntact(bytes: Bytes, chunk: number): boolean {
  const end = chunk + 8 + bytes.u32be(chunk);
  if (end + 4 > bytes.data.length) throw new NeedMore(end + 4);
  return crc32(bytes.data.subarray(chunk + 4, end)) === bytes.u32be(end);
}

/** Bits of a sample by color type (section 11.2.1). */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

function isPossible(bytes: Bytes, header: number): boolean {
  const [depth, color, compression, filter, interlace] = [8, 9, 10, 11, 12].map((offset) => bytes.u8(header + offset));
  return (
    bytes.u32be(header) < 2 ** 31 &&
    bytes.u32be(header + 4) < 2 ** 31 &&
    depths[color ?? -1]?.includes(depth ?? 0) === true &&
    compression === 0 &&
    filter === 0 &&
    (interlace ?? 2) <= 1
  );
}
