import { defineRule, type LinkFact, setUrl, t, truncate } from "../../src/rule.js";

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
    broken: (d: { url: string; detail: string; copy?: LinkFact["archived"] | undefined }) =>
      d.copy
        ? t(
            "link/reachable.broken.archived",
            'Link to "{url}" is broken: {detail}. Use the copy of {day} in the Wayback Machine ({copy}).',
            { url: d.url, detail: d.detail, day: d.copy.day, copy: d.copy.url },
          )
        : t("link/reachable.broken", 'Link to "{url}" is broken: {detail}. Update the URL or remove the link.', {
            url: d.url,
            detail: d.detail,
          }),
    rateLimited: (d: { host: string; detail: string }) =>
      t(
        "link/reachable.rateLimited",
        'Links to "{host}" could not be verified: {detail}. Try again later, or increase images.interval.',
        { host: d.host, detail: d.detail },
      ),
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
    link(reference, { url, verdict, reason, detail, archived }, { options, report }) {
      const violation = {
        at: reference.urlRange,
        data: { url: truncate(reference.url), detail },
        url,
        cause: url,
        ...(URL.canParse(url) && { deadHost: new URL(url).host }),
      };
      if (verdict === "broken") {
        const edit = archived && setUrl(reference, archived.url);
        report("broken", {
          ...violation,
          data: { ...violation.data, copy: archived },
          ...(edit && {
            suggestions: [
              {
                title: t("link/reachable.fix.archive", "Use the copy of {day} in the Wayback Machine", {
                  day: archived.day,
                }),
                safety: "unsafe",
                edits: [edit],
              },
            ],
          }),
        });
      } else if (reason === "rate-limited" && options.unverifiable === "warn" && URL.canParse(url)) {
        // The host, not the page, is the cause: once is enough.
        const { host } = new URL(url);
        report("rateLimited", {
          ...violation,
          data: { host, detail },
          cause: host,
          oncePer: host,
          severity: "warning",
        });
      } else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { ...violation, severity: "warning" });
    },
  },
});

const isHost = (cause: string): boolean => !cause.includes("/");
