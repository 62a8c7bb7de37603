/** Small picture files of any size, made from code: real ones where that is short, else true headers and a minimal rest. */
import { crc32, deflateSync } from "node:zlib";

export const pictureFormats = [
  "png",
  "cgbi",
  "jpg",
  "progressive",
  "gif",
  "webp",
  "webp-lossless",
  "webp-extended",
  "avif",
  "heic",
  "svg",
  "bmp",
  "bmp-os2",
  "bmp-topdown",
  "ico",
  "cur",
] as const;
export type PictureFormat = (typeof pictureFormats)[number];

export interface PictureOptions {
  /** EXIF orientation, 1 to 8 (JPEG). Such a file also has an EXIF thumbnail of 16x16. */
  readonly orientation?: number;
  /** `irot` of AVIF and HEIC: quarter turns. */
  readonly rotation?: number;
  /** An index of a property of AVIF and HEIC, which has four: before those of the picture, after them, or alone. */
  readonly property?: { readonly at: "before" | "after" | "alone"; readonly index: number };
  /** Bytes of metadata in front of the place where the size stands (PNG has it first, so there they follow it). */
  readonly metadata?: number;
  /** Length of the whole file; filled up at the end. */
  readonly bytes?: number;
}

/** The media type that a server would declare. */
export const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  heic: "image/heic",
  svg: "image/svg+xml",
  bmp: "image/bmp",
  ico: "image/x-icon",
  cur: "image/x-icon",
};

/** A file that shows `width` x `height` pixels, before EXIF orientation or `irot` is applied. */
export function picture(format: PictureFormat, width: number, height: number, options: PictureOptions = {}): Buffer {
  const file = makers[format](width, height, options);
  const missing = (options.bytes ?? 0) - file.length;
  return missing > 0 ? Buffer.concat([file, Buffer.alloc(missing)]) : file;
}

type Maker = (width: number, height: number, options: PictureOptions) => Buffer;

const makers: Readonly<Record<PictureFormat, Maker>> = {
  png: (width, height, options) => png(width, height, options, false),
  cgbi: (width, height, options) => png(width, height, options, true),
  jpg: (width, height, options) => jpeg(width, height, options, 0xc0),
  progressive: (width, height, options) => jpeg(width, height, options, 0xc2),
  gif,
  webp: (width, height) => webp("VP8 ", vp8(width, height)),
  "webp-lossless": (width, height) => webp("VP8L", vp8l(width, height)),
  "webp-extended": (width, height, options) => webpExtended(width, height, options),
  avif: (width, height, options) => isobmff("avif", "av01", width, height, options),
  heic: (width, height, options) => isobmff("heic", "hvc1", width, height, options),
  svg: (width, height, options) =>
    Buffer.from(
      `<?xml version="1.0"?>\n<!--${" ".repeat(options.metadata ?? 0)}-->\n` +
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="1" height="1"/></svg>\n`,
    ),
  bmp: (width, height) => bmp(width, height, 40),
  "bmp-os2": (width, height) => bmp(width, height, 12),
  "bmp-topdown": (width, height) => bmp(width, -height, 40),
  ico: (width, height) => icon(1, width, height),
  cur: (width, height) => icon(2, width, height),
};

// PNG: https://www.w3.org/TR/png-3/

function png(width: number, height: number, options: PictureOptions, cgbi: boolean): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit of grey a pixel
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    ...(cgbi ? [pngChunk("CgBI", Buffer.from([0x50, 0, 0x20, 6]))] : []),
    pngChunk("IHDR", header),
    ...(options.metadata ? [pngChunk("tEXt", Buffer.from(`Comment\0${" ".repeat(options.metadata)}`))] : []),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

// JPEG: ITU T.81. All blocks are the same grey, each written as the two codes "no difference" and "end of block".

function jpeg(width: number, height: number, options: PictureOptions, frame: number): Buffer {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const oneCode = [1, ...new Array<number>(15).fill(0), 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(options.orientation ? [segment(0xe1, exif(options.orientation))] : []),
    ...padding(options.metadata ?? 0),
    segment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)])),
    segment(frame, Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), Buffer.from([1, 1, 0x11, 0])])),
    segment(0xc4, Buffer.from([0x00, ...oneCode])),
    segment(0xc4, Buffer.from([0x10, ...oneCode])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(Math.ceil((2 * blocks) / 8)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(data.length + 2), data]);
}

/** As many APP2 segments (where a colour profile would be) as it takes. */
function padding(bytes: number): Buffer[] {
  const segments: Buffer[] = [];
  for (let left = bytes; left > 0; left -= 65_000) segments.push(segment(0xe2, Buffer.alloc(Math.min(left, 65_000))));
  return segments;
}

/** EXIF with the orientation, and a thumbnail: a JPEG within the JPEG, whose size must not be taken for the picture's. */
function exif(orientation: number): Buffer {
  const directory = Buffer.alloc(8 + 2 + 12 + 4);
  directory.write("MM\0*\0\0\0\x08", 0, "latin1");
  directory.writeUInt16BE(1, 8);
  directory.writeUInt16BE(0x0112, 10);
  directory.writeUInt16BE(3, 12);
  directory.writeUInt32BE(1, 14);
  directory.writeUInt16BE(orientation, 18);
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), directory, jpeg(16, 16, {}, 0xc0)]);
}

/** One transparent pixel on a screen of the wanted size. */
function gif(width: number, height: number): Buffer {
  return Buffer.concat([
    Buffer.from("GIF89a", "latin1"),
    Buffer.from([width & 255, width >> 8, height & 255, height >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]),
  ]);
}

// WebP: https://developers.google.com/speed/webp/docs/riff_container

function webp(chunk: string, data: Buffer): Buffer {
  return riff(riffChunk(chunk, data));
}

function riff(chunks: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(4 + chunks.length);
  return Buffer.concat([Buffer.from("RIFF"), length, Buffer.from("WEBP"), chunks]);
}

function riffChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)]);
}

function vp8(width: number, height: number): Buffer {
  const data = Buffer.alloc(32);
  data.set([0x10, 0, 0, 0x9d, 0x01, 0x2a]); // key frame, start code
  data.writeUInt16LE(width, 6);
  data.writeUInt16LE(height, 8);
  return data;
}

function vp8l(width: number, height: number): Buffer {
  const data = Buffer.alloc(16);
  data[0] = 0x2f;
  data.writeUInt32LE((width - 1) | ((height - 1) << 14), 1);
  return data;
}

function webpExtended(width: number, height: number, options: PictureOptions): Buffer {
  const canvas = Buffer.alloc(10);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const metadata = riffChunk("ICCP", Buffer.alloc(options.metadata ?? 0));
  return riff(
    Buffer.concat([riffChunk("VP8X", canvas), metadata, riffChunk("VP8 ", vp8(width & 0x3fff, height & 0x3fff))]),
  );
}

// AVIF and HEIC: ISO/IEC 23008-12. Item 2 is the picture, item 1 a thumbnail of 8x8 that must not be taken for it.

function isobmff(brand: string, codec: string, width: number, height: number, options: PictureOptions): Buffer {
  const size = (w: number, h: number) => fullBox("ispe", Buffer.concat([uint32(w), uint32(h)]));
  const properties = [
    size(8, 8),
    size(width, height),
    box("irot", Buffer.from([options.rotation ?? 0])),
    box("av1C", Buffer.from([0x81, 0, 0, 0])),
  ];
  const { at, index = 0 } = options.property ?? {};
  const real = [2, 0x83, 0x84];
  const own = at === "before" ? [index, ...real] : at === "after" ? [...real, index] : at ? [index] : real;
  const associations = Buffer.from([0, 0, 0, 2, 0, 1, 1, 1, 0, 2, own.length, ...own]);
  const item = (id: number) =>
    fullBox("infe", Buffer.concat([uint16(id), uint16(0), Buffer.from(`${codec}\0`, "latin1")]), 2);
  const meta = (data: number) =>
    fullBox(
      "meta",
      Buffer.concat([
        fullBox("hdlr", Buffer.from("\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0", "latin1")),
        fullBox("pitm", uint16(2)),
        fullBox("iinf", Buffer.concat([uint16(2), item(1), item(2)])),
        fullBox(
          "iloc",
          Buffer.concat([Buffer.from([0x44, 0]), uint16(1), uint16(2), uint16(0), uint16(1), uint32(data), uint32(16)]),
        ),
        box("iprp", Buffer.concat([box("ipco", Buffer.concat(properties)), fullBox("ipma", associations)])),
      ]),
    );
  const before = [
    box("ftyp", Buffer.from(`${brand}\0\0\0\0mif1miaf${brand}`, "latin1")),
    ...(options.metadata ? [box("free", Buffer.alloc(options.metadata))] : []),
  ];
  const end = Buffer.concat([...before, meta(0)]).length;
  return Buffer.concat([...before, meta(end + 8), box("mdat", Buffer.alloc(16))]);
}

function box(type: string, data: Buffer): Buffer {
  return Buffer.concat([uint32(8 + data.length), Buffer.from(type, "latin1"), data]);
}

function fullBox(type: string, data: Buffer, version = 0): Buffer {
  return box(type, Buffer.concat([Buffer.from([version, 0, 0, 0]), data]));
}

/** One bit a pixel; `headerBytes` 12 is the OS/2 header. A negative height means that rows run downwards. */
function bmp(width: number, height: number, headerBytes: 12 | 40): Buffer {
  const header = Buffer.alloc(14 + headerBytes);
  header.write("BM");
  header.writeUInt32LE(headerBytes, 14);
  if (headerBytes === 12) {
    header.writeUInt16LE(width, 18);
    header.writeUInt16LE(height, 20);
    header.set([1, 0, 1, 0], 22);
  } else {
    header.writeInt32LE(width, 18);
    header.writeInt32LE(height, 22);
    header.set([1, 0, 1, 0], 26);
  }
  const palette = Buffer.alloc(headerBytes === 12 ? 6 : 8, 255);
  const rows = Buffer.alloc(Math.ceil(width / 32) * 4 * Math.abs(height));
  header.writeUInt32LE(header.length + palette.length, 10);
  header.writeUInt32LE(header.length + palette.length + rows.length, 2);
  return Buffer.concat([header, palette, rows]);
}

/** A directory of two: 16x16, and the wanted size (where 256 is written as 0). */
function icon(kind: 1 | 2, width: number, height: number): Buffer {
  const images = [png(16, 16, {}, false), png(width, height, {}, false)];
  const entries = [
    [16, 16],
    [width, height],
  ];
  let at = 6 + 16 * images.length;
  const directory = images.map((image, index) => {
    const entry = Buffer.alloc(16);
    entry.set((entries[index] ?? []).map((side) => side & 255));
    entry.writeUInt32LE(image.length, 8);
    entry.writeUInt32LE(at, 12);
    at += image.length;
    return entry;
  });
  return Buffer.concat([Buffer.from([0, 0, kind, 0, images.length, 0]), ...directory, ...images]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
