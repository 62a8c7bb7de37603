/** Files that programs made, changed by code. */

type Files = Readonly<Record<string, Buffer>>;

/** What can be wrong with WebP, AVIF and JPEG XL files, from real ones. */
export function derivedFiles(seeds: Files): Files {
  const of = (name: string): Buffer => {
    const seed = seeds[name];
    if (!seed) throw new Error(`${name} is not made`);
    return seed;
  };
  const files: Record<string, Buffer> = {};
  const cut = (name: string, ...lengths: readonly number[]) => {
    const seed = of(name);
    const [, base, extension] = /^(.*)(\.\w+)$/.exec(name) ?? [];
    for (const length of lengths) {
      const end = length < 0 ? seed.length + length : length;
      files[`${base}-cut-${length < 0 ? `last${length}` : length}${extension}`] = seed.subarray(0, end);
    }
  };
  const change = (name: string, as: string, edit: (bytes: Buffer) => unknown) => {
    const copy = Buffer.from(of(name));
    const edited = edit(copy);
    files[as] = Buffer.isBuffer(edited) ? edited : copy;
  };

  for (const name of ["cwebp.webp", "cwebp-lossless.webp", "cwebp-alpha.webp", "gif2webp.webp"])
    cut(name, 12, 16, 20, 25, 30, 34, 60, -1, -8);
  for (const [name, kind] of [
    ["cwebp.webp", "lossy"],
    ["cwebp-lossless.webp", "lossless"],
    ["cwebp-alpha.webp", "extended"],
  ] as const) {
    const length = of(name).length;
    for (const [stated, value] of [
      ["0", 0],
      ["4", 4],
      ["11", 11],
      ["12", 12],
      ["20", 20],
      ["10-too-small", length - 18],
      ["1-too-small", length - 9],
      ["2-too-large", length - 6],
      ["1000-too-large", length + 992],
      ["largest", 0xffffffff],
    ] as const)
      change(name, `riff-${stated}-${kind}.webp`, (bytes) => bytes.writeUInt32LE(value, 4));
    change(name, `chunk-0-${kind}.webp`, (bytes) => bytes.writeUInt32LE(0, 16));
    change(name, `chunk-too-large-${kind}.webp`, (bytes) => bytes.writeUInt32LE(length, 16));
    change(name, `chunk-largest-${kind}.webp`, (bytes) => bytes.writeUInt32LE(0xffffffff, 16));
    change(name, `bytes-behind-${kind}.webp`, (bytes) => Buffer.concat([bytes, Buffer.from("more")]));
  }
  change("cwebp-alpha.webp", "canvas-larger.webp", (bytes) => bytes.writeUIntLE(47, 24, 3));
  change("gif2webp.webp", "animated-canvas-larger.webp", (bytes) => bytes.writeUIntLE(47, 24, 3));
  change("gif2webp.webp", "animated-canvas-smaller.webp", (bytes) => bytes.writeUIntLE(9, 24, 3));
  change("cwebp.webp", "start-code.webp", (bytes) => bytes.writeUInt8(0, 23));
  change("cwebp.webp", "scaled.webp", (bytes) => bytes.writeUInt8((bytes[27] ?? 0) | 0x40, 27));
  change("cwebp.webp", "no-key-frame.webp", (bytes) => bytes.writeUInt8((bytes[20] ?? 0) | 1, 20));
  change("cwebp-lossless.webp", "signature.webp", (bytes) => bytes.writeUInt8(0, 20));
  change("cwebp.webp", "unknown-chunk.webp", (bytes) => bytes.write("VP7 ", 12));

  for (const name of ["avifenc.avif", "sharp.avif"]) cut(name, 12, 28, 60, 200, -1, -20, -60);
  const swap = (name: string, as: string, from: string, to: string) =>
    change(name, as, (bytes) => bytes.write(to, bytes.indexOf(from, 0, "latin1"), "latin1"));
  swap("avifenc.avif", "no-codec-configuration.avif", "av1C", "free");
  swap("avifenc.avif", "no-size.avif", "ispe", "free");
  swap("avifenc.avif", "no-locations.avif", "iloc", "free");
  swap("avifenc.avif", "no-primary-item.avif", "pitm", "free");
  swap("avifenc.avif", "no-associations.avif", "ipma", "free");
  swap("avifenc.avif", "no-data.avif", "mdat", "free");
  swap("avifenc.avif", "no-handler.avif", "hdlr", "free");
  swap("avifenc.avif", "no-item-type.avif", "av01", "xxxx");
  change("avifenc.avif", "size-other.avif", (bytes) => bytes.writeUInt32BE(48, bytes.indexOf("ispe") + 8));
  cut("cjxl.jxl", 2, 6, 12, 20, -1, -20);
  cut("cjxl-container.jxl", 12, 32, 45, -1);
  cut("heif.heic", 40);
  return files;
}
