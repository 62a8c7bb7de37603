/**
 * Detects the type and the size in pixels from the first bytes of a file. Pure. The time is linear in the number of
 * bytes, also for hostile files.
 */
import { t } from "../../platform/i18n.js";
import { bmp } from "./bmp.js";
import { Bytes, Damaged, type Format, NeedMore, type Size } from "./bytes.js";
import { gif } from "./gif.js";
import { ico } from "./ico.js";
import { isobmff } from "./isobmff.js";
import { jpeg } from "./jpeg.js";
import { jxl } from "./jxl.js";
import { png } from "./png.js";
import { readText } from "./text.js";
import { webp } from "./webp.js";

export type Decoded =
  /**
   * An image. `size` is `undefined` if the format does not state one or stet cannot read it. `unshown`: the name of the
   * format, if browsers do not show it. `animated`: the bytes before the image data say that it moves.
   */
  | {
      readonly state: "picture";
      readonly type: string;
      readonly size: Size | undefined;
      readonly unshown?: string;
      readonly animated?: true;
    }
  /** More bytes are needed, at least up to the offset `until`. `type` if it is already known. */
  | { readonly state: "more"; readonly type: string | undefined; readonly until: number }
  /** Begins like an image, but cannot be shown. `why`: a phrase. */
  | { readonly state: "damaged"; readonly type: string; readonly why: string }
  /** Not an image. `type` is `undefined` for an unknown format. */
  | { readonly state: "other"; readonly type: string | undefined };

const startsWith = (type: string, ...signatures: string[]): Format => ({
  matches: (bytes) => (signatures.some((signature) => bytes.is(0, signature)) ? type : undefined),
  size: () => undefined,
});

const formats: readonly Format[] = [
  jpeg,
  png,
  gif,
  webp,
  isobmff,
  ico,
  bmp,
  jxl,
  // Detected by their first bytes only (https://mimesniff.spec.whatwg.org,
  // https://www.iana.org/assignments/media-types).
  startsWith("image/jp2", "\0\0\0\x0cjP  \r\n\x87\n", "\xff\x4f\xff\x51"),
  startsWith("image/tiff", "II*\0", "MM\0*"),
  startsWith("application/pdf", "%PDF-"),
  startsWith("application/gzip", "\x1f\x8b\x08"),
  startsWith("application/zip", "PK\x03\x04"),
  startsWith("video/webm", "\x1a\x45\xdf\xa3"),
  { matches: (bytes) => (bytes.is(4, "ftyp") ? "video/mp4" : undefined), size: () => undefined },
];

/**
 * The name of a format that most browsers do not show, by its type. Only the bytes show it for a JPEG or a PNG.
 */
export const unshownTypes: Readonly<Record<string, string>> = {
  "image/heic": "HEIC",
  "image/heif": "HEIF",
  "image/tiff": "TIFF",
  "image/jp2": "JPEG 2000",
};

/** Never throws. `data`: the file from its first byte on. `complete`: `data` is the whole file. */
export function decode(data: Uint8Array, complete: boolean): Decoded {
  if (complete && data.length === 0) return { state: "other", type: undefined };
  const bytes = new Bytes(data);
  for (const format of formats) {
    const type = attempt(() => format.matches(bytes));
    // Too short to decide: more bytes are needed, unless the file ends here.
    if (type instanceof NeedMore && !complete) return { state: "more", type: undefined, until: type.until };
    if (typeof type !== "string") continue;
    if (!type.startsWith("image/")) return { state: "other", type };
    return judge(
      type,
      attempt(() => {
        const size = format.size(bytes);
        const unshown = unshownTypes[type] ?? format.unshown?.(bytes);
        if (complete && unshown === undefined) format.checkWhole?.(bytes);
        return {
          size,
          ...(unshown !== undefined && { unshown }),
          ...(format.isAnimated?.(bytes) && { animated: true as const }),
        };
      }),
      data,
      complete,
    );
  }
  const text = attempt(() => readText(bytes, complete));
  if (text instanceof NeedMore) {
    return complete ? { state: "other", type: "text/plain" } : { state: "more", type: undefined, until: text.until };
  }
  if (text instanceof Damaged || text?.type === "image/svg+xml") return judge("image/svg+xml", text, data, complete);
  return { state: "other", type: text?.type };
}

function judge(
  type: string,
  read: { readonly size: Size | undefined; readonly unshown?: string; readonly animated?: true } | NeedMore | Damaged,
  data: Uint8Array,
  complete: boolean,
): Decoded {
  if (read instanceof NeedMore) {
    return complete
      ? {
          state: "damaged",
          type,
          why: t("probe.decode.cut", "the file ends after {count} bytes", { count: data.length }),
        }
      : { state: "more", type, until: read.until };
  }
  if (read instanceof Damaged) return { state: "damaged", type, why: read.why };
  const { size } = read;
  if (size && !(size.width > 0 && size.height > 0)) {
    return {
      state: "damaged",
      type,
      why: t("probe.decode.size", "impossible size of {width}x{height} pixels", {
        width: size.width,
        height: size.height,
      }),
    };
  }
  return { state: "picture", type, ...read };
}

function attempt<T>(read: () => T): T | NeedMore | Damaged {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof NeedMore || thrown instanceof Damaged) return thrown;
    throw thrown;
  }
}
