import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "image/data-uri",
  summary: "No large picture is written into the article itself",
  severity: "warning",
  options: {
    maxBytes: {
      type: "integer",
      default: 8192,
      minimum: 0,
      description: "how large a picture in a `data:` URL may be, in bytes; 0: none may",
    },
  },
  messages: {
    large: (d: { bytes: number; most: number }) =>
      d.most === 0
        ? t(
            "image/data-uri.large.pictureWritten",
            "a picture of {bytes} is written into the article: save it as a file and name that",
            { bytes: size(d.bytes) },
          )
        : t(
            "image/data-uri.large.pictureWrittenArticle",
            "a picture of {bytes} is written into the article (at most {most}): save it as a file and name that",
            { bytes: size(d.bytes), most: size(d.most) },
          ),
  },

  image({ target, urlRange }, { options, report }) {
    if (target.kind !== "data") return;
    const { url } = target;
    const comma = url.indexOf(",");
    if (comma === -1) return;
    const bytes = payloadBytes(url, comma);
    if (bytes <= options.maxBytes) return;
    // What it is stands before the comma; the rest would fill a screen. The URL begins at its range in any language.
    const end = Math.min(urlRange.end, urlRange.start + comma);
    report("large", { at: { start: urlRange.start, end }, data: { bytes, most: options.maxBytes } });
  },
});

/** The size of what a `data:` URL holds, without decoding it: 4 letters of base64 are 3 bytes, `%41` is one. */
function payloadBytes(url: string, comma: number): number {
  const payload = url.slice(comma + 1);
  if (!/;\s*base64\s*$/i.test(url.slice(0, comma))) return payload.replace(/%[\da-f]{2}/gi, "x").length;
  return Math.floor((payload.replace(/%(?:3d|0a|0d|20)|[=\s]/gi, "").length * 3) / 4);
}

const size = (bytes: number): string =>
  bytes < 1024
    ? t("common.bytes", "{bytes} bytes", { bytes })
    : t("image/data-uri.kb", "{bytes} KB", { bytes: (bytes / 1024).toFixed(1).replace(/\.0$/, "") });
