import {
  type Article,
  defineRule,
  type Fix,
  isWithin,
  nonProseRanges,
  type Range,
  t,
  windows1252,
} from "../../src/rule.js";

/** Characters without a visible shape. The surrogate pairs are the tags and variation selectors of plane 14. */
const invisible =
  /[\ufe00-\ufe0f\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|\udb40[\udc00-\uddef]/;

const names: Readonly<Record<string, () => string>> = {
  "\u00ad": () => t("text/invisible.softHyphen", "soft hyphen"),
  "\u061c": () => t("text/invisible.arabicLetterMark", "Arabic letter mark"),
  "\u180e": () => t("text/invisible.mongolianVowelSeparator", "Mongolian vowel separator"),
  "\u200b": () => t("text/invisible.zeroWidthSpace", "zero-width space"),
  "\u200c": () => t("text/invisible.zeroWidthNonJoiner", "zero-width non-joiner"),
  "\u200d": () => t("text/invisible.zeroWidthJoiner", "zero-width joiner"),
  "\u200e": () => t("text/invisible.leftToRightMark", "left-to-right mark"),
  "\u200f": () => t("text/invisible.rightToLeftMark", "right-to-left mark"),
  "\u2028": () => t("text/invisible.lineSeparator", "line separator"),
  "\u2029": () => t("text/invisible.paragraphSeparator", "paragraph separator"),
  "\u202a": () => t("text/invisible.leftToRightEmbedding", "left-to-right embedding"),
  "\u202b": () => t("text/invisible.rightToLeftEmbedding", "right-to-left embedding"),
  "\u202c": () => t("text/invisible.popDirectionalFormatting", "pop directional formatting"),
  "\u202d": () => t("text/invisible.leftToRightOverride", "left-to-right override"),
  "\u202e": () => t("text/invisible.rightToLeftOverride", "right-to-left override"),
  "\u2060": () => t("text/invisible.wordJoiner", "word joiner"),
  "\u2066": () => t("text/invisible.leftToRightIsolate", "left-to-right isolate"),
  "\u2067": () => t("text/invisible.rightToLeftIsolate", "right-to-left isolate"),
  "\u2068": () => t("text/invisible.firstStrongIsolate", "first strong isolate"),
  "\u2069": () => t("text/invisible.popDirectionalIsolate", "pop directional isolate"),
  "\u3164": () => t("text/invisible.hangulFiller", "Hangul filler"),
  "\ufeff": () => t("text/invisible.byteOrderMark", "byte order mark"),
};

const kinds = {
  control: () => t("text/invisible.controlCharacter", "control character"),
  tag: () => t("text/invisible.tagCharacter", "tag character"),
  variation: () => t("text/invisible.variationSelector", "variation selector"),
  format: () => t("text/invisible.formatCharacter", "format character"),
};

function kindOf(code: number): keyof typeof kinds {
  if (code < 0xa0) return "control";
  if (code >= 0xe0000 && code < 0xe0100) return "tag";
  return (code >= 0xfe00 && code <= 0xfe0f) || code >= 0xe0100 ? "variation" : "format";
}

function nameOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const name = (names[char] ?? kinds[kindOf(code)])();
  return t("text/invisible.character", "U+{code} ({name})", {
    code: code.toString(16).toUpperCase().padStart(4, "0"),
    name,
  });
}

export default defineRule({
  name: "text/invisible",
  summary: "Disallow unneeded invisible characters",
  severity: "warning",
  fixable: "safe",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Allowed characters as code points, such as `U+200B`",
    },
  },
  messages: {
    found: (d: { char: string; more: number }) =>
      t("text/invisible.found", "Invisible character {char}{more}. Remove the character.", {
        char: nameOf(d.char),
        more: morePlaces(d.more),
      }),
    reorders: (d: { char: string; more: number }) =>
      t("text/invisible.reorders", "Text is shown in the wrong order because of {char}{more}. Remove the character.", {
        char: nameOf(d.char),
        more: morePlaces(d.more),
      }),
    breaks: (d: { char: string; more: number }) =>
      t("text/invisible.breaks", "Browsers show {char} as nothing or as a box{more}. Use a space or a newline.", {
        char: nameOf(d.char),
        more: morePlaces(d.more),
      }),
  },

  source(article, { options, report }) {
    const { text } = article;
    const first = text.slice(1).search(invisible);
    if (first === -1) return;
    const unread = nonProseRanges(article);
    const rightToLeft = hasRightToLeft.test(text);
    const allowed = new Set(options.allow.map((code) => String.fromCodePoint(codeOf(code))));
    /** By character; tags and variation selectors, of which there are hundreds, by kind. */
    const places = new Map<string, Found>();
    for (const { 0: char, index } of text.matchAll(new RegExp(invisible, "g"))) {
      if (index === 0 && char === "\ufeff") continue;
      if (allowed.has(char) || isWithin(unread, index)) continue;
      const around = { before: lastOf(text, index), after: firstOf(text, index + char.length) };
      if (char.length > 1 && flag.test(text.slice(Math.max(0, index - 20), index))) continue;
      if (isNeeded(char, around, rightToLeft) || isMisread(text, index)) continue;
      if (article.body.language === "markdown" && char === "\u200b" && /[*_~`]/.test(around.before + around.after))
        continue;
      const kind = char.length > 1 ? kindOf(char.codePointAt(0) ?? 0) : char;
      const found = places.get(kind) ?? { char, at: [], isPlain: true };
      places.set(kind, found);
      found.at.push({ start: index, end: index + char.length });
      if (!isPlain(char, around, article, index)) found.isPlain = false;
    }
    for (const { char, at, isPlain } of places.values()) {
      const [start] = at;
      if (!start) continue;
      const id = /[\u202a-\u202e\u2066-\u2069]/.test(char) ? "reorders" : separators.test(char) ? "breaks" : "found";
      // Many of them mark the places where lines may break.
      const isDeliberate = char === "\u200b" && at.length > 3;
      report(id, { at: start, data: { char, more: at.length - 1 }, fix: remove(char, at, isPlain && !isDeliberate) });
    }
  },
});

interface Found {
  readonly char: string;
  readonly at: Range[];
  /** Whether removing all of them changes nothing that a reader could see. */
  isPlain: boolean;
}
interface Around {
  readonly before: string;
  readonly after: string;
}

/** Without parentheses, since the name of the character is already in parentheses. */
function morePlaces(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("text/invisible.morePlace", ", also in 1 more place")
    : t("text/invisible.morePlaces", ", also in {more} more places", { more });
}

const codeOf = (written: string): number => {
  const code = Number.parseInt(written.replace(/^U\+/i, ""), 16);
  return code >= 0 && code <= 0x10ffff ? code : 0;
};

/** A flag of a region is a black flag and up to seven tags. */
const flag = /\ud83c\udff4(?:\udb40[\udc20-\udc7e])*$/;

/** Characters that separate words or lines: the fix puts a space in their place. */
const separators = /[\u000b\u000c\u0085\u2028\u2029]/;

const hasRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Scripts that join letters and need characters to control joining: Unicode 16, section 23.2. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Thaana}\p{Script=Hebrew}]/u;

/** Scripts that are written without spaces and mark possible line breaks with U+200B. */
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u;

/** Whether the character is needed here. For emoji, see https://www.unicode.org/reports/tr51/. */
function isNeeded(char: string, { before, after }: Around, rightToLeft: boolean): boolean {
  switch (char) {
    case "\u200d":
      return (
        (/[\ufe0f\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(before) &&
          /\p{Extended_Pictographic}/u.test(after)) ||
        joining.test(before)
      );
    case "\u200c":
      return joining.test(before);
    case "\u200b":
      return unspaced.test(before) || unspaced.test(after);
    case "\u00ad":
      return /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(before) && /\p{L}/u.test(after);
    case "\u202d":
    case "\u202e":
      return false;
    case "\u180e":
      return /\p{Script=Mongolian}/u.test(before);
    case "\u3164":
      return /\p{Script=Hangul}/u.test(before + after);
  }
  if (/[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/.test(char)) return rightToLeft;
  // C1 controls after Latin-1 letters are UTF-8 that was decoded wrongly: text/mojibake reports them.
  if (/[\u0080-\u009f]/.test(char)) return /[\u0080-\u00f4]/.test(before);
  const code = char.codePointAt(0) ?? 0;
  // They select a form of the preceding character. After a word or a space, the emoji was lost.
  if (code === 0xfe0e || code === 0xfe0f) return /[\p{Emoji}\p{S}\p{P}]/u.test(before);
  if (code >= 0xfe00 && code < 0xfe0e) return before !== "" && !/[\s\w]/.test(before);
  if (code >= 0xe0100) return /\p{Script=Han}/u.test(before);
  return false;
}

const follows = `[\\u0080-\\u00bf${windows1252}]`;
const misread = new RegExp(
  `[\\u00c2-\\u00df]${follows}|[\\u00e0-\\u00ef]${follows}{2}|[\\u00f0-\\u00f4]${follows}{3}`,
  "g",
);

/** Whether it is a byte of a UTF-8 character that was read as Latin-1: text/mojibake reports that. */
function isMisread(text: string, index: number): boolean {
  if (!/[\u0080-\u00ad]/.test(text[index] ?? "")) return false;
  const from = Math.max(0, index - 3);
  for (const { 0: found, index: at } of text.slice(from, index + 4).matchAll(misread))
    if (from + at < index && index < from + at + found.length) return true;
  return false;
}

/** Whether the text looks the same without it: within a word, and where a line can break next to it anyway. */
function isPlain(char: string, { before, after }: Around, { body, frontMatter }: Article, index: number): boolean {
  if (separators.test(char) || char === "\u00ad" || /[\u202a-\u202e\u2066-\u2069]/.test(char)) return false;
  // Screen readers say them: "f of x", "a times b".
  if (/[\u2061-\u2064]/.test(char)) return false;
  const wide = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/;
  const word = /[\p{L}\p{N}\u3000-\u303f\uff00-\uffef]/u;
  const inHtml = body.language === "html" && index >= body.range.start;
  // The quotes around a value, such as the title.
  const inValue = frontMatter !== undefined && index < frontMatter.range.end;
  const edge = (neighbor: string) =>
    word.test(neighbor) || (inHtml && /[<>]/.test(neighbor)) || (inValue && /["']/.test(neighbor));
  if (!edge(before) || !edge(after)) return false;
  return char !== "\u200b" && char !== "\u2060" ? true : wide.test(before + after);
}

function lastOf(text: string, end: number): string {
  const low = text[end - 1] ?? "";
  return /[\udc00-\udfff]/.test(low) ? text.slice(Math.max(0, end - 2), end) : low;
}
function firstOf(text: string, start: number): string {
  const code = text.codePointAt(start);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function remove(char: string, places: readonly Range[], isPlain: boolean): Fix {
  const text = separators.test(char) ? " " : "";
  return {
    title: text
      ? t("text/invisible.fix.replace", "Replace with a space")
      : t("text/invisible.fix.remove", "Remove the invisible character"),
    safety: isPlain ? "safe" : "unsafe",
    changes: ["text"],
    edits: places.map((range) => ({ range, text })),
  };
}
