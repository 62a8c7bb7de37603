import { t } from "../platform/i18n.js";
import type { ImageFact } from "./types.js";
import { bytesVerdict, failedFact } from "./verdict.js";

/** The fact about a `data:` URL (https://fetch.spec.whatwg.org/#data-urls). At most `maxBytes` of it are decoded. */
export function checkDataUrl(url: string, maxBytes: number): ImageFact {
  const [, mediaType = "", payload] = /^data:([^,]*),(.*)$/is.exec(url) ?? [];
  if (payload === undefined) return failedFact(url, "damaged", t("probe.dataUrl.comma", "data: URL without a comma"));
  const isBase64 = /;\s*base64\s*$/i.test(mediaType);
  const declaredType = mediaType.split(";")[0]?.trim().toLowerCase() || "text/plain";
  const content = isBase64 ? fromBase64(payload) : percentDecode(payload);
  if (content === undefined)
    return failedFact(url, "damaged", t("probe.dataUrl.base64", "data: URL with invalid base64"), {
      declaredType,
    });
  const known = { declaredType, bytes: content.length };
  if (content.length === 0)
    return failedFact(url, "empty-body", t("probe.dataUrl.empty", "data: URL of 0 bytes"), known);
  return bytesVerdict(url, content.subarray(0, maxBytes), content.length <= maxBytes, known);
}

/** Forgiving like browsers: percent escapes, whitespace and missing padding are valid. */
function fromBase64(payload: string): Buffer | undefined {
  const text = Buffer.from(percentDecode(payload))
    .toString("latin1")
    .replace(/[\t\n\f\r ]+/g, "");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1
    ? Buffer.from(text, "base64")
    : undefined;
}

function percentDecode(text: string): Buffer {
  const bytes = Buffer.from(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const hex = byte === 0x25 ? bytes.toString("latin1", at + 1, at + 3) : "";
    if (/^[0-9a-f]{2}$/i.test(hex)) at += 2;
    bytes[length++] = hex && /^[0-9a-f]{2}$/i.test(hex) ? Number.parseInt(hex, 16) : byte;
  }
  return bytes.subarray(0, length);
}
