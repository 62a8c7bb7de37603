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

/** Whether a fix may add a size to the tag. */
export const lacksSize = ({ attributes, startTag }: ImageReference, { verdict, width, height }: ImageFact): boolean =>
  verdict === "ok" &&
  width !== undefined &&
  height !== undefined &&
  startTag !== undefined &&
  (pixels(attributes, "width") === undefined || pixels(attributes, "height") === undefined);

/** The size that a tag states, as written, to know whether it is another one now. */
export const statedSize = ({ attributes }: ImageReference): string =>
  ["width", "height", "data-size"].map((name) => attributes[name]?.value ?? "").join(" ");

function pixels(attributes: Attributes, name: "width" | "height"): number | undefined {
  const value = attributes[name]?.value.trim() ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
