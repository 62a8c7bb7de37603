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
  removeAttribute,
  setUrl,
  suggest,
  t,
  wideBlankAround,
} from "../../src/rule.js";

/** What browsers percent-encode or turn round, by part of the URL: https://url.spec.whatwg.org/#path-percent-encode-set */
const raw = {
  path: /[\u0000-\u0020"<>`{}\\\u007f-\uffff]+/g,
  query: /[\u0000-\u0020"<>\u007f-\uffff]+/g,
  fragment: /[\u0000-\u0020"<>`\u007f-\uffff]+/g,
};

export default defineRule({
  name: "image/src",
  summary: "Every picture is named by a URL that a reader's browser can fetch as it is written",
  severity: "error",
  fixable: "safe",
  options: {
    allowLoopback: {
      type: "boolean",
      default: false,
      description: "accept pictures on this computer (localhost, 127.0.0.1), for a site that is only looked at here",
    },
  },
  messages: {
    missing: () => t("image/src.missing", "img has no src: name a picture or remove the tag"),
    empty: (d: { attribute: string | undefined }) =>
      d.attribute === undefined
        ? t("image/src.empty.picturesUrl", "the picture's URL is empty: name a picture or remove it")
        : t("image/src.empty.emptyName", "{attribute} is empty: name a picture or remove it", {
            attribute: d.attribute,
          }),
    disk: (d: { url: string }) =>
      t("image/src.disk", '"{url}" is a file on one computer: publish the picture and name its URL', { url: d.url }),
    loopback: (d: { host: string }) =>
      t("image/src.loopback", '"{host}" is each reader\'s own computer: name the host that has the picture', {
        host: d.host,
      }),
    scheme: (d: { scheme: string; meant: string | undefined }) =>
      d.meant
        ? t("image/src.scheme.pictureFetched", 'no picture is fetched by "{scheme}:": did you mean "{meant}:"?', {
            scheme: d.scheme,
            meant: d.meant,
          })
        : t("image/src.scheme.pictureFetchedUse", 'no picture is fetched by "{scheme}:": use an "https:" URL', {
            scheme: d.scheme,
          }),
    invalid: (d: { url: string }) =>
      t("image/src.invalid", '"{url}" is not a URL: write it as "https://host/path" or as a path of this site', {
        url: d.url,
      }),
    fullwidth: (d: { written: string; meant: string }) =>
      t("image/src.fullwidth", '"{written}" is written with fullwidth characters: write "{meant}"', {
        written: d.written,
        meant: d.meant,
      }),
    invisible: (d: { code: string }) =>
      t("image/src.invisible", "the URL holds the invisible character {code}: remove it", { code: d.code }),
    outerBlank: (d: { code: string }) =>
      t("image/src.outerBlank", "the URL begins or ends with {code}, which is part of it: remove it", { code: d.code }),
    credentials: (d: { user: string }) =>
      t(
        "image/src.credentials",
        'the URL tells every reader the name and password of "{user}", and some browsers then show no picture: remove them, and change the password',
        { user: d.user },
      ),
    percent: () =>
      t(
        "image/src.percent",
        '"%" is not followed by two hex digits in the URL: write "%25" if a percent sign is meant',
      ),
    unencoded: (d: { found: string; meant: string; others: number }) =>
      d.meant === ""
        ? t("image/src.unencoded.urlHolds", "the URL holds {found} unencoded{others}: write nothing", {
            found: d.found,
            others: others(d.others),
          })
        : t("image/src.unencoded.urlHoldsUnencoded", 'the URL holds {found} unencoded{others}: write "{meant}"', {
            found: d.found,
            others: others(d.others),
            meant: d.meant,
          }),
  },

  image(reference, { article, options, report }) {
    const { kind, url, written, urlRange, target, attributes, attribute, lazy } = reference;
    if (target.kind === "template") return;
    // Offsets of the URL are offsets of the file only where nothing is escaped.
    const part = (start: number, length: number): Range =>
      written === url ? { start: urlRange.start + start, end: urlRange.start + start + length } : urlRange;

    if (kind === "img" && (target.kind === "empty" || /^about:/i.test(url))) {
      // A script or the srcset shows another picture than src, which is only a placeholder.
      if (lazy.length > 0 || attributes.srcset?.value.trim()) return;
      if (attribute === undefined) {
        // With an empty srcset in its place there is one defect, and that has a reference of its own.
        if (!reference.present) report("missing", { at: urlRange, data: undefined });
        return;
      }
    }
    if (target.kind === "empty") {
      if (kind === "front-matter" || kind === "lazy") return;
      const held = attribute === undefined ? undefined : attributes[attribute];
      const removable = kind === "poster" || (kind === "srcset" && attributes.src);
      const blankBefore = held && /\s/.test(article.text[held.range.start - 1] ?? "");
      report("empty", {
        at: kind === "markdown" ? reference.range : (held?.range ?? urlRange),
        data: { attribute },
        fix:
          held && removable && blankBefore
            ? {
                title: t("image/src.fix.removeEmpty", "remove the empty {name}", { name: held.name }),
                safety: "safe",
                edits: [removeAttribute(held)],
              }
            : undefined,
      });
      return;
    }
    if (target.kind === "data") return;

    const change = (title: string, safety: Fix["safety"], to: string): Fix => ({
      title,
      safety,
      edits: [setUrl(reference, to)],
    });

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
      const [meant] = suggest(scheme, ["https", "http"]);
      const rest = url.slice(scheme.length);
      report("scheme", {
        at: part(0, scheme.length + 1),
        data: { scheme, meant },
        suggestions:
          meant && rest.startsWith("://")
            ? [change(t("image/src.write", 'write "{meant}:"', { meant }), "unsafe", meant + rest)]
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
        data: { url: cut(url) },
        suggestions:
          meant === undefined
            ? []
            : [change(t("common.write", 'write "{real}"', { real: cut(meant) }), "unsafe", meant)],
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
        data: { user: cut(new URL(target.url).username) },
        fix: change(t("image/src.removeNamePassword", "remove the name and password"), "unsafe", without),
      });
    }

    // The candidates of a srcset are parted by blanks; what else is there is part of a URL, and seen below.
    const held = attribute === undefined || attribute.endsWith("srcset") ? undefined : attributes[attribute];
    const outer = held && wideBlankAround(held.value);
    if (outer && held) {
      report("outerBlank", {
        at: held.valueRange,
        data: { code: codePoint(outer) },
        fix: {
          title: t("common.remove", "remove it"),
          safety: "safe",
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
          t("image/src.removeInvisibleCharacters", "remove invisible characters"),
          "unsafe",
          url.replace(invisibleInUrl, ""),
        ),
      });
      // Encoded they would stay for good.
      return;
    }

    // Markdown and front matter name files of the site by their names: whoever builds the page encodes them.
    const fileName = target.kind === "local" && reference.syntax !== "html";
    const { runs, fixed } = encode(url, fileName);
    const [first] = runs;
    if (first) {
      // The same address for a browser, and no template tag where `{` comes to stand before a `%`.
      const same = !fixed.includes("{%") && isSameAddress(fixed, url);
      const slash = /^\\+$/.test(first.text);
      report("unencoded", {
        at: part(first.at, first.text.length),
        data: {
          found: nameOf(first.text),
          meant: cut(first.meant),
          others: runs.length - 1,
        },
        fix: same
          ? change(
              slash
                ? t("image/src.writeUrlSlashes", "write the URL with slashes")
                : t("image/src.percentEncodeUrl", "percent-encode the URL"),
              "safe",
              fixed,
            )
          : undefined,
        // Browsers encode it themselves; Markdown renderers take a backslash for part of the name.
        ...(!(slash && reference.syntax === "markdown") && { severity: "warning" as const }),
      });
    }
    if (fileName) return;
    const bad = barePercent(url);
    if (bad)
      report("percent", {
        at: part(bad.at, 1),
        data: undefined,
        fix: bad.fixed === undefined ? undefined : change(t("image/src.write2", 'write "%25"'), "unsafe", bad.fixed),
      });
  },
});

function others(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? t("image/src.likeMorePlace", " (and the like in 1 more place)")
    : t("image/src.likeMorePlaces", " (and the like in {count} more places)", { count });
}

function nameOf(text: string): string {
  if (/^ +$/.test(text)) return t("image/src.blank", "a blank");
  if (/^[\t\n\r ]+$/.test(text)) return t("image/src.lineBreakTab", "a line break or tab");
  return text === '"' ? t("common.quote", "a quote") : t("common.quoted", '"{dotted}"', { dotted: cut(text, 40) });
}

interface Run {
  readonly at: number;
  readonly text: string;
  readonly meant: string;
}

/** Encodes what a browser would, and nothing else: what the author has encoded stays, and so does the host. */
function encode(url: string, slashesOnly: boolean): { runs: Run[]; fixed: string } {
  const [, host = "", path = "", query = "", fragment = ""] =
    /^((?:https?:)?[\\/]{2}[^\\/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(url) ?? [];
  const runs: Run[] = [];
  let at = 0;
  const encodePart = (text: string, pattern: RegExp, slashes: boolean): string => {
    const done = text.replace(pattern, (run, index: number) => {
      // The URL standard drops tabs and line breaks wherever they stand.
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
