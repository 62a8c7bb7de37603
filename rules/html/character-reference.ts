import { defineRule, type Fix, type Range, t, truncate } from "../../src/rule.js";

interface Data {
  /** The reference as the article has it. */
  readonly found: string;
}

const withCode = (code: string, message: (d: Data) => string) => (d: Data) =>
  t("common.parens", "{word} ({reason})", { word: message(d), reason: code });

/** By the name of the error in the HTML standard, which is added in parentheses. */
const plain = {
  "unknown-named-character-reference": (d: Data) =>
    t(
      "html/character-reference.unknown",
      'Unknown character reference "{found}". Correct the name, or write "&amp;" instead of "&".',
      { found: d.found },
    ),
  "missing-semicolon-after-character-reference": (d: Data) =>
    t(
      "html/character-reference.missingSemicolon",
      'Missing ";" after the character reference "{found}". Add ";", or write "&amp;" instead of "&".',
      { found: d.found },
    ),
  "absence-of-digits-in-numeric-character-reference": (d: Data) =>
    t(
      "html/character-reference.missingNumber",
      'Missing number in "{found}", so browsers show it as text. Add the number, or write "&amp;" instead of "&".',
      { found: d.found },
    ),
  "null-character-reference": (d: Data) =>
    t(
      "html/character-reference.nul",
      '"{found}" refers to the NUL character, and browsers show "�". Remove the reference.',
      { found: d.found },
    ),
  "surrogate-character-reference": (d: Data) =>
    t(
      "html/character-reference.surrogate",
      '"{found}" refers to half of a character, and browsers show "�". Write the character itself.',
      { found: d.found },
    ),
  "character-reference-outside-unicode-range": (d: Data) =>
    t(
      "html/character-reference.tooLarge",
      'The number in "{found}" is too large, and browsers show "�". Correct the number.',
      { found: d.found },
    ),
  "control-character-reference": (d: Data) =>
    fromWindows(d.found)
      ? t(
          "html/character-reference.control.shown",
          '"{found}" refers to a control character, but browsers show "{shown}". Write "{shown}".',
          { found: d.found, shown: fromWindows(d.found) ?? "" },
        )
      : t(
          "html/character-reference.control",
          '"{found}" refers to an invisible control character. Write the character itself.',
          { found: d.found },
        ),
  "noncharacter-character-reference": (d: Data) =>
    t(
      "html/character-reference.noncharacter",
      '"{found}" refers to a code point that is not a character. Write the character itself.',
      { found: d.found },
    ),
};

type Code = keyof typeof plain;
const messages = Object.fromEntries(
  Object.entries(plain).map(([code, message]) => [code, withCode(code, message)]),
) as Record<Code, (d: Data) => string>;

const isKnown = (code: string): code is Code => Object.hasOwn(messages, code);

export default defineRule({
  name: "html/character-reference",
  summary: "Disallow invalid character references",
  severity: "error",
  fixable: "safe",
  messages,

  parseError({ code, range }, { article: { text }, report }) {
    if (!isKnown(code)) return;
    report(code, {
      at: range,
      data: { found: truncate(text.slice(range.start, range.end), 40) },
      fix: fixOf(code, range, text),
      suggestions: suggestions(code, range, text),
    });
  },
});

/** Writes what browsers show. */
function fixOf(code: Code, range: Range, text: string): Fix | undefined {
  const { start, end } = range;
  const found = text.slice(start, end);
  switch (code) {
    case "missing-semicolon-after-character-reference":
      // In the text `?a=1&copy=2` the author means a parameter, not the © that browsers show. `a&nbspb` is no parameter.
      if (/[\w=]/.test(text[end] ?? "") && !(isPlain(found) && /^\w{1,50}(?![\w=])/.test(text.slice(end, end + 60))))
        return undefined;
      return {
        title: t("html/character-reference.fix.addSemicolon", 'Add ";"'),
        safety: "safe",
        edits: [{ range: { start: end, end }, text: ";" }],
      };
    case "absence-of-digits-in-numeric-character-reference":
      return asText(start, "safe");
    case "control-character-reference": {
      const meant = fromWindows(found);
      if (!meant || !found.endsWith(";")) return undefined;
      return {
        title: t("html/character-reference.fix.writeCharacter", 'Replace with "{character}"', { character: meant }),
        safety: "safe",
        edits: [{ range, text: meant }],
      };
    }
    default:
      return undefined;
  }
}

/** References that are not also words. */
const isPlain = (reference: string): boolean => /^&(?:nbsp|lt|gt)$/i.test(reference);

const asText = (start: number, safety: Fix["safety"]): Fix => ({
  title: t("html/character-reference.fix.writeAmp", 'Replace "&" with "&amp;"'),
  safety,
  edits: [{ range: { start: start + 1, end: start + 1 }, text: "amp;" }],
});

function suggestions(code: Code, { start, end }: Range, text: string): Fix[] {
  if (code === "unknown-named-character-reference") return [asText(start, "unsafe")];
  if (code !== "missing-semicolon-after-character-reference" || !/[\w=]/.test(text[end] ?? "")) return [];
  const semicolon: Fix = {
    title: t("html/character-reference.fix.addSemicolon", 'Add ";"'),
    safety: "unsafe",
    edits: [{ range: { start: end, end }, text: ";" }],
  };
  return [asText(start, "unsafe"), semicolon];
}

/**
 * The characters of windows-1252 from 0x80 on, with a space where it has none. The decoder of Node before version 23 cannot
 * be used: it treats these bytes as Latin-1.
 */
const windows = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * The character that browsers show for `&#128;` to `&#159;`: that of windows-1252 with this number, if there is one.
 * https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
 */
function fromWindows(reference: string): string | undefined {
  const [, hex, digits = ""] = /^&#(x?)([\da-f]+);?$/i.exec(reference) ?? [];
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (!(code >= 0x80 && code <= 0x9f)) return undefined;
  const char = windows[code - 0x80];
  return char === " " ? undefined : char;
}
