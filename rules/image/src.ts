import {
  barePercent,
  codePoint,
  defineRule,
  doubledScheme,
  type Fix,
  fullwidthScheme,
  hasHiddenMistake,
  invisibleInUrl,
  isSameUrl,
  lostValueIn,
  narrowPunctuation,
  type Range,
  removeAttribute,
  setUrl,
  suggest,
  t,
  truncate,
  wideSpaceAround,
} from "../../src/rule.js";
import { unescaped } from "../link/_escapes.js";

/** Characters that browsers percent-encode, and backslashes, by part of the URL: https://url.spec.whatwg.org/#path-percent-encode-set */
const raw = {
  path: /[\u0000-\u0020"<>`{}\\\u007f-\uffff]+/g,
  query: /[\u0000-\u0020"<>\u007f-\uffff]+/g,
  fragment: /[\u0000-\u0020"<>`\u007f-\uffff]+/g,
};

export default defineRule({
  name: "image/src",
  summary: "Require image URLs that browsers can load as written",
  severity: "error",
  presets: { "built-site": ["error", { unencoded: false }] },
  fixable: "safe",
  options: {
    allowLoopback: {
      type: "boolean",
      default: false,
      description: "Allow images on this computer (localhost, 127.0.0.1), for a site that you only view locally",
    },
    unencoded: {
      type: "boolean",
      default: true,
      description: "Also report characters that browsers encode themselves, such as spaces and Chinese characters",
    },
  },
  messages: {
    missing: () => t("image/src.missing", "Missing src on <img>. Add the image URL or remove the tag."),
    empty: (d: { attribute: string | undefined }) => {
      if (d.attribute === undefined) return t("image/src.empty", "Empty image URL. Add the URL or remove the image.");
      return d.attribute === "src"
        ? t("image/src.empty.src", "Empty src attribute. Add the image URL or remove the tag.")
        : t("image/src.empty.attribute", "Empty {attribute} attribute. Add the image URL or remove the attribute.", {
            attribute: d.attribute,
          });
    },
    disk: (d: { url: string }) =>
      t(
        "image/src.disk",
        '"{url}" is a path on one computer, so readers cannot load it. Publish the image and use its URL.',
        { url: d.url },
      ),
    loopback: (d: { host: string }) =>
      t(
        "image/src.loopback",
        '"{host}" is each reader\'s own computer, so the image does not load. Publish the image and use its URL.',
        { host: d.host },
      ),
    scheme: (d: { scheme: string; meant: string | undefined }) =>
      d.meant
        ? t("image/src.scheme.known", 'Browsers cannot load images with "{scheme}:". Did you mean "{meant}:"?', {
            scheme: d.scheme,
            meant: d.meant,
          })
        : t("image/src.scheme", 'Browsers cannot load images with "{scheme}:". Use an "https:" URL.', {
            scheme: d.scheme,
          }),
    doubled: (d: { scheme: string }) =>
      t("image/src.doubled", '"{scheme}" is written twice, so the URL leads nowhere. Remove the first one.', d),
    invalid: (d: { url: string }) =>
      t("image/src.invalid", 'Invalid URL "{url}". Use "https://host/path" or a path on your site.', {
        url: d.url,
      }),
    fullwidth: (d: { written: string; meant: string }) =>
      t(
        "image/src.fullwidth",
        '"{written}" has full-width characters, so browsers look for a file on your site. Use "{meant}".',
        { written: d.written, meant: d.meant },
      ),
    invisible: (d: { code: string }) =>
      t("image/src.invisible", "Invisible character {code} in the URL. Remove the character.", { code: d.code }),
    outerSpace: (d: { code: string }) =>
      t(
        "image/src.outerSpace",
        "Space {code} at the start or end of the URL, which browsers treat as part of the URL. Remove the space.",
        { code: d.code },
      ),
    credentials: (d: { user: string }) =>
      t(
        "image/src.credentials",
        'URL shows the user name and password of "{user}" to every reader, and some browsers block the image. Remove both and change the password.',
        { user: d.user },
      ),
    percent: () =>
      t(
        "image/src.percent",
        '"%" in the URL is not followed by two hex digits. For a literal percent sign, write "%25".',
      ),
    escape: (d: { character: string }) =>
      t(
        "image/src.escape",
        'Markdown escape "\\{character}" in an HTML attribute: browsers read the backslash as a slash. Use "{character}".',
        { character: d.character },
      ),
    unencoded: (d: { found: string; meant: string; others: number }) =>
      d.meant === ""
        ? t("image/src.unencoded.remove", "Unencoded {found} in the URL{others}. Remove the character.", {
            found: d.found,
            others: others(d.others),
          })
        : t("image/src.unencoded", 'Unencoded {found} in the URL{others}. Use "{meant}".', {
            found: d.found,
            others: others(d.others),
            meant: d.meant,
          }),
  },

  image(reference, { article, options, report }) {
    const { kind, url, written, urlRange, target, attributes, attribute, lazy } = reference;
    if (target.kind === "template") return;
    // Offsets in the URL are offsets in the file only if nothing is escaped.
    const part = (start: number, length: number): Range =>
      written === url ? { start: urlRange.start + start, end: urlRange.start + start + length } : urlRange;

    if (kind === "img" && (target.kind === "empty" || /^about:/i.test(url))) {
      // A script or the srcset provides the image, and src is only a placeholder.
      if (lazy.length > 0 || attributes.srcset?.value.trim()) return;
      if (attribute === undefined) {
        // An empty srcset is reported through its own reference.
        if (!reference.present) report("missing", { at: urlRange, data: undefined });
        return;
      }
    }
    if (target.kind === "empty") {
      if (kind === "front-matter" || kind === "lazy") return;
      const held = attribute === undefined ? undefined : attributes[attribute];
      const removable = kind === "poster" || (kind === "srcset" && attributes.src);
      report("empty", {
        at: kind === "markdown" ? reference.range : (held?.range ?? urlRange),
        data: { attribute },
        fix:
          held && removable
            ? {
                title: t("image/src.fix.removeEmpty", "Remove the empty {name}", { name: held.name }),
                safety: "safe",
                changes: ["attributes"],
                edits: [removeAttribute(held)],
              }
            : undefined,
      });
      return;
    }
    if (target.kind === "data") return;

    const change = (title: string, safety: Fix["safety"], to: string): Fix | undefined => {
      const edit = setUrl(reference, to);
      return edit && { title, safety, changes: ["attributes"], edits: [edit] };
    };

    const doubled = doubledScheme(url);
    if (doubled) {
      const scheme = url.slice(0, doubled.length);
      // Safe: there is no host of this name.
      const fix = change(t("image/src.fix.doubled", 'Remove "{scheme}"', { scheme }), "safe", doubled.fixed);
      report("doubled", { at: part(0, doubled.length), data: { scheme }, fix });
      return;
    }
    const wide = fullwidthScheme(url);
    if (wide) {
      const { written: head, meant, fixed } = wide;
      report("fullwidth", {
        at: part(0, head.length),
        data: { written: head, meant },
        // Safe: as written, browsers treat it as a path on this site, which cannot exist.
        fix: URL.canParse(fixed)
          ? change(t("image/src.fix.change", 'Change to "{value}"', { value: meant }), "safe", fixed)
          : undefined,
      });
      return;
    }
    if (target.kind === "other") {
      const { scheme } = target;
      if (scheme === "file" || scheme.length === 1) {
        report("disk", { at: urlRange, data: { url: truncate(url) } });
        return;
      }
      const [meant] = suggest(scheme, ["https", "http"]);
      const rest = url.slice(scheme.length);
      report("scheme", {
        at: part(0, scheme.length + 1),
        data: { scheme, meant },
        suggestions:
          meant && rest.startsWith("://")
            ? listOf(
                change(
                  t("image/src.fix.change", 'Change to "{value}"', { value: `${meant}:` }),
                  "unsafe",
                  meant + rest,
                ),
              )
            : [],
      });
      return;
    }
    if (target.kind === "invalid") {
      const narrow = narrowPunctuation(url);
      const slashes = url.replace(/^(https?:)\/(?=[^/])/i, "$1//");
      const meant = [narrow, slashes].find((other) => other !== url && URL.canParse(other));
      report("invalid", {
        at: urlRange,
        data: { url: truncate(url) },
        suggestions:
          meant === undefined
            ? []
            : listOf(
                change(t("image/src.fix.change", 'Change to "{value}"', { value: truncate(meant) }), "unsafe", meant),
              ),
      });
      return;
    }
    if (target.kind === "remote" && !options.allowLoopback) {
      const { host, hostname } = new URL(target.url);
      if (/^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) {
        const at = url.toLowerCase().indexOf(host);
        report("loopback", { at: at < 0 ? urlRange : part(at, host.length), data: { host } });
      }
    }

    const [, scheme = "", user = ""] = /^((?:https?:)?\/\/)([^/?#\\]*@)/i.exec(url) ?? [];
    if (target.kind === "remote" && user !== "") {
      const without = scheme + url.slice(scheme.length + user.length);
      report("credentials", {
        at: part(scheme.length, user.length),
        data: { user: truncate(new URL(target.url).username) },
        fix: change(t("image/src.fix.removeCredentials", "Remove the user name and password"), "unsafe", without),
      });
    }

    // Not in a srcset, where spaces separate the candidates.
    const held = attribute === undefined || attribute.endsWith("srcset") ? undefined : attributes[attribute];
    const outer = held && wideSpaceAround(held.value);
    if (outer && held) {
      report("outerSpace", {
        at: held.valueRange,
        data: { code: codePoint(outer) },
        fix: {
          title: t("image/src.fix.removeSpace", "Remove the space"),
          safety: "safe",
          changes: ["attributes"],
          edits: [{ range: held.valueRange, text: written }],
        },
      });
      return;
    }
    const hidden = [...url.matchAll(invisibleInUrl)];
    if (hidden[0]) {
      report("invisible", {
        at: part(hidden[0].index, 1),
        data: { code: codePoint(hidden[0][0]) },
        fix: change(
          t("image/src.fix.removeInvisible", "Remove the invisible characters"),
          "unsafe",
          url.replace(invisibleInUrl, ""),
        ),
      });
      // Percent-encoding would only hide them.
      return;
    }

    // `src=“a.png”`: html/attribute-value reports the quotation marks, which are not meant to be part of the URL.
    if (reference.syntax === "html" && /^[“”‘’]/.test(url)) return;

    const escaped = article.body.language === "markdown" && reference.syntax === "html" ? unescaped(url) : undefined;
    if (escaped) {
      report("escape", {
        at: part(escaped.at, 2),
        data: { character: escaped.character },
        fix: change(t("image/src.fix.unescape", "Remove the backslashes"), "unsafe", escaped.url),
      });
      return;
    }

    // In Markdown and front matter, a local path is a file name, which the site generator encodes.
    const fileName = target.kind === "local" && reference.syntax !== "html";
    const { runs, fixed } = encode(url, fileName);
    const [first] = runs;
    // link/undefined reports `[object Object]`. Encoded, it would lead nowhere either.
    if (options.unencoded && first && lostValueIn(url, "image")?.value !== "[object Object]") {
      // Browsers must load the same URL, and `{` before an encoded character must not become a template tag.
      // `a\_b` is how Markdown writes `a_b`. As a slash, the URL would still be wrong, and nobody would see why.
      const isEscaped = /\\[_*~]/.test(url);
      const same = !isEscaped && !fixed.includes("{%") && !hasHiddenMistake(url) && isSameUrl(fixed, url);
      const slash = /^\\+$/.test(first.text);
      report("unencoded", {
        at: part(first.at, first.text.length),
        data: {
          found: nameOf(first.text),
          meant: truncate(first.meant),
          others: runs.length - 1,
        },
        fix: same
          ? change(
              slash
                ? t("image/src.fix.slashes", "Use slashes in the URL")
                : t("image/src.fix.encode", "Percent-encode the URL"),
              "safe",
              fixed,
            )
          : undefined,
        // A warning, as browsers encode the URL themselves; but Markdown renderers keep a backslash as part of the name.
        ...(!(slash && reference.syntax === "markdown") && { severity: "warning" as const }),
      });
    }
    if (fileName) return;
    const bad = barePercent(url);
    if (bad)
      report("percent", {
        at: part(bad.at, 1),
        data: undefined,
        fix:
          bad.fixed === undefined ? undefined : change(t("image/src.fix.percent", 'Write "%25"'), "unsafe", bad.fixed),
      });
  },
});

function others(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? t("image/src.others.one", " (and 1 similar place)")
    : t("image/src.others", " (and {count} similar places)", { count });
}

function nameOf(text: string): string {
  if (/^ +$/.test(text)) return t("image/src.found.space", "space");
  if (/^[\t\n\r ]+$/.test(text)) return t("image/src.found.newline", "newline or tab");
  return text === '"'
    ? t("image/src.found.quote", "quotation mark")
    : t("common.quoted", '"{dotted}"', { dotted: truncate(text, 40) });
}

interface Run {
  readonly at: number;
  readonly text: string;
  readonly meant: string;
}

/** Encodes what a browser would encode, and nothing else. Encoded characters and the host stay as they are. */
function encode(url: string, slashesOnly: boolean): { runs: Run[]; fixed: string } {
  const [, host = "", path = "", query = "", fragment = ""] =
    /^((?:https?:)?[\\/]{2}[^\\/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(url) ?? [];
  const runs: Run[] = [];
  let at = 0;
  const encodePart = (text: string, pattern: RegExp, slashes: boolean): string => {
    const done = text.replace(pattern, (run, index: number) => {
      // The URL standard drops tabs and newlines.
      const kept = run.replace(/[\t\n\r]/g, "");
      const meant = (slashes ? kept.replaceAll("\\", "/") : kept).replace(/[^/]+/g, (piece) =>
        encodeURIComponent(piece.replace(/\p{Surrogate}/gu, "\ufffd")),
      );
      runs.push({ at: at + index, text: run, meant });
      return meant;
    });
    at += text.length;
    return done;
  };
  const only = /\\+/g;
  const fixed = [
    encodePart(host, only, true),
    encodePart(path, slashesOnly ? only : raw.path, true),
    slashesOnly ? query : encodePart(query, raw.query, false),
    slashesOnly ? fragment : encodePart(fragment, raw.fragment, false),
  ];
  return { runs, fixed: fixed.join("") };
}

const listOf = (fix: Fix | undefined): Fix[] => (fix ? [fix] : []);
