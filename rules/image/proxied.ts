import {
  defineRule,
  type Element,
  type ImageFact,
  type ImageReference,
  isPrivateHost,
  setUrl,
  setValue,
  t,
  truncate,
} from "../../src/rule.js";

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
  severity: "error",
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
    gone: (d: { proxy: string; origin: string; detail: string }) =>
      t(
        "image/proxied.gone",
        'Image "{origin}" no longer loads through the proxy "{proxy}": {detail}. Its own server has it. Link to the image itself.',
        { origin: d.origin, proxy: d.proxy, detail: d.detail },
      ),
    unclear: (d: { proxy: string; origin: string; detail: string }) =>
      t(
        "image/proxied.unclear",
        'Image "{origin}" did not load through the proxy "{proxy}": {detail}. Its own server has it. Link to the image itself.',
        { origin: d.origin, proxy: d.proxy, detail: d.detail },
      ),
    media: (d: { tag: string; proxy: string; origin: string }) =>
      t(
        "image/proxied.media",
        '"{origin}" in <{tag}> is loaded through the proxy "{proxy}", which may close at any time. Link to the file itself or host a copy.',
        { origin: d.origin, tag: d.tag, proxy: d.proxy },
      ),
  },

  folded: {
    gone: ({ cause }) =>
      t(
        "image/proxied.folded.gone",
        'Images no longer load through the proxy "{proxy}", but their own servers have them. Link to the images themselves.',
        { proxy: cause },
      ),
    unclear: ({ cause }) =>
      t(
        "image/proxied.folded.unclear",
        'Images did not load through the proxy "{proxy}", but their own servers have them. Link to the images themselves.',
        { proxy: cause },
      ),
    media: ({ data: { proxy = "" } }) =>
      proxy === ""
        ? undefined
        : t(
            "image/proxied.folded.media",
            'Videos or sounds are loaded through the proxy "{proxy}", which may close at any time. Link to the files themselves or host copies.',
            { proxy },
          ),
    proxied: ({ cause }) =>
      t(
        "image/proxied.folded.proxied",
        'Images are loaded through the proxy "{proxy}", which may close at any time. Link to the images themselves or host copies.',
        { proxy: cause },
      ),
    onlyProxied: ({ cause }) =>
      t(
        "image/proxied.folded.onlyProxied",
        'Images load through the proxy "{proxy}" but not from their own servers. Host copies.',
        { proxy: cause },
      ),
  },

  prepare: ({ proxies }) => proxies.filter((pattern) => pattern.trim() !== "").map(compile),

  element: {
    video(element, { prepared, report }) {
      const found = mediaIn(element, prepared);
      if (found) report("media", found);
    },
    audio(element, { prepared, report }) {
      const found = mediaIn(element, prepared);
      if (found) report("media", found);
    },
    source(element, { prepared, report }) {
      const found = element.parent?.tag === "picture" ? undefined : mediaIn(element, prepared);
      if (found) report("media", found);
    },
  },

  probed: {
    want: "status",
    where: (reference, { prepared }) => proxiedIn(reference, prepared) !== undefined,
    instead: (reference, { prepared }) => proxiedIn(reference, prepared)?.candidates,
    insteadOfBroken: true,
    image(reference, fact, { prepared, report }) {
      const found = proxiedIn(reference, prepared);
      if (!found) return;
      const { url, written, urlRange } = reference;
      const { prefix, origin, proxied, candidates } = found;
      const known = candidates.flatMap((candidate) => {
        const direct = fact.instead?.[candidate];
        return direct ? [{ ...direct, candidate }] : [];
      });
      const loads = known.find((one) => (fact.verdict === "ok" ? one.same : one.fact.verdict === "ok"));
      const location = {
        at: written === url ? { start: urlRange.start, end: urlRange.start + prefix.length } : urlRange,
        url: proxied.href,
        cause: proxied.host,
      };
      const data = { proxy: proxied.host, origin: truncate(origin), detail: fact.detail };
      const failed = known.find((one) => one.candidate === origin && one.fact.verdict !== "unchecked");
      if (!loads && failed) {
        // Otherwise, image/reachable reports that there is no such image.
        if (fact.verdict !== "ok") return;
        const detail =
          failed.fact.detail || t("image/proxied.onlyProxied.differentImage", "the server sends a different image");
        report("onlyProxied", { ...location, data: { ...data, detail }, severity: "warning" });
        return;
      }
      const target = loads?.candidate ?? origin;
      const edit = setUrl(reference, target);
      // Unsafe over HTTP: HTTPS pages show an image from an HTTPS proxy, but not from an HTTP server.
      const isSafe = loads !== undefined && target.startsWith("https:") && (loads.same || isRepair(fact, loads));
      const fix =
        edit &&
        ({
          title: t("image/proxied.fix.direct", "Link to the image itself"),
          safety: isSafe ? "safe" : "unsafe",
          changes: ["attributes"],
          edits: [edit],
        } as const);
      if (loads && fact.verdict === "broken")
        report("gone", { ...location, data, fix, ...(fact.failing?.enough === false && { severity: "warning" }) });
      else
        report(loads && fact.verdict === "unverifiable" ? "unclear" : "proxied", {
          ...location,
          data,
          fix,
          severity: "warning",
        });
    },
  },
});

/**
 * Whether readers, who see no image now, will surely see the right one. The two cannot be compared, so that its kind must
 * be as expected: servers send drawings instead of photos that they do not want to send.
 */
function isRepair(
  { verdict }: ImageFact,
  { fact, candidate }: { readonly fact: ImageFact; readonly candidate: string },
): boolean {
  if (verdict !== "broken" || fact.suspect !== undefined || fact.type === undefined) return false;
  if (fact.width === 1 && fact.height === 1) return false;
  return !(/\.(?:jpe?g|png|webp|avif)$/i.test(new URL(candidate).pathname) && /^image\/(?:svg|gif)/.test(fact.type));
}

/** What is reported of a video or a sound. Images alone are checked, so that nothing is known about it. */
function mediaIn({ tag, namespace, attributes, parent }: Element, proxies: readonly Proxy[]) {
  const { src } = attributes;
  if (!src || namespace !== "html") return undefined;
  const url = src.value.trim();
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  const found = URL.canParse(absolute) ? proxiedAt(url, absolute, proxies) : undefined;
  if (!found) return undefined;
  const { origin, proxied } = found;
  return {
    at: src.valueRange,
    data: { tag: tag === "source" ? (parent?.tag ?? tag) : tag, proxy: proxied.host, origin: truncate(origin) },
    url: proxied.href,
    fix: {
      title: t("image/proxied.fix.media", "Link to the file itself"),
      safety: "unsafe",
      edits: [setValue(src, origin)],
    },
    severity: "warning",
  } as const;
}

interface Proxied {
  /** The proxy's part of the URL. */
  readonly prefix: string;
  /** The URL after it. */
  readonly origin: string;
  /** Where the image may be on its own server, best first: over HTTPS too, as HTTPS pages load it. */
  readonly candidates: readonly string[];
  readonly proxied: URL;
}

function proxiedIn({ url, target }: ImageReference, proxies: readonly Proxy[]): Proxied | undefined {
  return target.kind === "remote" ? proxiedAt(url, target.url, proxies) : undefined;
}

/** @param absolute the same URL with its scheme. */
function proxiedAt(url: string, absolute: string, proxies: readonly Proxy[]): Proxied | undefined {
  for (const { prefix: pattern, parameter } of proxies) {
    const [prefix] = pattern.exec(url) ?? [];
    if (prefix === undefined) continue;
    const rest = url.slice(prefix.length);
    const origin = originOf(parameter ? rest.replace(/&.*$/s, "") : rest);
    if (origin !== undefined) return { prefix, origin, candidates: candidatesFor(origin), proxied: new URL(absolute) };
  }
  return undefined;
}

/** Not with a port: a server that accepts HTTP at 8080 does not accept TLS there. */
function candidatesFor(origin: string): string[] {
  const { protocol, port, hostname } = new URL(origin);
  if (protocol !== "http:" || port !== "" || isPrivateHost(hostname)) return [origin];
  return [origin.replace(/^http:/i, "https:").replace(/^(https:\/\/[^/?#]*):80(?=[/?#]|$)/, "$1"), origin];
}

/** A prefix as a regular expression. */
function compile(pattern: string): Proxy {
  const rest = pattern.trim().replace(/^(?:https?:)?\/\//i, "");
  const [first = "", ...others] = rest.split(/\*+/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  // All wildcards but the last one end at the next place where the text after them fits: there is nothing to try again.
  const source = others.reduce(
    (before, piece, at) => `${before}${at < others.length - 1 ? `(?:(?!${piece})[^/?#])*` : "[^/?#]*"}${piece}`,
    first,
  );
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
