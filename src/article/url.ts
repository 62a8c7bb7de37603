/** What a URL as written points to. */
import type { UrlTarget } from "./types.js";

/** No host can have this name (RFC 6761), so a URL that resolves to it named no host of its own. */
const nowhere = new URL("https://article.invalid/");

/** Of Liquid, Jinja, Nunjucks, Hugo, EJS, ERB, of script templates, and an expression of MDX. */
const template = /\{\{|\}\}|\{%|%\}|<%|%>|\$\{|^\s*\{.*\}\s*$/s;

/** Whether a generator or script puts something else in its place, or in a part of it. */
export const isTemplate = (value: string): boolean => template.test(value);

/**
 * An address that every parser of URLs gives back as it is: a host with a name, a path without dots at the beginning of
 * its steps, and nothing that would be escaped. Nearly all pictures have one, and asking the parser takes ten times as
 * long.
 */
const normal =
  /^https?:\/\/(?!xn--)[a-z\d][a-z\d-]*(?:\.(?!xn--)[a-z\d][a-z\d-]*)*\.[a-z]{2,}\/[\w~!$&()*+,;=:@%-][\w~!$&()*+,;=:@%.-]*(?:\/[\w~!$&()*+,;=:@%-][\w~!$&()*+,;=:@%.-]*)*\/?(?:\?[\w~!$&()*+,;=:@%.?/-]*)?$/;
/** The same for the host's own page with a query, as proxies are asked. */
const normalQuery =
  /^https?:\/\/(?!xn--)[a-z\d][a-z\d-]*(?:\.(?!xn--)[a-z\d][a-z\d-]*)*\.[a-z]{2,}\/\?[\w~!$&()*+,;=:@%.?/-]*$/;

export const isNormalUrl = (url: string): boolean =>
  !url.includes("%2e") && !url.includes("%2E") && (normal.test(url) || normalQuery.test(url));

/** Classifies a URL as a browser would read it (https://url.spec.whatwg.org/), without knowing the page's address. */
export function classifyUrl(written: string): UrlTarget {
  if (isNormalUrl(written)) return { kind: "remote", url: written };
  if (isTemplate(written)) return { kind: "template" };
  // The URL standard drops outer C0 controls and blanks, and tabs and line breaks everywhere.
  const url = trimControls(written.replace(/[\t\n\r]/g, ""));
  if (url === "") return { kind: "empty" };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === "data") return { kind: "data", url };
  if (scheme && scheme !== "http" && scheme !== "https") return { kind: "other", scheme };
  let resolved: URL;
  try {
    resolved = new URL(url, nowhere);
  } catch {
    return { kind: "invalid" };
  }
  // `https:a.png` is relative to a page that came by https; nobody means that.
  if (scheme && !/^https?:[/\\]{2}/i.test(url)) return { kind: "invalid" };
  if (scheme || resolved.host !== nowhere.host) return { kind: "remote", url: resolved.href };
  return { kind: "local", path: localPath(url) };
}

/** Without the controls and blanks at both ends; an expression would take the square of a long row of blanks. */
function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Slashes the right way round, percent-encoded as in a URL, dots left as they are; without query and fragment. */
function localPath(url: string): string {
  const path = url.replace(/[?#].*$/s, "").replaceAll("\\", "/");
  // What a browser encodes in a path: https://url.spec.whatwg.org/#path-percent-encode-set
  return path.replace(/[\u0000-\u0020"<>^`{}\u007f]|[^\u0000-\u007f]+/g, (part) =>
    encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")),
  );
}

/** Hosts that no certificate authority vouches for: on this computer, in this network, or without a public name. */
export const isPrivateHost = (hostname: string): boolean =>
  !hostname.includes(".") ||
  /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|\.(?:localhost|local|internal|lan|test|home\.arpa)$/.test(
    hostname,
  );
