/** GIF and BMP files and icons for the comparison with Chromium. */
import { picture } from "../pictures.js";
import { pngFiles } from "./png.js";

const uint16 = (value: number): number[] => [value & 255, value >> 8];
const screen = (width: number, height: number, version = "89a") =>
  Buffer.concat([
    Buffer.from(`GIF${version}`, "latin1"),
    Buffer.from([...uint16(width), ...uint16(height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  ]);
/** Every pixel as its own code after a "clear", so that the codes keep their width of 3 bits. */
function frame(width: number, height: number, left = 0, top = 0): Buffer {
  const codes: number[] = [];
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (pixel % 2 === 0) codes.push(4);
    codes.push(pixel & 1);
  }
  codes.push(5);
  const bytes = new Uint8Array(Math.ceil((codes.length * 3) / 8));
  codes.forEach((code, index) => {
    for (let bit = 0; bit < 3; bit++)
      if (code & (1 << bit)) {
        const at = index * 3 + bit;
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
      }
  });
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), Buffer.from(block));
  }
  return Buffer.concat([
    Buffer.from([0x2c, ...uint16(left), ...uint16(top), ...uint16(width), ...uint16(height), 0, 2]),
    ...blocks,
    Buffer.from([0]),
  ]);
}
const control = Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0]);
const comment = Buffer.from([0x21, 0xfe, 3, 0x61, 0x62, 0x63, 0]);
const end = Buffer.from([0x3b]);
const file = (...parts: readonly Buffer[]): Buffer => Buffer.concat(parts);
const plain = file(screen(24, 10), control, frame(24, 10), end);

const bmp = (width: number, height: number, kind: "bmp" | "bmp-os2" | "bmp-topdown" = "bmp") =>
  picture(kind, width, height);
function bmpWith(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(bmp(24, 10));
  change(bytes);
  return bytes;
}

interface IconEntry {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
  /** The length that the directory states. */
  readonly stated?: number;
}
function icon(kind: number, entries: readonly IconEntry[]): Buffer {
  let at = 6 + 16 * entries.length;
  const directory = entries.map(({ width, height, data, stated }) => {
    const entry = Buffer.alloc(16);
    entry.set([width & 255, height & 255, 0, 0, 1, 0, 32, 0]);
    entry.writeUInt32LE(stated ?? data.length, 8);
    entry.writeUInt32LE(at, 12);
    at += data.length;
    return entry;
  });
  return Buffer.concat([
    Buffer.from([0, 0, kind, 0, entries.length, 0]),
    ...directory,
    ...entries.map(({ data }) => data),
  ]);
}
const png = pngFiles["plain.png"] ?? Buffer.alloc(0);

export const gifFiles: Readonly<Record<string, Buffer>> = {
  "plain.gif": plain,
  "version-87.gif": file(screen(24, 10, "87a"), frame(24, 10), end),
  "version-90.gif": file(screen(24, 10, "90a"), frame(24, 10), end),
  "screen-1x1.gif": file(screen(1, 1), control, frame(24, 10), end),
  "screen-smaller.gif": file(screen(23, 10), frame(24, 10), end),
  "screen-larger.gif": file(screen(30, 20), frame(24, 10), end),
  "screen-0x0.gif": file(screen(0, 0), frame(24, 10), end),
  "screen-0x20.gif": file(screen(0, 20), frame(24, 10), end),
  "frame-moved.gif": file(screen(24, 10), frame(24, 10, 5, 3), end),
  "frame-moved-within.gif": file(screen(30, 20), frame(24, 10, 5, 3), end),
  "frame-outside.gif": file(screen(24, 10), frame(4, 2, 100, 50), end),
  "second-frame-larger.gif": file(screen(4, 4), control, frame(4, 4), control, frame(24, 10), end),
  "first-frame-larger.gif": file(screen(4, 4), control, frame(24, 10), control, frame(4, 4), end),
  "comment-first.gif": file(screen(1, 1), comment, control, comment, frame(24, 10), end),
  "frame-0x0.gif": file(screen(24, 10), frame(0, 0), end),
  "frame-0x0-screen-0x0.gif": file(screen(0, 0), frame(0, 0), end),
  "no-frame.gif": file(screen(24, 10), end),
  "no-frame-but-comment.gif": file(screen(24, 10), comment, end),
  "screen-only.gif": screen(24, 10),
  "cut-in-screen.gif": plain.subarray(0, 9),
  "cut-behind-screen.gif": plain.subarray(0, 13),
  "cut-in-palette.gif": plain.subarray(0, 16),
  "cut-in-control.gif": plain.subarray(0, 24),
  "cut-in-descriptor.gif": plain.subarray(0, 27 + 6),
  "cut-behind-descriptor.gif": plain.subarray(0, 27 + 10),
  "cut-before-codes.gif": plain.subarray(0, 27 + 11),
  "cut-in-codes.gif": plain.subarray(0, 27 + 30),
  "no-end.gif": plain.subarray(0, plain.length - 1),
  "no-end-of-codes.gif": plain.subarray(0, plain.length - 2),
  "unknown-block.gif": file(screen(24, 10), Buffer.from([0x55]), frame(24, 10), end),
  "code-size-12.gif": file(screen(24, 10), Buffer.from([0x2c, 0, 0, 0, 0, 24, 0, 10, 0, 0, 12, 1, 0, 0]), end),
  "bytes-behind.gif": Buffer.concat([plain, Buffer.from("more")]),
};

export const bmpFiles: Readonly<Record<string, Buffer>> = {
  "plain.bmp": bmp(24, 10),
  "os2.bmp": bmp(24, 10, "bmp-os2"),
  "topdown.bmp": bmp(24, 10, "bmp-topdown"),
  "width-negative.bmp": bmpWith((bytes) => bytes.writeInt32LE(-24, 18)),
  "width-0.bmp": bmpWith((bytes) => bytes.writeInt32LE(0, 18)),
  "header-36.bmp": bmpWith((bytes) => bytes.writeUInt32LE(36, 14)),
  "header-52.bmp": bmpWith((bytes) => bytes.writeUInt32LE(52, 14)),
  "bits-7.bmp": bmpWith((bytes) => bytes.writeUInt16LE(7, 28)),
  "compression-9.bmp": bmpWith((bytes) => bytes.writeUInt32LE(9, 30)),
  "header-only.bmp": bmp(24, 10).subarray(0, 54),
  "cut-in-header.bmp": bmp(24, 10).subarray(0, 40),
  "cut-in-rows.bmp": bmp(24, 10).subarray(0, 70),
  "plain.ico": icon(1, [{ width: 24, height: 10, data: png }]),
  "plain.cur": icon(2, [{ width: 24, height: 10, data: png }]),
  "several.ico": icon(1, [
    { width: 16, height: 16, data: picture("png", 16, 16) },
    { width: 48, height: 48, data: picture("png", 48, 48) },
    { width: 32, height: 32, data: picture("png", 32, 32) },
  ]),
  "stated-256.ico": icon(1, [{ width: 256, height: 256, data: picture("png", 256, 256) }]),
  "stated-smaller.ico": icon(1, [{ width: 16, height: 16, data: png }]),
  "no-entries.ico": icon(1, []),
  "kind-3.ico": icon(3, [{ width: 24, height: 10, data: png }]),
  "data-missing.ico": icon(1, [{ width: 24, height: 10, data: Buffer.alloc(0), stated: 500 }]),
  "data-cut.ico": icon(1, [{ width: 24, height: 10, data: png.subarray(0, 60), stated: png.length }]),
  "directory-only.ico": icon(1, [{ width: 24, height: 10, data: png }]).subarray(0, 22),
};
