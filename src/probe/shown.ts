/** Whether browsers show an image that its server sends: by its format, and by the headers of the response. */
import { type Decoded, unshownTypes } from "./decode/index.js";
import { declaredType, type Response } from "./evidence.js";
import type { ImageFact } from "./types.js";

/** The headers by which browsers refuse an image to pages of other sites (https://fetch.spec.whatwg.org/#corb). */
export function whomFor(last: Response): Pick<ImageFact, "onlyFor"> {
  const policy = last.headers.get("cross-origin-resource-policy")?.trim();
  if (policy === "same-origin" || policy === "same-site") return { onlyFor: policy };
  const isText = /^(?:text\/|application\/(?:json|xml|xhtml\+xml)$|.*\+json$)/.test(declaredType(last) ?? "");
  const sniff = last.headers.get("x-content-type-options")?.split(",")[0]?.trim().toLowerCase();
  return isText && sniff === "nosniff" ? { onlyFor: "nosniff" } : {};
}

/** The type, the name of its format if browsers do not show it, and whether it moves. */
export function typeSeen(
  type: string | undefined,
  decoded?: Decoded,
): Pick<ImageFact, "type" | "unshown" | "animated"> {
  const seen = decoded?.state === "picture" ? decoded : undefined;
  const unshown = seen ? seen.unshown : type && unshownTypes[type];
  return { type, ...(unshown && { unshown }), ...(seen?.animated && { animated: true }) };
}

/** The declared type, if it is an image type whose bytes stet cannot detect. */
export function unknownImageType(response: Response): string | undefined {
  const declared = declaredType(response);
  return declared?.startsWith("image/") && !measured.has(declared) ? declared : undefined;
}

/** Types whose bytes stet detects. */
const measured = new Set([
  "image/png",
  "image/apng",
  "image/jpeg",
  "image/jpg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/svg+xml",
  "image/bmp",
  "image/x-icon",
  "image/vnd.microsoft.icon",
]);
