import { t } from "../../platform/i18n.js";
import { Damaged, type Format } from "./bytes.js";

/** https://developers.google.com/speed/webp/docs/riff_container; VP8 frame header: RFC 6386, section 9.1. */
export const webp: Format = {
  matches: (bytes) => (bytes.is(0, "RIFF") && bytes.is(8, "WEBP") ? "image/webp" : undefined),
  size(bytes) {
    if (bytes.is(12, "VP8X")) return { width: 1 + bytes.u24le(24), height: 1 + bytes.u24le(27) };
    if (bytes.is(12, "VP8L")) {
      if (bytes.u8(20) !== 0x2f)
        throw new Damaged(t("probe.decode.webp.signature", "the lossless data has no signature"));
      const bits = bytes.u32le(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    if (bytes.is(12, "VP8 ")) {
      if (!bytes.is(23, "\x9d\x01\x2a"))
        throw new Damaged(t("probe.decode.webp.startCode", "the first frame has no start code"));
      // The two upper bits are a display scale that browsers ignore.
      return { width: bytes.u16le(26) & 0x3fff, height: bytes.u16le(28) & 0x3fff };
    }
    throw new Damaged(t("probe.decode.webp.noData", "the image data is missing"));
  },
};
