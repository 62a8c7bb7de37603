import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, type Size } from "./bytes.js";

/** Bytes of `RIFF`, the length and `WEBP`. */
const riffHeader = 12;
/** Bytes of a chunk's name and length. */
const chunkHeader = 8;

/** https://developers.google.com/speed/webp/docs/riff_container; VP8 frame header: RFC 6386, section 9.1. */
export const webp: Format = {
  matches: (bytes) => (bytes.is(0, "RIFF") && bytes.is(8, "WEBP") ? "image/webp" : undefined),
  size(bytes) {
    // Programs that write to a stream leave a length of 0, and browsers refuse the file.
    if (bytes.u32le(4) < riffHeader)
      throw new Damaged(
        t("probe.decode.webp.length", "the file header states a length of {length} bytes", { length: bytes.u32le(4) }),
      );
    if (bytes.is(riffHeader, "VP8X")) return canvasOf(bytes);
    const size = frameSize(bytes, riffHeader);
    if (!size) throw new Damaged(t("probe.decode.webp.noData", "the image data is missing"));
    return size;
  },
  checkWhole(bytes) {
    const end = bytes.u32le(4) + chunkHeader;
    if (end > bytes.data.length) bytes.u8(end);
    const extended = bytes.is(riffHeader, "VP8X");
    let frames = 0;
    for (let at = riffHeader; at + chunkHeader <= end; ) {
      const next = at + chunkHeader + bytes.u32le(at + 4) + (bytes.u32le(at + 4) % 2);
      if (next > end) throw cut();
      // An animation has its frames in chunks of their own.
      if (bytes.is(at, "ANMF")) checkFrame(bytes, at);
      const size = frameSize(bytes, at);
      const canvas = size && extended ? canvasOf(bytes) : undefined;
      if (size && canvas && (size.width !== canvas.width || size.height !== canvas.height)) throw misfit();
      if (size ? bytes.u32le(at + 4) < 5 : false) throw cut();
      if (size || bytes.is(at, "ANMF")) frames++;
      if (frames > 0 && !extended) return;
      at = next;
    }
    if (frames === 0) throw new Damaged(t("probe.decode.webp.noData", "the image data is missing"));
  },
};

const canvasOf = (bytes: Bytes): Size => ({ width: 1 + bytes.u24le(24), height: 1 + bytes.u24le(27) });

/** The size in the chunk at `at`; `undefined` if it has no image data. */
function frameSize(bytes: Bytes, at: number): Size | undefined {
  const data = at + chunkHeader;
  if (bytes.is(at, "VP8L")) {
    if (bytes.u8(data) !== 0x2f)
      throw new Damaged(t("probe.decode.webp.signature", "the lossless data has no signature"));
    const bits = bytes.u32le(data + 1);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (!bytes.is(at, "VP8 ")) return undefined;
  // The first bit of a frame that needs an earlier one is set.
  if (!bytes.is(data + 3, "\x9d\x01\x2a") || bytes.u8(data) & 1)
    throw new Damaged(t("probe.decode.webp.startCode", "the first frame has no start code"));
  // The two upper bits are a display scale that browsers ignore.
  return { width: bytes.u16le(data + 6) & 0x3fff, height: bytes.u16le(data + 8) & 0x3fff };
}

/** A frame of an animation must lie within the canvas. */
function checkFrame(bytes: Bytes, at: number): void {
  const [left = 0, top = 0, width = 0, height = 0] = [8, 11, 14, 17].map((offset) => bytes.u24le(at + offset));
  const canvas = canvasOf(bytes);
  if (2 * left + width + 1 > canvas.width || 2 * top + height + 1 > canvas.height) throw misfit();
}

const cut = () => new Damaged(t("probe.decode.webp.chunk", "a chunk ends after the end of the file"));
const misfit = () => new Damaged(t("probe.decode.webp.canvas", "the image does not fit its canvas"));
