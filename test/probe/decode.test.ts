import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/probe/decode/index.js";
import { imageFiles } from "../support/image-files/index.js";
import { type PictureFormat, picture, pictureFormats } from "../support/pictures.js";

const types: Readonly<Record<PictureFormat, string>> = {
  png: "image/png",
  cgbi: "image/png",
  jpg: "image/jpeg",
  progressive: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  "webp-lossless": "image/webp",
  "webp-extended": "image/webp",
  avif: "image/avif",
  heic: "image/heic",
  svg: "image/svg+xml",
  bmp: "image/bmp",
  "bmp-os2": "image/bmp",
  "bmp-topdown": "image/bmp",
  ico: "image/x-icon",
  cur: "image/x-icon",
};

/** The formats that browsers do not show, by their names. */
const unshown: Partial<Record<PictureFormat, { unshown: string }>> = {
  cgbi: { unshown: "CgBI PNG" },
  heic: { unshown: "HEIC" },
};

const size = (width: number, height: number) => ({ width, height });

describe.each(pictureFormats)("%s", (format) => {
  it("its size is read", () => {
    expect(decode(picture(format, 200, 113), true)).toEqual({
      state: "picture",
      type: types[format],
      size: size(200, 113),
      ...unshown[format],
    });
  });

  it("every shorter part asks for more, until it gives the same answer", () => {
    const file = picture(format, 200, 113, { orientation: 6, metadata: 40 });
    const answer = decode(file, true);
    for (let length = 0; length <= file.length; length++) {
      const part = decode(file.subarray(0, length), false);
      if (part.state === "more") expect(part.until).toBeGreaterThan(length);
      else expect(part).toEqual(answer);
    }
  });

  it("every truncated file is judged without an exception", () => {
    const file = picture(format, 20, 11, { orientation: 8 });
    for (let length = 0; length < file.length; length++) {
      expect(decode(file.subarray(0, length), true).state).not.toBe("more");
    }
  });

  it("damaged bytes are judged without an exception", () => {
    const file = picture(format, 200, 113, { orientation: 3, metadata: 20 });
    const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.nat(file.length), fc.boolean(), (changes, length, complete) => {
        const bytes = Uint8Array.from(file.subarray(0, length));
        for (const [at, value] of changes) bytes[at] = value;
        decode(bytes, complete);
      }),
    );
  });
});

describe("what is shown is what counts", () => {
  it.each([
    [1, 200, 113],
    [2, 200, 113],
    [3, 200, 113],
    [4, 200, 113],
    [5, 113, 200],
    [6, 113, 200],
    [7, 113, 200],
    [8, 113, 200],
    [9, 200, 113],
  ])("JPEG with EXIF orientation %i", (orientation, width, height) => {
    expect(decode(picture("jpg", 200, 113, { orientation }), true)).toMatchObject({ size: size(width, height) });
  });
  it("EXIF in little-endian order is read as well", () => {
    const exif = Buffer.from("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", "latin1");
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
    const plain = picture("jpg", 200, 113);
    const file = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
    expect(decode(file, true)).toMatchObject({ size: size(113, 200) });
  });
  it.each([0, 1, 2, 3])("AVIF turned by %i quarters", (rotation) => {
    const [width, height] = rotation % 2 ? [113, 200] : [200, 113];
    expect(decode(picture("avif", 200, 113, { rotation }), true)).toMatchObject({ size: { width, height } });
  });
  it.each([
    ["none", 0],
    ["one beyond the list", 5],
    ["the last that can be written", 0x7f],
    ["none, essential", 0x80],
  ])("AVIF whose picture also has a property that is not there: %s", (_which, index) => {
    for (const at of ["before", "after"] as const) {
      const file = picture("avif", 200, 113, { rotation: 1, property: { at, index } });
      expect(decode(file, true)).toMatchObject({ size: size(113, 200) });
    }
  });
  it("AVIF whose picture has no property that is there is no picture", () => {
    for (const index of [0, 5, 0x7f, 0x80, 0xff])
      expect(decode(picture("avif", 200, 113, { property: { at: "alone", index } }), true)).toMatchObject({
        state: "damaged",
      });
  });
  it("an icon of 256 pixels, which is written as 0", () => {
    expect(decode(picture("ico", 256, 256), true)).toMatchObject({ size: size(256, 256) });
  });
  it("a WebP as large as the format allows", () => {
    expect(decode(picture("webp-lossless", 16384, 16384), true)).toMatchObject({ size: size(16384, 16384) });
    expect(decode(picture("webp-extended", 16777216, 1), false)).toMatchObject({ size: size(16777216, 1) });
  });
});

describe("an animation", () => {
  const gif = picture("gif", 20, 10);
  const palette = 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
  const withExtension = (name: string) =>
    Buffer.concat([
      gif.subarray(0, palette),
      Buffer.from([0x21, 0xff, 11]),
      Buffer.from(name, "latin1"),
      Buffer.from([3, 1, 0, 0, 0]),
      gif.subarray(palette),
    ]);
  it("is a GIF that says how often its frames repeat, and a PNG with a number of frames", () => {
    for (const file of [withExtension("NETSCAPE2.0"), withExtension("ANIMEXTS1.0"), imageFiles()["apng.png"]])
      expect(decode(file ?? Buffer.alloc(0), false)).toMatchObject({ state: "picture", animated: true });
  });
  it("is neither another GIF nor another PNG", () => {
    for (const file of [gif, withExtension("ICCRGBG1012"), picture("png", 20, 10)])
      expect(decode(file, false)).not.toHaveProperty("animated");
  });
});

describe("metadata in front of the size", () => {
  it("is skipped by its length", () => {
    const file = picture("jpg", 600, 450, { metadata: 60_000 });
    expect(decode(file.subarray(0, 4096), false)).toEqual({ state: "more", type: "image/jpeg", until: 60_007 });
    expect(decode(file, false)).toMatchObject({ size: size(600, 450) });
  });
  it("is skipped in AVIF too", () => {
    const file = picture("avif", 600, 450, { metadata: 60_000 });
    expect(decode(file.subarray(0, 4096), false)).toMatchObject({ state: "more", type: "image/avif", until: 60_040 });
  });
});

describe("SVG", () => {
  const svg = (attributes: string) =>
    decode(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`), true);
  it.each([
    ['width="30" height="20"', size(30, 20)],
    ["width='30px' height='20PX'", size(30, 20)],
    ['width=" 30.4 " height="2e1"', size(30, 20)],
    ['width="1in" height="72pt"', size(96, 96)],
    ['width="2.54cm" height="25.4mm"', size(96, 96)],
    ['width="2em" height="1pc"', size(32, 16)],
    // What has no size is 300x150, or as large as fits into it, as Chromium has it.
    ['width="100%" height="100%" viewBox="0 0 640 480"', size(200, 150)],
    ['viewBox="0,0,640,480"', size(200, 150)],
    ['width="320" viewBox="0 0 640 480"', size(320, 240)],
    ['height="240" viewBox="0 0 640 480"', size(320, 240)],
    ['width="100%"', size(300, 150)],
    ['viewBox="0 0 0 0"', size(300, 150)],
    ['data-width="1" data-height="1"', size(300, 150)],
    // Nothing is shown.
    ['width="-1" height="2"', undefined],
  ])("%s", (attributes, expected) => {
    expect(svg(attributes)).toEqual({ state: "picture", type: "image/svg+xml", size: expected });
  });

  it.each([
    ["a byte order mark", "\ufeff<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>"],
    [
      "declaration, comment and doctype",
      "<?xml version='1.0'?>\n<!-- <svg width='9'> -->\n<!DOCTYPE svg PUBLIC \"a>b\" 'c'>\n<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>",
    ],
    [
      "a doctype with a subset",
      "<!DOCTYPE svg [ <!ENTITY ns 'http://www.w3.org/2000/svg'> <!-- it's ] > --> ]><svg xmlns='&ns;' width='3' height='2'/>",
    ],
    ["a prefix", "<s:svg xmlns:s='http://www.w3.org/2000/svg' width='3' height='2'/>"],
    ["a > within an attribute", "<svg xmlns='http://www.w3.org/2000/svg' title='a > b' width='3' height='2'/>"],
  ])("with %s", (_, text) => {
    expect(decode(Buffer.from(text), true)).toMatchObject({ state: "picture", size: size(3, 2) });
  });

  it("in UTF-16", () => {
    const text = "\ufeff<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>";
    expect(decode(Buffer.from(text, "utf16le"), true)).toMatchObject({ state: "picture", size: size(3, 2) });
    expect(decode(Buffer.from(text, "utf16le").swap16(), true)).toMatchObject({ state: "picture", size: size(3, 2) });
  });

  it("without its namespace is not shown by browsers", () => {
    expect(decode(Buffer.from("<svg width='3' height='2'/>"), true)).toEqual({
      state: "damaged",
      type: "image/svg+xml",
      why: "the root element has no xmlns, so browsers do not show it",
    });
  });
});

describe("what is no picture", () => {
  it.each([
    ["<!DOCTYPE html><html><svg xmlns='s'>", "text/html"],
    ["  \n<!-- hello --><div class=a>", "text/html"],
    ["<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "text/xml"],
    ['{"error": "gone"}', "application/json"],
    ["图片不存在", "text/plain"],
    ["BMW is not a bitmap at all", "text/plain"],
    ["%PDF-1.7", "application/pdf"],
    ["PK\x03\x04", "application/zip"],
    ["\0\0\0\x18ftypmp42\0\0\0\0isommp42", "video/mp4"],
    ["\x01\x02\x03\x04", undefined],
    ["", undefined],
  ])("%j is %s", (text, type) => {
    expect(decode(Buffer.from(text), true)).toEqual({ state: "other", type });
  });
});

describe("what is damaged", () => {
  const png = picture("png", 100, 50);
  it("a PNG whose header has a wrong checksum", () => {
    const bytes = Buffer.from(png);
    bytes[19] = 99;
    expect(decode(bytes, false)).toEqual({
      state: "damaged",
      type: "image/png",
      why: "the header has a wrong checksum",
    });
  });
  it("a file that ends too early, but only once it has ended", () => {
    expect(decode(png.subarray(0, 20), false)).toMatchObject({ state: "more", type: "image/png" });
    expect(decode(png.subarray(0, 20), true)).toEqual({
      state: "damaged",
      type: "image/png",
      why: "the file ends after 20 bytes",
    });
  });
  it("a picture without extent", () => {
    expect(decode(picture("jpg", 0, 7), true)).toMatchObject({
      state: "damaged",
      why: "impossible size of 0x7 pixels",
    });
  });
  it("a JPEG whose data begins before its size", () => {
    expect(decode(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), false)).toMatchObject({ state: "damaged" });
  });
  it("a WebP without a picture", () => {
    expect(decode(Buffer.from("RIFF\x04\0\0\0WEBPXXXX", "latin1"), false)).toMatchObject({ state: "damaged" });
  });
  it("a box that is shorter than its own header", () => {
    const file = Buffer.concat([picture("avif", 1, 1).subarray(0, 28), Buffer.from("\0\0\0\x04meta", "latin1")]);
    expect(decode(file, false)).toMatchObject({ state: "damaged", type: "image/avif" });
  });
});

describe("hostile numbers", () => {
  const mebibyte = 1024 * 1024;
  it("a box that claims to be longer than any file asks for what cannot be had, not for memory", () => {
    const box = Buffer.from("\0\0\0\x01free\xff\xff\xff\xff\xff\xff\xff\xff", "latin1");
    const file = Buffer.concat([picture("avif", 1, 1).subarray(0, 28), box]);
    const decoded = decode(file, false);
    expect(decoded.state).toBe("more");
    expect(decode(file, true).state).toBe("damaged");
  });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg">';
  /** Written once before the part that is repeated. */
  it.each([
    ["elements within elements", svg, "<g>"],
    ["namespaces within namespaces", svg, '<g xmlns:a="b">'],
    ["namespaces of many names", svg, (index: number) => `<g xmlns:a${index}="b">`],
    ["entities", "<!DOCTYPE svg [", (index: number) => `<!ENTITY a${index} "&a${index + 1};">`],
    ["references", `<!DOCTYPE svg [<!ENTITY a "${"b".repeat(1000)}">]><svg xmlns="`, "&a;"],
    ["attributes", `${svg}<g `, (index: number) => `a${index}="" `],
    ["comments", svg, "<!-- -->"],
  ])("%s without end take no more than one look each", (_, start, part) => {
    const count = Math.ceil(mebibyte / 4 / (typeof part === "string" ? part : part(10_000)).length);
    const parts = Array.from({ length: count }, (_value, index) => (typeof part === "string" ? part : part(index)));
    expect(decode(Buffer.from(`${start}${parts.join("")}`), true).state).not.toBe("picture");
    expect(decode(Buffer.from(`${start}${parts.join("")}]>${svg}&a0;</svg>`), true).state).not.toBe("picture");
  });
  it("entities within the namespaces of an SVG are expanded once each", () => {
    const entities = `<!ENTITY a "${"&b;".repeat(300)}"><!ENTITY b "${"&c;".repeat(300)}"><!ENTITY c "">`;
    const prefixes = Array.from({ length: 5000 }, (_, index) => `xmlns:a${index}="&a;"`).join(" ");
    const file = `<!DOCTYPE svg [${entities}]><svg xmlns="http://www.w3.org/2000/svg" ${prefixes}/>`;
    expect(decode(Buffer.from(file), true).state).toBe("picture");
  });
  it("many segments, brackets or quotes take no more than one look each", () => {
    const segments = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      Buffer.alloc(mebibyte, Buffer.from([0xff, 0xe1, 0, 2])),
    ]);
    expect(decode(segments, true).state).toBe("damaged");
    for (const text of ["<", "<!", "<!DOCTYPE [", "<svg ", "<svg a='", "<?", "<!--", "<svg a=", "\n"]) {
      expect(decode(Buffer.alloc(mebibyte, text), true).state).not.toBe("picture");
    }
  });
  it("an icon that claims 65,535 pictures is not believed before its directory is there", () => {
    const icon = Buffer.alloc(22);
    icon.set([0, 0, 1, 0, 0xff, 0xff]);
    icon.writeUInt32LE(0x7fffffff, 18);
    expect(decode(icon, false)).toMatchObject({ state: "more", type: "image/x-icon" });
  });
  it("random bytes behind any beginning are judged without an exception", () => {
    const starts = pictureFormats.map((format) => picture(format, 9, 9).subarray(0, 40));
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(40),
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        (start, keep, rest, complete) => {
          decode(Buffer.concat([start.subarray(0, keep), rest]), complete);
        },
      ),
    );
  });
});
