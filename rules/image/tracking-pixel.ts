import { type Attributes, cut, defineRule, type Fix, type ImageReference, isShown, t } from "../../src/rule.js";

/** Hosts, and paths on them, whose pictures are widely known to count readers and to show nothing; a site may replace them. */
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
  summary: "No invisible picture of somebody else's counts the readers of an article",
  severity: "warning",
  fixable: "unsafe",
  options: {
    trackers: {
      type: "array",
      items: { type: "string" },
      default: knownTrackers,
      description: "what the URLs of such pictures begin with, without `https://`; replaces the built-in list",
    },
  },
  messages: {
    tiny: (d: { host: string; size: string }) =>
      t(
        "image/tracking-pixel.tiny",
        'a picture of {count} pixels tells "{host}" of every reader and shows nothing: remove it',
        { count: d.size, host: d.host },
      ),
    hidden: (d: { host: string }) =>
      t("image/tracking-pixel.hidden", 'a hidden picture tells "{host}" of every reader and shows nothing: remove it', {
        host: d.host,
      }),
    known: (d: { url: string }) =>
      t("image/tracking-pixel.known", '"{url}" is a picture that only counts readers: remove it', { url: d.url }),
  },

  image(reference, { options, report }) {
    const { target, attributes, urlRange } = reference;
    if (target.kind !== "remote" || (reference.kind !== "img" && reference.kind !== "markdown")) return;
    if (reference.kind === "img" && !isShown(reference)) return;
    const at = reference.kind === "markdown" ? reference.range : (attributes.src?.range ?? urlRange);
    const found = { at, fix: remove(reference), url: target.url };
    const bare = target.url.replace(/^https?:\/\//, "");
    if (options.trackers.some((tracker) => tracker !== "" && bare.startsWith(tracker))) {
      report("known", { ...found, data: { url: cut(bare, 60) } });
      return;
    }
    const styles = stylesOf(attributes);
    const width = pixels(styles.get("width") ?? attributes.width?.value);
    const height = pixels(styles.get("height") ?? attributes.height?.value);
    if (width !== undefined && height !== undefined && width <= 1 && height <= 1)
      report("tiny", { ...found, data: { host: hostOf(target.url), size: `${width}×${height}` } });
    // Where scripts show pictures one at a time, the others are hidden till then, and have more to say of themselves.
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

/** `1`, `1px`, `0.5px`; `undefined` for what is no number of pixels. */
function pixels(written: string | undefined): number | undefined {
  const [, number] = /^(\d{1,6}(?:\.\d{1,6})?)(?:px)?$/.exec(written?.trim() ?? "") ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Unsafe: somebody may want to count. */
function remove({ range }: ImageReference): Fix {
  return {
    title: t("image/tracking-pixel.fix.removePicture", "remove the picture"),
    safety: "unsafe",
    edits: [{ range, text: "" }],
  };
}
