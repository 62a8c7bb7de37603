import type { Format } from "./bytes.js";

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18. */
export const gif: Format = {
  matches: (bytes) => (bytes.is(0, "GIF87a") || bytes.is(0, "GIF89a") ? "image/gif" : undefined),
  size(bytes) {
    const size = { width: bytes.u16le(6), height: bytes.u16le(8) };
    // Without a logical screen size, browsers use the size of the frames, which may be anywhere in the file.
    return size.width && size.height ? size : undefined;
  },
};
