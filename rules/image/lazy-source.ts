import {
  addAttribute,
  defineRule,
  type Edit,
  type Fix,
  type ImageReference,
  lostValueIn,
  setUrl,
  setValue,
  t,
  truncate,
} from "../../src/rule.js";
import { fileNameIn } from "./_file-name.js";
import { isOdd } from "./_odd-url.js";

/** Words in the names of files that lazy loaders put into `src`. They match whole words before the file extension. */
const placeholderNames = [
  "loading",
  "loader",
  "lazy",
  "lazyload",
  "placeholder",
  "placehold",
  "blank",
  "spacer",
  "transparent",
  "pixel",
  "grey",
  "gray",
  "white",
  "1x1",
  "empty",
  "none",
  "default",
  "s",
  "t",
  "b",
] as const;

export default defineRule({
  name: "image/lazy-source",
  summary: "Disallow images whose URL is only in a lazy-loading attribute",
  severity: "warning",
  presets: { "rss-archive": ["error", { alone: true }], "markdown-docs": "off" },
  fixable: "safe",
  options: {
    placeholders: {
      type: "array",
      items: { type: "string" },
      default: placeholderNames,
      description: "Words in a file name that mark it as a placeholder; replaces the built-in list",
    },
    alone: {
      type: "boolean",
      default: false,
      description: "Also report images from other sites that have a placeholder in src and no lazy-loading attribute",
    },
  },
  messages: {
    missing: (d: { name: string }) =>
      t(
        "image/lazy-source.missing",
        'The image URL is only in {name}, so nothing loads without JavaScript. Put the URL in src and use loading="lazy".',
        { name: d.name },
      ),
    placeholder: (d: { name: string; src: string }) =>
      t(
        "image/lazy-source.placeholder",
        'Placeholder "{src}" is in src and the image URL only in {name}, which needs JavaScript. Put the URL in src and use loading="lazy".',
        { src: d.src, name: d.name },
      ),
    alone: (d: { src: string }) =>
      t(
        "image/lazy-source.alone",
        'Placeholder "{src}" is in src, and the image URL is missing, so readers see no image. Add the URL or remove the tag.',
        { src: d.src },
      ),
  },

  image(reference, { options, report }) {
    const { kind, lazy, attributes, target, url, startTag, urlRange } = reference;
    if (kind !== "img" || !startTag || target.kind === "template") return;
    // Browsers load the srcset.
    if (attributes.srcset?.value.trim()) return;
    const { src } = attributes;
    if (lazy.length === 0) {
      // With a whole name alone: `blank.png` has nothing to show, `default-settings.png` may be a screenshot.
      if (options.alone && src && target.kind === "remote" && wholeNames.has(stemOf(url)))
        report("alone", { at: src.range, data: { src: truncate(url, 40) }, severity: "warning" });
      return;
    }
    if (!isPlaceholder(reference, options.placeholders)) return;
    const plain = lazy.filter((one) => !one.endsWith("srcset"));
    const name = plain.find((one) => isImageUrl(attributes[one]?.value.trim() ?? "")) ?? plain[0] ?? lazy[0] ?? "";
    const fix = moveToSrc(reference, name);
    if (!src || url === "") report("missing", { at: src?.range ?? urlRange, data: { name }, fix });
    else report("placeholder", { at: src.range, data: { name, src: truncate(url, 40) }, fix });
  },
});

function isPlaceholder({ url, target }: ImageReference, names: readonly string[]): boolean {
  if (target.kind === "empty" || target.kind === "data" || /^about:/i.test(url) || url.startsWith("#")) return true;
  // A program had no URL for src.
  if (lostValueIn(url, "image")?.isDoubtful === false) return true;
  const file = fileNameIn(url);
  const stem = stemOf(url);
  if (stem === file.toLowerCase() && !/^https?:/i.test(url)) return names.includes(stem);
  if (names.includes(stem)) return true;
  // `loading-2.gif`, `img_placeholder.png`. Single letters count only as the whole name.
  return stem.split(/[-_.\s]+/).some((word) => word.length > 1 && names.includes(word));
}

/** File names of which no article has an image. */
const wholeNames = new Set(["blank", "spacer", "transparent", "placeholder", "lazyload", "loading", "1x1"]);

const stemOf = (url: string): string =>
  fileNameIn(url)
    .replace(/\.\w{1,5}$/, "")
    .toLowerCase();

/** Does what the script would do, and turns on the browser's own lazy loading. */
function moveToSrc(reference: ImageReference, name: string): Fix | undefined {
  const { attributes, startTag } = reference;
  const value = attributes[name]?.value.trim() ?? "";
  if (!startTag || !isImageUrl(value) || name.endsWith("srcset")) return undefined;
  const { src, loading } = attributes;
  const edits: Edit[] = [];
  const changed = src?.hasValue && src.value.trim() !== "" ? setUrl(reference, value) : undefined;
  if (changed) edits.push(changed);
  else if (src) edits.push(setValue(src, value));
  // Keeps the value of `loading` that the author chose, such as `eager`.
  const added = [
    src ? undefined : addAttribute(startTag, attributes, "src", value),
    loading ? undefined : addAttribute(startTag, attributes, "loading", "lazy"),
  ].filter((edit) => edit !== undefined);
  // One edit: two insertions at one offset would have no defined order.
  if (added[0]) edits.push({ range: added[0].range, text: added.map(({ text }) => text).join("") });
  return {
    title: t("image/lazy-source.fix.src", "Copy the URL from {name} to src", { name }),
    // A script may clean the value before it uses it.
    safety: isOdd(value) ? "unsafe" : "safe",
    changes: ["attributes"],
    edits,
  };
}

/** Not a word for a script, and without template tags, whose result is unknown. */
const isImageUrl = (value: string): boolean =>
  /^(?:https?:)?\/\/[^\s/]+\/\S|^\.{0,2}\/\S|^[^\s:]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp)(?:[?#]|$)/i.test(value) &&
  !/[\s"'<>]|\{\{|\{%|<%/.test(value) &&
  !lostValueIn(value, "image");
