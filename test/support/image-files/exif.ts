/** EXIF data for tests: a TIFF header and directories of entries. */

export interface Entry {
  readonly tag?: number;
  /** 3: 16 bits, 4: 32 bits, 1: 8 bits. */
  readonly type?: number;
  readonly count?: number;
  readonly value: number;
}

export interface ExifOptions {
  readonly little?: boolean;
  /** The entries are in the second directory. */
  readonly second?: boolean;
  /** The offset of the first directory, if it shall be a wrong one. */
  readonly offset?: number;
  /** The number of entries that the directory states. */
  readonly stated?: number;
}

/** The orientation with tag 0x0112, unless the entry says otherwise. */
export function tiff(entries: readonly Entry[], options: ExifOptions = {}): Buffer {
  const { little = false, second = false, offset = 8, stated } = options;
  const u16 = (value: number) => {
    const bytes = Buffer.alloc(2);
    if (little) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  };
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const directory = (list: readonly Entry[], next: number) =>
    Buffer.concat([
      u16(stated ?? list.length),
      ...list.map(({ tag = 0x0112, type = 3, count = 1, value }) => {
        const short = Buffer.concat([u16(value), Buffer.alloc(2)]);
        const byte = Buffer.from([value, 0, 0, 0]);
        return Buffer.concat([u16(tag), u16(type), u32(count), type === 4 ? u32(value) : type === 1 ? byte : short]);
      }),
      u32(next),
    ]);
  const header = Buffer.concat([Buffer.from(little ? "II*\0" : "MM\0*", "latin1"), u32(offset)]);
  return second
    ? Buffer.concat([header, directory([], 8 + 6), directory(entries, 0)])
    : Buffer.concat([header, directory(entries, 0)]);
}

/** As an APP1 segment of JPEG contains it. */
export const exif = (data: Buffer): Buffer => Buffer.concat([Buffer.from("Exif\0\0", "latin1"), data]);
