import { cut, defineRule, type ImageFact, t } from "../../src/rule.js";

/** Names of the same type, by the one that stands in https://www.iana.org/assignments/media-types/ */
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
  summary: "Servers declare pictures as pictures",
  severity: "warning",
  presets: { "rss-archive": "off" },
  options: {
    exact: {
      type: "boolean",
      default: false,
      description: "want the very type of the bytes: a WebP declared as image/jpeg is then reported",
    },
  },
  messages: {
    missing: (d: { url: string; type: string }) =>
      t("image/content-type.missing", 'the server sends no Content-Type for "{url}": have it send "{type}"', {
        url: d.url,
        type: d.type,
      }),
    notImage: (d: { url: string; declared: string; type: string | undefined }) =>
      d.type
        ? t(
            "image/content-type.notImage.serverDeclares",
            'the server declares "{url}" as "{declared}": have it send "{type}"',
            { url: d.url, declared: d.declared, type: d.type },
          )
        : t(
            "image/content-type.notImage.serverDeclaresSend",
            'the server declares "{url}" as "{declared}": have it send the picture\'s type',
            { url: d.url, declared: d.declared },
          ),
    svg: (d: { url: string; declared: string; type: string }) =>
      t(
        "image/content-type.svg",
        'the server declares "{url}" as "{declared}" and browsers do not show it: have it send "{type}"',
        { url: d.url, declared: d.declared, type: d.type },
      ),
    other: (d: { url: string; declared: string; type: string }) =>
      t("image/content-type.other", 'the server declares "{url}" as "{declared}", its bytes are "{type}"', {
        url: d.url,
        declared: d.declared,
        type: d.type,
      }),
  },

  probed: {
    want: "status",
    // Files of the site and data: URLs have no server whose word could be wrong.
    where: (reference) => reference.target.kind === "remote",
    image(reference, fact, { options, report }) {
      if (fact.verdict !== "ok") return;
      const { declaredType: declared, url } = fact;
      const at = reference.urlRange;
      const type = typeByBytes(fact);
      const short = cut(reference.url);
      if (declared === undefined || declared === "") {
        if (type) report("missing", { at, data: { url: short, type }, url });
      } else if (type && (type === svg) !== (declared === svg)) {
        // Browsers sniff among pixel formats, but take for SVG what is declared so, and nothing else:
        // https://mimesniff.spec.whatwg.org/#sniffing-in-an-image-context
        report("svg", { at, data: { url: short, declared, type }, url });
      } else if (!declared.startsWith("image/")) {
        report("notImage", { at, data: { url: short, declared, type }, url });
      } else if (options.exact && type && canonical(type) !== canonical(declared)) {
        report("other", { at, data: { url: short, declared, type }, url });
      }
    },
  },
});

/** If no byte was read, the fact repeats what was declared. */
const typeByBytes = ({ type }: ImageFact): string | undefined => (type?.startsWith("image/") ? type : undefined);
