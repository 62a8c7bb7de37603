import { cut, defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "link/reachable",
  summary: "Links lead to pages that are there",
  severity: "off",
  options: {
    unverifiable: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "what to say of a link whose server gave no clear answer",
    },
  },
  messages: {
    broken: (d: { url: string; detail: string }) =>
      t(
        "link/reachable.broken",
        'the link to "{url}" is broken: {detail}; find where the page has gone or remove the link',
        { url: d.url, detail: d.detail },
      ),
    unverifiable: (d: { url: string; detail: string }) =>
      t(
        "link/reachable.unverifiable",
        'the link to "{url}" could not be verified: {detail}; look at it yourself or try again later',
        { url: d.url, detail: d.detail },
      ),
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    link(reference, { url, verdict, detail }, { options, report }) {
      const finding = { at: reference.urlRange, data: { url: cut(reference.url), detail }, url };
      if (verdict === "broken") report("broken", finding);
      else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { ...finding, severity: "warning" });
    },
  },
});
