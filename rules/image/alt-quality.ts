import { cut, defineRule, type Element, type ImageReference, type Node, type Range, t } from "../../src/rule.js";

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
  summary: "A text alternative says what the picture shows, in words and briefly",
  severity: "off",
  presets: { strict: "warning", accessibility: "warning" },
  options: {
    generic: {
      type: "array",
      items: { type: "string" },
      default: generic,
      description:
        "words that say nothing of a picture, in any case and with any number behind them; replaces the built-in list",
    },
    maxLength: {
      type: "integer",
      default: 250,
      minimum: 1,
      description: "how many characters a text alternative may have",
    },
  },
  messages: {
    file: (d: { alt: string }) =>
      t("image/alt-quality.file", '"{alt}" is the name of a file: say what the picture shows', { alt: d.alt }),
    generic: (d: { alt: string }) =>
      t("image/alt-quality.generic", '"{alt}" says only that this is a picture: say what it shows', { alt: d.alt }),
    long: (d: { length: number; most: number }) =>
      t(
        "image/alt-quality.long",
        "the text alternative has {count} characters (at most {most}): be brief, and say the rest in the text",
        { count: d.length, most: d.most },
      ),
    caption: (d: { alt: string }) =>
      t(
        "image/alt-quality.caption",
        '"{alt}" is what the caption says, so that listeners hear it twice: say what the picture shows, or write alt=""',
        { alt: d.alt },
      ),
  },

  image(reference, { options, report }) {
    const { kind, alt, target } = reference;
    if ((kind !== "img" && kind !== "markdown") || target.kind === "template" || !alt?.trim()) return;
    const words = alt.trim();
    const at = placeOf(reference);
    const shown = cut(words, 40);
    if (isFileName(words, reference.url)) report("file", { at, data: { alt: shown } });
    else if (isGeneric(words, options.generic)) report("generic", { at, data: { alt: shown } });
    else if (words.length > options.maxLength)
      report("long", { at, data: { length: words.length, most: options.maxLength } });
  },

  element: {
    figure(figure, { options, report }) {
      const pictures: Element[] = [];
      let caption: Element | undefined;
      // Figures within it have captions of their own.
      const stack: Node[] = [...figure.children];
      for (let node = stack.pop(); node; node = stack.pop()) {
        if (node.type !== "element" || node.tag === "figure") continue;
        if (node.tag === "figcaption") caption = node;
        else if (node.tag === "img") pictures.push(node);
        else for (const child of node.children) stack.push(child);
      }
      if (!caption) return;
      const said = bare(textOf(caption));
      for (const { attributes } of pictures) {
        const alt = attributes.alt?.value.trim() ?? "";
        if (!attributes.alt || bare(alt) === "" || bare(alt) !== said) continue;
        // What is wrong in another way is told by that.
        if (isGeneric(alt, options.generic) || isFileName(alt, attributes.src?.value ?? "")) continue;
        report("caption", {
          at: attributes.alt.valueRange,
          data: { alt: cut(alt, 40) },
          suggestions: [
            {
              title: t("image/alt-quality.fix.writeAlt", 'write alt=""'),
              safety: "unsafe",
              edits: [{ range: attributes.alt.range, text: 'alt=""' }],
            },
          ],
        });
      }
    },
  },
});

const placeOf = ({ attributes, range }: ImageReference): Range => attributes.alt?.valueRange ?? range;

/** `a.png`, or the name of this very picture if no person would write it: `IMG_1234`. */
function isFileName(alt: string, url: string): boolean {
  if (/^[^\s/\\]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|heic|tiff?)$/i.test(alt)) return true;
  if (!/[\d_]/.test(alt) || alt.length < 4) return false;
  const [, file = ""] = /([^/\\?#]+)(?:[?#].*)?$/s.exec(url.slice(0, 2000)) ?? [];
  return file.replace(/\.\w{1,5}$/, "").toLowerCase() === alt.toLowerCase().replaceAll(" ", "%20");
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

function isGeneric(alt: string, list: readonly string[]): boolean {
  let words = known.get(list);
  if (!words) {
    words = new Set(list.map(withoutNumber));
    known.set(list, words);
  }
  return alt.length < 60 && words.has(withoutNumber(alt));
}

/** `图片1`, `image (2)` and `[图片]` say no more than the word alone. */
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
