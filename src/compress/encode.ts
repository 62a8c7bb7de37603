/** Finds the smallest file that looks the same as an image: a binary search over the quality of the encoder. */
import { decode } from "../probe/decode/index.js";
import { withoutTexts } from "./png-texts.js";
import type { Sharp, SharpImage } from "./sharp.js";
import { type Pixels, type Planes, planesOf, similarity } from "./ssim.js";
import { framesOfWebp } from "./webp-frames.js";

export type TargetFormat = "webp" | "avif";

export interface Compression {
  readonly bytes: Uint8Array;
  /** `undefined`: lossless. */
  readonly quality: number | undefined;
  /** SSIM in the worst place; 1 if lossless. */
  readonly ssim: number;
  readonly width: number;
  readonly height: number;
}

export interface EncodeRequest {
  readonly format: TargetFormat;
  /** Pixels that are enough; `undefined`: all of them. */
  readonly fit: { readonly width: number; readonly height: number } | undefined;
  /** The lowest SSIM of a place of the image. */
  readonly minSsim: number;
}

/** Below this average similarity, the color of an image has visibly changed. */
const minColor = 0.9;
/** Between these qualities. Below, encoders save little more; above, they take more than they give. */
const [lowest, highest] = [30, 95];

/** Pixels in all frames of an image that is compared: their planes and both images take about 600 MB. */
const mostPixels = 64_000_000;
/** Pixels of a file that is made smaller. */
const mostInputPixels = 400_000_000;

/** Frames of an animation. To read each of them in a WebP, libwebp counts those before it again. */
const mostFrames = 3000;

/** Pixels of one side. libvips takes as long for a row of one pixel as for one of thousands. */
const longestSide = 65_535;

/** Why an image is not compressed. */
export type NotCompressed = "too-large" | "too-many-frames" | "other-size" | "no-better" | "animated-avif";

/**
 * @param lossless whether the original has lost nothing, so that a file without loss may be the smallest.
 * @throws an error of sharp if it cannot read the image.
 */
export async function compressImage(
  sharp: Sharp,
  file: Uint8Array,
  { format, fit, minSsim }: EncodeRequest,
  lossless: boolean,
): Promise<Compression | NotCompressed> {
  // sharp would already take long to count them.
  if (framesOfWebp(file, mostFrames) > mostFrames) return "too-many-frames";
  const original = withoutTexts(file);
  const open = (bytes: Uint8Array, animated: boolean) => sharp(bytes, { animated, limitInputPixels: mostInputPixels });
  const { pages = 1, hasAlpha = false, delay = [], ...size } = await open(original, false).metadata();
  const animated = pages > 1;
  // libvips writes the first frame only.
  if (animated && format === "avif") return "animated-avif";
  const pixels = fit ? fit.width * fit.height : (size.width ?? 0) * (size.height ?? 0);
  if (pixels * pages > mostPixels) return "too-large";
  if (Math.max(size.width ?? 0, size.height ?? 0) > longestSide) return "too-large";
  if (pages > mostFrames) return "too-many-frames";
  if (!isSizeOf(size, file)) return "other-size";
  const prepared = (): SharpImage => {
    // Animations have no orientation, and libvips cannot turn one.
    const upright = animated ? open(original, true) : open(original, false).rotate();
    return fit ? upright.resize(fit.width, fit.height, { fit: "fill" }) : upright;
  };
  const seen = async (image: SharpImage, delays: readonly number[]): Promise<Frames> => {
    const one = image.toColourspace("srgb");
    const { data, info } = await (hasAlpha ? one.ensureAlpha() : one.removeAlpha())
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return framesOf({ data, ...info }, delays);
  };
  const wanted = await seen(prepared(), delay);
  const encode = (options: { quality?: number; lossless?: boolean }) =>
    prepared().keepIccProfile()[format](options).toBuffer();
  const compare = async (bytes: Uint8Array) => {
    const image = open(bytes, animated);
    const written = await image.metadata();
    return likeness(wanted, await seen(image, written.delay ?? []));
  };
  const result = { width: wanted.width, height: wanted.height };
  const found: Compression[] = [];
  const lossy = await search(minSsim, encode, compare);
  if (lossy) found.push({ ...lossy, ...result });
  if (lossless) {
    const bytes = await encode({ lossless: true });
    const ssim = await compare(bytes);
    if (ssim >= minSsim) found.push({ bytes, quality: undefined, ssim, ...result });
  }
  const [best] = found.sort((a, b) => a.bytes.length - b.bytes.length);
  return best ?? "no-better";
}

/**
 * Whether browsers show the image at this size, or turned. libvips makes some GIFs as small as their first frame, if their
 * screen is that of an old computer.
 */
function isSizeOf({ width, height }: { readonly width?: number; readonly height?: number }, file: Uint8Array): boolean {
  const decoded = decode(file, true);
  const size = decoded.state === "picture" ? decoded.size : undefined;
  return !size || (size.width === width && size.height === height) || (size.width === height && size.height === width);
}

/** The frames of an image, each with the time at which it begins, in milliseconds. */
interface Frames {
  readonly width: number;
  readonly height: number;
  readonly starts: readonly number[];
  readonly length: number;
  planes(frame: number): Planes;
}

/** @param delays of all frames; none for a single one. */
function framesOf({ data, width, height: all, channels }: Pixels, delays: readonly number[]): Frames {
  const count = Math.max(1, delays.length);
  const height = all / count;
  const bytes = width * height * channels;
  const starts = [0];
  for (const delay of delays) starts.push((starts.at(-1) ?? 0) + delay);
  let last: { readonly frame: number; readonly planes: Planes } | undefined;
  return {
    width,
    height,
    starts: starts.slice(0, count),
    length: starts.at(-1) ?? 0,
    planes(frame) {
      if (last?.frame !== frame) {
        const own = { data: data.subarray(frame * bytes, (frame + 1) * bytes), width, height, channels };
        last = { frame, planes: planesOf(own) };
      }
      return last.planes;
    },
  };
}

/**
 * The lowest similarity of what is seen at the same time: encoders merge equal frames. 0 if colors differ, or if an
 * animation has another length.
 */
function likeness(wanted: Frames, written: Frames): number {
  if (wanted.width !== written.width || wanted.height !== written.height) return 0;
  if (written.starts.length > 1 && wanted.length !== written.length) return 0;
  let least = 1;
  let other = 0;
  for (const [frame, start] of wanted.starts.entries()) {
    while ((written.starts[other + 1] ?? Number.POSITIVE_INFINITY) <= start) other++;
    const { worst, color } = similarity(wanted.planes(frame), written.planes(other));
    if (color < minColor) return 0;
    least = Math.min(least, worst);
  }
  return least;
}

/** The lowest quality that is good enough. `undefined` if none is. */
async function search(
  minSsim: number,
  encode: (options: { quality: number }) => Promise<Uint8Array>,
  compare: (bytes: Uint8Array) => Promise<number>,
) {
  let found: { bytes: Uint8Array; quality: number; ssim: number } | undefined;
  for (let [low, high] = [lowest, highest]; low <= high; ) {
    const quality = Math.floor((low + high) / 2);
    const bytes = await encode({ quality });
    const ssim = await compare(bytes);
    if (ssim >= minSsim) {
      found = { bytes, quality, ssim };
      high = quality - 1;
    } else low = quality + 1;
  }
  return found;
}
