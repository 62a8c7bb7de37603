/** `srcset`, held to the algorithm of the HTML standard, step by step as it stands there. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSrcset } from "../../src/article/srcset.js";

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) };

interface Candidate {
  readonly url: string;
  readonly descriptor: { readonly unit: "w" | "x"; readonly value: number } | undefined;
}

const isBlank = (char: string | undefined): boolean => char !== undefined && "\t\n\f\r ".includes(char);

/**
 * https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute, with its step numbers, its states and its
 * one token buffer. A candidate that it drops for its descriptors is listed without one.
 */
function byTheStandard(input: string): Candidate[] {
  const candidates: Candidate[] = [];
  let position = 0;
  const collect = (wanted: (char: string) => boolean): string => {
    let text = "";
    while (position < input.length && wanted(input[position] as string)) text += input[position++];
    return text;
  };
  for (;;) {
    collect((char) => isBlank(char) || char === ","); // 4
    if (position >= input.length) return candidates; // 5
    let url = collect((char) => !isBlank(char)); // 6
    const descriptors: string[] = []; // 7
    if (url.endsWith(",")) {
      while (url.endsWith(",")) url = url.slice(0, -1); // 8
    } else {
      collect(isBlank);
      let current = "";
      let state: "in descriptor" | "in parens" | "after descriptor" = "in descriptor";
      const append = () => {
        if (current !== "") descriptors.push(current);
        current = "";
      };
      for (let done = false; !done; position++) {
        const char = input[position];
        if (state === "in descriptor") {
          if (isBlank(char)) {
            if (current !== "") {
              append();
              state = "after descriptor";
            }
          } else if (char === ",") {
            append();
            done = true;
          } else if (char === undefined) {
            append();
            done = true;
          } else {
            current += char;
            if (char === "(") state = "in parens";
          }
        } else if (state === "in parens") {
          if (char === undefined) {
            append();
            done = true;
          } else {
            current += char;
            if (char === ")") state = "in descriptor";
          }
        } else if (char === undefined) done = true;
        else if (!isBlank(char)) {
          state = "in descriptor";
          position--;
        }
      }
    }
    candidates.push({ url, descriptor: read(descriptors) }); // 9 to 16
  }
}

function read(descriptors: readonly string[]): Candidate["descriptor"] {
  let failed = false;
  let width: number | undefined;
  let density: number | undefined;
  let height: number | undefined;
  for (const descriptor of descriptors) {
    const text = descriptor.slice(0, -1);
    const unit = descriptor.at(-1);
    const isInteger = /^[0-9]+$/.test(text);
    // "Valid floating-point number", https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#floating-point-numbers
    const isFloat = /^-?([0-9]+|[0-9]*\.[0-9]+)([eE][-+]?[0-9]+)?$/.test(text);
    if (unit === "w" && isInteger) {
      if (width !== undefined || density !== undefined) failed = true;
      if (Number(text) === 0) failed = true;
      else width = Number(text);
    } else if (unit === "x" && isFloat) {
      if (width !== undefined || density !== undefined || height !== undefined) failed = true;
      if (Number(text) < 0) failed = true;
      else density = Number(text);
    } else if (unit === "h" && isInteger) {
      if (height !== undefined || density !== undefined) failed = true;
      if (Number(text) === 0) failed = true;
      else height = Number(text);
    } else failed = true;
  }
  if (height !== undefined && width === undefined) failed = true;
  if (failed) return undefined;
  return width === undefined ? { unit: "x", value: density ?? 1 } : { unit: "w", value: width };
}

const pieces = fc.constantFrom(
  ..." |  |\t|\n|\r|\f|\v|,|,,|, |(|)|a|/b.png|https://c.example/d.png?e=1,2|data:,|0w|1w|20w|20h|0h|2x|0x|1.5x|.5x|5.x|-1x|+1x|1e1x|1e+1x|-0x|w|x|h|1W|2X|１w|100|\u00a0|😀".split(
    "|",
  ),
);
const values = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")),
  fc.string({ unit: fc.constantFrom(...", \t\n\f\r()axwh01.-+eE"), maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);

describe("srcset, whatever it holds,", () => {
  it("names the pictures that the standard's algorithm finds, by the same descriptors", () =>
    fc.assert(
      fc.property(values, (value) => {
        const found = parseSrcset(value).candidates.map(({ url, descriptor }) => ({
          url: value.slice(url.start, url.end),
          descriptor,
        }));
        expect(found).toEqual(byTheStandard(value));
      }),
      runs,
    ));

  it("is told by places that lie in it, in order, and says why a candidate is passed over where one is", () =>
    fc.assert(
      fc.property(values, (value) => {
        const { candidates, strayCommas } = parseSrcset(value);
        let at = 0;
        for (const { url, written, descriptor, problem } of candidates)
          for (const [index, { start, end }] of [url, ...written].entries()) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start - (index === 0 ? 1 : 0));
            expect(end).toBeLessThanOrEqual(value.length);
            at = end;
            expect(problem === undefined).toBe(descriptor !== undefined);
          }
        for (const { start, end } of strayCommas) expect(value.slice(start, end)).toMatch(/^,+$/);
      }),
      runs,
    ));
});
