/** Pictures that say "there is no picture": what servers send, with status 200, in the place of one that is gone. */

/** All that is given must fit. Without a `sha256`, at least `url` must be given, so that chance cannot make a match. */
export interface Placeholder {
  /** For the translation of the name; the placeholders of a configuration have none. */
  readonly id?: string | undefined;
  /** What it is, for messages: `imgur's "removed" image`. */
  readonly name: string;
  /** Glob or `/regex/`, over the URL at the end of the redirects. */
  readonly url?: RegExp | undefined;
  /** Of the whole file. */
  readonly bytes?: number | undefined;
  /** Lower-case hexadecimal digits. */
  readonly sha256?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** A row needs its source. */
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

/** What is known of a file when placeholders are looked for. */
export interface Seen {
  readonly finalUrl: string | undefined;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** The first placeholder that fits; what is not known of the file does not fit. */
export function placeholderOf(seen: Seen, list: readonly Placeholder[]): Placeholder | undefined {
  return list.find((one) => fits(one, seen) && (one.sha256 === undefined || one.sha256 === seen.sha256));
}

/** Whether the hash is all that is still needed to tell. */
export function needsHash(seen: Omit<Seen, "sha256">, list: readonly Placeholder[]): boolean {
  return list.some((one) => one.sha256 !== undefined && one.bytes !== undefined && fits(one, seen));
}

function fits(one: Placeholder, { finalUrl, bytes, width, height }: Omit<Seen, "sha256">): boolean {
  return (
    (one.url === undefined || (finalUrl !== undefined && finalUrl.search(one.url) >= 0)) &&
    (one.bytes === undefined || one.bytes === bytes) &&
    (one.width === undefined || width === undefined || one.width === width) &&
    (one.height === undefined || height === undefined || one.height === height)
  );
}
