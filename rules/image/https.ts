import { defineRule, isPrivateHost, setUrl } from "../../src/rule.js";

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
  fixable: "unsafe",
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
      `the picture comes from "${d.host}" by plain http, which an https page does not show: use https`,
    behindProxy: (d: { host: string; proxy: string }) =>
      `"${d.proxy}" fetches the picture from "${d.host}" by plain http: use https`,
  },

  image(reference, { options, report }) {
    const { url, written, urlRange, target } = reference;
    if (target.kind !== "remote" || archive.test(target.url)) return;
    const outer = new URL(target.url);
    const found = [...url.matchAll(plain)]
      .map((match) => {
        const at = match.index + match[0].length - "http".length;
        return { at, origin: originAt(url, at) };
      })
      .filter(({ origin }) => origin && !isPrivateHost(origin.hostname));
    const [first] = found;
    if (!first?.origin) return;
    const { at, origin } = first;
    if (at > 0 && !options.behindProxy) return;

    // Another port is another server: what answers plain http at 8080 does not speak TLS there.
    const fixable = found.filter((one) => one.origin?.port === "");
    let fixed = "";
    let last = 0;
    for (const one of fixable) {
      fixed += `${url.slice(last, one.at)}https`;
      // `http://host:80/` would become https at port 80.
      const [authority = ""] = /^http:\/\/[^/?#]*/i.exec(url.slice(one.at)) ?? [];
      fixed += authority.slice("http".length).replace(/:80$/, "");
      last = one.at + Math.max(authority.length, "http".length);
    }
    fixed += url.slice(last);

    const data = { host: origin.host, proxy: outer.host };
    report(at === 0 ? "plain" : "behindProxy", {
      at: written === url ? { start: urlRange.start + at, end: urlRange.start + at + "http".length } : urlRange,
      data,
      fix: fixable.length > 0 ? { title: "use https", safety: "unsafe", edits: [setUrl(reference, fixed)] } : undefined,
      url: target.url,
    });
  },
});

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
