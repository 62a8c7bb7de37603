/** How a reference of an article is written, which decides what a generator makes of its URL. */
import type { ImageReference, LinkReference } from "../article/types.js";
import { requiredModule } from "../article/url.js";
import type { Writing } from "../generators/routes/types.js";

export function writingOf(reference: ImageReference | LinkReference): { readonly url: string; readonly as: Writing } {
  const { syntax, tag } = reference;
  const url = reference.resolved ?? reference.url;
  const about = "alt" in reference || reference.kind === "video" ? "image" : "link";
  if (reference.kind === "module") return { url, as: { syntax: "code", about } };
  const inCode = requiredModule(url);
  if (inCode !== undefined) return { url: inCode, as: { syntax: "code", about } };
  return { url, as: { syntax: syntax === "markdown" ? "markdown" : "html", about, tag } };
}
