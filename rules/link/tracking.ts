import { defineRule, formatNames, setUrl, t } from "../../src/rule.js";

/** Parameters that sign the whole query: the server rejects the URL if another parameter is missing. */
const signature = /^(?:sign|signature|sig|x-(?:amz|oss|goog|cos)-.*)$/i;

export default defineRule({
  name: "link/tracking",
  editorTag: "unnecessary",
  summary: "Disallow tracking parameters in links",
  severity: "off",
  presets: { "rss-archive": "warning" },
  fixable: "unsafe",
  options: {
    parameters: {
      type: "array",
      items: { type: "string" },
      default: [
        "utm_*",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "_gl",
        "fbclid",
        "msclkid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igshid",
        "igsh",
        "yclid",
        "ysclid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "_hsenc",
        "_hsmi",
        "__hstc",
        "vero_id",
        "oly_anon_id",
        "oly_enc_id",
        "wickedid",
        "spm",
        "scm",
        "spm_id_from",
        "vd_source",
        "share_source",
        "share_medium",
        "share_plat",
        "share_session_id",
        "nsukey",
        "isappinstalled",
      ],
      description: "Names of tracking parameters; `*` at the end matches any suffix; replaces the built-in list",
    },
  },
  messages: {
    tracking: (d: { names: readonly string[] }) =>
      d.names.length === 1
        ? t("link/tracking.tracking.one", "Tracking parameter {names} in the URL. Remove the parameter.", {
            names: formatNames(d.names),
          })
        : t("link/tracking.tracking.many", "Tracking parameters {names} in the URL. Remove the parameters.", {
            names: formatNames(d.names),
          }),
  },

  prepare({ parameters }) {
    const isPrefix = (name: string) => name.endsWith("*");
    return {
      exact: new Set(parameters.filter((name) => !isPrefix(name))),
      prefixes: parameters.filter(isPrefix).map((name) => name.slice(0, -1)),
    };
  },

  link(reference, { prepared: { exact, prefixes }, report }) {
    const { target, url, written, urlRange } = reference;
    if (target.kind !== "remote" || !url.includes("?")) return;
    const [, before = "", query = "", fragment = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(url) ?? [];
    const isTracking = (part: string) => {
      const name = nameOf(part);
      return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
    };
    const parts = query.split("&");
    const found = parts.filter(isTracking);
    const [first] = found;
    if (first === undefined) return;
    const names = [...new Set(found.map(nameOf))];
    const kept = parts.filter((part) => !isTracking(part)).join("&");
    const start = urlRange.start + before.length + 1 + startOf(parts, first);
    report("tracking", {
      at: written === url ? { start, end: start + first.length } : urlRange,
      data: { names },
      fix: parts.some((part) => signature.test(nameOf(part)))
        ? undefined
        : {
            title: t("link/tracking.fix.remove", "Remove the tracking parameters"),
            safety: "unsafe",
            edits: [setUrl(reference, before + (kept === "" ? "" : `?${kept}`) + fragment)],
          },
      url: target.url,
    });
  },
});

const nameOf = (part: string): string => part.split("=", 1)[0] ?? "";

const startOf = (parts: readonly string[], part: string): number =>
  parts.slice(0, parts.indexOf(part)).reduce((length, { length: own }) => length + own + 1, 0);
