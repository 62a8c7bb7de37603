/**
 * What an image weighs more than it has to, as far as its size, type and display size tell. Each threshold is a published
 * one; see weight.md.
 */
import { type Attribute, type ImageFact, type ImageReference, isShown, isTemplate } from "../../src/rule.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is known of the size at which a page shows an image, in CSS pixels. At least one side. */
export interface Display {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** `saves`: bytes, estimated. */
export type Waste =
  | { readonly kind: "animation" | "photo"; readonly saves: number }
  /** `fit`: the size that is enough. */
  | { readonly kind: "pixels"; readonly saves: number; readonly fit: Size };

export interface WasteLimits {
  /** Bytes of a GIF animation. */
  readonly maxGifBytes: number;
  /** Pixels of the file for each CSS pixel, on one side. */
  readonly density: number;
  /** Bytes; less than this is no waste. */
  readonly minSavings: number;
}

/** Bytes of a PNG below which it is not worth asking whether it is a photo. */
const leastPhoto = 100 * 1024;

/**
 * Bytes per pixel of a PNG from which it is a photo: even detailed JPEGs take less than one, and drawings and
 * screenshots as PNG far less.
 */
const photoDensity = 1;
/** Bytes per pixel of a photo as JPEG. */
const jpegDensity = 0.25;

/** The greatest waste first. Empty if there is none, or if too little is known. */
export function wasteOf(
  { verdict, type, bytes, width, height, animated }: ImageFact,
  display: Display | undefined,
  { maxGifBytes, density, minSavings }: WasteLimits,
): Waste[] {
  if (verdict !== "ok" || bytes === undefined || type === "image/svg+xml") return [];
  const found: Waste[] = [];
  if (type === "image/gif" && animated && bytes > maxGifBytes)
    found.push({ kind: "animation", saves: bytes * videoSavings(bytes) });
  if (width && height) {
    const pixels = width * height;
    if (type === "image/png" && !animated && bytes > leastPhoto && bytes >= pixels * photoDensity)
      found.push({ kind: "photo", saves: bytes - pixels * jpegDensity });
    const ratio = display && Math.min(...ratios({ width, height }, display));
    if (ratio !== undefined && ratio > density) {
      const scale = density / ratio;
      const fit = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
      found.push({ kind: "pixels", saves: bytes * (1 - scale ** 2), fit });
    }
  }
  return found
    .map((one) => ({ ...one, saves: Math.round(one.saves) }))
    .filter(({ saves }) => saves >= minSavings)
    .sort((a, b) => b.saves - a.saves);
}

/** The share that a video of the same animation saves, as Lighthouse estimates it from 1,000 GIFs. */
const videoSavings = (bytes: number): number => Math.max(0, (29.1 * Math.log10(bytes) - 100.7) / 100);

function* ratios(real: Size, { width, height }: Display): Generator<number> {
  if (width !== undefined) yield real.width / width;
  if (height !== undefined) yield real.height / height;
}

/**
 * The size at which the page shows an image: the `width` and `height` of its tag, or those of its `style`. `undefined` if
 * it is not known, or if the browser chooses among several files.
 */
export function displayOf(reference: ImageReference): Display | undefined {
  const { attributes } = reference;
  if (!isShown(reference) || attributes.srcset || attributes.hidden) return undefined;
  const style = attributes.style?.value ?? "";
  // What has another unit, or is computed, is not known.
  if (/(?:^|[;\s])(?:min-)?(?:width|height)\s*:(?!\s*(?:\d+(?:\.\d+)?px|auto)\s*(?:;|$|!))/i.test(style))
    return undefined;
  const width = sideOf(attributes.width, style, "width");
  const height = sideOf(attributes.height, style, "height");
  // Such as 100%: the image may be any size on this side.
  if (width === "unknown" || height === "unknown") return undefined;
  if (width === undefined && height === undefined) return undefined;
  // A single pixel is a placeholder of a script.
  return (width ?? 2) > 1 && (height ?? 2) > 1 ? { width, height } : undefined;
}

/** `undefined`: follows from the other side. */
function sideOf(attribute: Attribute | undefined, style: string, name: string): number | "unknown" | undefined {
  const [, value] = new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*(\\d+(?:\\.\\d+)?(?=px)|auto)`, "i").exec(style) ?? [];
  if (value !== undefined) return value.toLowerCase() === "auto" ? undefined : Number(value);
  if (!attribute || /^(?:auto)?$/i.test(attribute.value.trim())) return undefined;
  if (isTemplate(attribute.value)) return "unknown";
  const [, number] = /^(\d{1,9})(?:\.\d*)?\s*(?:px)?$/i.exec(attribute.value.trim()) ?? [];
  return number === undefined ? "unknown" : Number(number);
}
