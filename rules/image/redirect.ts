import { cut, defineRule, setUrl, t } from "../../src/rule.js";

export default defineRule({
  name: "image/redirect",
  summary:
    "Pictures are named by the URL that they have moved to for good, and redirects lead to the picture that was meant",
  severity: "warning",
  fixable: "safe",
  messages: {
    moved: (d: { url: string; to: string }) =>
      t("image/redirect.moved", 'the picture "{url}" has moved for good to "{to}": use that URL', {
        url: d.url,
        to: d.to,
      }),
    suspect: (d: { url: string; suspect: string }) =>
      t("image/redirect.suspect", 'the picture "{url}" {suspect}: look whether it is the one that was meant', {
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
        report("suspect", { at, data: { url: cut(reference.url), suspect: fact.suspect }, url: target.url });
        return;
      }
      if (fact.verdict !== "ok" || fact.movedTo === undefined || target.kind !== "remote") return;
      const from = new URL(target.url);
      const to = new URL(fact.movedTo);
      // As browsers do: a redirect without a fragment keeps that of the URL.
      to.hash ||= from.hash;
      const upgraded = from.protocol === "http:" && to.protocol === "https:";
      const sameHost = from.host === to.host;
      // image/https speaks of that; and nobody is better off by plain http.
      if (sameHost && from.pathname === to.pathname && from.search === to.search) return;
      if (to.protocol !== from.protocol && !upgraded) return;
      report("moved", {
        at,
        data: { url: cut(reference.url), to: cut(to.href) },
        fix: {
          title: t("image/redirect.fix.useUrlMoved", "use the URL that it has moved to"),
          // A host may send all that is gone to one picture that says so; that has another name.
          safety: sameHost && fileOf(from) === fileOf(to) ? "safe" : "unsafe",
          edits: [setUrl(reference, to.href)],
        },
        url: target.url,
      });
    },
  },
});

const fileOf = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf("/") + 1);
