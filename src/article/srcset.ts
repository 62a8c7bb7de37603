import type { Range } from "./types.js";

/** The descriptor of a candidate: the width of its image in pixels, or its pixel density. */
export interface SrcsetDescriptor {
  readonly unit: "w" | "x";
  readonly value: number;
}

/** One image of a `srcset`. Ranges are offsets in its value. */
export interface SrcsetCandidate {
  readonly url: Range;
  /** `1x` if none is written; `undefined` if browsers ignore the candidate because of its descriptors. */
  readonly descriptor: SrcsetDescriptor | undefined;
  /** The ranges of the descriptors as written. */
  readonly written: readonly Range[];
  /**
   * Why browsers ignore it, and which descriptor causes that. `unknown`: not a number followed by `w`, `x` or `h`.
   * `number`: an invalid or non-positive number. `several`: more than one descriptor, or a width with a density.
   * `height`: a height without a width.
   */
  readonly problem: { readonly kind: "unknown" | "number" | "several" | "height"; readonly at: Range } | undefined;
}

export interface Srcset {
  readonly candidates: readonly SrcsetCandidate[];
  /** Commas that separate nothing. */
  readonly strayCommas: readonly Range[];
}

/** The ranges of the URLs in a `srcset` value, including candidates with invalid descriptors. */
export const srcsetUrls = (value: string): Range[] => parseSrcset(value).candidates.map(({ url }) => url);

/** https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute */
export function parseSrcset(value: string): Srcset {
  const candidates: SrcsetCandidate[] = [];
  const strayCommas: Range[] = [];
  let at = 0;
  while (at < value.length) {
    for (; at < value.length && /[\t\n\f\r ,]/.test(value[at] ?? ""); at++)
      if (value[at] === ",") strayCommas.push({ start: at, end: at + 1 });
    if (at >= value.length) break;
    const start = at;
    while (at < value.length && !/[\t\n\f\r ]/.test(value[at] ?? "")) at++;
    let end = at;
    while (end > start && value[end - 1] === ",") end--;
    const url = { start, end };
    if (end < at) {
      if (end + 1 < at) strayCommas.push({ start: end + 1, end: at });
      candidates.push({ url, descriptor: { unit: "x", value: 1 }, written: [], problem: undefined });
      continue;
    }
    const written: Range[] = [];
    let from = -1;
    // Descriptors end at the next comma outside parentheses.
    let isOpen = false;
    for (; at <= value.length; at++) {
      const char = value[at];
      const ends = char === undefined || (!isOpen && /[\t\n\f\r ,]/.test(char));
      if (!ends) {
        if (from < 0) from = at;
        if (char === "(") isOpen = true;
        else if (char === ")") isOpen = false;
      } else if (from >= 0) {
        written.push({ start: from, end: at });
        from = -1;
      }
      if (char === undefined || (!isOpen && char === ",")) break;
    }
    at++;
    candidates.push({ url, written, ...readDescriptors(value, written) });
  }
  return { candidates, strayCommas };
}

function readDescriptors(value: string, written: readonly Range[]): Pick<SrcsetCandidate, "descriptor" | "problem"> {
  const found: { w?: number; x?: number; h?: Range } = {};
  for (const at of written) {
    const fail = (kind: NonNullable<SrcsetCandidate["problem"]>["kind"]) => ({
      descriptor: undefined,
      problem: { kind, at },
    });
    const text = value.slice(at.start, at.end);
    const [, number = "", unit] = /^(.*)([wxh])$/s.exec(text) ?? [];
    if (unit === "x") {
      if (!/^-?(?:\d+|\d*\.\d+)(?:[eE][+-]?\d+)?$/.test(number)) return fail(isNumeric(number) ? "number" : "unknown");
      if (found.w !== undefined || found.x !== undefined || found.h) return fail("several");
      if (Number(number) < 0) return fail("number");
      found.x = Number(number);
    } else if (unit) {
      if (!/^\d+$/.test(number)) return fail(isNumeric(number) ? "number" : "unknown");
      if (Number(number) === 0) return fail("number");
      if (found.x !== undefined || (unit === "w" ? found.w !== undefined : found.h)) return fail("several");
      if (unit === "w") found.w = Number(number);
      else found.h = at;
    } else return fail("unknown");
  }
  if (found.h && found.w === undefined) return { descriptor: undefined, problem: { kind: "height", at: found.h } };
  if (found.w !== undefined) return { descriptor: { unit: "w", value: found.w }, problem: undefined };
  return { descriptor: { unit: "x", value: found.x ?? 1 }, problem: undefined };
}

const isNumeric = (text: string): boolean => /^[+-]?[\d.]+$/.test(text);
