import { type Attributes, defineRule, type Fix, type ImageReference, isShown, t, truncate } from "../../src/rule.js";

/** Hosts, some with a path, whose images are widely known to be tracking pixels. */
const knownTrackers = [
  "feeds.feedburner.com/~r/",
  "feedpress.me/",
  "pixel.wp.com/",
  "stats.wordpress.com/",
  "b.scorecardresearch.com/",
  "sb.scorecardresearch.com/",
  "pixel.quantserve.com/",
  "www.google-analytics.com/",
  "ssl.google-analytics.com/",
  "ad.doubleclick.net/",
  "www.facebook.com/tr",
  "px.ads.linkedin.com/",
  "analytics.twitter.com/",
  "bat.bing.com/",
  "c.statcounter.com/",
  "counter.theconversation.com/",
  "medium.com/_/stat",
  "hm.baidu.com/",
  "c.cnzz.com/",
  "mc.yandex.ru/watch/",
] as const;

export default defineRule({
  name: "image/tracking-pixel",
  summary: "Disallow third-party tracking pixels",
  severity: "warning",
  fixable: "unsafe",
  options: {
    trackers: {
      type: "array",
      items: { type: "string" },
      default: knownTrackers,
      description: "Start of the URLs of tracking pixels, without `https://`; replaces the built-in list",
    },
  },
  messages: {
    tiny: (d: { host: string; size: string }) =>
      t("image/tracking-pixel.tiny", 'Invisible {size} image from "{host}" can track your readers. Remove the image.', {
        size: d.size,
        host: d.host,
      }),
    hidden: (d: { host: string }) =>
      t("image/tracking-pixel.hidden", 'Hidden image from "{host}" can track your readers. Remove the image.', {
        host: d.host,
      }),
    known: (d: { url: string }) =>
      t("image/tracking-pixel.known", '"{url}" is a known tracking pixel. Remove the image.', { url: d.url }),
  },

  image(reference, { options, report }) {
    const { target, attributes, urlRange } = reference;
    if (target.kind !== "remote" || (reference.kind !== "img" && reference.kind !== "markdown")) return;
    if (reference.kind === "img" && !isShown(reference)) return;
    const at = reference.kind === "markdown" ? reference.range : (attributes.src?.range ?? urlRange);
    const found = { at, fix: remove(reference), url: target.url };
    const bare = target.url.replace(/^https?:\/\//, "");
    if (options.trackers.some((tracker) => tracker !== "" && bare.startsWith(tracker))) {
      report("known", { ...found, data: { url: truncate(bare, 60) } });
      return;
    }
    const styles = stylesOf(attributes);
    const width = pixels(styles.get("width") ?? attributes.width?.value);
    const height = pixels(styles.get("height") ?? attributes.height?.value);
    if (width !== undefined && height !== undefined && width <= 1 && height <= 1)
      report("tiny", { ...found, data: { host: hostOf(target.url), size: `${width}×${height}` } });
    // Images that a gallery's script hides and shows have a class, an id or alt text.
    else if (styles.get("display") === "none" && !attributes.class && !attributes.id && !attributes.alt?.value.trim())
      report("hidden", { ...found, data: { host: hostOf(target.url) } });
  },
});

const hostOf = (url: string): string => new URL(url).host;

function stylesOf({ style }: Attributes): Map<string, string> {
  const found = new Map<string, string>();
  if (!style) return found;
  for (const declaration of style.value.toLowerCase().split(";")) {
    const colon = declaration.indexOf(":");
    if (colon > 0)
      found.set(
        declaration.slice(0, colon).trim(),
        declaration
          .slice(colon + 1)
          .replace("!important", "")
          .trim(),
      );
  }
  return found;
}

/** `1`, `1px`, `0.5px`; `undefined` if it is not a number of pixels. */
function pixels(written: string | undefined): number | undefined {
  const [, number] = /^(\d{1,6}(?:\.\d{1,6})?)(?:px)?$/.exec(written?.trim() ?? "") ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Unsafe: the author may want the statistics. */
function remove({ range }: ImageReference): Fix {
  return {
    title: t("image/tracking-pixel.fix.remove", "Remove the image"),
    safety: "unsafe",
    edits: [{ range, text: "" }],
  };
}
