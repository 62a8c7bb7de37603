import {
  addAttribute,
  defineRule,
  type Fix,
  type ImageReference,
  parseSrcset,
  removeAttribute,
  setValue,
  t,
  truncate,
} from "../../src/rule.js";

export default defineRule({
  name: "image/hotlink",
  summary: "Report images that hotlink protection hides from your readers",
  severity: "error",
  fixable: "safe",
  messages: {
    refused: (d: { url: string; referer: string; detail: string; where: Place }) => {
      const values = { url: d.url, referer: d.referer, detail: d.detail };
      if (d.where === "markdown")
        return t(
          "image/hotlink.refused.markdown",
          'Image "{url}" is blocked when loaded from {referer}: {detail}. Use <img referrerpolicy="no-referrer"> (Hugo omits raw HTML by default) or host a copy.',
          values,
        );
      return d.where === "img"
        ? t(
            "image/hotlink.refused",
            'Image "{url}" is blocked when loaded from {referer}: {detail}. Add referrerpolicy="no-referrer" to the <img>.',
            values,
          )
        : t(
            "image/hotlink.refused.elsewhere",
            'Image "{url}" is blocked when loaded from {referer}: {detail}. Host a copy, or add <meta name="referrer" content="no-referrer"> to your theme.',
            values,
          );
    },
    required: (d: { url: string; referer: string; detail: string; byElement: boolean }) =>
      d.byElement
        ? t(
            "image/hotlink.required",
            'Image "{url}" is blocked without a Referer header: {detail}. Remove referrerpolicy, so that browsers send "{referer}".',
            { url: d.url, detail: d.detail, referer: d.referer },
          )
        : t(
            "image/hotlink.required.bySite",
            'Image "{url}" is blocked without a Referer header: {detail}. Change the referrer policy of your site, so that browsers send "{referer}".',
            { url: d.url, detail: d.detail, referer: d.referer },
          ),
  },

  probed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    image(reference, { url, referer, detail, otherwise }, { report }) {
      if (otherwise?.verdict !== "ok") return;
      const data = { url: truncate(reference.url), detail };
      if (referer !== undefined) {
        report("refused", {
          at: reference.urlRange,
          data: { ...data, referer, where: placeOf(reference) },
          fix: sendNone(reference),
          url,
        });
      } else {
        const byElement = reference.attributes.referrerpolicy !== undefined;
        report("required", {
          at: reference.urlRange,
          data: { ...data, referer: otherwise.referer ?? "", byElement },
          fix: sendOne(reference),
          url,
        });
      }
    },
  },
});

/** Where the image is, because only an `img` takes a `referrerpolicy`. */
type Place = "img" | "markdown" | "elsewhere";

const placeOf = ({ kind }: ImageReference): Place =>
  kind === "markdown" ? "markdown" : kind === "poster" || kind === "front-matter" ? "elsewhere" : "img";

/** Safe: no reader sees the image without it, and all readers do with it. */
function sendNone(reference: ImageReference): Fix | undefined {
  const { attributes, startTag, kind } = reference;
  if (!startTag || isShared(reference) || !(kind === "img" || kind === "srcset" || kind === "lazy")) return undefined;
  const own = attributes.referrerpolicy;
  const edit = own ? setValue(own, "no-referrer") : addAttribute(startTag, attributes, "referrerpolicy", "no-referrer");
  return {
    title: t("image/hotlink.fix.noReferrer", 'Set referrerpolicy="no-referrer"'),
    safety: "safe",
    changes: ["attributes"],
    edits: [edit],
  };
}

function sendOne(reference: ImageReference): Fix | undefined {
  const own = reference.attributes.referrerpolicy;
  if (!own || isShared(reference)) return undefined;
  return {
    title: t("image/hotlink.fix.remove", "Remove referrerpolicy"),
    safety: "safe",
    changes: ["attributes"],
    edits: [removeAttribute(own)],
  };
}

/** Whether the element also loads images from other hosts, which may need the opposite. */
function isShared({ attributes, lazy, target }: ImageReference): boolean {
  if (target.kind !== "remote") return false;
  const { protocol, host } = new URL(target.url);
  return ["src", "srcset", ...lazy].some((name) => {
    const value = attributes[name]?.value ?? "";
    const urls = name.endsWith("srcset")
      ? parseSrcset(value).candidates.map(({ url }) => value.slice(url.start, url.end))
      : [value.trim()];
    // Relative URLs are on the site itself, which accepts any Referer.
    return urls.some((url) => {
      const absolute = url.startsWith("//") ? protocol + url : url;
      return /^https?:/i.test(absolute) && URL.canParse(absolute) && new URL(absolute).host !== host;
    });
  });
}
