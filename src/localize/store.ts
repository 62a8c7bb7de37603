/** Fetches images and stores them under a name that follows from their content. */

import path from "node:path";
import { mostDataBytes, readRegular } from "../platform/disk.js";
import { createDurably } from "../platform/durable-write.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { decode } from "../probe/decode/index.js";
import type { DownloadingProbe } from "../probe/probe.js";
import { isActiveSvg } from "./active-svg.js";

export interface Fetched {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly type: string;
  /** Hash and extension. */
  readonly name: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly archive?: string;
}

export interface FetchLimits {
  readonly maxFileBytes: number;
  /** Look for a copy in the web archive if the image is gone. */
  readonly archive: boolean;
}

const extensions: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/svg+xml": "svg",
  "image/bmp": "bmp",
  "image/x-icon": "ico",
  "image/jxl": "jxl",
  "image/heic": "heic",
  "image/heif": "heif",
  "image/tiff": "tiff",
  "image/jp2": "jp2",
};

/** Characters of the hash in a file name. More are used if another file has the name. */
const shortName = 16;

/** The image, or why it is not fetched: a phrase. */
export async function fetchImage(
  url: string,
  probe: DownloadingProbe,
  limits: FetchLimits & {
    /** Up to --max-total, when the request begins. */
    readonly maxBytesLeft: number;
  },
): Promise<Fetched | string> {
  const fact = await probe.checkImage({ url, want: "pixels" });
  if (fact.verdict === "ok" && fact.suspect === undefined) {
    if ((fact.bytes ?? 0) > limits.maxFileBytes) return tooLarge(fact.bytes ?? 0, limits.maxFileBytes);
    if ((fact.bytes ?? 0) > limits.maxBytesLeft) return totalReached();
    return read(url, probe, limits);
  }
  const problem = fact.suspect ?? fact.detail;
  if (!limits.archive || fact.verdict === "unchecked") return problem;
  const copy = await probe.archivedCopy(url, undefined);
  if (!copy) return t("localize.noCopy", "{problem}; the archive has no copy", { problem });
  // With `id_` behind the time, the archive sends the file as it was stored.
  const raw = copy.url.replace(/(\/web\/\d{4,14})\//, "$1id_/");
  const fetched = await read(raw, probe, limits);
  return typeof fetched === "string" ? fetched : { ...fetched, archive: copy.url };
}

export const totalReached = (): string => t("localize.total", "--max-total is reached");

const tooLarge = (bytes: number, limit: number): string =>
  t("localize.tooLarge", "{bytes} bytes, more than --max-file-size allows ({limit})", { bytes, limit });

async function read(url: string, probe: DownloadingProbe, { maxFileBytes }: FetchLimits): Promise<Fetched | string> {
  const found = await probe.download(url, maxFileBytes);
  if (found.kind === "failure") return found.detail;
  const { bytes } = found;
  const decoded = decode(bytes, true);
  if (decoded.state === "damaged")
    return t("localize.damaged", "damaged {type}: {reason}", { type: decoded.type, reason: decoded.why });
  const extension = decoded.state === "picture" ? extensions[decoded.type] : undefined;
  if (decoded.state !== "picture" || extension === undefined)
    return t("localize.noImage", "not an image of a known format");
  if (decoded.type === "image/svg+xml" && isActiveSvg(bytes))
    return t("localize.script", "an SVG with a script, which would run as part of your site");
  const sha256 = sha256Of(bytes);
  return {
    bytes,
    sha256,
    type: decoded.type,
    name: `${sha256.slice(0, shortName)}.${extension}`,
    width: decoded.size?.width,
    height: decoded.size?.height,
  };
}

/**
 * Stores an image in a folder, unless it is there already. A file of the same name with another content is never
 * replaced.
 *
 * @param within the real path of the folder that the image must really be in.
 * @returns the name of the file.
 */
export async function store(folder: string, { bytes, name, sha256 }: Fetched, within: string): Promise<string> {
  const [, extension = ""] = /(\.\w+)$/.exec(name) ?? [];
  for (const length of [shortName, 32, 64]) {
    const own = `${sha256.slice(0, length)}${extension}`;
    const file = path.join(folder, own);
    if (await createDurably(file, bytes, within)) return own;
    if (fileHash(file, within) === sha256) return own;
  }
  throw new Error(t("localize.nameTaken", "all names for the image are taken"));
}

/** SHA-256 (hex) of a file that is really in a folder, by its real path; `undefined` if it cannot be read. */
export function fileHash(file: string, within: string): string | undefined {
  try {
    return sha256Of(readRegular(file, { most: mostDataBytes, within }));
  } catch {
    return undefined;
  }
}
