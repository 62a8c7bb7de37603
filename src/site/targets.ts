/** What several kinds of URLs lead to. */
import path from "node:path";
import type { DirectoryListings } from "../platform/directory-listing.js";
import { decodedPath } from "./address.js";
import type { Target } from "./model.js";

export const isThere = ({ state }: Target): boolean => state === "page" || state === "file";

/** The article is no page of the site. */
export const unpaged: Target = { state: "unknown", reason: { why: "file", detail: "" } };

/** An address on the host of the site, and not below its base path. */
export const outside = (base: string): Target => ({ state: "unknown", reason: { why: "outside", detail: base } });

/**
 * Whether a URL from the root names a file of the sources: `/CONTRIBUTING.md` in a README leads there where people read the sources.
 */
export const namesSource = (
  url: string,
  { root, folders }: { readonly root: string; readonly folders: DirectoryListings },
): boolean =>
  /^\/[^/]/.test(url) &&
  folders.find(path.join(root, decodedPath(/^[^?#]*/.exec(url)?.[0] ?? url)), root).state === "there";
