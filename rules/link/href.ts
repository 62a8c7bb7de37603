import {
  barePercent,
  codePoint,
  cut,
  defineRule,
  type Fix,
  fullwidthScheme,
  invisibleInUrl,
  isSameAddress,
  narrowPunctuation,
  type Range,
  setUrl,
  suggest,
  t,
  wideBlankAround,
} from "../../src/rule.js";

/**
 * What is in no URL unencoded (https://url.spec.whatwg.org/#url-code-points). CJK may stand there as it is; `|`, `^`, `{`
 * and `}` may not, but all programs take them.
 */
const unencoded = /[ "<>\\`]+/g;

/** Where a text goes on behind an address that is written into it; a URL may hold these, but not at such a place. */
const textGoesOn = /(?<=[!-~])[，。；：！？、”’」』】》](?![，。；：！？、])|[，。；：！？、]+$|(?<=^[^（]*)）/u;

/** Characters of an address that is looked at for that; no server takes more. */
const longest = 2048;

/** What an `a` may have that was a link before it lost its address; with anything else a script may work on it. */
const inert = new Set(["class", "style", "target", "rel", "title", "hreflang", "type", "download", "referrerpolicy"]);

/** Names of other sites without their scheme. `.org` is left out, as files of Emacs end so. */
const hostFirst =
  /^(?:www\.[\w-]+(?:\.[\w-]+)+|[a-z\d][a-z\d-]*(?:\.[a-z\d-]+){0,5}\.(?:com|net|cn|edu|gov|jp|tw|hk))(?::\d+)?(?=[/?#]|$)/i;

export default defineRule({
  name: "link/href",
  summary: "Every link has an address that leads somewhere",
  severity: "error",
  presets: { "markdown-docs": ["error", { allowLoopback: true }] },
  fixable: "safe",
  options: {
    allowLoopback: {
      type: "boolean",
      default: false,
      description: "accept links to this computer (localhost, 127.0.0.1), as instructions for a program have them",
    },
  },
  messages: {
    missing: () => t("link/href.missing", "this <a> has no href, so that it is no link: name a page or remove the tag"),
    empty: () => t("link/href.empty", "the link leads nowhere, as its URL is empty: name a page or remove the link"),
    placeholder: () =>
      t(
        "link/href.placeholder",
        '"#" leads to the top of the page only: name what the link is to lead to or remove the link',
      ),
    disk: (d: { url: string }) =>
      t("link/href.disk", '"{url}" is a file on one computer: publish it and name its URL', { url: d.url }),
    loopback: (d: { host: string }) =>
      t("link/href.loopback", '"{host}" is each reader\'s own computer: name the host that has the page', {
        host: d.host,
      }),
    scheme: (d: { scheme: string; meant: string }) =>
      t("link/href.scheme", '"{scheme}:" is no scheme that is known: did you mean "{meant}:"?', {
        scheme: d.scheme,
        meant: d.meant,
      }),
    invalid: (d: { url: string }) =>
      t("link/href.invalid", '"{url}" is not a URL: write it as "https://host/path" or as a path of this site', {
        url: d.url,
      }),
    host: (d: { host: string }) =>
      t("link/href.host", 'without "https://" in front, "{host}" is a path of this site: write the scheme as well', {
        host: d.host,
      }),
    mail: (d: { address: string }) =>
      t("link/href.mail", 'without "mailto:" in front, "{address}" is a path of this site: write the scheme as well', {
        address: d.address,
      }),
    fullwidth: (d: { written: string; meant: string }) =>
      t("link/href.fullwidth", '"{written}" is written with fullwidth characters: write "{meant}"', {
        written: d.written,
        meant: d.meant,
      }),
    invisible: (d: { code: string }) =>
      t("link/href.invisible", "the URL holds the invisible character {code}: remove it", { code: d.code }),
    outerBlank: (d: { code: string }) =>
      t("link/href.outerBlank", "the URL begins or ends with {code}, which is part of it: remove it", { code: d.code }),
    swallowed: (d: { found: string }) =>
      t(
        "link/href.swallowed",
        '"{found}" is taken for part of the address: put the address in "<" and ">", or a blank behind it',
        { found: d.found },
      ),
    credentials: (d: { user: string }) =>
      t(
        "link/href.credentials",
        'the URL tells every reader the name and password of "{user}": remove them, and change the password',
        { user: d.user },
      ),
    unencoded: (d: { found: string; meant: string }) =>
      t("link/href.unencoded", 'the URL holds {found} unencoded: write "{meant}"', { found: d.found, meant: d.meant }),
    percent: () =>
      t(
        "link/href.percent",
        '"%" is not followed by two hex digits in the URL: write "%25" if a percent sign is meant',
      ),
  },

  element: {
    a({ attributes, namespace, startTag, children }, { report }) {
      if (attributes.href || namespace !== "html" || children.length === 0) return;
      const names = Object.keys(attributes);
      // A bare <a> is a placeholder by the standard; these had somewhere to lead to.
      if (!names.some((name) => name === "target" || name === "rel" || name === "download")) return;
      if (names.every((name) => inert.has(name)))
        report("missing", { at: startTag, data: undefined, severity: "warning" });
    },
  },

  link(reference, { article, options, report }) {
    const { kind, url, written, urlRange, target, attributes, syntax, quote, range } = reference;
    if (target.kind === "template") return;
    // Offsets of the URL are offsets of the file only where nothing is escaped.
    const part = (start: number, length: number): Range =>
      written === url ? { start: urlRange.start + start, end: urlRange.start + start + length } : urlRange;
    const change = (title: string, safety: Fix["safety"], to: string): Fix => ({
      title,
      safety,
      edits: [setUrl(reference, to)],
    });
    const { href } = attributes;

    if (target.kind === "empty") {
      if (!isForScripts(attributes))
        report("empty", { at: href?.range ?? range, data: undefined, severity: "warning" });
      return;
    }
    if (url === "#") {
      const shown = article.text.slice(range.start, range.end);
      if (!isForScripts(attributes) && !/\btop\b|顶|頂|[↑⬆▲△^]/i.test(shown))
        report("placeholder", { at: urlRange, data: undefined, severity: "warning" });
      return;
    }
    if (kind === "autolink") {
      const isBare = quote === "" && /^https?:/i.test(written) && written.length <= longest;
      const found = isBare ? textGoesOn.exec(written) : null;
      if (!found) return;
      const rest = written.slice(found.index);
      report("swallowed", {
        at: { start: urlRange.start + found.index, end: urlRange.end },
        data: { found: cut(rest, 40) },
        fix: {
          title: t("link/href.fix.putAddress", 'put the address in "<" and ">"'),
          safety: "unsafe",
          edits: [{ range: urlRange, text: `<${written.slice(0, found.index)}>${rest}` }],
        },
      });
      return;
    }

    const wide = fullwidthScheme(url);
    if (wide) {
      const { written: head, meant, fixed } = wide;
      report("fullwidth", {
        at: part(0, head.length),
        data: { written: head, meant },
        // As it stands it is a path of this site that cannot exist, so that no reader has anything to lose.
        fix: URL.canParse(fixed)
          ? change(t("common.write", 'write "{real}"', { real: meant }), "safe", fixed)
          : undefined,
      });
      return;
    }
    if (target.kind === "other") {
      const { scheme } = target;
      if (scheme === "file" || scheme.length === 1) {
        report("disk", { at: urlRange, data: { url: cut(url) } });
        return;
      }
      const [meant] = suggest(scheme, ["https", "http", "mailto"]);
      const rest = url.slice(scheme.length);
      if (meant && (meant === "mailto" ? rest.includes("@") : rest.startsWith("://")))
        report("scheme", {
          at: part(0, scheme.length + 1),
          data: { scheme, meant },
          suggestions: [change(t("link/href.write", 'write "{meant}:"', { meant }), "unsafe", meant + rest)],
        });
      return;
    }
    const slashes = url.replace(/^(https?)(?::\/(?!\/)|:?\/\/)/i, "$1://");
    if (target.kind === "invalid" || (target.kind === "local" && slashes !== url)) {
      const narrow = narrowPunctuation(url);
      const meant = [slashes, narrow].find((other) => other !== url && URL.canParse(other));
      report("invalid", {
        at: urlRange,
        data: { url: cut(url) },
        suggestions:
          meant === undefined
            ? []
            : [change(t("common.write", 'write "{real}"', { real: cut(meant) }), "unsafe", meant)],
      });
      return;
    }
    if (target.kind === "local") {
      const host = hostFirst.exec(url)?.[0];
      if (host) {
        const fix = change(t("link/href.writeHttps", 'write "https://"'), "unsafe", `https://${url}`);
        report("host", { at: part(0, host.length), data: { host: cut(host) }, fix });
        return;
      }
      if (/^[\w.+-]{1,100}@[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(url)) {
        const fix = change(t("link/href.writeMailto", 'write "mailto:"'), "unsafe", `mailto:${url}`);
        report("mail", { at: urlRange, data: { address: cut(url) }, fix });
        return;
      }
    }
    if (target.kind === "remote") {
      const { host, hostname, username, password } = new URL(target.url);
      const shown = article.text.slice(
        reference.startTag?.end ?? range.start,
        syntax === "html" ? range.end : urlRange.start,
      );
      // Who shows the address means it so.
      if (!options.allowLoopback && isLoopback(hostname) && !shown.includes(hostname)) {
        const at = url.toLowerCase().indexOf(host);
        report("loopback", {
          at: at < 0 ? urlRange : part(at, host.length),
          data: { host },
          severity: "warning",
        });
      }
      if (password !== "" && !/(?:^|\.)example(?:\.|$)/.test(hostname))
        report("credentials", { at: urlRange, data: { user: cut(username) }, severity: "warning" });
    }

    const outer = href && wideBlankAround(href.value);
    if (outer && href) {
      report("outerBlank", {
        at: href.valueRange,
        data: { code: codePoint(outer) },
        fix: {
          title: t("common.remove", "remove it"),
          safety: "safe",
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
          t("link/href.removeInvisibleCharacters", "remove invisible characters"),
          "unsafe",
          url.replace(invisibleInUrl, ""),
        ),
      });
      return;
    }
    // Markdown renderers encode addresses themselves.
    if (syntax === "markdown") return;
    const [first] = url.matchAll(unencoded);
    if (first) {
      // Before the query a browser takes a backslash for a slash.
      const pathEnd = /[?#]|$/.exec(url)?.index ?? url.length;
      const fixed = url.replace(unencoded, (run, at: number) => encoded(run, at < pathEnd));
      report("unencoded", {
        at: part(first.index, first[0].length),
        data: { found: nameOf(first[0]), meant: encoded(first[0], first.index < pathEnd) },
        // The same address for a browser.
        fix: isSameAddress(fixed, url) ? change(t("link/href.encodeUrl", "encode the URL"), "safe", fixed) : undefined,
        severity: "warning",
      });
    }
    const bad = barePercent(url);
    if (bad)
      report("percent", {
        at: part(bad.at, 1),
        data: undefined,
        fix: bad.fixed === undefined ? undefined : change(t("link/href.write2", 'write "%25"'), "unsafe", bad.fixed),
        severity: "warning",
      });
  },
});

/** Handlers, and what libraries and frameworks find their elements by. */
const isForScripts = (attributes: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(attributes).some((name) => /^(?:on|data-|aria-|role$|@|:|v-|x-|hx-)/.test(name));

const isLoopback = (hostname: string): boolean =>
  /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])$/.test(hostname);

const encoded = (run: string, inPath: boolean): string =>
  (inPath ? run.replaceAll("\\", "/") : run).replace(/[^/]+/g, encodeURIComponent);

const nameOf = (run: string): string =>
  /^ +$/.test(run)
    ? t("link/href.blank", "a blank")
    : run === '"'
      ? t("common.quote", "a quote")
      : t("common.quoted", '"{dotted}"', { dotted: cut(run, 40) });
