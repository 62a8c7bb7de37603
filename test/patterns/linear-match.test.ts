/** The matcher for costly patterns says the same as JavaScript's engine. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearPattern } from "../../src/patterns/linear-match.js";
import { longestFor } from "../../src/patterns/pattern-cost.js";
import { parsePattern } from "../../src/patterns/pattern-syntax.js";

const linear = (source: string, flag: string) => {
  const syntax = parsePattern(source, flag);
  return syntax && linearPattern(syntax, flag);
};

/** Characters at which engines and tables differ. */
const characters = [
  ..."ab-_ 1.\n\r\t\0éſK早市,!/",
  "\u2028",
  "\u2029",
  "\u00a0",
  "\ufeff",
  "\u200b",
  "😀",
  "𝒜",
  "\ud83d",
  "\ude00",
];

const atoms = [
  ..."abé早1-_ ,!",
  "\\.",
  "\\n",
  "\\t",
  "\\0",
  "\\u2028",
  "\\u65e9",
  "\\x41",
  "\\cJ",
  ".",
  "\\d",
  "\\D",
  "\\s",
  "\\S",
  "\\w",
  "\\W",
  "[ab]",
  "[^a]",
  "[^]",
  "[]",
  "[a-z\\d-]",
  "[\\s\\S]",
  "[\\b]",
  "[^\\w市]",
  "[\\u00a0-\\uffff]",
  "😀",
  "\\ud83d\\ude00",
  "\\ud83d",
  "\\ude00",
  "^",
  "$",
  "\\b",
  "\\B",
];
const unicodeAtoms = [
  "\\u{1f600}",
  "\\p{L}",
  "\\P{Lu}",
  "\\p{Script=Han}",
  "\\p{Emoji}",
  "[\\p{L}\\d]",
  "[^\\p{L}]",
  "[😀-😂]",
  "\\/",
  "\\-".slice(1),
];
const legacyAtoms = ["\\_", "\\-", "{", "]", "\\101", "a{,2}", "\\c"];

const quantifiers = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0}", "{1,2}", "{2,}", "{0,3}?"];

const patterns = (flag: string): fc.Arbitrary<string> =>
  fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
    pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }).map((all) => all.join("|")),
    sequence: fc.array(tie("part"), { maxLength: 3 }).map((all) => all.join("")),
    part: fc.oneof(
      { maxDepth: 2, depthIdentifier: "part" },
      fc
        .tuple(
          fc.constantFrom(...atoms, ...(flag === "u" ? unicodeAtoms : legacyAtoms)),
          fc.constantFrom(...quantifiers),
        )
        .map(([atom, quantifier]) => (/^(?:\^|\$|\\b|\\B)$/.test(atom) ? atom : atom + quantifier)),
      fc
        .tuple(
          fc.constantFrom("(?:", "(", "(?=", "(?!", "(?<=", "(?<!"),
          tie("pattern"),
          fc.constantFrom(...quantifiers),
        )
        .map(([open, inner, quantifier]) => `${open}${inner})${/^\(\?(?:<|[=!])/.test(open) ? "" : quantifier}`),
    ),
  })).pattern;

const values = fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(""));

/** At each place in turn, because V8 also tries those between two surrogates, against the specification. */
function matches(regex: RegExp, text: string): boolean {
  const sticky = new RegExp(regex.source, `${regex.flags}y`);
  let place = 0;
  return [...(regex.unicode ? text : text.split("")), ""].some((character) => {
    sticky.lastIndex = place;
    place += character.length;
    return sticky.test(text);
  });
}

describe.each(["u", ""])("with the flag “%s”", (flag) => {
  it("the same values match as with JavaScript's engine", () => {
    let compared = 0;
    fc.assert(
      fc.property(patterns(flag), fc.array(values, { minLength: 1, maxLength: 8 }), (source, texts) => {
        let regex: RegExp;
        try {
          regex = new RegExp(source, flag);
        } catch {
          return;
        }
        const other = linear(source, flag);
        const longest = longestFor(source, 1_000_000);
        for (const text of texts.filter(({ length }) => length <= longest)) {
          compared++;
          expect([source, text, other?.test(text)]).toEqual([source, text, matches(regex, text)]);
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

const crafted = `${"a".repeat(100_000)}!`;

describe("patterns that take JavaScript's engine forever", () => {
  it.each<[source: string, value: string, fits: boolean]>([
    ["^(a+)+$", crafted, false],
    ["^(a+)+!$", crafted, true],
    ["^(?:a|a)*$", crafted, false],
    ["^(?:\\w+\\s*)+$", `${"早市 lorem ".repeat(3_000)}!`, false],
    ["(?:\\p{L}+\\w*)*\\.$", `${"早市".repeat(3_000)}.`, true],
    ["^(?=(?:a+)+$)", crafted, false],
    ["^(?!(?:a+)+$)", crafted, true],
    ["(?<=^(?:a+)+)!", crafted, true],
    ["^(?:a?){30}a{30}$", "a".repeat(30), true],
    ["^(?:a?){30}a{30}$", "a".repeat(29), false],
  ])("%s", (source, value, fits) => {
    expect(linear(source, "u")?.test(value)).toBe(fits);
  });
});

it("has no answer for backreferences and for patterns that are far too large", () => {
  for (const source of ["^(a+)+\\1$", "(?<n>a)\\k<n>", "(?:a{1000}){1000}", "(?:){1000000000}", "(?:a?){0,1000000000}"])
    expect(linear(source, "u")).toBeUndefined();
});

it("has no answer after too many steps", () => {
  const pattern = linear("(?:[a-z]?[a-y]?[a-x]?){300}", "u");
  expect(pattern?.test("a".repeat(500))).toBe(true);
  expect(pattern?.test("a".repeat(100_000))).toBeUndefined();
});
