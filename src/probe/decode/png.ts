import { crc32 } from "node:zlib";
import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, NeedMore } from "./bytes.js";

/** PNG and APNG (https://www.w3.org/TR/png-3/), and Apple's CgBI, which has an extra chunk before the header. */
export const png: Format = {
  matches: (bytes) => (bytes.is(0, "\x89PNG\r\n\x1a\n") ? "image/png" : undefined),
  size(bytes) {
    const header = bytes.is(12, "CgBI") ? 8 + 12 + bytes.u32be(8) : 8;
    if (!bytes.is(header + 4, "IHDR"))
      throw new Damaged(t("probe.decode.png.header", "the first chunk is not the header"));
    checkSum(bytes, header + 4, 17);
    return { width: bytes.u32be(header + 8), height: bytes.u32be(header + 12) };
  },
};

/** Decoders refuse a header with a wrong checksum, so readers would not see the image. */
function checkSum(bytes: Bytes, start: number, length: number): void {
  const end = start + length;
  if (end + 4 > bytes.data.length) throw new NeedMore(end + 4);
  if (crc32(bytes.data.subarray(start, end)) !== bytes.u32be(end))
    throw new Damaged(t("probe.decode.png.checksum", "the header has a wrong checksum"));
}
