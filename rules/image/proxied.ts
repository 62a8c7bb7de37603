import { cut, defineRule, type ImageReference, setUrl, t } from "../../src/rule.js";

/**
 * Open services that hand on any picture. Only those whose address form is certain from their own documentation or
 * from the articles that use them.
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
  /** The origin is one parameter's value and ends at the next `&`; else it is all that follows. */
  readonly parameter: boolean;
}

export default defineRule({
  name: "image/proxied",
  summary: "Pictures come from their own host, not through somebody else's proxy",
  severity: "warning",
  presets: { "rss-archive": "off" },
  fixable: "safe",
  options: {
    proxies: {
      type: "array",
      items: { type: "string" },
      default: wellKnown,
      description:
        "what stands in front of the real URL; `*` is any text within a host name or path segment; replaces the built-in list",
    },
  },
  messages: {
    proxied: (d: { proxy: string; origin: string }) =>
      t(
        "image/proxied.proxied",
        'the picture "{origin}" is fetched through the proxy "{proxy}": name the picture itself, or host it',
        { origin: d.origin, proxy: d.proxy },
      ),
    onlyProxied: (d: { proxy: string; origin: string; detail: string }) =>
      t(
        "image/proxied.onlyProxied",
        'the picture "{origin}" is fetched through the proxy "{proxy}", and its own host does not give it ({detail}): host it yourself',
        { origin: d.origin, proxy: d.proxy, detail: d.detail },
      ),
  },

  probed: {
    want: "status",
    where: (reference, options) => proxiedIn(reference, options) !== undefined,
    instead: (reference, options) => proxiedIn(reference, options)?.origin,
    image(reference, fact, { options, report }) {
      const found = proxiedIn(reference, options);
      if (!found) return;
      const { url, written, urlRange } = reference;
      const { prefix, origin, proxied } = found;
      const answer = fact.instead?.[origin];
      const place = {
        at: written === url ? { start: urlRange.start, end: urlRange.start + prefix.length } : urlRange,
        url: proxied.href,
      };
      const data = { proxy: proxied.host, origin: cut(origin) };
      if (answer && !answer.same && answer.fact.verdict !== "unchecked") {
        const detail = answer.fact.detail || t("image/proxied.sendsAnotherPicture", "it sends another picture");
        report("onlyProxied", { ...place, data: { ...data, detail } });
        return;
      }
      // A page by https does not show what comes by plain http, but what a proxy makes of it.
      const safety = answer?.same && origin.startsWith("https:") ? "safe" : "unsafe";
      const fix = {
        title: t("image/proxied.fix.namePictureItself", "name the picture itself"),
        safety,
        edits: [setUrl(reference, origin)],
      } as const;
      report("proxied", { ...place, data, fix });
    },
  },
});

/** What of the URL names the proxy, and the picture's own URL behind it. */
function proxiedIn(
  { url, target }: ImageReference,
  options: { readonly proxies: readonly string[] },
): { readonly prefix: string; readonly origin: string; readonly proxied: URL } | undefined {
  if (target.kind !== "remote") return undefined;
  for (const { prefix: pattern, parameter } of compiled(options.proxies)) {
    const [prefix] = pattern.exec(url) ?? [];
    if (prefix === undefined) continue;
    const rest = url.slice(prefix.length);
    const origin = originOf(parameter ? rest.replace(/&.*$/s, "") : rest);
    if (origin !== undefined) return { prefix, origin, proxied: new URL(target.url) };
  }
  return undefined;
}

const known = new WeakMap<readonly string[], readonly Proxy[]>();

/** Prefixes as expressions, compiled once per list. */
function compiled(patterns: readonly string[]): readonly Proxy[] {
  let proxies = known.get(patterns);
  if (!proxies) {
    proxies = patterns
      .filter((pattern) => pattern.trim() !== "")
      .map((pattern) => {
        const rest = pattern.trim().replace(/^(?:https?:)?\/\//i, "");
        const source = rest
          .split(/\*+/)
          .map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
          .join("[^/?#]*");
        return { prefix: new RegExp(`^(?:https?:)?//${source}`, "i"), parameter: rest.endsWith("=") };
      });
    known.set(patterns, proxies);
  }
  return proxies;
}

/** The origin as an absolute URL, decoded if it was handed over percent-encoded; `undefined` if it names no host. */
function originOf(written: string): string | undefined {
  let origin = written;
  if (/^[^/]*%(?:3a|2f)/i.test(origin)) {
    try {
      origin = decodeURIComponent(origin);
    } catch {
      return undefined;
    }
  }
  // weserv's spelling of https for origins without a scheme
  origin = origin.replace(/^ssl:(?:\/\/)?/i, "https://");
  if (origin.startsWith("//")) origin = `https:${origin}`;
  else if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(origin)) origin = `https://${origin}`;
  return /^https?:\/\/[^/]/i.test(origin) && URL.canParse(origin) ? origin : undefined;
}
