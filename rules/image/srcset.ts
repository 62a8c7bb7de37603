import {
  addAttribute,
  defineRule,
  type Element,
  parseSrcset,
  type Range,
  type SrcsetCandidate,
  t,
  truncate,
} from "../../src/rule.js";

export default defineRule({
  name: "image/srcset",
  summary: "Require valid and distinct descriptors in srcset",
  severity: "error",
  presets: { "rss-archive": "warning" },
  messages: {
    unknown: (d: { written: string; meant: string | undefined }) =>
      d.meant
        ? t(
            "image/srcset.unknown.known",
            'Invalid descriptor "{written}", so browsers ignore this image. Did you mean "{meant}"?',
            { written: d.written, meant: d.meant },
          )
        : t(
            "image/srcset.unknown",
            'Invalid descriptor "{written}", so browsers ignore this image. Use its width, such as "640w", or a density, such as "2x".',
            { written: d.written },
          ),
    number: (d: { written: string }) =>
      d.written.endsWith("x")
        ? t(
            "image/srcset.number.density",
            'Density "{written}" is not a positive number, so browsers ignore this image. Use a density such as "2x".',
            { written: d.written },
          )
        : t(
            "image/srcset.number.width",
            'Width "{written}" is not a positive integer, so browsers ignore this image. Use the width in pixels, such as "640w".',
            { written: d.written },
          ),
    several: (d: { written: string }) =>
      t(
        "image/srcset.several",
        'Extra descriptor "{written}", so browsers ignore this image. Use one width or one density.',
        { written: d.written },
      ),
    height: (d: { written: string }) =>
      t(
        "image/srcset.height",
        'Height "{written}" without a width, so browsers ignore this image. Add the width, such as "640w".',
        { written: d.written },
      ),
    mixed: (d: { url: string; unit: "w" | "x" }) =>
      d.unit === "w"
        ? t(
            "image/srcset.mixed.width",
            '"{url}" has a width and the others a density, which browsers cannot compare. Use only widths or only densities.',
            { url: d.url },
          )
        : t(
            "image/srcset.mixed.density",
            '"{url}" has a density (1x by default) and the others a width, which browsers cannot compare. Use only widths or only densities.',
            { url: d.url },
          ),
    duplicate: (d: { descriptor: string | undefined; url: string }) =>
      d.descriptor === undefined
        ? t(
            "image/srcset.duplicate.default",
            'Image without a descriptor counts as 1x, like "{url}", so browsers never use it. Add a different descriptor or remove the image.',
            { url: d.url },
          )
        : t(
            "image/srcset.duplicate",
            'Duplicate descriptor "{descriptor}", also on "{url}", so browsers never use this image. Change the descriptor or remove the image.',
            { descriptor: d.descriptor, url: d.url },
          ),
    comma: () => t("image/srcset.comma", "Extra comma in srcset. Remove the comma or add the missing image URL."),
    sizes: () =>
      t(
        "image/srcset.sizes",
        'Missing sizes attribute. Browsers assume that the image is as wide as the window. Add sizes, for example sizes="50vw".',
      ),
  },

  element: {
    img: (element, { report }) => check(element, report),
    source(element, { report }) {
      if (element.parent?.tag === "picture") check(element, report);
    },
  },
});

// biome-ignore lint/suspicious/noExplicitAny: the messages above define their data
type Report = (id: any, report: any) => void;

function check(element: Element, report: Report): void {
  const { attributes } = element;
  const { srcset, sizes } = attributes;
  if (!srcset?.raw.trim() || /\{\{|\{%|<%|\$\{/.test(srcset.raw)) return;
  const { raw, valueRange } = srcset;
  const inFile = ({ start, end }: Range): Range => ({ start: valueRange.start + start, end: valueRange.start + end });
  const shown = ({ start, end }: Range) => truncate(raw.slice(start, end), 40);

  const { candidates, strayCommas } = parseSrcset(raw);
  if (strayCommas[0]) report("comma", { at: inFile(strayCommas[0]), data: undefined, severity: "warning" });
  for (const { problem } of candidates) {
    if (!problem) continue;
    const written = shown(problem.at);
    const data = problem.kind === "unknown" ? { written, meant: meantBy(written) } : { written };
    report(problem.kind, { at: inFile(problem.at), data });
  }

  const good = candidates.filter(({ descriptor }) => descriptor !== undefined);
  const widths = good.filter(({ descriptor }) => descriptor?.unit === "w");
  const outlier = widths.length > 0 && widths.length < good.length ? minority(good, widths) : undefined;
  if (outlier)
    report("mixed", {
      at: inFile(outlier.url),
      data: { url: shown(outlier.url), unit: outlier.descriptor?.unit },
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
      report("duplicate", { at: inFile(at), data: { descriptor, url: shown(first.url) }, severity: "warning" });
    }
  }
  // Scripts for lazy loading set `sizes` from `data-sizes`.
  if (widths.length > 0 && !sizes && !attributes["data-sizes"])
    report("sizes", {
      at: { start: srcset.range.start, end: srcset.range.start + "srcset".length },
      data: undefined,
      severity: "warning",
      suggestions: [
        {
          title: t("image/srcset.fix.sizes", 'Add sizes="100vw", which browsers assume'),
          safety: "unsafe",
          edits: [addAttribute(element.startTag, attributes, "sizes", "100vw")],
        },
      ],
    });
}

/** `640` and `640px` for `640w`, `2` and `2X` for `2x`: a number below 5 cannot be a width. */
function meantBy(written: string): string | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(px|[wx]|dppx)?$/i.exec(written) ?? [];
  if (number === undefined) return undefined;
  if (unit && /^x|dppx$/i.test(unit)) return `${number}x`;
  if (Number(number) < 5) return `${number}x`;
  return number.includes(".") ? undefined : `${number}w`;
}

/** The first candidate with the rarer kind of descriptor. */
function minority(all: readonly SrcsetCandidate[], widths: readonly SrcsetCandidate[]): SrcsetCandidate | undefined {
  if (widths.length * 2 < all.length) return widths[0];
  return all.find(({ descriptor }) => descriptor?.unit === "x");
}
