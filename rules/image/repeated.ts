import {
  type Body,
  cut,
  defineRule,
  type ImageReference,
  isShown,
  isWithin,
  type Node,
  type Range,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "image/repeated",
  summary: "No picture is shown twice in one article",
  severity: "off",
  presets: { strict: "warning" },
  options: {
    ornament: {
      type: "integer",
      default: 3,
      minimum: 2,
      description: "a picture that is shown more often than this is an ornament, and fine",
    },
    minSize: {
      type: "integer",
      default: 100,
      minimum: 0,
      description: "pictures whose stated width or height is less than this are icons, and fine",
    },
  },
  messages: {
    repeated: (d: { url: string; line: number; more: number }) =>
      t(
        "image/repeated.repeated",
        'the picture "{url}" was already shown in line {line}{more}: remove it here, or name the one that is meant',
        { url: d.url, line: d.line, more: again(d.more) },
      ),
  },

  body(body, { article, options, report }) {
    const places = new Map<string, ImageReference[]>();
    for (const reference of article.images) {
      const { kind, target } = reference;
      if (kind !== "markdown" && !isShown(reference)) continue;
      if (target.kind !== "remote" && target.kind !== "local") continue;
      const key = target.kind === "remote" ? target.url : target.path;
      const list = places.get(key);
      if (list) list.push(reference);
      else places.set(key, [reference]);
    }
    // They come in the order of the file, so that each line is counted once.
    let line = 1;
    let counted = 0;
    const lineOf = (offset: number): number => {
      line += article.text.slice(counted, offset).match(/\r\n?|\n/g)?.length ?? 0;
      counted = Math.max(counted, offset);
      return line;
    };
    for (const all of places.values()) {
      if (all.length < 2 || all.length > options.ornament) continue;
      // What is shown without scripts stands beside what is shown with them.
      const unscripted = noscripts(body);
      const shown = all.filter(({ range }) => !isWithin(unscripted, range.start));
      const [first, second] = shown;
      if (!first || !second || shown.some((one) => isSmall(one, options.minSize))) continue;
      report("repeated", {
        at: second.urlRange,
        data: {
          url: cut(second.url, 60),
          line: lineOf(first.range.start),
          more: shown.length - 2,
        },
      });
    }
  },
});

function again(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("image/repeated.againMorePlace", " (and is again in 1 more place)")
    : t("image/repeated.againMorePlaces", " (and is again in {more} more places)", { more });
}

/** By its attributes, or by words in its name that emoji, icons and lines between paragraphs have. */
function isSmall({ attributes, url }: ImageReference, least: number): boolean {
  const [, stated = ""] = /^\s*(\d+\s*,\s*\d+)\s*$/.exec(attributes["data-size"]?.value ?? "") ?? [];
  const sizes = [attributes.width?.value, attributes.height?.value, ...stated.split(",")];
  if (sizes.some((size) => /^\s*\d{1,5}(?:px)?\s*$/.test(size ?? "") && Number.parseInt(size ?? "", 10) < least))
    return true;
  return /(?:^|[/_.-])(?:emoji|emoticon|icons?|smil(?:ey|ies)|divider|line|separator|badge|arrow|dot|logo)s?(?:[/_.\-\d]|$)|shields\.io|badgen\.net/i.test(
    url.slice(0, 2000),
  );
}

const found = new WeakMap<Body, readonly Range[]>();

/** In the order of the file; `<noscript>` within another is no element of its own. */
function noscripts(body: Body): readonly Range[] {
  let ranges = found.get(body);
  if (!ranges) {
    const all: Range[] = [];
    const stack: Node[] = [...body.children];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type !== "element") continue;
      if (node.tag === "noscript") all.push(node.range);
      else for (const child of node.children) stack.push(child);
    }
    ranges = all.sort((a, b) => a.start - b.start);
    found.set(body, ranges);
  }
  return ranges;
}
