import { defineRule, setUrl, t, truncate } from "../../src/rule.js";
import { moveOf } from "../link/_moved.js";

export default defineRule({
  name: "image/redirect",
  summary: "Report images that have moved permanently, and redirects that lead to something else",
  severity: "warning",
  fixable: "safe",
  messages: {
    moved: (d: { url: string; to: string }) =>
      t("image/redirect.moved", 'Image "{url}" has moved permanently to "{to}". Use the new URL.', {
        url: d.url,
        to: d.to,
      }),
    suspect: (d: { url: string; suspect: string }) =>
      t("image/redirect.suspect", 'Image "{url}" {suspect}. Check in a browser that it is the right image.', {
        url: d.url,
        suspect: d.suspect,
      }),
  },

  probed: {
    want: "status",
    where: (reference) => reference.target.kind === "remote",
    image(reference, fact, { report }) {
      const { target, urlRange: at } = reference;
      if (fact.suspect !== undefined && target.kind === "remote") {
        report("suspect", { at, data: { url: truncate(reference.url), suspect: fact.suspect }, url: target.url });
        return;
      }
      if (fact.verdict !== "ok" || fact.movedTo === undefined || target.kind !== "remote") return;
      const move = moveOf(target.url, fact.movedTo);
      if (!move) return;
      const { from, to } = move;
      const edit = setUrl(reference, to.href);
      report("moved", {
        at,
        data: { url: truncate(reference.url), to: truncate(to.href) },
        fix: edit && {
          title: t("image/redirect.fix.newUrl", "Use the new URL"),
          // A host may redirect every deleted image to one "not found" image, which has another file name.
          safety: from.host === to.host && fileOf(from) === fileOf(to) ? "safe" : "unsafe",
          changes: ["attributes"],
          edits: [edit],
        },
        url: target.url,
      });
    },
  },
});

const fileOf = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf("/") + 1);
