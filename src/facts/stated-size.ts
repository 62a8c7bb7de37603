/** The size that an article states for an image. */
import type { Attributes, ImageReference } from "../article/types.js";
import type { ImageFact } from "../probe/types.js";

/**
 * Whether the tag states another size, or other proportions, than the image has. A tolerance of rules does not count:
 * one request more does no harm.
 */
export function contradictsSize({ attributes }: ImageReference, { width, height, verdict }: ImageFact): boolean {
  if (verdict !== "ok" || !width || !height) return false;
  const [, dataWidth, dataHeight] = /^\s*(\d{1,9}),(\d{1,9})\s*$/.exec(attributes["data-size"]?.value ?? "") ?? [];
  if (dataWidth !== undefined && (Number(dataWidth) !== width || Number(dataHeight) !== height)) return true;
  const [statedWidth, statedHeight] = [pixels(attributes, "width"), pixels(attributes, "height")];
  return (
    statedWidth !== undefined &&
    statedHeight !== undefined &&
    Math.abs(statedHeight - (statedWidth * height) / width) > 1 &&
    Math.abs(statedWidth - (statedHeight * width) / height) > 1
  );
}

function pixels(attributes: Attributes, name: "width" | "height"): number | undefined {
  const value = attributes[name]?.value.trim() ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
