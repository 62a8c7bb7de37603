/** Placeholder images that servers send with status 200 instead of a removed image. */
import type { UrlPattern } from "../patterns/url-pattern.js";

/** All given values must match. Without `sha256`, `url` is required, so that a match cannot be a coincidence. */
export interface Placeholder {
  /** The key for the translation of the name. Placeholders from the configuration have none. */
  readonly id?: string | undefined;
  /** The name for messages: `imgur's "removed" image`. */
  readonly name: string;
  /** Matches the URL after redirects. A glob or `/regex/` in the configuration. */
  readonly url?: UrlPattern | undefined;
  /** Of the whole file. */
  readonly bytes?: number | undefined;
  /** Lower-case hexadecimal digits. */
  readonly sha256?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Each row names its source. */
export const knownPlaceholders: readonly Placeholder[] = [
  // https://github.com/HoverHell/RedditImageGrab/issues/50
  { id: "imgur", name: 'imgur\'s "removed" image', url: /^https?:\/\/(i\.)?imgur\.com\/removed\.png$/ },
  // https://github.com/noflo/noflo-image/pull/151
  {
    id: "flickr",
    name: 'Flickr\'s "unavailable" image',
    url: /^https?:\/\/s\.yimg\.com\/pw\/images\/([a-z-]+\/)?photo_unavailable/,
  },
];

/** The known values of a file that is compared with placeholders. */
export interface Seen {
  readonly finalUrl: string | undefined;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** The first placeholder that matches. Unknown values of the file do not match. */
export function placeholderOf(seen: Seen, list: readonly Placeholder[]): Placeholder | undefined {
  return list.find((one) => fits(one, seen) && (one.sha256 === undefined || one.sha256 === seen.sha256));
}

/** Whether only the hash is missing for a decision. */
export function needsHash(seen: Omit<Seen, "sha256">, list: readonly Placeholder[]): boolean {
  return list.some((one) => one.sha256 !== undefined && one.bytes !== undefined && fits(one, seen));
}

function fits(one: Placeholder, { finalUrl, bytes, width, height }: Omit<Seen, "sha256">): boolean {
  return (
    (one.url === undefined || (finalUrl !== undefined && one.url.test(finalUrl) === true)) &&
    (one.bytes === undefined || one.bytes === bytes) &&
    (one.width === undefined || width === undefined || one.width === width) &&
    (one.height === undefined || height === undefined || one.height === height)
  );
}
