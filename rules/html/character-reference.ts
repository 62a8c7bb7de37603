import { cut, defineRule, type Fix, type Range, t } from "../../src/rule.js";

interface Data {
  /** The reference as it is written. */
  readonly found: string;
}

const words = (code: string, message: (d: Data) => string) => (d: Data) =>
  t("common.parens", "{word} ({reason})", { word: message(d), reason: code });

/** By the standard's own name of the error, which stands behind the message. */
const plain = {
  "unknown-named-character-reference": (d: Data) =>
    t(
      "html/character-reference.namesCharacterCorrect",
      '"{found}" names no character: correct the name, or write "&amp;" for the "&"',
      { found: d.found },
    ),
  "missing-semicolon-after-character-reference": (d: Data) =>
    t(
      "html/character-reference.characterReferenceAdd",
      'the character reference "{found}" has no ";": add it, or write "&amp;" for the "&"',
      { found: d.found },
    ),
  "absence-of-digits-in-numeric-character-reference": (d: Data) =>
    t(
      "html/character-reference.characterReferenceNumber",
      '"{found}" is no character reference, its number is missing: add it, or write "&amp;" for the "&"',
      { found: d.found },
    ),
  "null-character-reference": (d: Data) =>
    t("html/character-reference.standsNulShown", '"{found}" stands for NUL and is shown as "�": remove it', {
      found: d.found,
    }),
  "surrogate-character-reference": (d: Data) =>
    t(
      "html/character-reference.halfCharacterShown",
      '"{found}" is half of a character and is shown as "�": write the whole character',
      { found: d.found },
    ),
  "character-reference-outside-unicode-range": (d: Data) =>
    t("html/character-reference.characterNumberToo", '"{found}" is no character, the number is too large: correct it', {
      found: d.found,
    }),
  "control-character-reference": (d: Data) =>
    fromWindows(d.found)
      ? t(
          "html/character-reference.standsControlCharacter",
          '"{found}" stands for a control character, browsers show "{found2}": write the character that is meant',
          { found: d.found, found2: fromWindows(d.found) ?? "" },
        )
      : t(
          "html/character-reference.standsControlCharacterWrite",
          '"{found}" stands for a control character: write the character that is meant',
          { found: d.found },
        ),
  "noncharacter-character-reference": (d: Data) =>
    t(
      "html/character-reference.standsUnicodeKeeps",
      '"{found}" stands for what Unicode keeps out of texts: write the character that is meant',
      { found: d.found },
    ),
};

type Code = keyof typeof plain;
const messages = Object.fromEntries(
  Object.entries(plain).map(([code, message]) => [code, words(code, message)]),
) as Record<Code, (d: Data) => string>;

const isKnown = (code: string): code is Code => Object.hasOwn(messages, code);

export default defineRule({
  name: "html/character-reference",
  summary: "Every character reference names a character and ends with a semicolon",
  severity: "error",
  fixable: "safe",
  messages,

  parseError({ code, range }, { article: { text }, report }) {
    if (!isKnown(code)) return;
    report(code, {
      at: range,
      data: { found: cut(text.slice(range.start, range.end), 40) },
      fix: repair(code, range, text),
      suggestions: suggestions(code, range, text),
    });
  },
});

/** What a browser shows, spelled out. */
function repair(code: Code, range: Range, text: string): Fix | undefined {
  const { start, end } = range;
  const found = text.slice(start, end);
  switch (code) {
    case "missing-semicolon-after-character-reference":
      // `?a=1&copy=2` as text: a parameter was meant, not the sign that is shown.
      if (/[\w=]/.test(text[end] ?? "")) return undefined;
      return {
        title: t("html/character-reference.fix.add", 'add ";"'),
        safety: "safe",
        edits: [{ range: { start: end, end }, text: ";" }],
      };
    case "absence-of-digits-in-numeric-character-reference":
      return asText(start, "safe");
    case "control-character-reference": {
      const meant = fromWindows(found);
      if (!meant || !found.endsWith(";")) return undefined;
      return {
        title: t("common.write", 'write "{real}"', { real: meant }),
        safety: "safe",
        edits: [{ range, text: meant }],
      };
    }
    default:
      return undefined;
  }
}

const asText = (start: number, safety: Fix["safety"]): Fix => ({
  title: t("html/character-reference.fix.writeAmp", 'write "&amp;"'),
  safety,
  edits: [{ range: { start: start + 1, end: start + 1 }, text: "amp;" }],
});

function suggestions(code: Code, { start, end }: Range, text: string): Fix[] {
  if (code === "unknown-named-character-reference") return [asText(start, "unsafe")];
  if (code !== "missing-semicolon-after-character-reference" || !/[\w=]/.test(text[end] ?? "")) return [];
  const semicolon: Fix = {
    title: t("html/character-reference.fix.add", 'add ";"'),
    safety: "unsafe",
    edits: [{ range: { start: end, end }, text: ";" }],
  };
  return [asText(start, "unsafe"), semicolon];
}

/** From 0x80 on; a blank where Windows has none. Node's own decoder, before version 23, takes these for Latin-1. */
const windows = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * What browsers make of `&#128;` to `&#159;`: the character that Windows has at this number, if it has one.
 * https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
 */
function fromWindows(reference: string): string | undefined {
  const [, hex, digits = ""] = /^&#(x?)([\da-f]+);?$/i.exec(reference) ?? [];
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (!(code >= 0x80 && code <= 0x9f)) return undefined;
  const char = windows[code - 0x80];
  return char === " " ? undefined : char;
}
