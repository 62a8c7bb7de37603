import { cut, defineRule, type ImageFact, say, setUrl } from "../../src/rule.js";

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
        ? say`the picture "${d.url}" is broken${d.since}: ${d.detail}; an archive has a copy of ${d.copy.day}: ${d.copy.url}`
        : say`the picture "${d.url}" is broken${d.since}: ${d.detail}; name one that is there or remove it`,
    unverifiable: (d: { url: string; detail: string }) =>
      say`the picture "${d.url}" could not be verified: ${d.detail}; look at it yourself or try again later`,
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
                title: say`use the archive's copy of ${archived.day}`,
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
  failing && failing.runs > 1 ? say` (since ${failing.since.slice(0, 10)}, in ${failing.runs} runs)` : "";

/** Without the bytes that a `data:` URL holds. */
const shown = (url: string): string => cut(/^data:/i.test(url) ? url.replace(/,.*$/s, ",…") : url);
