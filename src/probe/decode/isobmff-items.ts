/** The items of an ISO base media file: their types (`iinf`) and where their data is (`iloc`), ISO/IEC 14496-12, 8.11. */
import type { Bytes, Span } from "./bytes.js";

/** The type of each item, four characters. */
export function itemTypes(bytes: Bytes, iinf: Span): ReadonlyMap<number, string> {
  const types = new Map<number, string>();
  for (let at = iinf.start + (bytes.u8(iinf.start) === 0 ? 6 : 8); at + 20 <= iinf.end; ) {
    const length = bytes.u32be(at);
    if (length < 8) break;
    // A box `infe`: version 2 has an ID of 16 bits, version 3 one of 32.
    const wide = bytes.u8(at + 8) > 2;
    const type = at + (wide ? 18 : 16);
    types.set(
      wide ? bytes.u32be(at + 12) : bytes.u16be(at + 12),
      String.fromCharCode(...[0, 1, 2, 3].map((offset) => bytes.u8(type + offset))),
    );
    at += length;
  }
  return types;
}

/** The parts of all items that are stored in the file itself. */
export function itemParts(bytes: Bytes, iloc: Span): Span[] {
  const version = bytes.u8(iloc.start);
  const sizes = bytes.u16be(iloc.start + 4);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15) as [
    number,
    number,
    number,
    number,
  ];
  const wide = version === 2;
  let at = iloc.start + 6;
  const read = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + bytes.u8(at++);
    return value;
  };
  const parts: Span[] = [];
  for (let left = read(wide ? 4 : 2); left > 0 && at < iloc.end; left--) {
    read(wide ? 4 : 2);
    const inFile = version === 0 || (read(2) & 15) === 0;
    read(2);
    const base = read(baseSize);
    for (let extents = read(2); extents > 0 && at < iloc.end; extents--) {
      if (version > 0) read(indexSize);
      const start = base + read(offsetSize);
      const end = start + read(lengthSize);
      if (inFile) parts.push({ start, end });
    }
  }
  return parts;
}
