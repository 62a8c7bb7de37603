import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, type Size } from "./bytes.js";
import { turned } from "./exif.js";

const container = "\0\0\0\x0cJXL \r\n\x87\n";

/** JPEG XL (ISO/IEC 18181-1, Annex D; the container: 18181-2). */
export const jxl: Format = {
  matches: (bytes) => (bytes.is(0, "\xff\x0a") || bytes.is(0, container) ? "image/jxl" : undefined),
  size: (bytes) => sizeAt(bytes, bytes.is(0, "\xff\x0a") ? 0 : codestream(bytes)),
};

/** Where the codestream begins in a container. It may be in parts, of which only the first counts here. */
function codestream(bytes: Bytes): number {
  for (let at = 12; ; ) {
    const short = bytes.u32be(at);
    const header = short === 1 ? 16 : 8;
    if (bytes.is(at + 4, "jxlc")) return at + header;
    if (bytes.is(at + 4, "jxlp")) return at + header + 4;
    const length = short === 1 ? bytes.u32be(at + 8) * 2 ** 32 + bytes.u32be(at + 12) : short;
    if (length < header) throw new Damaged(t("probe.decode.jxl.noData", "there is no image data"));
    at += length;
  }
}

/** Width to height, for the values 1 to 7 of the ratio. */
const ratios: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
];

function sizeAt(bytes: Bytes, start: number): Size {
  if (!bytes.is(start, "\xff\x0a")) throw new Damaged(t("probe.decode.jxl.noData", "there is no image data"));
  const bits = new Bits(bytes, start + 2);
  const small = bits.read(1) === 1;
  const side = () => (small ? 8 * (1 + bits.read(5)) : 1 + bits.read([9, 13, 18, 30][bits.read(2)] ?? 9));
  const height = side();
  const ratio = ratios[bits.read(3) - 1];
  const width = ratio ? Math.floor((height * ratio[0]) / ratio[1]) : side();
  // The metadata follow: all defaults, or extra fields, which begin with the orientation.
  const orientation = bits.read(1) === 0 && bits.read(1) === 1 ? 1 + bits.read(3) : 1;
  return turned({ width, height }, orientation);
}

/** Numbers of any length, lowest bit first. */
class Bits {
  #at = 0;

  constructor(
    private readonly bytes: Bytes,
    private readonly start: number,
  ) {}

  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++)
      value += ((this.bytes.u8(this.start + (this.#at >> 3)) >> (this.#at & 7)) & 1) * 2 ** i;
    return value;
  }
}
