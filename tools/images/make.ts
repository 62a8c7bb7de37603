/**
 * Makes the small files of `test/probe/images/made/` with the programs that people use. Needs ImageMagick, libheif,
 * libavif, libjxl, libwebp and OpenJPEG (Debian: imagemagick libheif-examples libavif-bin libjxl-tools webp
 * libopenjp2-tools), and sharp in the folder that is given.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

/** The size of all pictures, unless the name says otherwise. Sides differ, so that a turn shows. */
const size = "24x10";

/** By file name: a program with its arguments. `IN` is a PNG of 24x10 pixels, `OUT` the file. */
const commands: Readonly<Record<string, readonly string[]>> = {
  "magick.png": ["convert", "IN", "OUT"],
  "magick-palette.png": ["convert", "IN", "-colors", "4", "png8:OUT"],
  "magick-16.png": ["convert", "IN", "-depth", "16", "OUT"],
  "magick-interlaced.png": ["convert", "IN", "-interlace", "PNG", "OUT"],
  "magick.jpg": ["convert", "IN", "OUT"],
  "magick-progressive.jpg": ["convert", "IN", "-interlace", "Plane", "OUT"],
  "magick-cmyk.jpg": ["convert", "IN", "-colorspace", "CMYK", "OUT"],
  "magick-grey.jpg": ["convert", "IN", "-colorspace", "Gray", "OUT"],
  "magick-orient-6.jpg": ["convert", "IN", "-orient", "right-top", "OUT"],
  "magick.gif": ["convert", "IN", "OUT"],
  "magick-animated.gif": ["convert", "-delay", "10", "IN", "(", "IN", "-negate", ")", "-loop", "0", "OUT"],
  "magick-interlaced.gif": ["convert", "IN", "-interlace", "GIF", "OUT"],
  "magick.bmp": ["convert", "IN", "OUT"],
  "magick-3.bmp": ["convert", "IN", "BMP3:OUT"],
  "magick-2.bmp": ["convert", "IN", "BMP2:OUT"],
  "magick.ico": ["convert", "IN", "OUT"],
  "magick-several.ico": ["convert", "IN", "-define", "icon:auto-resize=32,16", "OUT"],
  "magick.tiff": ["convert", "IN", "OUT"],
  "magick.psd": ["convert", "IN", "OUT"],
  "magick.ppm": ["convert", "IN", "OUT"],
  "magick.tga": ["convert", "IN", "OUT"],
  "magick.pcx": ["convert", "IN", "OUT"],
  "magick.xbm": ["convert", "IN", "-monochrome", "OUT"],
  "cwebp.webp": ["cwebp", "-quiet", "IN", "-o", "OUT"],
  "cwebp-lossless.webp": ["cwebp", "-quiet", "-lossless", "IN", "-o", "OUT"],
  "cwebp-alpha.webp": ["cwebp", "-quiet", "-alpha_q", "50", "ALPHA", "-o", "OUT"],
  "gif2webp.webp": ["gif2webp", "-quiet", "ANIMATED", "-o", "OUT"],
  "heif.heic": ["heif-enc", "-q", "30", "IN", "-o", "OUT"],
  "avifenc.avif": ["avifenc", "-s", "8", "--min", "40", "--max", "50", "IN", "OUT"],
  ...Object.fromEntries(
    [1, 2, 3].map((turns) => [`avifenc-irot-${turns}.avif`, avif("--irot", String(turns))] as const),
  ),
  "avifenc-imir-0.avif": avif("--imir", "0"),
  "avifenc-imir-1-irot-1.avif": avif("--imir", "1", "--irot", "1"),
  "avifenc-clap-origin.avif": avif("--crop", "0,0,12,6"),
  "avifenc-clap-inside.avif": avif("--crop", "4,2,12,6"),
  "avifenc-clap-origin-irot-1.avif": avif("--crop", "0,0,12,6", "--irot", "1"),
  "avifenc-clap-whole.avif": avif("--crop", "0,0,24,10"),
  "avifenc-pasp.avif": avif("--pasp", "2,1"),
  "cjxl.jxl": ["cjxl", "--quiet", "IN", "OUT"],
  "cjxl-lossless.jxl": ["cjxl", "--quiet", "-d", "0", "IN", "OUT"],
  "cjxl-container.jxl": ["cjxl", "--quiet", "--container=1", "IN", "OUT"],
  "cjxl-from-jpeg.jxl": ["cjxl", "--quiet", "JPEG", "OUT"],
  "opj.jp2": ["opj_compress", "-n", "1", "-i", "IN", "-o", "OUT"],
  "opj.j2k": ["opj_compress", "-n", "1", "-i", "IN", "-o", "OUT"],
};

function avif(...options: readonly string[]): readonly string[] {
  return ["avifenc", "-s", "8", "--min", "40", "--max", "50", ...options, "IN", "OUT"];
}

/** By file name: code for sharp. `input` is the PNG; `phone` a JPEG with orientation 6. */
const sharps: Readonly<Record<string, string>> = {
  "sharp.png": "sharp(input).png()",
  "sharp.jpg": "sharp(input).jpeg()",
  "sharp-mozjpeg.jpg": "sharp(input).jpeg({ mozjpeg: true })",
  "sharp.webp": "sharp(input).webp()",
  "sharp-orientation-6.webp": "sharp(phone).keepExif().webp()",
  "sharp.gif": "sharp(input).gif()",
  "sharp.avif": "sharp(input).avif()",
  "sharp-orientation-6.avif": "sharp(phone).keepExif().avif()",
  "sharp.tiff": "sharp(input).tiff()",
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((value) => [
      `sharp-orientation-${value}.jpg`,
      `sharp(input).withMetadata({ orientation: ${value} }).jpeg()`,
    ]),
  ),
  "sharp-orientation-6.png": "sharp(phone).withMetadata().png()",
};

/** Makes every file whose program is there into `folder`. Returns the names of those that could not be made. */
export async function makeFiles(folder: string, sharpFolder: string | undefined): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(tmpdir(), "stet-images-"));
  const failed: string[] = [];
  try {
    const of = (name: string) => path.join(work, name);
    const convert = (...args: string[]) => execFileSync("convert", args);
    convert("-size", size, "gradient:red-blue", "-strip", of("in.png"));
    convert(of("in.png"), "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", of("alpha.png"));
    convert("-delay", "10", of("in.png"), "(", of("in.png"), "-negate", ")", of("animated.gif"));
    convert(of("in.png"), of("in.jpg"));
    const inputs: Readonly<Record<string, string>> = {
      IN: of("in.png"),
      ALPHA: of("alpha.png"),
      ANIMATED: of("animated.gif"),
      JPEG: of("in.jpg"),
    };
    for (const [name, [program = "", ...args]] of Object.entries(commands)) {
      const out = path.join(folder, name);
      const given = args.map((arg) => inputs[arg] ?? arg.replace("OUT", out));
      try {
        execFileSync(program, given, { stdio: "pipe" });
      } catch (error) {
        failed.push(
          `${name}: ${String((error as Error).message)
            .split("\n")
            .slice(0, 2)
            .join(" ")}`,
        );
      }
    }
    if (sharpFolder !== undefined) {
      const sharp = createRequire(path.join(path.resolve(sharpFolder), "x.js"))("sharp");
      const input = readFileSync(of("in.png"));
      const phone = await sharp(input).withMetadata({ orientation: 6 }).jpeg().toBuffer();
      for (const [name, code] of Object.entries(sharps)) {
        const make = new Function("sharp", "input", "phone", `return (${code}).toBuffer()`);
        writeFileSync(path.join(folder, name), await make(sharp, input, phone));
      }
    } else failed.push(...Object.keys(sharps));
    return failed.filter((name) => !existsSync(path.join(folder, name)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
