import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "image/data-uri",
  summary: "Disallow large images embedded as data: URLs",
  severity: "warning",
  options: {
    maxBytes: {
      type: "integer",
      default: 8192,
      minimum: 0,
      description: "Maximum size of an image in a `data:` URL, in bytes; 0 disallows all of them",
    },
  },
  messages: {
    large: (d: { bytes: number; max: number }) =>
      d.max === 0
        ? t("image/data-uri.large.any", "Embedded image of {size}. Save the image as a file and link to the file.", {
            size: size(d.bytes),
          })
        : t(
            "image/data-uri.large",
            "Embedded image is {size} (limit {max}). Save the image as a file and link to the file.",
            { size: size(d.bytes), max: size(d.max) },
          ),
  },

  image({ target, urlRange }, { options, report }) {
    if (target.kind !== "data") return;
    const { url } = target;
    const comma = url.indexOf(",");
    if (comma === -1) return;
    const bytes = payloadBytes(url, comma);
    if (bytes <= options.maxBytes) return;
    // Only the part before the comma: the data would fill a screen. The URL starts where its range does.
    const end = Math.min(urlRange.end, urlRange.start + comma);
    report("large", { at: { start: urlRange.start, end }, data: { bytes, max: options.maxBytes } });
  },
});

/** The size of the data without decoding it: 4 base64 characters are 3 bytes, `%41` is one. */
function payloadBytes(url: string, comma: number): number {
  const payload = url.slice(comma + 1);
  if (!/;\s*base64\s*$/i.test(url.slice(0, comma))) return payload.replace(/%[\da-f]{2}/gi, "x").length;
  return Math.floor((payload.replace(/%(?:3d|0a|0d|20)|[=\s]/gi, "").length * 3) / 4);
}

const size = (bytes: number): string =>
  bytes < 1024
    ? t("common.bytes", "{bytes} bytes", { bytes })
    : t("image/data-uri.kb", "{kilobytes} KB", { kilobytes: (bytes / 1024).toFixed(1).replace(/\.0$/, "") });
