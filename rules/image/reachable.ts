import { defineRule, type ImageFact, lostValueIn, setUrl, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "image/reachable",
  summary: "Report images that are broken or cannot be verified",
  severity: "error",
  options: {
    unverifiable: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "Whether to report images whose server gave no clear response: `warn` or `ignore`",
    },
  },
  messages: {
    broken: (d: { url: string; detail: string; since: string; copy?: ImageFact["archived"] | undefined }) =>
      d.copy
        ? t(
            "image/reachable.broken.archived",
            'Image "{url}" is broken{since}: {detail}. Use the copy of {day} in the Wayback Machine ({copy}).',
            { url: d.url, since: d.since, detail: d.detail, day: d.copy.day, copy: d.copy.url },
          )
        : t("image/reachable.broken", 'Image "{url}" is broken{since}: {detail}. Replace or remove the image.', {
            url: d.url,
            since: d.since,
            detail: d.detail,
          }),
    rateLimited: (d: { host: string; detail: string }) =>
      t(
        "image/reachable.rateLimited",
        'Images of "{host}" could not be verified: {detail}. Try again later, or increase images.interval.',
        { host: d.host, detail: d.detail },
      ),
    unverifiable: (d: { url: string; detail: string }) =>
      t(
        "image/reachable.unverifiable",
        'Image "{url}" could not be verified: {detail}. Open the image in a browser or try again later.',
        { url: d.url, detail: d.detail },
      ),
  },

  folded: {
    // One URL in many articles has one message.
    broken: ({ cause }) =>
      isHost(cause)
        ? t(
            "image/reachable.folded.broken",
            'No image from "{host}" could be loaded, so the images are broken. Replace or remove them.',
            { host: cause },
          )
        : undefined,
    unverifiable: ({ cause }) =>
      isHost(cause)
        ? t(
            "image/reachable.folded.unverifiable",
            'No image from "{host}" could be verified. Open one in a browser or try again later.',
            { host: cause },
          )
        : undefined,
  },

  probed: {
    want: "status",
    image(reference, fact, { options, report }) {
      const { url, verdict, reason, detail, otherwise, failing, archived, instead = {} } = fact;
      // image/local reports missing files.
      if (reason === "no-such-file") return;
      // link/undefined and image/lazy-source report a URL without the value that a program did not have.
      if (lostValueIn(reference.url, "image")?.isDoubtful === false) return;
      // image/hotlink reports images that load for stet but not for readers.
      if (otherwise?.verdict === "ok") return;
      // The rule that wants to use another URL reports it, with a fix.
      if (Object.values(instead).some((other) => other.fact.verdict === "ok")) return;
      const data = { url: shown(reference.url), detail };
      const origin = originOf(url);
      if (verdict === "broken") {
        const mild = failing && !failing.enough ? ({ severity: "warning" } as const) : {};
        const edit = archived && setUrl(reference, archived.url);
        report("broken", {
          at: reference.urlRange,
          data: { ...data, since: sinceWhen(failing), copy: archived },
          ...(edit && {
            suggestions: [
              {
                title: t("image/reachable.fix.archive", "Use the copy of {day} in the Wayback Machine", {
                  day: archived.day,
                }),
                safety: "unsafe",
                edits: [edit],
              },
            ],
          }),
          url,
          ...origin,
          ...mild,
        });
      } else if (reason === "rate-limited" && options.unverifiable === "warn" && URL.canParse(url)) {
        // The host, not the image, is the cause: once is enough.
        const { host } = new URL(url);
        report("rateLimited", {
          at: reference.urlRange,
          data: { host, detail },
          url,
          ...origin,
          cause: host,
          oncePer: host,
          severity: "warning",
        });
      } else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { at: reference.urlRange, data, url, ...origin, severity: "warning" });
    },
  },
});

const sinceWhen = (failing: ImageFact["failing"]): string =>
  failing && failing.runs > 1
    ? t("image/reachable.sinceRuns", " (since {since}, in {runs} runs)", {
        since: failing.since.slice(0, 10),
        runs: failing.runs,
      })
    : "";

/** One dead host, or one broken image, is the cause in all articles that have it. */
const originOf = (url: string) =>
  /^https?:/.test(url) && URL.canParse(url) ? { cause: url, deadHost: new URL(url).host } : {};

const isHost = (cause: string): boolean => cause !== "" && !cause.includes("/");

/** Without the data of a `data:` URL. */
const shown = (url: string): string => truncate(/^data:/i.test(url) ? url.replace(/,.*$/s, ",…") : url);
