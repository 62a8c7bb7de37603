import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, type Size } from "./bytes.js";

/** AVIF, HEIC and HEIF: boxes are defined in ISO/IEC 14496-12, items and their properties in ISO/IEC 23008-12. */
export const isobmff: Format = {
  matches(bytes) {
    if (!bytes.is(4, "ftyp")) return undefined;
    const brands = readBrands(bytes);
    return brandTypes.find(([brand]) => brands.has(brand))?.[1];
  },
  size(bytes) {
    const meta = findMeta(bytes);
    if (!meta) return undefined;
    const children = listBoxes(bytes, meta.start + 4, meta.end);
    const iprp = children.find((box) => box.type === "iprp");
    const parts = iprp ? listBoxes(bytes, iprp.start, iprp.end) : [];
    const ipco = parts.find((box) => box.type === "ipco");
    if (!ipco) throw new Damaged(t("probe.decode.isobmff.noImage", "the file does not describe an image"));
    const properties = listBoxes(bytes, ipco.start, ipco.end);
    const pitm = children.find((box) => box.type === "pitm");
    const ipma = parts.find((box) => box.type === "ipma");
    const own = pitm && ipma ? propertiesOf(bytes, primaryItem(bytes, pitm), ipma, properties) : [];
    return sizeOf(bytes, own) ?? sizeOf(bytes, properties);
  },
};

/** The first brand in this list that the file contains decides. Other brands are not images (mostly video). */
const brandTypes: readonly (readonly [brand: string, type: string])[] = [
  ["avif", "image/avif"],
  ["avis", "image/avif"],
  ["heic", "image/heic"],
  ["heix", "image/heic"],
  ["heim", "image/heic"],
  ["heis", "image/heic"],
  ["hevc", "image/heic"],
  ["hevx", "image/heic"],
  ["mif1", "image/heif"],
  ["msf1", "image/heif"],
];

/** A box's content is `[start, end)`. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function readBrands(bytes: Bytes): ReadonlySet<string> {
  const length = bytes.u32be(0);
  // Real files have fewer brands. The limit keeps a hostile length from causing more reads.
  const end = Math.min(length, 16 + 4 * 64);
  const brands = new Set<string>();
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.add(fourCharacters(bytes, at));
  return brands;
}

/** A sequence (`avis`) may have a `moov` instead of a `meta`. Its size is not read. */
function findMeta(bytes: Bytes): Box | undefined {
  for (let at = 0; ; ) {
    const box = readBox(bytes, at, Number.POSITIVE_INFINITY);
    if (box.type === "meta") return box;
    if (box.type === "moov" || box.end === Number.POSITIVE_INFINITY) return undefined;
    at = box.end;
  }
}

function listBoxes(bytes: Bytes, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end; ) {
    const box = readBox(bytes, at, end);
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function readBox(bytes: Bytes, at: number, limit: number): Box {
  const short = bytes.u32be(at);
  const type = fourCharacters(bytes, at + 4);
  // 1: a 64-bit length follows. 0: the box extends to the end of the file.
  const header = short === 1 ? 16 : 8;
  const length = short === 1 ? bytes.u32be(at + 8) * 2 ** 32 + bytes.u32be(at + 12) : short || limit - at;
  if (length < header || at + length > limit)
    throw new Damaged(t("probe.decode.isobmff.length", "a box has an impossible length"));
  return { type, start: at + header, end: at + length };
}

function fourCharacters(bytes: Bytes, at: number): string {
  return String.fromCharCode(bytes.u8(at), bytes.u8(at + 1), bytes.u8(at + 2), bytes.u8(at + 3));
}

function primaryItem(bytes: Bytes, pitm: Box): number {
  return bytes.u8(pitm.start) === 0 ? bytes.u16be(pitm.start + 4) : bytes.u32be(pitm.start + 4);
}

/** The properties that `ipma` assigns to `item`. */
function propertiesOf(bytes: Bytes, item: number, ipma: Box, properties: readonly Box[]): Box[] {
  const longIds = bytes.u8(ipma.start) > 0;
  const longIndexes = (bytes.u8(ipma.start + 3) & 1) === 1;
  const found: Box[] = [];
  for (let at = ipma.start + 8; at + 3 <= ipma.end; ) {
    const id = longIds ? bytes.u32be(at) : bytes.u16be(at);
    at += longIds ? 4 : 2;
    const count = bytes.u8(at++);
    for (let i = 0; i < count && at < ipma.end; i++) {
      // The upper bit marks an essential property.
      const index = longIndexes ? bytes.u16be(at) & 0x7fff : bytes.u8(at) & 0x7f;
      at += longIndexes ? 2 : 1;
      const property = properties[index - 1];
      if (id === item && property) found.push(property);
    }
    if (found.length > 0) break;
  }
  return found;
}

/** The largest stated size (`ispe`), rotated by the first `irot`. */
function sizeOf(bytes: Bytes, properties: readonly Box[]): Size | undefined {
  let largest: Size | undefined;
  let turned = false;
  for (const { type, start } of properties) {
    if (type === "irot") turned ||= (bytes.u8(start) & 1) === 1;
    if (type !== "ispe") continue;
    const size = { width: bytes.u32be(start + 4), height: bytes.u32be(start + 8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest && turned ? { width: largest.height, height: largest.width } : largest;
}
