import { defineRule, type ImageReference, setUrl, t, truncate } from "../../src/rule.js";

/**
 * Open services that forward any image. Only those whose URL format is certain, from their documentation or from
 * articles that use them.
 */
const wellKnown = [
  "https://cors.zfour.workers.dev/?",
  "https://cors-anywhere.herokuapp.com/",
  "https://corsproxy.io/?url=",
  "https://corsproxy.io/?",
  "https://api.allorigins.win/raw?url=",
  "https://api.codetabs.com/v1/proxy?quest=",
  "https://api.codetabs.com/v1/proxy/?quest=",
  "https://thingproxy.freeboard.io/fetch/",
  "https://images.weserv.nl/?url=",
  "https://wsrv.nl/?url=",
  "https://pic1.xuehuaimg.com/proxy/",
  "https://gimg*.baidu.com/image_search/src=",
  "https://*.duckduckgo.com/iu/?u=",
] as const;

interface Proxy {
  readonly prefix: RegExp;
  /** The image URL is the value of a parameter and ends at the next `&`. Otherwise it is the whole rest. */
  readonly parameter: boolean;
}

export default defineRule({
  name: "image/proxied",
  summary: "Disallow images loaded through public proxies",
  severity: "warning",
  presets: { "rss-archive": "off" },
  fixable: "safe",
  options: {
    proxies: {
      type: "array",
      items: { type: "string" },
      default: wellKnown,
      description:
        "Start of a proxy's URLs, up to the image URL; `*` matches any text within a host name or path segment; replaces the built-in list",
    },
  },
  messages: {
    proxied: (d: { proxy: string; origin: string }) =>
      t(
        "image/proxied.proxied",
        'Image "{origin}" is loaded through the proxy "{proxy}", which may close at any time. Link to the image itself or host a copy.',
        { origin: d.origin, proxy: d.proxy },
      ),
    onlyProxied: (d: { proxy: string; origin: string; detail: string }) =>
      t(
        "image/proxied.onlyProxied",
        'Image "{origin}" loads through the proxy "{proxy}" but not from its own server: {detail}. Host a copy.',
        { origin: d.origin, proxy: d.proxy, detail: d.detail },
      ),
  },

  prepare: ({ proxies }) => proxies.filter((pattern) => pattern.trim() !== "").map(compile),

  probed: {
    want: "status",
    where: (reference, { prepared }) => proxiedIn(reference, prepared) !== undefined,
    instead: (reference, { prepared }) => proxiedIn(reference, prepared)?.origin,
    image(reference, fact, { prepared, report }) {
      const found = proxiedIn(reference, prepared);
      if (!found) return;
      const { url, written, urlRange } = reference;
      const { prefix, origin, proxied } = found;
      const direct = fact.instead?.[origin];
      const location = {
        at: written === url ? { start: urlRange.start, end: urlRange.start + prefix.length } : urlRange,
        url: proxied.href,
      };
      const data = { proxy: proxied.host, origin: truncate(origin) };
      if (direct && !direct.same && direct.fact.verdict !== "unchecked") {
        const detail =
          direct.fact.detail || t("image/proxied.onlyProxied.differentImage", "the server sends a different image");
        report("onlyProxied", { ...location, data: { ...data, detail } });
        return;
      }
      // Unsafe over HTTP: HTTPS pages show an image from an HTTPS proxy, but not from an HTTP server.
      const safety = direct?.same && origin.startsWith("https:") ? "safe" : "unsafe";
      const edit = setUrl(reference, origin);
      const fix =
        edit &&
        ({
          title: t("image/proxied.fix.direct", "Link to the image itself"),
          safety,
          changes: ["attributes"],
          edits: [edit],
        } as const);
      report("proxied", { ...location, data, fix });
    },
  },
});

/** The proxy's part of the URL, and the image URL after it. */
function proxiedIn(
  { url, target }: ImageReference,
  proxies: readonly Proxy[],
): { readonly prefix: string; readonly origin: string; readonly proxied: URL } | undefined {
  if (target.kind !== "remote") return undefined;
  for (const { prefix: pattern, parameter } of proxies) {
    const [prefix] = pattern.exec(url) ?? [];
    if (prefix === undefined) continue;
    const rest = url.slice(prefix.length);
    const origin = originOf(parameter ? rest.replace(/&.*$/s, "") : rest);
    if (origin !== undefined) return { prefix, origin, proxied: new URL(target.url) };
  }
  return undefined;
}

/** A prefix as a regular expression. */
function compile(pattern: string): Proxy {
  const rest = pattern.trim().replace(/^(?:https?:)?\/\//i, "");
  const source = rest
    .split(/\*+/)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("[^/?#]*");
  return { prefix: new RegExp(`^(?:https?:)?//${source}`, "i"), parameter: rest.endsWith("=") };
}

/** The image URL, absolute and percent-decoded; `undefined` if it has no host. */
function originOf(written: string): string | undefined {
  let origin = written;
  if (/^[^/]*%(?:3a|2f)/i.test(origin)) {
    try {
      origin = decodeURIComponent(origin);
    } catch {
      return undefined;
    }
  }
  // weserv writes `ssl:` for HTTPS.
  origin = origin.replace(/^ssl:(?:\/\/)?/i, "https://");
  if (origin.startsWith("//")) origin = `https:${origin}`;
  else if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(origin)) origin = `https://${origin}`;
  return /^https?:\/\/[^/]/i.test(origin) && URL.canParse(origin) ? origin : undefined;
}
