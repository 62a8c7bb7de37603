/** Determines the target of a URL as written. */
import type { UrlTarget } from "./types.js";

/** No host can have this name (RFC 6761). A URL that resolves to it therefore has no host. */
const nowhere = new URL("https://article.invalid/");

/** Template syntax of Liquid, Jinja, Nunjucks, Hugo, EJS and ERB, of script templates, and MDX expressions. */
const template = /\{\{|\}\}|\{%|%\}|<%|%>|\$\{|^\s*\{.*\}\s*$/s;

/** Whether a generator or script replaces the value or part of it. */
export const isTemplate = (value: string): boolean => template.test(value);

/**
 * A URL that a parser returns unchanged: a named host, no path segment that begins with a dot, and nothing to escape.
 * Nearly all image URLs match, and parsing takes ten times as long.
 */
const normal =
  /^https?:\/\/(?!xn--)[a-z\d][a-z\d-]*(?:\.(?!xn--)[a-z\d][a-z\d-]*)*\.[a-z]{2,}\/[\w~!$&()*+,;=:@%-][\w~!$&()*+,;=:@%.-]*(?:\/[\w~!$&()*+,;=:@%-][\w~!$&()*+,;=:@%.-]*)*\/?(?:\?[\w~!$&()*+,;=:@%.?/-]*)?$/;
/** The same for a host's root page with a query, as used by image proxies. */
const normalQuery =
  /^https?:\/\/(?!xn--)[a-z\d][a-z\d-]*(?:\.(?!xn--)[a-z\d][a-z\d-]*)*\.[a-z]{2,}\/\?[\w~!$&()*+,;=:@%.?/-]*$/;

export const isNormalUrl = (url: string): boolean =>
  !url.includes("%2e") && !url.includes("%2E") && (normal.test(url) || normalQuery.test(url));

/** Classifies a URL as a browser reads it (https://url.spec.whatwg.org/), without knowing the URL of the page. */
export function classifyUrl(written: string): UrlTarget {
  if (isNormalUrl(written)) return { kind: "remote", url: written };
  if (isTemplate(written)) return { kind: "template" };
  // The URL standard removes surrounding C0 controls and spaces, and all tabs and newlines.
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
  // `https:a.png` is relative to an HTTPS page; this is never intended.
  if (scheme && !/^https?:[/\\]{2}/i.test(url)) return { kind: "invalid" };
  if (scheme || resolved.host !== nowhere.host) return { kind: "remote", url: resolved.href };
  return { kind: "local", path: localPath(url) };
}

/**
 * Removes control characters and spaces at both ends. A regular expression would take quadratic time for many spaces.
 */
function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Converts slashes and percent-encodes as in a URL. Keeps dots; removes query and fragment. */
function localPath(url: string): string {
  const path = url.replace(/[?#].*$/s, "").replaceAll("\\", "/");
  // The characters that browsers encode in a path: https://url.spec.whatwg.org/#path-percent-encode-set
  return path.replace(/[\u0000-\u0020"<>^`{}\u007f]|[^\u0000-\u007f]+/g, (part) =>
    encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")),
  );
}

/** Hosts without a public certificate: local, on a private network, or without a public name. */
export const isPrivateHost = (hostname: string): boolean =>
  !hostname.includes(".") ||
  /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|\.(?:localhost|local|internal|lan|test|home\.arpa)$/.test(
    hostname,
  );

/** The module of `{require("./a.png").default}`, as MDX has it in attributes. */
export const requiredModule = (written: string): string | undefined =>
  /^\{\s*require\(\s*(["'])([^"'`$\n]+)\1\s*\)(?:\.default)?\s*\}$/.exec(written)?.[2];
