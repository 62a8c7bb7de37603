import type { Bytes, Format } from "./bytes.js";

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt, sections 18 and 20. */
export const gif: Format = {
  matches: (bytes) => (bytes.is(0, "GIF87a") || bytes.is(0, "GIF89a") ? "image/gif" : undefined),
  size(bytes) {
    const screen = { width: bytes.u16le(6), height: bytes.u16le(8) };
    const frame = firstFrame(bytes);
    if (frame === undefined) return screen;
    // Browsers enlarge a screen that is smaller than the first frame.
    const [left, top, width, height] = [1, 3, 5, 7].map((offset) => bytes.u16le(frame + offset));
    bytes.u8(frame + 9);
    return {
      width: Math.max(screen.width, (left ?? 0) + (width ?? 0)),
      height: Math.max(screen.height, (top ?? 0) + (height ?? 0)),
    };
  },
  // The extension of Netscape states how often the frames repeat. It is before the first frame, if there are several.
  isAnimated: (bytes) => extensions(bytes).some((at) => bytes.is(at, "NETSCAPE2.0") || bytes.is(at, "ANIMEXTS1.0")),
};

/** Where the first image descriptor is; `undefined` if the file ends properly before one. */
function firstFrame(bytes: Bytes): number | undefined {
  const at = endOf(bytes, () => {});
  return bytes.u8(at) === 0x2c ? at : undefined;
}

/** Where the content of each application extension before the first frame begins. */
function extensions(bytes: Bytes): number[] {
  const found: number[] = [];
  endOf(bytes, (at) => {
    if (bytes.u8(at + 1) === 0xff) found.push(at + 3);
  });
  return found;
}

/** Passes each extension before the first frame, and returns the offset after the last one. */
function endOf(bytes: Bytes, pass: (at: number) => void): number {
  let at = 13 + paletteLength(bytes.u8(10));
  for (;;) {
    if (bytes.u8(at) !== 0x21) return at;
    pass(at);
    // An extension: a label, and blocks with their length up to one of length 0.
    at += 2;
    for (let length = bytes.u8(at); length > 0; length = bytes.u8(at)) at += 1 + length;
    at++;
  }
}

const paletteLength = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
