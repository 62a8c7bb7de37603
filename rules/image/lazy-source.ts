import {
  addAttribute,
  cut,
  defineRule,
  type Edit,
  type Fix,
  type ImageReference,
  setUrl,
  setValue,
  t,
} from "../../src/rule.js";

/** File names that lazy loaders put into `src`: whole words of the name, before its ending. */
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
  summary: "Every picture is named in src, not only in an attribute for a script",
  severity: "warning",
  presets: { "rss-archive": "error", "markdown-docs": "off" },
  fixable: "safe",
  options: {
    placeholders: {
      type: "array",
      items: { type: "string" },
      default: placeholderNames,
      description: "words in a file name that make it a placeholder; replaces the built-in list",
    },
  },
  messages: {
    missing: (d: { name: string }) =>
      t(
        "image/lazy-source.missing",
        "only {name} names the picture, which nobody sees unless a script moves it: name it in src",
        { name: d.name },
      ),
    placeholder: (d: { name: string; src: string }) =>
      t(
        "image/lazy-source.placeholder",
        'src is the placeholder "{src}", and nobody sees what {name} names unless a script moves it: name it in src',
        { src: d.src, name: d.name },
      ),
  },

  image(reference, { options, report }) {
    const { kind, lazy, attributes, target, url, startTag, urlRange } = reference;
    if (kind !== "img" || lazy.length === 0 || !startTag || target.kind === "template") return;
    // The srcset is what browsers show.
    if (attributes.srcset?.value.trim()) return;
    const { src } = attributes;
    if (!isPlaceholder(reference, options.placeholders)) return;
    const name = lazy.find((one) => !one.endsWith("srcset")) ?? lazy[0] ?? "";
    const fix = nameInSrc(reference, name);
    if (!src || url === "") report("missing", { at: src?.range ?? urlRange, data: { name }, fix });
    else report("placeholder", { at: src.range, data: { name, src: cut(url, 40) }, fix });
  },
});

function isPlaceholder({ url, target }: ImageReference, names: readonly string[]): boolean {
  if (target.kind === "empty" || target.kind === "data" || /^about:/i.test(url) || url.startsWith("#")) return true;
  const [, file = ""] = /([^/\\?#]+)(?:[?#].*)?$/.exec(url.slice(0, 2000)) ?? [];
  const stem = file.replace(/\.\w{1,5}$/, "").toLowerCase();
  if (stem === file.toLowerCase() && !/^https?:/i.test(url)) return names.includes(stem);
  if (names.includes(stem)) return true;
  // `loading-2.gif`, `img_placeholder.png`; a single letter says nothing beside others.
  return stem.split(/[-_.\s]+/).some((word) => word.length > 1 && names.includes(word));
}

/** What the script would have done; the browser's own lazy loading takes its place. */
function nameInSrc(reference: ImageReference, name: string): Fix | undefined {
  const { attributes, startTag } = reference;
  const value = attributes[name]?.value.trim() ?? "";
  if (!startTag || !isPicture(value) || name.endsWith("srcset")) return undefined;
  const { src, loading } = attributes;
  const edits: Edit[] = [];
  if (src?.hasValue && src.value.trim() !== "") edits.push(setUrl(reference, value));
  else if (src) edits.push(setValue(src, value));
  // A loader of the author's choice, such as `eager`, stays.
  const added = [
    src ? undefined : addAttribute(startTag, attributes, "src", value),
    loading ? undefined : addAttribute(startTag, attributes, "loading", "lazy"),
  ].filter((edit) => edit !== undefined);
  // Both would stand at the same place, where nobody knows which comes first.
  if (added[0]) edits.push({ range: added[0].range, text: added.map(({ text }) => text).join("") });
  return {
    title: t("image/lazy-source.fix.nameSrc", "name it in src, as {name} does", { name }),
    safety: "safe",
    edits,
  };
}

/** Words are for scripts; with template tags it is not known what it will be. */
const isPicture = (value: string): boolean =>
  /^(?:https?:)?\/\/[^\s/]+\/\S|^\.{0,2}\/\S|^[^\s:]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp)(?:[?#]|$)/i.test(value) &&
  !/[\s"'<>]|\{\{|\{%|<%/.test(value);
