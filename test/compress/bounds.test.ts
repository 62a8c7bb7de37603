import { describe, expect, it } from "vitest";
import { compressImage } from "../../src/compress/encode.js";
import { withoutTexts } from "../../src/compress/png-texts.js";
import type { Sharp, SharpMetadata } from "../../src/compress/sharp.js";
import { framesOfWebp } from "../../src/compress/webp-frames.js";

const chunk = (name: string, data: Buffer): Buffer => {
  const head = Buffer.from(`${name}0000`);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

/** An animation of this many frames, without their pixels. */
function webp(frames: number): Buffer {
  const frame = chunk("ANMF", Buffer.alloc(17));
  const chunks = [
    chunk("VP8X", Buffer.alloc(10)),
    chunk("ANIM", Buffer.alloc(6)),
    ...Array<Buffer>(frames).fill(frame),
  ];
  return chunk("RIFF", Buffer.concat([Buffer.from("WEBP"), ...chunks]));
}

/** An image encoder that knows these properties of any file, and cannot do more. */
const knowing = (metadata: SharpMetadata) => (() => ({ metadata: async () => metadata })) as unknown as Sharp;

const request = { format: "webp", fit: undefined, minSsim: 0.95 } as const;

describe("an animation of more frames than anybody draws", () => {
  it("is left before libwebp counts its frames, for which it needs quadratic time", async () => {
    const sharp: Sharp = () => {
      throw new Error("opened");
    };
    expect(await compressImage(sharp, webp(100_000), request, false)).toBe("too-many-frames");
    await expect(compressImage(sharp, webp(3000), request, false)).rejects.toThrow("opened");
  });

  it("is left in another format too", async () => {
    const sharp = knowing({ pages: 3001, width: 1, height: 1 });
    expect(await compressImage(sharp, Buffer.from("GIF89a"), request, true)).toBe("too-many-frames");
  });
});

describe("an image is left", () => {
  it("if one of its sides is so long that its rows take libvips minutes", async () => {
    const sharp = knowing({ width: 1, height: 60_000_000 });
    expect(await compressImage(sharp, Buffer.from("GIF89a"), request, true)).toBe("too-large");
  });

  it("if libvips reads another size than browsers: of a GIF with the screen of an old computer, the first frame", async () => {
    // 800×600, and a frame of 1×1.
    const gif = Buffer.from("R0lGODlhIANYAoAAAAAAAP///ywAAAAAAQABAAACAkQBADs=", "base64");
    expect(await compressImage(knowing({ width: 1, height: 1 }), gif, request, true)).toBe("other-size");
    await expect(compressImage(knowing({ width: 800, height: 600 }), gif, request, true)).rejects.toThrow("rotate");
    await expect(compressImage(knowing({ width: 600, height: 800 }), gif, request, true)).rejects.toThrow("rotate");
  });
});

describe("a PNG", () => {
  const pngChunk = (name: string, data: string) => {
    const head = Buffer.from(`0000${name}`);
    head.writeUInt32BE(data.length);
    return Buffer.concat([head, Buffer.from(`${data}CRC.`)]);
  };
  const png = (...chunks: Buffer[]) => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
  const [header, color, data, end] = [
    pngChunk("IHDR", "13 bytes here"),
    pngChunk("iCCP", "c"),
    pngChunk("IDAT", "zTXt"),
    pngChunk("IEND", ""),
  ];

  it("is given to libpng without its texts, which it would decompress each time", () => {
    const texts = ["tEXt", "zTXt", "iTXt"].map((name) => pngChunk(name, "any"));
    const file = png(header, texts[0] as Buffer, color, ...texts, data, texts[1] as Buffer, end);
    expect(withoutTexts(file)).toEqual(png(header, color, data, end));
  });

  it("is not changed otherwise: without texts, cut off, and in another format", () => {
    const file = png(header, color, data, end);
    expect(withoutTexts(file)).toBe(file);
    expect(withoutTexts(png(header, pngChunk("zTXt", "any").subarray(0, -5)))).toEqual(png(header));
    expect(withoutTexts(png(header).subarray(0, -1))).toEqual(png(header).subarray(0, -1));
    const other = Buffer.from("GIF89a zTXt");
    expect(withoutTexts(other)).toBe(other);
  });
});

it("frames of a WebP are counted up to its end, wherever that is", () => {
  expect(framesOfWebp(webp(3), 100)).toBe(3);
  expect(framesOfWebp(webp(300), 100)).toBe(101);
  expect(framesOfWebp(webp(3).subarray(0, -10), 100)).toBe(3);
  expect(framesOfWebp(Buffer.concat([webp(1), Buffer.from("ANMF")]), 100)).toBe(1);
  expect(framesOfWebp(Buffer.from("RIFF"), 100)).toBe(0);
  expect(framesOfWebp(Buffer.from("GIF89a"), 100)).toBe(0);
});
