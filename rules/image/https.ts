import { defineRule, type ImageReference, isPrivateHost, setUrl, t } from "../../src/rule.js";

/**
 * `http://` at the start, or where a proxy is told what to fetch: as the query, as a path segment, or as the value
 * of a parameter that such services use. A referrer or a link in the query is none of the reader's browser's business.
 */
const plain =
  /(?:^|[?/]|[?&](?:url|uri|u|src|source|img|image|imgurl|imageurl|image_url|mediaurl|pic|file|quest)=)http(?=:\/\/|%3a%2f%2f)/gi;

/** The archive's addresses hold the original address as a name; nothing is fetched from there. */
const archive = /^https:\/\/web\.archive\.org\/web\//;

export default defineRule({
  name: "image/https",
  summary: "Pictures come by https",
  severity: "warning",
  fixable: "safe",
  options: {
    behindProxy: {
      type: "boolean",
      // image/proxied speaks of such pictures: one cause, one report.
      default: false,
      description: "also tell of what a proxy fetches by plain http, though readers get it by https",
    },
  },
  messages: {
    plain: (d: { host: string }) =>
      t(
        "image/https.plain",
        'the picture comes from "{host}" by plain http, which an https page does not show: use https',
        { host: d.host },
      ),
    behindProxy: (d: { host: string; proxy: string }) =>
      t("image/https.behindProxy", '"{proxy}" fetches the picture from "{host}" by plain http: use https', {
        proxy: d.proxy,
        host: d.host,
      }),
    onlyPlain: (d: { host: string; detail: string }) =>
      t(
        "image/https.onlyPlain",
        'the picture comes from "{host}" by plain http, which an https page does not show, and by https it does not come ({detail}): host it yourself',
        { host: d.host, detail: d.detail },
      ),
    otherByHttps: (d: { host: string }) =>
      t(
        "image/https.otherByHttps",
        'the picture comes from "{host}" by plain http, which an https page does not show, and by https another one comes: host it yourself',
        { host: d.host },
      ),
  },

  // Where there is no URL with https to ask for, nothing that servers say matters.
  image(reference, { options, report }) {
    const found = plainIn(reference, options);
    if (found && found.secure === undefined)
      report(found.at === 0 ? "plain" : "behindProxy", {
        ...placeOf(reference, found),
        data: { host: found.origin.host, proxy: found.outer.host },
      });
  },

  probed: {
    want: "status",
    where: (reference, options) => plainIn(reference, options)?.secure !== undefined,
    instead: (reference, options) => plainIn(reference, options)?.secure,
    image(reference, fact, { options, report }) {
      const found = plainIn(reference, options);
      if (found?.secure === undefined) return;
      const { at, origin, outer, secure } = found;
      const answer = fact.instead?.[secure];
      const place = placeOf(reference, found);
      const data = { host: origin.host };
      // By https the same proxy, or this server, was asked too: only what it gives there as well can be named so.
      if (answer && !answer.same && answer.fact.verdict !== "unchecked") {
        const { verdict, detail } = answer.fact;
        if (verdict === "ok") report("otherByHttps", { ...place, data });
        else report("onlyPlain", { ...place, data: { ...data, detail } });
        return;
      }
      const safety = answer?.same ? "safe" : "unsafe";
      report(at === 0 ? "plain" : "behindProxy", {
        ...place,
        data: { ...data, proxy: outer.host },
        fix: { title: t("image/https.fix.useHttps", "use https"), safety, edits: [setUrl(reference, secure)] },
      });
    },
  },
});

interface Plain {
  /** Where in the URL plain http is first named. */
  readonly at: number;
  readonly origin: URL;
  readonly outer: URL;
  /** The URL with https. */
  readonly secure: string | undefined;
}

const placeOf = ({ url, written, urlRange }: ImageReference, { at, outer }: Plain) => ({
  at: written === url ? { start: urlRange.start + at, end: urlRange.start + at + "http".length } : urlRange,
  url: outer.href,
});

function plainIn(
  { url, target }: ImageReference,
  { behindProxy }: { readonly behindProxy: boolean },
): Plain | undefined {
  if (target.kind !== "remote" || archive.test(target.url)) return undefined;
  const found = [...url.matchAll(plain)].flatMap((match) => {
    const at = match.index + match[0].length - "http".length;
    const origin = originAt(url, at);
    return origin && !isPrivateHost(origin.hostname) ? [{ at, origin }] : [];
  });
  const [first] = found;
  if (!first || (first.at > 0 && !behindProxy)) return undefined;

  // Another port is another server: what answers plain http at 8080 does not speak TLS there.
  const fixable = found.filter(({ origin }) => origin.port === "");
  let secure = "";
  let last = 0;
  for (const { at } of fixable) {
    secure += `${url.slice(last, at)}https`;
    // `http://host:80/` would become https at port 80.
    const [authority = ""] = /^http:\/\/[^/?#]*/i.exec(url.slice(at)) ?? [];
    secure += authority.slice("http".length).replace(/:80$/, "");
    last = at + Math.max(authority.length, "http".length);
  }
  secure += url.slice(last);
  return { ...first, outer: new URL(target.url), secure: fixable.length > 0 ? secure : undefined };
}

/** The URL that begins at `at`, which may be percent-encoded. */
function originAt(url: string, at: number): URL | undefined {
  // Enough for scheme and host: a name has at most 253 characters.
  const rest = url.slice(at, at + 300);
  const start = /^http%3a%2f%2f/i.test(rest)
    ? rest
        .replace(/^http%3a%2f%2f/i, "http://")
        .replace(/%(?:2f|3f|26).*$/is, "")
        .replace(/%3a/i, ":")
    : rest;
  const [authority = ""] = /^http:\/\/[^/?#&\\]*/i.exec(start) ?? [];
  return URL.canParse(authority) ? new URL(authority) : undefined;
}
