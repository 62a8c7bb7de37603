/** PNG files for the comparison with Chromium: a real picture of 24x10 pixels, and what can be wrong with one. */
import { crc32, deflateSync } from "node:zlib";
import { exif, tiff } from "./exif.js";

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function chunk(type: string, data: Buffer = Buffer.alloc(0), sum?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([uint32(data.length), body, uint32(sum ?? crc32(body))]);
}

interface Header {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly color?: number;
  readonly compression?: number;
  readonly filter?: number;
  readonly interlace?: number;
}

const header = ({ width = 24, height = 10, depth = 8, color = 0, ...rest }: Header = {}): Buffer =>
  Buffer.concat([
    uint32(width),
    uint32(height),
    Buffer.from([depth, color, rest.compression ?? 0, rest.filter ?? 0, rest.interlace ?? 0]),
  ]);

/** Rows of a grey picture with a gradient. */
const pixels = deflateSync(
  Buffer.from(Array.from({ length: 25 * 10 }, (_, index) => (index % 25 === 0 ? 0 : (index * 7) & 255))),
);
const ihdr = chunk("IHDR", header());
const idat = chunk("IDAT", pixels);
const iend = chunk("IEND");
const file = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([signature, ...chunks]);
const plain = file(ihdr, idat, iend);
const turned = chunk("eXIf", tiff([{ value: 6 }]));
const frameControl = (width: number, height: number) =>
  chunk(
    "fcTL",
    Buffer.concat([uint32(0), uint32(width), uint32(height), uint32(0), uint32(0), Buffer.from([0, 1, 0, 10, 0, 0])]),
  );

export const pngFiles: Readonly<Record<string, Buffer>> = {
  "plain.png": plain,
  "no-end.png": file(ihdr, idat),
  "header-only.png": file(ihdr),
  "header-and-end.png": file(ihdr, iend),
  "cut-in-header.png": plain.subarray(0, 28),
  "cut-before-data.png": plain.subarray(0, 33 + 8),
  "cut-in-data.png": plain.subarray(0, 33 + 8 + 12),
  "cut-in-data-late.png": plain.subarray(0, plain.length - 12 - 8),
  "two-data-chunks.png": file(ihdr, chunk("IDAT", pixels.subarray(0, 9)), chunk("IDAT", pixels.subarray(9)), iend),
  "empty-data.png": file(ihdr, chunk("IDAT"), iend),
  "data-not-zlib.png": file(ihdr, chunk("IDAT", Buffer.from("nothing of the kind")), iend),
  "header-checksum.png": file(chunk("IHDR", header(), 1), idat, iend),
  "data-checksum.png": file(ihdr, chunk("IDAT", pixels, 1), iend),
  "text-checksum.png": file(ihdr, chunk("tEXt", Buffer.from("Title\0x"), 1), idat, iend),
  "text-before-header.png": file(chunk("tEXt", Buffer.from("Title\0x")), ihdr, idat, iend),
  "data-before-header.png": file(idat, ihdr, iend),
  "long-header.png": file(chunk("IHDR", Buffer.concat([header(), Buffer.alloc(1)])), idat, iend),
  "short-header.png": file(chunk("IHDR", header().subarray(0, 12)), idat, iend),
  "width-0.png": file(chunk("IHDR", header({ width: 0 })), idat, iend),
  "height-0.png": file(chunk("IHDR", header({ height: 0 })), idat, iend),
  "width-too-large.png": file(chunk("IHDR", header({ width: 2 ** 31 })), idat, iend),
  "taller-than-data.png": file(chunk("IHDR", header({ height: 40 })), idat, iend),
  "depth-3.png": file(chunk("IHDR", header({ depth: 3 })), idat, iend),
  "color-1.png": file(chunk("IHDR", header({ color: 1 })), idat, iend),
  "depth-4-color.png": file(chunk("IHDR", header({ depth: 4, color: 2 })), idat, iend),
  "compression-1.png": file(chunk("IHDR", header({ compression: 1 })), idat, iend),
  "filter-1.png": file(chunk("IHDR", header({ filter: 1 })), idat, iend),
  "interlace-2.png": file(chunk("IHDR", header({ interlace: 2 })), idat, iend),
  "palette-missing.png": file(chunk("IHDR", header({ color: 3 })), idat, iend),
  "palette.png": file(chunk("IHDR", header({ color: 3 })), chunk("PLTE", Buffer.alloc(768, 128)), idat, iend),
  "unknown-critical.png": file(ihdr, chunk("ABCD", Buffer.from("x")), idat, iend),
  "unknown-ancillary.png": file(ihdr, chunk("abCd", Buffer.from("x")), idat, iend),
  "bytes-behind.png": Buffer.concat([plain, Buffer.from("more")]),
  "cgbi.png": file(chunk("CgBI", Buffer.from([0x50, 0, 0x20, 6])), ihdr, idat, iend),
  "crlf.png": Buffer.from(plain.toString("latin1").replaceAll("\r\n", "\n"), "latin1"),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => [
      `exif-${value}.png`,
      file(ihdr, chunk("eXIf", tiff([{ value }])), idat, iend),
    ]),
  ),
  "exif-little.png": file(ihdr, chunk("eXIf", tiff([{ value: 6 }], { little: true })), idat, iend),
  "exif-behind-data.png": file(ihdr, idat, turned, iend),
  "exif-long.png": file(ihdr, chunk("eXIf", tiff([{ value: 6, type: 4 }])), idat, iend),
  "exif-count-2.png": file(ihdr, chunk("eXIf", tiff([{ value: 6, count: 2 }])), idat, iend),
  "exif-count-0.png": file(ihdr, chunk("eXIf", tiff([{ value: 6, count: 0 }])), idat, iend),
  "exif-with-prefix.png": file(ihdr, chunk("eXIf", exif(tiff([{ value: 6 }]))), idat, iend),
  "exif-checksum.png": file(ihdr, chunk("eXIf", tiff([{ value: 6 }]), 1), idat, iend),
  "exif-twice.png": file(ihdr, chunk("eXIf", tiff([{ value: 1 }])), turned, idat, iend),
  "exif-twice-other-way.png": file(ihdr, turned, chunk("eXIf", tiff([{ value: 1 }])), idat, iend),
  "exif-behind-palette.png": file(ihdr, chunk("PLTE", Buffer.alloc(3)), turned, idat, iend),
  "apng.png": file(ihdr, chunk("acTL", Buffer.concat([uint32(1), uint32(0)])), frameControl(24, 10), idat, iend),
  "apng-frame-too-large.png": file(
    ihdr,
    chunk("acTL", Buffer.concat([uint32(1), uint32(0)])),
    frameControl(48, 20),
    idat,
    iend,
  ),
};
