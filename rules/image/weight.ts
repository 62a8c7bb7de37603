import { addAttribute, defineRule, formatBytes, type ImageReference, t, truncate } from "../../src/rule.js";
import { displayOf, wasteOf } from "./_waste.js";

export default defineRule({
  name: "image/weight",
  summary: "Disallow images that are heavier than they have to be",
  severity: "warning",
  presets: { "rss-archive": "off" },
  options: {
    maxBytes: {
      type: "integer",
      minimum: 0,
      default: 1_000_000,
      description: "Maximum size of an image in bytes",
    },
    maxGifBytes: {
      type: "integer",
      minimum: 0,
      default: 102_400,
      description: "Maximum size of an animated GIF in bytes",
    },
    density: {
      type: "number",
      minimum: 1,
      default: 2,
      description: "Maximum number of pixels of the file for each CSS pixel at which the image is shown, on one side",
    },
    minSavings: {
      type: "integer",
      minimum: 0,
      default: 4096,
      description: "Bytes that a better file has to save before the image is reported",
    },
    lazy: {
      type: "boolean",
      default: false,
      description: 'Also report each `img` after the first one that has no `loading="lazy"`',
    },
    decoding: {
      type: "boolean",
      default: false,
      description: 'Also report each `img` that has no `decoding="async"`',
    },
  },
  fixable: "unsafe",
  messages: {
    heavy: (d: { url: string; size: string; budget: string; isOwn: boolean }) =>
      withCommand(
        t("image/weight.heavy", 'Image "{url}" is {size}, more than {budget}. Compress it, or use a smaller copy.', d),
        d.isOwn,
      ),
    pixels: (d: { url: string; real: string; shown: string; fit: string; saved: string; isOwn: boolean }) =>
      withCommand(
        t(
          "image/weight.pixels",
          'Image "{url}" has {real} pixels, but is shown at {shown}. A copy with {fit} pixels would save about {saved}.',
          d,
        ),
        d.isOwn,
      ),
    photo: (d: { url: string; size: string; saved: string; isOwn: boolean }) =>
      withCommand(
        t(
          "image/weight.photo",
          'Photo "{url}" is a PNG of {size}. Save it as JPEG, WebP or AVIF, which would save about {saved}.',
          d,
        ),
        d.isOwn,
      ),
    animation: (d: { url: string; size: string; saved: string; isOwn: boolean }) =>
      withCommand(
        t(
          "image/weight.animation",
          'Animation "{url}" is a GIF of {size}. Use a video, which would save about {saved}.',
          d,
        ),
        d.isOwn,
      ),
    lazy: () =>
      t(
        "image/weight.lazy",
        'Missing loading="lazy", so browsers load the image before the reader scrolls to it. Add loading="lazy".',
      ),
    decoding: () =>
      t("image/weight.decoding", 'Missing decoding="async", so the text may wait for the image. Add decoding="async".'),
  },

  image(reference, { article: { images }, options, report }) {
    const { kind, attributes, startTag } = reference;
    if (kind !== "img" || !startTag) return;
    const first = images.find((image) => image.kind === "img");
    const add = (id: "lazy" | "decoding", name: string, value: string) =>
      report(id, {
        at: { start: startTag.start + 1, end: startTag.start + "<img".length },
        data: undefined,
        fix: {
          title: t("image/weight.fix.attribute", 'Add {name}="{value}"', { name, value }),
          // Scripts and printing may depend on when an image is loaded.
          safety: "unsafe",
          changes: ["attributes"],
          edits: [addAttribute(startTag, attributes, name, value)],
        },
      });
    if (options.lazy && !attributes.loading && first?.range.start !== reference.range.start)
      add("lazy", "loading", "lazy");
    if (options.decoding && !attributes.decoding) add("decoding", "decoding", "async");
  },

  probed: {
    // The size in bytes is in the response that every check of an image gets. The size in pixels is there if another
    // rule has asked for it.
    want: "status",
    where: isChosen,
    image(reference, fact, { options, report }) {
      const { verdict, bytes, width, height, url } = fact;
      if (verdict !== "ok" || bytes === undefined) return;
      const at = reference.urlRange;
      const about = {
        url: truncate(/^data:/i.test(url) ? reference.url.slice(0, 30) : reference.url),
        isOwn: reference.target.kind === "local" && compressible.has(fact.type ?? ""),
      };
      const size = formatBytes(bytes);
      const display = displayOf(reference);
      const [waste] = wasteOf(fact, display, options);
      if (!waste) {
        if (bytes > options.maxBytes)
          report("heavy", { at, url, data: { ...about, size, budget: formatBytes(options.maxBytes) } });
        return;
      }
      const saved = formatBytes(waste.saves);
      if (waste.kind !== "pixels") report(waste.kind, { at, url, data: { ...about, size, saved } });
      else
        report("pixels", {
          at,
          url,
          data: {
            ...about,
            real: `${width}×${height}`,
            shown: `${display?.width ?? "?"}×${display?.height ?? "?"}`,
            fit: `${waste.fit.width}×${waste.fit.height}`,
            saved,
          },
        });
    },
  },
});

/** The types that `stet compress` reads. */
const compressible: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** @param isOwn the image is a file of the site that `stet compress` can replace. */
const withCommand = (message: string, isOwn: boolean): string =>
  isOwn ? t("image/weight.command", "{message} Run stet compress to replace it.", { message }) : message;

/** Where the browser chooses among several images, it loads a large one only if it is needed, and the one in `src` perhaps never. */
function isChosen({ kind, attribute, isFallback }: ImageReference): boolean {
  return !isFallback && kind !== "srcset" && kind !== "source" && !attribute?.endsWith("srcset");
}
