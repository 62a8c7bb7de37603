/** Finds what JavaScript writes for a value that it does not have, in a URL that a program put together. */

export interface LostValue {
  /** `undefined`, `null`, `NaN` or `[object Object]`. */
  readonly value: string;
  /** Its place in the URL. */
  readonly start: number;
  readonly end: number;
  /**
   * The URL may be right all the same. A link: `/posts/undefined` may be a page about the word. An image: a server may
   * ignore the value in `/undefined/a.png` and `/a.png?v=undefined`, or really have such a folder.
   */
  readonly isDoubtful: boolean;
}

const object = /(?:\[|%5B)object(?: |\+|%20)Object(?:\]|%5D)/i;
const words = "undefined|null|NaN";
const host = new RegExp(`^(?:https?:)?//(${words})(?=[:/?#]|$)`);
const wholeSegment = new RegExp(`^(?:${words})$`);
const imageFile = new RegExp(`^(${words})\\.(?:jpe?g|png|gif|webp|avif|svg|bmp)$`);

/** Parameters for words that somebody searches for. */
const searchKeys = /^(?:q|query|search|keywords?|kw|key|k|s|w|wd|words?|term|text|title|name|tags?|p)$/i;
/** Parameters without which there is no page. Others are often `null` in URLs that work. */
const neededKeys = /(?:^|_)(?:url|uri|link|href|src|id|path|file|img|image|pic|photo)$|(?:Id|Url)$/i;
/** What comes before the number or the name of one thing. */
const beforeId =
  /^(?:view|details?|id|uid|users?|u|profile|people|author|member|status|photo|video|play|share|show|goods|product)$/i;
/** The same, but titles may be there too. */
const beforeTitle = /^(?:p|a|n|articles?|posts?|news|topics?|threads?|items?|read|content|story|blog|archives?)$/i;

/**
 * The first part of a URL that is such a value. Pages about these words (`/Global_Objects/undefined`, `?q=null`) have
 * them in their URLs too, so that for a link only certain places count.
 */
export function lostValueIn(url: string, use: "image" | "link"): LostValue | undefined {
  // Nearly all URLs end here.
  if (!/undefined|null|NaN|object(?: |\+|%20)Object/.test(url)) return undefined;
  const found = object.exec(url);
  if (found)
    return { value: "[object Object]", start: found.index, end: found.index + found[0].length, isDoubtful: false };
  const [start = "", hostname] = host.exec(url) ?? [];
  if (hostname !== undefined) return at(hostname, start.length - hostname.length);
  return inPath(url, use) ?? inQuery(url, use);
}

const at = (value: string, start: number, isDoubtful = false): LostValue => ({
  value,
  start,
  end: start + value.length,
  isDoubtful,
});

function inPath(url: string, use: "image" | "link"): LostValue | undefined {
  const [, scheme = "", path = ""] = /^((?:https?:)?\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
  const segments = path.split("/");
  const isLast = (index: number) => segments.slice(index + 1).every((rest) => rest === "");
  let start = scheme.length;
  for (const [index, segment] of segments.entries()) {
    const before = segments[index - 1] ?? "";
    if (wholeSegment.test(segment)) {
      // `src="undefined"`: nothing but the value.
      const isAll = scheme === "" && isLast(index) && segments.slice(0, index).every((one) => /^\.{0,2}$/.test(one));
      if (isAll) return at(segment, start, use === "link");
      if (use === "image") {
        if (isLast(index) || segment !== "null") return at(segment, start, !isLast(index));
      } else if (beforeId.test(before)) return at(segment, start);
      else if (beforeTitle.test(before) && isLast(index)) return at(segment, start, true);
    }
    // A site may have a file of this name, and image/local knows.
    const file = use === "image" && scheme !== "" && isLast(index) ? imageFile.exec(segment)?.[1] : undefined;
    if (file !== undefined) return at(file, start);
    start += segment.length + 1;
  }
  return undefined;
}

function inQuery(url: string, use: "image" | "link"): LostValue | undefined {
  const [query = ""] = /\?[^#]*/.exec(url) ?? [];
  for (const { index, 1: key = "", 2: value = "" } of query.matchAll(/(?:^\?|&)([^=&]*)=([^&]*)/g)) {
    const lost = new RegExp(`^(?:${words})(?=/|$)`).exec(value)?.[0];
    if (lost === undefined || searchKeys.test(key)) continue;
    const isNeeded = neededKeys.test(key);
    if (lost === "undefined" || isNeeded)
      return at(lost, url.indexOf("?") + index + key.length + 2, use === "image" && !isNeeded);
  }
  return undefined;
}
