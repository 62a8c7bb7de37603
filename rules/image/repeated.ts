import {
  type Article,
  defineRule,
  type ImageReference,
  isShown,
  isWithin,
  type Node,
  type Range,
  t,
  truncate,
} from "../../src/rule.js";

export default defineRule({
  name: "image/repeated",
  summary: "Disallow the same image twice in one article",
  severity: "off",
  presets: { strict: "warning" },
  options: {
    ornament: {
      type: "integer",
      default: 3,
      minimum: 2,
      description: "Number of times above which a repeated image counts as decoration and is not reported",
    },
    minSize: {
      type: "integer",
      default: 100,
      minimum: 0,
      description: "Width or height in pixels below which an image counts as an icon and is not reported",
    },
  },
  messages: {
    repeated: (d: { url: string; line: number; more: number }) =>
      t(
        "image/repeated.repeated",
        'Image "{url}" is already in line {line}{more}. Remove the repetition or use a different image.',
        { url: d.url, line: d.line, more: further(d.more) },
      ),
  },

  body(_, { article, options, report }) {
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
    // Offsets only grow, so each line is counted once.
    let line = 1;
    let counted = 0;
    const lineOf = (offset: number): number => {
      line += article.text.slice(counted, offset).match(/\r\n?|\n/g)?.length ?? 0;
      counted = Math.max(counted, offset);
      return line;
    };
    for (const all of places.values()) {
      if (all.length < 2 || all.length > options.ornament) continue;
      // The fallback in <noscript> repeats the image that a script shows.
      const unscripted = article.memo(noscripts);
      const shown = all.filter(({ range }) => !isWithin(unscripted, range.start));
      const [first, second] = shown;
      if (!first || !second || shown.some((one) => isSmall(one, options.minSize))) continue;
      report("repeated", {
        at: second.urlRange,
        data: {
          url: truncate(second.url, 60),
          line: lineOf(first.range.start),
          more: shown.length - 2,
        },
      });
    }
  },
});

function further(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("image/repeated.more.one", " (1 more repetition follows)")
    : t("image/repeated.more", " ({count} more repetitions follow)", { count: more });
}

/** Small by its attributes, or by a word in its name that emoji, icons and dividers have. */
function isSmall({ attributes, url }: ImageReference, least: number): boolean {
  const [, stated = ""] = /^\s*(\d+\s*,\s*\d+)\s*$/.exec(attributes["data-size"]?.value ?? "") ?? [];
  const sizes = [attributes.width?.value, attributes.height?.value, ...stated.split(",")];
  if (sizes.some((size) => /^\s*\d{1,5}(?:px)?\s*$/.test(size ?? "") && Number.parseInt(size ?? "", 10) < least))
    return true;
  return /(?:^|[/_.-])(?:emoji|emoticon|icons?|smil(?:ey|ies)|divider|line|separator|badge|arrow|dot|logo)s?(?:[/_.\-\d]|$)|shields\.io|badgen\.net/i.test(
    url.slice(0, 2000),
  );
}

/** In the order of the file; a nested `<noscript>` does not count. */
function noscripts({ body }: Article): readonly Range[] {
  const ranges: Range[] = [];
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    if (node.tag === "noscript") ranges.push(node.range);
    else for (const child of node.children) stack.push(child);
  }
  return ranges.sort((a, b) => a.start - b.start);
}
