/** Reads a URL as a browser does on a page of a site. */

import type { Unknown } from "../generators/routes/types.js";
import { decodePercent } from "../platform/percent.js";

export interface WrittenUrl {
  readonly kind: "rooted" | "relative";
  /** The path as in the URL, without query and fragment: percent-encoded. */
  readonly path: string;
  /** The URL has a host: that of the site, where there may be other sites, too. */
  readonly hasHost?: true;
}

export const isUnknown = (value: string | Unknown): value is Unknown => typeof value === "object";

/** A path without a host, query or fragment, and without signs that a browser removes, as most URLs of pages are. */
const plainUrl = /^\/?(?:[\w~.-]+\/)*[\w~.-]*$/;

/** No host can have this name (RFC 6761). */
const nowhere = "https://site.invalid";

/**
 * `self`: the page itself. `external`: another host, or no address of a page.
 *
 * @param origin of the site: `https://news.example`.
 */
export function writtenUrl(
  written: string,
  origin: string | undefined,
): WrittenUrl | { readonly kind: "self" } | { readonly kind: "external" } {
  if (written !== "" && plainUrl.test(written))
    return { kind: written.startsWith("/") ? "rooted" : "relative", path: written };
  const url = written.replace(/[\t\n\r]/g, "").trim();
  const path = /^[^?#]*/.exec(url)?.[0] ?? "";
  if (path === "") return { kind: "self" };
  const isAbsolute = /^(?:[a-z][a-z\d+.-]*:|[/\\]{2})/i.test(path);
  if (!isAbsolute) return { kind: /^[/\\]/.test(path) ? "rooted" : "relative", path };
  if (origin === undefined || !/^(?:https?:)?[/\\]{2}/i.test(path)) return { kind: "external" };
  const [own, other] = [urlOf(origin), urlOf(path, origin)];
  if (!own || !other || other.host !== own.host) return { kind: "external" };
  return { kind: "rooted", path: other.pathname, hasHost: true };
}

function urlOf(url: string, base?: string): URL | undefined {
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** A path that a browser does not change. */
const plain = /^\/(?:[\w~-][\w~.-]*\/)*(?:[\w~-][\w~.-]*)?$/;

const hasDots = (page: string): boolean => page.includes("/.") && /\/\.\.?(?:\/|$)/.test(page);

/** `..` at the start, then names without dots at their start, as in most relative links. */
const upwards = /^(?:\.\.\/)*(?:[\w~-][\w~.-]*\/)*(?:[\w~-][\w~.-]*)?$/;

/** The same as below for most links, many times as fast as `URL`. */
function joined(path: string, page: string): string {
  let end = page.lastIndexOf("/");
  let at = 0;
  for (; path.startsWith("../", at); at += 3) end = Math.max(0, page.lastIndexOf("/", end - 1));
  return page.slice(0, end + 1) + path.slice(at);
}

/**
 * The path of a URL on a page, decoded, with `..` resolved as a browser does: at the top it has no effect.
 *
 * @param page the path of the page, decoded; `undefined`: only decoded.
 */
export function pathOf(path: string, page: string | undefined): string {
  if (page === undefined) return decodePercent(path);
  if (plain.test(path)) return path;
  if (upwards.test(path) && page.startsWith("/") && !hasDots(page)) return joined(path, page);
  const base = `${nowhere}${page.split("/").map(encodeURIComponent).join("/")}`;
  return decodePercent(urlOf(path, base)?.pathname ?? path);
}

/** The path with the names as they are, from the last one backwards. Names before a `..` are not changed. */
export function spelledAs(real: string, written: string): string {
  const names = pathOf(written, undefined).split("/");
  const found = real.split("/");
  for (let at = names.length - 1; at >= 0 && names[at] !== ".."; at--)
    if (names[at] !== "" && names[at] !== ".") {
      while (found.at(-1) === "") found.pop();
      names[at] = found.pop() ?? names[at] ?? "";
    }
  return names.join("/");
}

/** The path of the URL of an output, decoded. */
export const urlOfOutput = (output: string, base: string | Unknown): string =>
  (isUnknown(base) ? "/" : base) + output.replace(/(^|\/)index\.html$/, "$1");

export const decodedPath = (written: string): string => pathOf(written, undefined);

export const isSource = (written: string): boolean => /\.(?:md|markdown|mdown|mkd|mdx)$/i.test(written);

/** `a/b/c`, `b/c`, `c`: in most generators, the output path of a copied file ends its own path. */
export const endsOf = (name: string): readonly string[] => {
  const names = name.split("/");
  return names.map((_, at) => names.slice(at).join("/"));
};
