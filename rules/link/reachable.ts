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

  folded: {
    // One URL in many articles has one message.
    broken: ({ cause }) =>
      isHost(cause)
        ? t(
            "link/reachable.folded.broken",
            'No link to "{host}" could be opened. Update the URLs or remove the links.',
            { host: cause },
          )
        : undefined,
    unverifiable: ({ cause }) =>
      isHost(cause)
        ? t(
            "link/reachable.folded.unverifiable",
            'No link to "{host}" could be verified. Open one in a browser or try again later.',
            { host: cause },
          )
        : undefined,
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "remote",
    link(reference, { url, verdict, detail }, { options, report }) {
      const violation = {
        at: reference.urlRange,
        data: { url: truncate(reference.url), detail },
        url,
        cause: url,
        ...(URL.canParse(url) && { deadHost: new URL(url).host }),
      };
      if (verdict === "broken") report("broken", violation);
      else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { ...violation, severity: "warning" });
    },
  },
});

const isHost = (cause: string): boolean => !cause.includes("/");
