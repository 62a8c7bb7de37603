import { t } from "../../platform/i18n.js";
import { type Bytes, Damaged, type Format, type Size, type Span } from "./bytes.js";
import { itemParts, itemTypes } from "./isobmff-items.js";

/** AVIF, HEIC and HEIF: boxes are defined in ISO/IEC 14496-12, items and their properties in ISO/IEC 23008-12. */
export const isobmff: Format = {
  matches(bytes) {
    if (!bytes.is(4, "ftyp")) return undefined;
    const brands = readBrands(bytes);
    return brandTypes.find(([brand]) => brands.has(brand))?.[1];
  },
  size(bytes) {
    const image = describe(bytes);
    return image && shownSize(bytes, image);
  },
  checkWhole(bytes) {
    const image = describe(bytes);
    if (!image) return;
    const { boxes, item, properties } = image;
    const [hdlr, iinf, iloc] = ["hdlr", "iinf", "iloc"].map((type) => boxes.find((box) => box.type === type));
    const type = iinf && itemTypes(bytes, iinf).get(item);
    const isCoded = type === "grid" || (type === "av01" && properties.some((box) => box.type === "av1C"));
    if (!hdlr || !isCoded || !iloc) throw noImage();
    // Browsers show a part that is cut, if its beginning can be decoded. stet does not decode it.
    for (const { start, end } of itemParts(bytes, iloc)) if (end > start) bytes.u8(start);
  },
};

/** The parts of `meta` that describe the primary image. */
interface Description {
  readonly boxes: readonly Box[];
  readonly item: number;
  readonly properties: readonly Box[];
}

/** `undefined` for a sequence, which may have no image but frames. */
function describe(bytes: Bytes): Description | undefined {
  const meta = findMeta(bytes);
  if (!meta) return undefined;
  const boxes = listBoxes(bytes, meta.start + 4, meta.end);
  const iprp = boxes.find((box) => box.type === "iprp");
  const parts = iprp ? listBoxes(bytes, iprp.start, iprp.end) : [];
  const [ipco, ipma] = ["ipco", "ipma"].map((type) => parts.find((box) => box.type === type));
  const pitm = boxes.find((box) => box.type === "pitm");
  if (!ipco || !ipma || !pitm) throw noImage();
  const item = primaryItem(bytes, pitm);
  return { boxes, item, properties: propertiesOf(bytes, item, ipma, listBoxes(bytes, ipco.start, ipco.end)) };
}

const noImage = () => new Damaged(t("probe.decode.isobmff.noImage", "the file does not describe an image"));

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

/** The span is that of the content. */
interface Box extends Span {
  readonly type: string;
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

/** The stated size (`ispe`), cropped by `clap` and rotated by `irot`. */
function shownSize(bytes: Bytes, { properties }: Description): Size {
  const property = (wanted: string) => properties.find(({ type }) => type === wanted);
  const [ispe, clap, irot] = ["ispe", "clap", "irot"].map(property);
  if (!ispe) throw noImage();
  const stated = { width: bytes.u32be(ispe.start + 4), height: bytes.u32be(ispe.start + 8) };
  const size = (clap && cropped(bytes, clap, stated)) ?? stated;
  return irot && (bytes.u8(irot.start) & 1) === 1 ? { width: size.height, height: size.width } : size;
}

/**
 * The clean aperture: size and offset of the center, as fractions. Browsers only crop to one that begins at the upper
 * left corner.
 */
function cropped(bytes: Bytes, clap: Box, { width, height }: Size): Size | undefined {
  const signed = (value: number) => value | 0;
  const fraction = (index: number) =>
    signed(bytes.u32be(clap.start + 8 * index)) / signed(bytes.u32be(clap.start + 8 * index + 4));
  const size = { width: fraction(0), height: fraction(1) };
  const left = fraction(2) + (width - size.width) / 2;
  const top = fraction(3) + (height - size.height) / 2;
  const isWhole = Number.isInteger(size.width) && Number.isInteger(size.height);
  const fits = size.width > 0 && size.height > 0 && size.width <= width && size.height <= height;
  return isWhole && fits && left === 0 && top === 0 ? size : undefined;
}
