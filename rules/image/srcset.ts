import {
  addAttribute,
  cut,
  defineRule,
  type Element,
  parseSrcset,
  type Range,
  type SrcsetCandidate,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "image/srcset",
  summary: "Every candidate of a srcset has one descriptor that browsers understand, and no two have the same",
  severity: "error",
  presets: { "rss-archive": "warning" },
  messages: {
    unknown: (d: { written: string; meant: string | undefined }) =>
      d.meant
        ? t(
            "image/srcset.unknown.descriptorBrowsers",
            '"{written}" is no descriptor, so browsers pass this picture over: write "{meant}"',
            { written: d.written, meant: d.meant },
          )
        : t(
            "image/srcset.unknown.descriptorBrowsersPass",
            '"{written}" is no descriptor, so browsers pass this picture over: write its width, as "640w", or its density, as "2x"',
            { written: d.written },
          ),
    number: (d: { written: string }) =>
      d.written.endsWith("x")
        ? t(
            "image/srcset.number.positiveNumber",
            '"{written}" is no positive number, so browsers pass this picture over: correct it',
            { written: d.written },
          )
        : t(
            "image/srcset.number.positiveWhole",
            '"{written}" is no positive whole number, so browsers pass this picture over: correct it',
            { written: d.written },
          ),
    several: (d: { written: string }) =>
      t(
        "image/srcset.several",
        '"{written}" is one descriptor too many, so browsers pass this picture over: state either a width or a density, once',
        { written: d.written },
      ),
    height: (d: { written: string }) =>
      t(
        "image/srcset.height",
        '"{written}" states a height without a width, so browsers pass this picture over: state the width',
        { written: d.written },
      ),
    mixed: (d: { url: string; unit: "w" | "x" }) =>
      d.unit === "w"
        ? t(
            "image/srcset.mixed.widthOthers",
            '"{url}" has a width, others a density: browsers compare only like with like',
            { url: d.url },
          )
        : t(
            "image/srcset.mixed.densityX",
            '"{url}" has a density (1x if none is written), others a width: browsers compare only like with like',
            { url: d.url },
          ),
    duplicate: (d: { descriptor: string | undefined; url: string }) =>
      d.descriptor === undefined
        ? t(
            "image/srcset.duplicate.xDescriptor",
            '"1x", which no descriptor means, is also what "{url}" has, so browsers never choose this picture: remove it or correct it',
            { url: d.url },
          )
        : t(
            "image/srcset.duplicate.alsoBrowsers",
            '"{descriptor}" is also what "{url}" has, so browsers never choose this picture: remove it or correct it',
            { descriptor: d.descriptor, url: d.url },
          ),
    comma: () => t("image/srcset.comma", "the comma parts nothing: remove it, or name the picture that is missing"),
    sizes: () =>
      t(
        "image/srcset.sizes",
        'widths need "sizes" beside them: without it browsers choose as if the picture were as wide as the window',
      ),
  },

  element: {
    img: (element, { report }) => check(element, report),
    source(element, { report }) {
      if (element.parent?.tag === "picture") check(element, report);
    },
  },
});

// biome-ignore lint/suspicious/noExplicitAny: the messages above state their data
type Tell = (id: any, report: any) => void;

function check(element: Element, report: Tell): void {
  const { attributes } = element;
  const { srcset, sizes } = attributes;
  if (!srcset?.raw.trim() || /\{\{|\{%|<%|\$\{/.test(srcset.raw)) return;
  const { raw, valueRange } = srcset;
  const moved = ({ start, end }: Range): Range => ({ start: valueRange.start + start, end: valueRange.start + end });
  const shown = ({ start, end }: Range) => cut(raw.slice(start, end), 40);

  const { candidates, strayCommas } = parseSrcset(raw);
  if (strayCommas[0]) report("comma", { at: moved(strayCommas[0]), data: undefined, severity: "warning" });
  for (const { problem } of candidates) {
    if (!problem) continue;
    const written = shown(problem.at);
    const data = problem.kind === "unknown" ? { written, meant: meantBy(written) } : { written };
    report(problem.kind, { at: moved(problem.at), data });
  }

  const good = candidates.filter(({ descriptor }) => descriptor !== undefined);
  const widths = good.filter(({ descriptor }) => descriptor?.unit === "w");
  const odd = widths.length > 0 && widths.length < good.length ? minority(good, widths) : undefined;
  if (odd)
    report("mixed", {
      at: moved(odd.url),
      data: { url: shown(odd.url), unit: odd.descriptor?.unit },
      severity: "warning",
    });
  const seen = new Map<string, SrcsetCandidate>();
  for (const candidate of good) {
    const { unit, value } = candidate.descriptor ?? { unit: "x", value: 1 };
    const name = `${value}${unit}`;
    const first = seen.get(name);
    if (!first) seen.set(name, candidate);
    else {
      const [at = candidate.url] = candidate.written;
      const descriptor = candidate.written.length > 0 ? shown(at) : undefined;
      report("duplicate", { at: moved(at), data: { descriptor, url: shown(first.url) }, severity: "warning" });
    }
  }
  // With `loading=lazy` and `sizes=auto` a browser measures; scripts put `sizes` there from `data-sizes`.
  if (widths.length > 0 && !sizes && !attributes["data-sizes"])
    report("sizes", {
      at: { start: srcset.range.start, end: srcset.range.start + "srcset".length },
      data: undefined,
      severity: "warning",
      suggestions: [
        {
          title: t("image/srcset.fix.sayBrowsersAssume", 'say what browsers assume: sizes="100vw"'),
          safety: "unsafe",
          edits: [addAttribute(element.startTag, attributes, "sizes", "100vw")],
        },
      ],
    });
}

/** `640`, `640px` and `2X` are written for `640w` and `2x`; below 5 nobody means a width. */
function meantBy(written: string): string | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(px|[wx]|dppx)?$/i.exec(written) ?? [];
  if (number === undefined) return undefined;
  if (unit && /^x|dppx$/i.test(unit)) return `${number}x`;
  if (Number(number) < 5) return `${number}x`;
  return number.includes(".") ? undefined : `${number}w`;
}

/** The first of those that are fewer. */
function minority(all: readonly SrcsetCandidate[], widths: readonly SrcsetCandidate[]): SrcsetCandidate | undefined {
  if (widths.length * 2 < all.length) return widths[0];
  return all.find(({ descriptor }) => descriptor?.unit === "x");
}
