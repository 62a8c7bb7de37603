/** The package sharp, which users install for `stet compress`. Without it, the tests that need it are skipped, and say so. */
import { createRequire } from "node:module";

interface TestImage {
  png(): TestImage;
  jpeg(options?: object): TestImage;
  gif(options?: object): TestImage;
  webp(options?: object): TestImage;
  withExif(exif: object): TestImage;
  withMetadata(metadata: object): TestImage;
  metadata(): Promise<{
    readonly format?: string;
    readonly width?: number;
    readonly height?: number;
    readonly pages?: number;
    readonly delay?: readonly number[];
    readonly exif?: Buffer;
  }>;
  toBuffer(): Promise<Buffer>;
}
export type TestSharp = (input: Uint8Array | readonly Uint8Array[], options?: object) => TestImage;

export const sharp: TestSharp | undefined = load();

function load(): TestSharp | undefined {
  try {
    return createRequire(import.meta.url)("sharp");
  } catch {
    console.warn("NOTE: sharp is not installed: the tests of stet compress are skipped");
    return undefined;
  }
}

/** Pixels like those of a photo: a soft gradient with some noise, always the same. */
export function photo(width: number, height: number, seed = 1) {
  const data = new Uint8Array(width * height * 3);
  let state = seed;
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % width;
    const y = Math.floor(at / 3 / width);
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    data[at] = 128 + 60 * Math.sin(x / 17 + seed + (at % 3)) + 40 * Math.cos(y / 23) + ((state >>> 16) % 12);
  }
  return { data, raw: { width, height, channels: 3 } };
}
