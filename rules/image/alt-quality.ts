import { defineRule, type Element, type ImageReference, type Node, type Range, t, truncate } from "../../src/rule.js";
import { fileNameIn } from "./_file-name.js";

const generic = [
  "image",
  "img",
  "picture",
  "photo",
  "pic",
  "graphic",
  "icon",
  "alt",
  "alt text",
  "image description",
  "untitled",
  "图片",
  "图",
  "图像",
  "照片",
  "插图",
  "配图",
  "图片描述",
  "在这里插入图片描述",
  "这里写图片描述",
  "输入图片说明",
  "请输入图片描述",
] as const;

export default defineRule({
  name: "image/alt-quality",
  summary: "Require alt text that describes the image",
  severity: "off",
  presets: { strict: "warning", accessibility: "warning" },
  options: {
    generic: {
      type: "array",
      items: { type: "string" },
      default: generic,
      description:
        "Words that do not describe an image, in any case and with any number after them; replaces the built-in list",
    },
    maxLength: {
      type: "integer",
      default: 250,
      minimum: 1,
      description: "Maximum number of characters in an alt text",
    },
  },
  messages: {
    file: (d: { alt: string }) =>
      t("image/alt-quality.file", 'Alt text "{alt}" is a file name. Describe what the image shows.', { alt: d.alt }),
    generic: (d: { alt: string }) =>
      t("image/alt-quality.generic", 'Alt text "{alt}" does not describe the image. Say what the image shows.', {
        alt: d.alt,
      }),
    long: (d: { length: number; max: number }) =>
      t(
        "image/alt-quality.long",
        "Alt text has {count} characters (limit {max}). Shorten it and move the details into the article.",
        { count: d.length, max: d.max },
      ),
    caption: (d: { alt: string }) =>
      t(
        "image/alt-quality.caption",
        'Alt text "{alt}" repeats the caption, so screen readers read it twice. Describe the image or use alt="".',
        { alt: d.alt },
      ),
  },

  prepare: ({ generic }) => new Set(generic.map(withoutNumber)),

  image(reference, { options, prepared, report }) {
    const { kind, alt, target } = reference;
    if ((kind !== "img" && kind !== "markdown") || target.kind === "template" || !alt?.trim()) return;
    const words = alt.trim();
    const at = altRange(reference);
    const shown = truncate(words, 40);
    if (isFileName(words, reference.url)) report("file", { at, data: { alt: shown } });
    else if (isGeneric(words, prepared)) report("generic", { at, data: { alt: shown } });
    else if (words.length > options.maxLength)
      report("long", { at, data: { length: words.length, max: options.maxLength } });
  },

  element: {
    figure(figure, { prepared, report }) {
      const images: Element[] = [];
      let caption: Element | undefined;
      // Nested figures have their own captions.
      const stack: Node[] = [...figure.children];
      for (let node = stack.pop(); node; node = stack.pop()) {
        if (node.type !== "element" || node.tag === "figure") continue;
        if (node.tag === "figcaption") caption = node;
        else if (node.tag === "img") images.push(node);
        else for (const child of node.children) stack.push(child);
      }
      if (!caption) return;
      const captionText = bare(textOf(caption));
      for (const { attributes } of images) {
        const alt = attributes.alt?.value.trim() ?? "";
        if (!attributes.alt || bare(alt) === "" || bare(alt) !== captionText) continue;
        // The handler of images above reports these.
        if (isGeneric(alt, prepared) || isFileName(alt, attributes.src?.value ?? "")) continue;
        report("caption", {
          at: attributes.alt.valueRange,
          data: { alt: truncate(alt, 40) },
          suggestions: [
            {
              title: t("image/alt-quality.fix.empty", 'Use alt=""'),
              safety: "unsafe",
              edits: [{ range: attributes.alt.range, text: 'alt=""' }],
            },
          ],
        });
      }
    },
  },
});

const altRange = ({ attributes, range }: ImageReference): Range => attributes.alt?.valueRange ?? range;

/** `a.png`, or the name of the image's own file if a camera or program made it up: `IMG_1234`. */
function isFileName(alt: string, url: string): boolean {
  if (/^[^\s/\\]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|heic|tiff?)$/i.test(alt)) return true;
  if (!/[\d_]/.test(alt) || alt.length < 4) return false;
  return (
    fileNameIn(url)
      .replace(/\.\w{1,5}$/, "")
      .toLowerCase() === alt.toLowerCase().replaceAll(" ", "%20")
  );
}

const isGeneric = (alt: string, words: ReadonlySet<string>): boolean =>
  alt.length < 60 && words.has(withoutNumber(alt));

/** So that `图片1`, `image (2)` and `[图片]` are found in the list too. */
const withoutNumber = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\d_\-()（）[\]【】.:：]+/g, " ")
    .trim();

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

function textOf(element: Element): string {
  let text = "";
  const stack: Node[] = [...element.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") text += node.value;
    else if (node.type === "element") for (const child of [...node.children].reverse()) stack.push(child);
  }
  return text;
}
