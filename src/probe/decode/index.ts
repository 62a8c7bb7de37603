/** The first bytes of a file -> what it is, and how many pixels it shows. Pure; hostile bytes cost no more than their number. */
import { t } from "../../platform/i18n.js";
import { bmp } from "./bmp.js";
import { Bytes, Damaged, type Format, NeedMore, type Size } from "./bytes.js";
import { gif } from "./gif.js";
import { ico } from "./ico.js";
import { isobmff } from "./isobmff.js";
import { jpeg } from "./jpeg.js";
import { png } from "./png.js";
import { readText } from "./text.js";
import { webp } from "./webp.js";

export type Decoded =
  /** A picture; without a size if the format states none, or is none that we can measure. */
  | { readonly state: "picture"; readonly type: string; readonly size: Size | undefined }
  /** More bytes are needed, at least up to offset `until`; `type` if that much is known already. */
  | { readonly state: "more"; readonly type: string | undefined; readonly until: number }
  /** Begins like a picture, but none can be shown. `why`: a phrase. */
  | { readonly state: "damaged"; readonly type: string; readonly why: string }
  /** No picture; `undefined`: of no format that we know. */
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
  // Known by their first bytes alone (https://mimesniff.spec.whatwg.org, https://www.iana.org/assignments/media-types).
  startsWith("image/jxl", "\xff\x0a", "\0\0\0\x0cJXL \r\n\x87\n"),
  startsWith("image/jp2", "\0\0\0\x0cjP  \r\n\x87\n"),
  startsWith("image/tiff", "II*\0", "MM\0*"),
  startsWith("application/pdf", "%PDF-"),
  startsWith("application/gzip", "\x1f\x8b\x08"),
  startsWith("application/zip", "PK\x03\x04"),
  startsWith("video/webm", "\x1a\x45\xdf\xa3"),
  { matches: (bytes) => (bytes.is(4, "ftyp") ? "video/mp4" : undefined), size: () => undefined },
];

/** `data`: the file from its first byte on; `complete`: it is the whole file. Never throws. */
export function decode(data: Uint8Array, complete: boolean): Decoded {
  if (complete && data.length === 0) return { state: "other", type: undefined };
  const bytes = new Bytes(data);
  for (const format of formats) {
    const type = attempt(() => format.matches(bytes));
    // Too short to tell: ask for more, unless there is no more.
    if (type instanceof NeedMore && !complete) return { state: "more", type: undefined, until: type.until };
    if (typeof type !== "string") continue;
    if (!type.startsWith("image/")) return { state: "other", type };
    return judge(
      type,
      attempt(() => format.size(bytes)),
      data,
      complete,
    );
  }
  const text = attempt(() => readText(bytes));
  if (text instanceof NeedMore) {
    return complete ? { state: "other", type: "text/plain" } : { state: "more", type: undefined, until: text.until };
  }
  if (text instanceof Damaged) return judge("image/svg+xml", text, data, complete);
  if (text?.type === "image/svg+xml") return judge(text.type, text.size, data, complete);
  return { state: "other", type: text?.type };
}

function judge(
  type: string,
  size: Size | undefined | NeedMore | Damaged,
  data: Uint8Array,
  complete: boolean,
): Decoded {
  if (size instanceof NeedMore) {
    return complete
      ? {
          state: "damaged",
          type,
          why: t("probe.decode.cut", "the file ends after {count} bytes", { count: data.length }),
        }
      : { state: "more", type, until: size.until };
  }
  if (size instanceof Damaged) return { state: "damaged", type, why: size.why };
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
  return { state: "picture", type, size };
}

function attempt<T>(read: () => T): T | NeedMore | Damaged {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof NeedMore || thrown instanceof Damaged) return thrown;
    throw thrown;
  }
}
