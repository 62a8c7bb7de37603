import {
  addAttribute,
  cut,
  defineRule,
  type Fix,
  type ImageReference,
  parseSrcset,
  removeAttribute,
  setValue,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "image/hotlink",
  summary: "Pictures are sent to the browsers of readers, not only to those who ask from nowhere",
  severity: "error",
  fixable: "safe",
  messages: {
    refused: (d: { url: string; referer: string; detail: string }) =>
      t(
        "image/hotlink.refused",
        'the picture "{url}" is there, but not for your readers: asked for with the Referer "{referer}", the server\'s answer is: {detail}; let their browsers send none, by referrerpolicy="no-referrer"',
        { url: d.url, referer: d.referer, detail: d.detail },
      ),
    required: (d: { url: string; referer: string; detail: string }) =>
      t(
        "image/hotlink.required",
        'the picture "{url}" is there, but not for your readers: without a Referer the server\'s answer is: {detail}; let their browsers send one ("{referer}" helps), by leaving out referrerpolicy="no-referrer"',
        { url: d.url, detail: d.detail, referer: d.referer },
      ),
  },

  probed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    image(reference, { url, referer, detail, otherwise }, { report }) {
      if (otherwise?.verdict !== "ok") return;
      const data = { url: cut(reference.url), detail };
      if (referer !== undefined) {
        report("refused", { at: reference.urlRange, data: { ...data, referer }, fix: sendNone(reference), url });
      } else {
        const helps = otherwise.referer ?? "";
        report("required", { at: reference.urlRange, data: { ...data, referer: helps }, fix: sendOne(reference), url });
      }
    },
  },
});

/** Safe: nobody sees the picture as it is, and everybody does afterwards. */
function sendNone(reference: ImageReference): Fix | undefined {
  const { attributes, startTag, kind } = reference;
  if (!startTag || isShared(reference) || !(kind === "img" || kind === "srcset" || kind === "lazy")) return undefined;
  const own = attributes.referrerpolicy;
  const edit = own ? setValue(own, "no-referrer") : addAttribute(startTag, attributes, "referrerpolicy", "no-referrer");
  return {
    title: t("image/hotlink.fix.sendRefererReferrerpolicy", 'send no Referer: referrerpolicy="no-referrer"'),
    safety: "safe",
    edits: [edit],
  };
}

function sendOne(reference: ImageReference): Fix | undefined {
  const own = reference.attributes.referrerpolicy;
  if (!own || isShared(reference)) return undefined;
  return {
    title: t("image/hotlink.fix.sendRefererRemove", "send a Referer: remove referrerpolicy"),
    safety: "safe",
    edits: [removeAttribute(own)],
  };
}

/** Whether the element names pictures of other hosts too, which may want it the other way. */
function isShared({ attributes, lazy, target }: ImageReference): boolean {
  if (target.kind !== "remote") return false;
  const { protocol, host } = new URL(target.url);
  return ["src", "srcset", ...lazy].some((name) => {
    const value = attributes[name]?.value ?? "";
    const urls = name.endsWith("srcset")
      ? parseSrcset(value).candidates.map(({ url }) => value.slice(url.start, url.end))
      : [value.trim()];
    // What is relative is of the site itself, which minds no Referer.
    return urls.some((url) => {
      const absolute = url.startsWith("//") ? protocol + url : url;
      return /^https?:/i.test(absolute) && URL.canParse(absolute) && new URL(absolute).host !== host;
    });
  });
}
