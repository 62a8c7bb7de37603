import { defineRule, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "link/reachable",
  summary: "Disallow broken external links",
  severity: "off",
  options: {
    unverifiable: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "Whether to warn about links that could not be verified (`warn`) or to ignore them (`ignore`)",
    },
  },
  messages: {
    broken: (d: { url: string; detail: string }) =>
      t("link/reachable.broken", 'Link to "{url}" is broken: {detail}. Update the URL or remove the link.', {
        url: d.url,
        detail: d.detail,
      }),
    unverifiable: (d: { url: string; detail: string }) =>
      t(
        "link/reachable.unverifiable",
        'Link to "{url}" could not be verified: {detail}. Open it in a browser or try again later.',
        { url: d.url, detail: d.detail },
      ),
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    link(reference, { url, verdict, detail }, { options, report }) {
      const violation = { at: reference.urlRange, data: { url: truncate(reference.url), detail }, url };
      if (verdict === "broken") report("broken", violation);
      else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { ...violation, severity: "warning" });
    },
  },
});
