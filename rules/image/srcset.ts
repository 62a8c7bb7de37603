import {
  addAttribute,
  cut,
  defineRule,
  type Element,
  parseSrcset,
  type Range,
  type SrcsetCandidate,
  say,
} from "../../src/rule.js";

export default defineRule({
  name: "image/srcset",
  summary: "Every candidate of a srcset has one descriptor that browsers understand, and no two have the same",
  severity: "error",
  presets: { "rss-archive": "warning" },
  messages: {
    unknown: (d: { written: string; meant: string | undefined }) =>
      d.meant
        ? say`"${d.written}" is no descriptor, so browsers pass this picture over: write "${d.meant}"`
        : say`"${d.written}" is no descriptor, so browsers pass this picture over: write its width, as "640w", or its density, as "2x"`,
    number: (d: { written: string }) =>
      d.written.endsWith("x")
        ? say`"${d.written}" is no positive number, so browsers pass this picture over: correct it`
        : say`"${d.written}" is no positive whole number, so browsers pass this picture over: correct it`,
    several: (d: { written: string }) =>
      say`"${d.written}" is one descriptor too many, so browsers pass this picture over: state either a width or a density, once`,
    height: (d: { written: string }) =>
      say`"${d.written}" states a height without a width, so browsers pass this picture over: state the width`,
    mixed: (d: { url: string; unit: "w" | "x" }) =>
      d.unit === "w"
        ? say`"${d.url}" has a width, others a density: browsers compare only like with like`
        : say`"${d.url}" has a density (1x if none is written), others a width: browsers compare only like with like`,
    duplicate: (d: { descriptor: string | undefined; url: string }) =>
      d.descriptor === undefined
        ? say`"1x", which no descriptor means, is also what "${d.url}" has, so browsers never choose this picture: remove it or correct it`
        : say`"${d.descriptor}" is also what "${d.url}" has, so browsers never choose this picture: remove it or correct it`,
    comma: () => say`the comma parts nothing: remove it, or name the picture that is missing`,
    sizes: () =>
      say`widths need "sizes" beside them: without it browsers choose as if the picture were as wide as the window`,
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
          title: say`say what browsers assume: sizes="100vw"`,
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
