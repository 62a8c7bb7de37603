import {
  addAttribute,
  cut,
  defineRule,
  type Fix,
  type ImageReference,
  removeAttribute,
  say,
  setValue,
} from "../../src/rule.js";

export default defineRule({
  name: "image/hotlink",
  summary: "Pictures are sent to the browsers of readers, not only to those who ask from nowhere",
  severity: "error",
  fixable: "safe",
  messages: {
    refused: (d: { url: string; referer: string; detail: string }) =>
      say`the picture "${d.url}" is there, but not for your readers: asked for with the Referer "${d.referer}", the server's answer is: ${d.detail}; let their browsers send none, by referrerpolicy="no-referrer"`,
    required: (d: { url: string; referer: string; detail: string }) =>
      say`the picture "${d.url}" is there, but not for your readers: without a Referer the server's answer is: ${d.detail}; let their browsers send one ("${d.referer}" helps), by leaving out referrerpolicy="no-referrer"`,
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
function sendNone({ attributes, startTag, kind }: ImageReference): Fix | undefined {
  if (!startTag || !(kind === "img" || kind === "srcset" || kind === "lazy")) return undefined;
  const own = attributes.referrerpolicy;
  const edit = own ? setValue(own, "no-referrer") : addAttribute(startTag, attributes, "referrerpolicy", "no-referrer");
  return { title: say`send no Referer: referrerpolicy="no-referrer"`, safety: "safe", edits: [edit] };
}

function sendOne({ attributes }: ImageReference): Fix | undefined {
  const own = attributes.referrerpolicy;
  if (!own) return undefined;
  return { title: say`send a Referer: remove referrerpolicy`, safety: "safe", edits: [removeAttribute(own)] };
}
