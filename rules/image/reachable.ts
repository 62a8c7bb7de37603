import { cut, defineRule, type ImageFact, setUrl, t } from "../../src/rule.js";

export default defineRule({
  name: "image/reachable",
  summary: "Every picture is there, and is a picture",
  severity: "error",
  options: {
    unverifiable: {
      type: "string",
      enum: ["warn", "ignore"],
      default: "warn",
      description: "what to say of a picture whose server gave no clear answer",
    },
  },
  messages: {
    broken: (d: { url: string; detail: string; since: string; copy?: ImageFact["archived"] | undefined }) =>
      d.copy
        ? t(
            "image/reachable.broken.pictureBroken",
            'the picture "{url}" is broken{since}: {detail}; an archive has a copy of {day}: {url2}',
            { url: d.url, since: d.since, detail: d.detail, day: d.copy.day, url2: d.copy.url },
          )
        : t(
            "image/reachable.broken.pictureBrokenName",
            'the picture "{url}" is broken{since}: {detail}; name one that is there or remove it',
            { url: d.url, since: d.since, detail: d.detail },
          ),
    unverifiable: (d: { url: string; detail: string }) =>
      t(
        "image/reachable.unverifiable",
        'the picture "{url}" could not be verified: {detail}; look at it yourself or try again later',
        { url: d.url, detail: d.detail },
      ),
  },

  probed: {
    want: "status",
    image(reference, { url, verdict, reason, detail, otherwise, failing, archived }, { options, report }) {
      // What names stand in the site's folders is image/local's business.
      if (reason === "no-such-file") return;
      // It is there, but not for readers: image/hotlink says so.
      if (otherwise?.verdict === "ok") return;
      const data = { url: shown(reference.url), detail };
      if (verdict === "broken") {
        const mild = failing && !failing.enough ? ({ severity: "warning" } as const) : {};
        report("broken", {
          at: reference.urlRange,
          data: { ...data, since: sinceWhen(failing), copy: archived },
          ...(archived && {
            suggestions: [
              {
                title: t("image/reachable.fix.useArchivesCopy", "use the archive's copy of {day}", {
                  day: archived.day,
                }),
                safety: "unsafe",
                edits: [setUrl(reference, archived.url)],
              },
            ],
          }),
          url,
          ...mild,
        });
      } else if (verdict === "unverifiable" && options.unverifiable === "warn")
        report("unverifiable", { at: reference.urlRange, data, url, severity: "warning" });
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

/** Without the bytes that a `data:` URL holds. */
const shown = (url: string): string => cut(/^data:/i.test(url) ? url.replace(/,.*$/s, ",…") : url);
