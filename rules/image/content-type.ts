import { defineRule, type ImageFact, t, truncate } from "../../src/rule.js";

/** Other names of a type, with the registered one: https://www.iana.org/assignments/media-types/ */
const aliases: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/x-png": "image/png",
  "image/apng": "image/png",
  "image/x-ms-bmp": "image/bmp",
  "image/x-bmp": "image/bmp",
  "image/x-icon": "image/vnd.microsoft.icon",
  "image/ico": "image/vnd.microsoft.icon",
};
const canonical = (type: string): string => (Object.hasOwn(aliases, type) ? (aliases[type] ?? type) : type);

const svg = "image/svg+xml";

export default defineRule({
  name: "image/content-type",
  summary: "Report images sent with a missing or wrong Content-Type",
  severity: "warning",
  presets: { "rss-archive": "off" },
  options: {
    exact: {
      type: "boolean",
      default: false,
      description: "Also report images declared as another image type, such as a WebP sent as image/jpeg",
    },
  },
  messages: {
    missing: (d: { url: string; type: string }) =>
      t(
        "image/content-type.missing",
        'Server sends no Content-Type for "{url}". Host a copy, or send "{type}" if the server is yours.',
        { url: d.url, type: d.type },
      ),
    notImage: (d: { url: string; declared: string; type: string | undefined }) =>
      d.type
        ? t(
            "image/content-type.notImage.known",
            'Server declares "{url}" as "{declared}". Host a copy, or send "{type}" if the server is yours.',
            { url: d.url, declared: d.declared, type: d.type },
          )
        : t(
            "image/content-type.notImage",
            'Server declares "{url}" as "{declared}". Host a copy, or send the image type if the server is yours.',
            { url: d.url, declared: d.declared },
          ),
    svg: (d: { url: string; declared: string; type: string }) =>
      t(
        "image/content-type.svg",
        'Server declares "{url}" as "{declared}", so browsers do not show it. Host a copy, or send "{type}" if the server is yours.',
        { url: d.url, declared: d.declared, type: d.type },
      ),
    other: (d: { url: string; declared: string; type: string }) =>
      t(
        "image/content-type.other",
        'Server declares "{url}" as "{declared}", but the file is "{type}". Host a copy, or correct the type if the server is yours.',
        { url: d.url, declared: d.declared, type: d.type },
      ),
  },

  probed: {
    want: "status",
    // No server declares the type of local files and data: URLs.
    where: (reference) => reference.target.kind === "remote",
    image(reference, fact, { options, report }) {
      if (fact.verdict !== "ok") return;
      const { declaredType: declared, url } = fact;
      const at = reference.urlRange;
      const type = typeByBytes(fact);
      const short = truncate(reference.url);
      if (declared === undefined || declared === "") {
        if (type) report("missing", { at, data: { url: short, type }, url });
      } else if (type && (type === svg) !== (declared === svg)) {
        // Browsers detect pixel formats from the bytes, but go by the declared type for SVG:
        // https://mimesniff.spec.whatwg.org/#sniffing-in-an-image-context
        report("svg", { at, data: { url: short, declared, type }, url });
      } else if (fact.onlyFor === "nosniff" && type) {
        report("svg", { at, data: { url: short, declared, type }, url });
      } else if (!declared.startsWith("image/")) {
        report("notImage", { at, data: { url: short, declared, type }, url });
      } else if (options.exact && type && canonical(type) !== canonical(declared)) {
        report("other", { at, data: { url: short, declared, type }, url });
      }
    },
  },
});

/** If stet read no bytes, the fact repeats the declared type. */
const typeByBytes = ({ type }: ImageFact): string | undefined => (type?.startsWith("image/") ? type : undefined);
