import {
  type Article,
  barePercent,
  codePoint,
  defineRule,
  doubledScheme,
  type Element,
  type Fix,
  fullwidthScheme,
  hasHiddenMistake,
  invisibleInUrl,
  isSameUrl,
  type LinkReference,
  lostValueIn,
  narrowPunctuation,
  type Range,
  setUrl,
  suggest,
  t,
  truncate,
  wideSpaceAround,
} from "../../src/rule.js";
import { missingQuoteIn } from "../html/_missing-quotes.js";
import { unescaped } from "./_escapes.js";
import { runsNothing } from "./_no-script.js";

/**
 * Characters that are not URL code points (https://url.spec.whatwg.org/#url-code-points). CJK characters are. `|`, `^`,
 * `{` and `}` are not, but all programs accept them.
 */
const unencoded = /[ "<>\\`]+/g;

/** Where the sentence continues after a bare URL. A URL may contain these characters, but not in such a position. */
const sentenceContinues =
  /(?<=[!-~])[，。；：！？、”’」』】》](?![，。；：！？、])|(?<![，。；：！？、])[，。；：！？、]+$|(?<=^[^（）]*)）/u;

/** The longest bare URL that is checked for this, in characters; servers do not accept longer ones. */
const longest = 2048;

/** Attributes of an `a` that was a link before it lost its `href`. With any other attribute, a script may use the element. */
const inert = new Set(["class", "style", "target", "rel", "title", "hreflang", "type", "download", "referrerpolicy"]);

/** Hosts without a scheme. `.org` is left out because it is also the file extension of Emacs Org mode. */
const hostFirst =
  /^(?:www\.[\w-]+(?:\.[\w-]+)+|[a-z\d][a-z\d-]*(?:\.[a-z\d-]+){0,5}\.(?:com|net|cn|edu|gov|jp|tw|hk))(?::\d+)?(?=[/?#]|$)/i;

export default defineRule({
  name: "link/href",
  summary: "Disallow missing or invalid link URLs",
  severity: "error",
  presets: { "markdown-docs": ["error", { allowLoopback: true }] },
  fixable: "safe",
  options: {
    allowLoopback: {
      type: "boolean",
      default: false,
      description: "Allow links to this computer (localhost, 127.0.0.1), for example in software instructions",
    },
  },
  messages: {
    missing: () => t("link/href.missing", "<a> has no href, so it is not a link. Add an href or remove the tag."),
    empty: () =>
      t("link/href.empty", "Link URL is empty, so the link only reloads the page. Add a URL or remove the link."),
    placeholder: () =>
      t("link/href.placeholder", '"#" only scrolls to the top of the page. Add a URL or remove the link.'),
    nothing: (d: { url: string }) =>
      t("link/href.nothing", '"{url}" opens nothing. Use the URL of a page, or remove the link.', { url: d.url }),
    disk: (d: { url: string }) =>
      t(
        "link/href.disk",
        '"{url}" is a file on a local disk, so readers cannot open it. Publish the file and link to its URL.',
        { url: d.url },
      ),
    loopback: (d: { host: string }) =>
      t("link/href.loopback", '"{host}" is the reader\'s own computer. Use the host that serves the page.', {
        host: d.host,
      }),
    scheme: (d: { scheme: string; suggestion: string }) =>
      t("link/href.scheme", 'Unknown URL scheme "{scheme}:". Did you mean "{suggestion}:"?', {
        scheme: d.scheme,
        suggestion: d.suggestion,
      }),
    doubled: (d: { scheme: string }) =>
      t("link/href.doubled", '"{scheme}" is written twice, so the URL leads nowhere. Remove the first one.', d),
    invalid: (d: { url: string }) =>
      t("link/href.invalid", '"{url}" is not a valid URL. Use "https://host/path" or a path on this site.', {
        url: d.url,
      }),
    host: (d: { host: string }) =>
      t("link/href.host", 'Without "https://", "{host}" is a path on this site. Add "https://".', {
        host: d.host,
      }),
    mail: (d: { address: string }) =>
      t("link/href.mail", 'Without "mailto:", "{address}" is a path on this site. Add "mailto:".', {
        address: d.address,
      }),
    fullWidth: (d: { written: string; replacement: string }) =>
      t("link/href.fullWidth", '"{written}" contains full-width characters. Use "{replacement}".', {
        written: d.written,
        replacement: d.replacement,
      }),
    invisible: (d: { code: string }) =>
      t("link/href.invisible", "URL contains the invisible character {code}. Remove the character.", { code: d.code }),
    outerSpace: (d: { code: string }) =>
      t(
        "link/href.outerSpace",
        "URL starts or ends with the whitespace character {code}, which browsers do not ignore. Remove the character.",
        { code: d.code },
      ),
    swallowed: (d: { found: string }) =>
      t(
        "link/href.swallowed",
        '"{found}" becomes part of the link. Enclose the URL in "<" and ">", or add a space after the URL.',
        { found: d.found },
      ),
    credentials: (d: { user: string }) =>
      t(
        "link/href.credentials",
        'URL shows the password of "{user}" to every reader. Remove user name and password, and change the password.',
        { user: d.user },
      ),
    escape: (d: { character: string }) =>
      t(
        "link/href.escape",
        'Markdown escape "\\{character}" in an HTML attribute: browsers read the backslash as a slash. Use "{character}".',
        { character: d.character },
      ),
    unencoded: (d: { found: string; replacement: string }) =>
      t("link/href.unencoded", 'Link contains {found}, which is not valid in a URL. Use "{replacement}".', {
        found: d.found,
        replacement: d.replacement,
      }),
    percent: () =>
      t("link/href.percent", '"%" in the URL is not followed by two hexadecimal digits. Use "%25" for a percent sign.'),
  },

  element: {
    a({ attributes, namespace, startTag, children }, { report }) {
      if (attributes.href || namespace !== "html" || children.length === 0) return;
      const names = Object.keys(attributes);
      // In the HTML standard, a bare <a> is a placeholder. With one of these attributes, it was a link.
      if (!names.some((name) => name === "target" || name === "rel" || name === "download")) return;
      if (names.every((name) => inert.has(name)))
        report("missing", { at: startTag, data: undefined, severity: "warning" });
    },
  },

  link(reference, { article, options, report }) {
    const { kind, url, written, urlRange, target, attributes, syntax, quote, range } = reference;
    if (target.kind === "template") return;
    // Offsets in the URL map to offsets in the file only if nothing is escaped.
    const part = (start: number, length: number): Range =>
      written === url ? { start: urlRange.start + start, end: urlRange.start + start + length } : urlRange;
    const change = (title: string, safety: Fix["safety"], to: string): Fix => ({
      title,
      safety,
      changes: ["attributes"],
      edits: [setUrl(reference, to)],
    });
    const { href } = attributes;

    if (target.kind === "empty") {
      if (!isForScripts(attributes) && !isPlaceOnly(reference, article.text))
        report("empty", { at: href?.range ?? range, data: undefined, severity: "warning" });
      return;
    }
    if (url === "#") {
      const shown = article.text.slice(range.start, range.end);
      if (!isForScripts(attributes) && !/\btop\b|顶|頂|[↑⬆▲△^]/i.test(shown))
        report("placeholder", { at: urlRange, data: undefined, severity: "warning" });
      return;
    }
    if (/^\s*javascript:/i.test(url) && runsNothing(url)) {
      if (!isForScripts(attributes))
        report("nothing", { at: urlRange, data: { url: truncate(url.trim(), 40) }, severity: "warning" });
      return;
    }
    if (kind === "autolink") {
      const isBare = quote === "" && /^https?:/i.test(written) && written.length <= longest;
      const found = isBare ? sentenceContinues.exec(written) : null;
      if (!found) return;
      const end = withoutClosingMarks(written.slice(0, found.index)).length;
      const rest = written.slice(found.index);
      report("swallowed", {
        at: { start: urlRange.start + found.index, end: urlRange.end },
        data: { found: truncate(rest, 40) },
        fix: {
          title: t("link/href.fix.enclose", 'Enclose the URL in "<" and ">"'),
          safety: "unsafe",
          edits: [{ range: urlRange, text: `<${written.slice(0, end)}>${written.slice(end)}` }],
        },
      });
      return;
    }

    const doubled = doubledScheme(url);
    if (doubled) {
      const scheme = url.slice(0, doubled.length);
      // Safe: there is no host of this name.
      const fix = change(t("link/href.fix.doubled", 'Remove "{scheme}"', { scheme }), "safe", doubled.fixed);
      report("doubled", { at: part(0, doubled.length), data: { scheme }, fix });
      return;
    }
    const wide = fullwidthScheme(url);
    if (wide) {
      const { written: head, meant: replacement, fixed } = wide;
      report("fullWidth", {
        at: part(0, head.length),
        data: { written: head, replacement },
        // Safe: as written, it is a path of this site that cannot exist.
        fix: URL.canParse(fixed) ? change(replaceWith(replacement), "safe", fixed) : undefined,
      });
      return;
    }
    if (target.kind === "other") {
      const { scheme } = target;
      if (scheme === "file" || scheme.length === 1) {
        report("disk", { at: urlRange, data: { url: truncate(url) } });
        return;
      }
      const [suggestion] = suggest(scheme, ["https", "http", "mailto"]);
      const rest = url.slice(scheme.length);
      if (suggestion && (suggestion === "mailto" ? rest.includes("@") : rest.startsWith("://")))
        report("scheme", {
          at: part(0, scheme.length + 1),
          data: { scheme, suggestion },
          suggestions: [change(replaceWith(`${suggestion}:`), "unsafe", suggestion + rest)],
        });
      return;
    }
    const slashes = url.replace(/^(https?)(?::\/(?!\/)|:?\/\/)/i, "$1://");
    if (target.kind === "invalid" || (target.kind === "local" && slashes !== url)) {
      const narrow = narrowPunctuation(url);
      const suggestion = [slashes, narrow].find((other) => other !== url && URL.canParse(other));
      report("invalid", {
        at: urlRange,
        data: { url: truncate(url) },
        suggestions: suggestion === undefined ? [] : [change(replaceWith(truncate(suggestion)), "unsafe", suggestion)],
      });
      return;
    }
    if (target.kind === "local") {
      const host = hostFirst.exec(url)?.[0];
      if (host) {
        const fix = change(t("link/href.fix.addHttps", 'Add "https://"'), "unsafe", `https://${url}`);
        report("host", { at: part(0, host.length), data: { host: truncate(host) }, fix });
        return;
      }
      if (/^[\w.+-]{1,100}@[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(url)) {
        const fix = change(t("link/href.fix.addMailto", 'Add "mailto:"'), "unsafe", `mailto:${url}`);
        report("mail", { at: urlRange, data: { address: truncate(url) }, fix });
        return;
      }
    }
    if (target.kind === "remote") {
      const { host, hostname, username, password } = new URL(target.url);
      const shown = article.text.slice(
        reference.startTag?.end ?? range.start,
        syntax === "html" ? range.end : urlRange.start,
      );
      // An author who shows the host in the text links to it on purpose.
      if (!options.allowLoopback && isLoopback(hostname) && !shown.includes(hostname)) {
        const at = url.toLowerCase().indexOf(host);
        report("loopback", {
          at: at < 0 ? urlRange : part(at, host.length),
          data: { host },
          severity: "warning",
        });
      }
      if (password !== "" && !/(?:^|\.)example(?:\.|$)/.test(hostname))
        report("credentials", { at: urlRange, data: { user: truncate(username) }, severity: "warning" });
    }

    const outer = href && wideSpaceAround(href.value);
    if (outer && href) {
      report("outerSpace", {
        at: href.valueRange,
        data: { code: codePoint(outer) },
        fix: {
          title: t("link/href.fix.removeOuterSpace", "Remove the whitespace around the URL"),
          safety: "safe",
          changes: ["attributes"],
          edits: [{ range: href.valueRange, text: written }],
        },
      });
      return;
    }
    const [hidden] = url.matchAll(invisibleInUrl);
    if (hidden) {
      report("invisible", {
        at: part(hidden.index, 1),
        data: { code: codePoint(hidden[0]) },
        fix: change(
          t("link/href.fix.removeInvisible", "Remove the invisible characters"),
          "unsafe",
          url.replace(invisibleInUrl, ""),
        ),
      });
      return;
    }
    // Markdown renderers encode URLs themselves.
    if (syntax === "markdown") return;
    const escaped = article.body.language === "markdown" ? unescaped(url) : undefined;
    if (escaped) {
      report("escape", {
        at: part(escaped.at, 2),
        data: { character: escaped.character },
        fix: change(t("link/href.fix.unescape", "Remove the backslashes"), "unsafe", escaped.url),
        severity: "warning",
      });
      return;
    }
    if (hasMissingQuote(reference, article)) return;
    const [first] = url.matchAll(unencoded);
    // link/undefined reports `[object Object]`. Encoded, it would lead nowhere either.
    if (first && lostValueIn(url, "link")?.value !== "[object Object]") {
      // `a\_b` is how Markdown writes `a_b`. As a slash, the URL would still be wrong, and nobody would see why.
      const unescaped = url.replace(/\\([_*~])/g, "$1");
      // Before the query, browsers treat a backslash as a slash.
      const pathEnd = /[?#]|$/.exec(url)?.index ?? url.length;
      const fixed = url.replace(unencoded, (run, at: number) => encoded(run, at < pathEnd));
      report("unencoded", {
        at: part(first.index, first[0].length),
        data: {
          found: nameOf(first[0]),
          replacement: unescaped === url ? encoded(first[0], first.index < pathEnd) : truncate(unescaped),
        },
        // Safe only if it is the same URL to a browser.
        fix:
          unescaped !== url
            ? change(replaceWith(truncate(unescaped)), "unsafe", unescaped)
            : !hasHiddenMistake(url) && isSameUrl(fixed, url)
              ? change(t("link/href.fix.encode", "Encode the URL"), "safe", fixed)
              : undefined,
        severity: "warning",
      });
    }
    const bad = barePercent(url);
    if (bad)
      report("percent", {
        at: part(bad.at, 1),
        data: undefined,
        fix: bad.fixed === undefined ? undefined : change(replaceWith("%25"), "unsafe", bad.fixed),
        severity: "warning",
      });
  },
});

/** Whether the value goes on up to a later quotation mark. html/parse-error reports where the mark is missing. */
function hasMissingQuote({ attributes, startTag, urlRange }: LinkReference, { body }: Article): boolean {
  if (!startTag) return false;
  const { start, end } = startTag;
  const error = body.parseErrors.find(({ range }) => start < range.start && range.start < end);
  const missing = error && missingQuoteIn({ attributes, startTag }, error.range);
  return missing !== undefined && missing.at.start < urlRange.end && urlRange.start <= missing.at.end;
}

/** The URL without the Markdown, punctuation and brackets that close something before it. */
function withoutClosingMarks(url: string): string {
  for (let end = url.length; ; ) {
    const rest = url.slice(0, end);
    const mark = /(?:[*_~"'.,:;!?|]|&[a-z\d]{1,30};)$/i.exec(rest)?.[0];
    const last = rest.at(-1) ?? "";
    const opening = last === ")" ? "(" : last === "]" ? "[" : undefined;
    const isUnpaired = opening !== undefined && rest.split(last).length > rest.split(opening).length;
    if (mark === undefined && !isUnpaired) return rest;
    end -= mark?.length ?? 1;
  }
}

/** Event handlers that do something, and attributes by which libraries and frameworks find their elements. */
const isForScripts = (attributes: Element["attributes"]): boolean =>
  Object.entries(attributes).some(([name, attribute]) =>
    name.startsWith("on")
      ? attribute !== undefined && !runsNothing(attribute.value)
      : /^(?:data-|aria-|role$|@|:|v-|x-|hx-)/.test(name),
  );

const replaceWith = (replacement: string): string =>
  t("link/href.fix.replace", 'Replace with "{replacement}"', { replacement });

const isLoopback = (hostname: string): boolean =>
  /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])$/.test(hostname);

const encoded = (run: string, inPath: boolean): string =>
  (inPath ? run.replaceAll("\\", "/") : run).replace(/[^/]+/g, encodeURIComponent);

const nameOf = (run: string): string =>
  /^ +$/.test(run)
    ? t("link/href.space", "a space")
    : run === '"'
      ? t("common.quote", "a quote")
      : t("common.quoted", '"{dotted}"', { dotted: truncate(run, 40) });

/** `[](){#id}` gives a place an id, so that other pages can link to it. */
const isPlaceOnly = ({ label, range: { end } }: LinkReference, text: string): boolean =>
  label === "" && /^\{:?[ ]*#/.test(text.slice(end, end + 10));
