import { defineRule, setUrl, t, truncate } from "../../src/rule.js";

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
      const from = new URL(target.url);
      const to = new URL(fact.movedTo);
      // As in browsers: a redirect without a fragment keeps the fragment of the URL.
      to.hash ||= from.hash;
      const upgraded = from.protocol === "http:" && to.protocol === "https:";
      const sameHost = from.host === to.host;
      // image/https reports a change of the scheme only; and a redirect to HTTP is no improvement.
      if (sameHost && from.pathname === to.pathname && from.search === to.search) return;
      if (to.protocol !== from.protocol && !upgraded) return;
      const edit = setUrl(reference, to.href);
      report("moved", {
        at,
        data: { url: truncate(reference.url), to: truncate(to.href) },
        fix: edit && {
          title: t("image/redirect.fix.newUrl", "Use the new URL"),
          // A host may redirect every deleted image to one "not found" image, which has another file name.
          safety: sameHost && fileOf(from) === fileOf(to) ? "safe" : "unsafe",
          changes: ["attributes"],
          edits: [edit],
        },
        url: target.url,
      });
    },
  },
});

const fileOf = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf("/") + 1);
