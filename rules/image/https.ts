import { defineRule, type ImageReference, isPrivateHost, setUrl, t } from "../../src/rule.js";

/**
 * `http://` at the start, or in a proxy's URL: as the query, as a path segment, or as the value of a parameter that
 * proxies use for the image. In other parameters, such as a referrer, nothing is loaded from the URL.
 */
const plain =
  /(?:^|[?/]|[?&](?:url|uri|u|src|source|img|image|imgurl|imageurl|image_url|mediaurl|pic|file|quest)=)http(?=:\/\/|%3a%2f%2f)/gi;

/** The archive's URLs contain the original URL, but nothing is loaded from there. */
const archive = /^https:\/\/web\.archive\.org\/web\//;

export default defineRule({
  name: "image/https",
  summary: "Require HTTPS for images",
  severity: "warning",
  fixable: "safe",
  options: {
    behindProxy: {
      type: "boolean",
      // image/proxied reports these images already.
      default: false,
      description: "Also report images that a proxy fetches over HTTP, although readers load them over HTTPS",
    },
  },
  messages: {
    plain: (d: { host: string }) =>
      t(
        "image/https.plain",
        'Image from "{host}" uses insecure HTTP. HTTPS pages load it over HTTPS instead, or not at all if that fails. Use HTTPS.',
        { host: d.host },
      ),
    behindProxy: (d: { host: string; proxy: string }) =>
      t(
        "image/https.behindProxy",
        'Proxy "{proxy}" fetches the image from "{host}" over insecure HTTP. Use HTTPS in the proxy URL.',
        { proxy: d.proxy, host: d.host },
      ),
    onlyPlain: (d: { host: string; detail: string }) =>
      t(
        "image/https.onlyPlain",
        'Image from "{host}" uses insecure HTTP and does not load over HTTPS: {detail}. HTTPS pages do not show it. Host a copy.',
        { host: d.host, detail: d.detail },
      ),
    otherByHttps: (d: { host: string }) =>
      t(
        "image/https.otherByHttps",
        'Image from "{host}" uses insecure HTTP. Over HTTPS, as HTTPS pages load it, the server sends a different image. Host a copy.',
        { host: d.host },
      ),
  },

  folded: {
    plain: () =>
      t(
        "image/https.folded.plain",
        "Images use insecure HTTP. HTTPS pages load them over HTTPS instead, or not at all if that fails. Use HTTPS.",
      ),
    behindProxy: ({ cause }) =>
      t(
        "image/https.folded.behindProxy",
        'Proxy "{proxy}" fetches images over insecure HTTP. Use HTTPS in the proxy URLs.',
        {
          proxy: cause,
        },
      ),
    onlyPlain: ({ cause }) =>
      t(
        "image/https.folded.onlyPlain",
        'Images from "{host}" use insecure HTTP and do not load over HTTPS. HTTPS pages do not show them. Host copies.',
        { host: cause },
      ),
    otherByHttps: ({ cause }) =>
      t(
        "image/https.folded.otherByHttps",
        'Images from "{host}" use insecure HTTP. Over HTTPS the server sends different images. Host copies.',
        { host: cause },
      ),
  },

  // Without a URL to try over HTTPS, no response is needed.
  image(reference, { options, report }) {
    const found = plainIn(reference, options);
    if (found && found.secure === undefined)
      report(found.at === 0 ? "plain" : "behindProxy", {
        ...locationOf(reference, found),
        data: { host: found.origin.host, proxy: found.outer.host },
        ...proxyOf(found),
      });
  },

  probed: {
    want: "status",
    where: (reference, { options }) => plainIn(reference, options)?.secure !== undefined,
    instead: (reference, { options }) => plainIn(reference, options)?.secure,
    image(reference, fact, { options, report }) {
      const found = plainIn(reference, options);
      if (found?.secure === undefined) return;
      const { at, origin, outer, secure } = found;
      const overHttps = fact.instead?.[secure];
      const location = locationOf(reference, found);
      const data = { host: origin.host };
      // stet requested the HTTPS URL too. Without the same image there, HTTPS is no fix.
      if (overHttps && !overHttps.same && overHttps.fact.verdict !== "unchecked") {
        const { verdict, detail } = overHttps.fact;
        const cause = origin.host;
        if (verdict === "ok") report("otherByHttps", { ...location, data, cause });
        else report("onlyPlain", { ...location, data: { ...data, detail }, cause });
        return;
      }
      const safety = overHttps?.same ? "safe" : "unsafe";
      const edit = setUrl(reference, secure);
      report(at === 0 ? "plain" : "behindProxy", {
        ...location,
        data: { ...data, proxy: outer.host },
        ...proxyOf(found),
        fix: edit && { title: t("image/https.fix.https", "Use HTTPS"), safety, changes: ["attributes"], edits: [edit] },
      });
    },
  },
});

interface Plain {
  /** The offset of the first `http` in the URL. */
  readonly at: number;
  readonly origin: URL;
  readonly outer: URL;
  /** The URL with `https` in all places. */
  readonly secure: string | undefined;
}

/** Articles with images through one proxy have one problem. With images from many servers they have many. */
const proxyOf = ({ at, outer }: Plain) => (at === 0 ? {} : { cause: outer.host });

const locationOf = ({ url, written, urlRange }: ImageReference, { at, outer }: Plain) => ({
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

  // Not with a port: a server that accepts HTTP at 8080 does not accept TLS there.
  const fixable = found.filter(({ origin }) => origin.port === "");
  let secure = "";
  let last = 0;
  for (const { at } of fixable) {
    secure += `${url.slice(last, at)}https`;
    // Without the port of HTTP: `https://host:80/` would fail.
    const [authority = ""] = /^http:\/\/[^/?#]*/i.exec(url.slice(at)) ?? [];
    secure += authority.slice("http".length).replace(/:80$/, "");
    last = at + Math.max(authority.length, "http".length);
  }
  secure += url.slice(last);
  return { ...first, outer: new URL(target.url), secure: fixable.length > 0 ? secure : undefined };
}

/** The URL that starts at `at`, which may be percent-encoded. */
function originAt(url: string, at: number): URL | undefined {
  // Enough for scheme and host: a host name has at most 253 characters.
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
