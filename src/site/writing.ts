/** How a reference of an article is written, which decides what a generator makes of its URL. */
import path from "node:path";
import type { ImageReference, LinkReference } from "../article/types.js";
import { requiredModule } from "../article/url.js";
import type { Sources, Unknown, Writing } from "../generators/routes/types.js";

export function writingOf(reference: ImageReference | LinkReference): { readonly url: string; readonly as: Writing } {
  const { syntax, tag } = reference;
  const url = reference.resolved ?? reference.url;
  const about = "alt" in reference || reference.kind === "video" ? "image" : "link";
  if (reference.kind === "module") return { url, as: { syntax: "code", about } };
  const inCode = requiredModule(url);
  if (inCode !== undefined) return { url: inCode, as: { syntax: "code", about } };
  return { url, as: { syntax: syntax === "markdown" ? "markdown" : "html", about, tag } };
}

/**
 * The file of a module. `@site` is the root of the site in Docusaurus. Others are packages, or names of the bundler.
 *
 * @param from the article, relative to the root of the site.
 */
export function moduleOf(name: string, from: string): Sources | Unknown {
  const own = /^@site\/(.*)$/s.exec(name)?.[1];
  if (own !== undefined) return { sources: [path.posix.normalize(own)] };
  return /^\.\.?\//.test(name)
    ? { sources: [path.posix.join(path.posix.dirname(from), name)] }
    : { why: "template", detail: name };
}
