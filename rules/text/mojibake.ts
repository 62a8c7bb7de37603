import {
  type Article,
  defineRule,
  type Edit,
  type Fix,
  isWithin,
  nonProseRanges,
  type Range,
  t,
  truncate,
  windows1252,
} from "../../src/rule.js";

/** Text that was decoded with the wrong encoding. */
interface Misread {
  readonly at: Range;
  readonly encoding: () => string;
  /** The original text; `undefined` if it cannot be restored. */
  readonly original: string | undefined;
}

export default defineRule({
  name: "text/mojibake",
  summary: "Disallow garbled text (mojibake) and characters lost in conversion",
  severity: "warning",
  presets: { accessibility: "warning" },
  fixable: "safe",
  messages: {
    lost: (d: { found: string; more: number }) =>
      t(
        "text/mojibake.lost",
        "{found} marks characters that were lost in a conversion{more}. Retype them, or copy them from an intact version.",
        { found: d.found, more: morePlaces(d.more) },
      ),
    memory: (d: { found: string; more: number }) =>
      t(
        "text/mojibake.memory",
        '"{found}" is uninitialized memory, not the original text{more}. Retype the text, or copy it from an intact version.',
        { found: d.found, more: morePlaces(d.more) },
      ),
    mark: (d: { more: number }) =>
      t("text/mojibake.mark", 'Garbled byte order mark "ï»¿"{more}. Remove these characters.', {
        more: morePlaces(d.more),
      }),
    misread: (d: { found: string; encoding: () => string; original: string; more: number }) =>
      t("text/mojibake.misread", 'Garbled text "{found}", {encoding}{more}. Use "{original}".', {
        found: d.found,
        encoding: d.encoding(),
        more: morePlaces(d.more),
        original: d.original,
      }),
    garbled: (d: { found: string; encoding: () => string; more: number }) =>
      t(
        "text/mojibake.garbled",
        'Garbled text "{found}", {encoding}, with characters lost{more}. Retype the text, or copy it from an intact version.',
        { found: d.found, encoding: d.encoding(), more: morePlaces(d.more) },
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!suspicious.test(text) && gbkGroups(text).length === 0) return;
    const unread = nonProseRanges(article);
    const isRead = ({ start }: Range) => !isWithin(unread, start);

    const misread = [...latin(text), ...gbk(text)].filter(({ at }) => isRead(at));
    const fixable = misread.filter(({ original }) => original !== undefined);
    const [first] = fixable;
    if (first) {
      const { at, encoding, original = "" } = first;
      const found = text.slice(at.start, at.end);
      const fix = fixOf(fixable, article);
      const more = fixable.length - 1;
      if (original === "") report("mark", { at, data: { more }, fix });
      else
        report("misread", {
          at,
          data: { found: truncate(found, 30), encoding, original: truncate(original, 30), more },
          fix,
        });
    }
    const garbled = misread.filter(({ original }) => original === undefined);
    const [worst] = garbled;
    if (worst) {
      const found = truncate(text.slice(worst.at.start, worst.at.end), 30);
      report("garbled", { at: worst.at, data: { found, encoding: worst.encoding, more: garbled.length - 1 } });
    }

    const covered = misread.map(({ at }) => at).sort((a, b) => a.start - b.start);
    const marks = (pattern: RegExp): Range[] =>
      [...text.matchAll(pattern)]
        .map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
        .filter((at) => isRead(at) && !isWithin(covered, at.start) && !isQuoted(text, at));
    const lost = marks(/\ufffd+|(?:ï¿½)+|(?:锟斤拷?)+/g);
    if (lost[0]) {
      const found = text.slice(lost[0].start, lost[0].end);
      report("lost", {
        at: lost[0],
        data: {
          found: found[0] === "\ufffd" ? "U+FFFD" : t("common.quoted", '"{dotted}"', { dotted: truncate(found, 30) }),
          more: lost.length - 1,
        },
      });
    }
    // 0xCC and 0xCD, with which Visual C++ fills memory, read as GBK. Three 烫 are an exclamation about hot food.
    const memory = marks(/烫{4,}|屯{4,}/g);
    if (memory[0])
      report("memory", {
        at: memory[0],
        data: { found: truncate(text.slice(memory[0].start, memory[0].end), 30), more: memory.length - 1 },
      });
  },
});

function morePlaces(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and in 1 more place)")
    : t("common.morePlaces", " (and in {more} more places)", { more });
}

/** Whether an article about encodings quotes the characters or names them first: `“锟斤拷”`, `U+FFFD �`. */
const isQuoted = (text: string, { start, end }: Range): boolean =>
  (/["'“‘「『《(（]/.test(text[start - 1] ?? "") && /["'”’」』》)）]/.test(text[end] ?? "")) ||
  /U\+FFFD[`*_"'”’)）]*[\s(（]*$/i.test(text.slice(Math.max(0, start - 20), start));

/** The first characters of all patterns for Latin-1 and for lost characters: a quick test. */
const suspicious = /[\ufffdÂÃÄÅÎÏÐÑâãäåæçèéìíîïðÖÓÒ]|锟斤|烫烫烫烫|屯屯屯屯/;

const latin1 = () => t("text/mojibake.utf8AsLatin1", "UTF-8 read as Latin-1");
const asGbk = () => t("text/mojibake.utf8AsGbk", "UTF-8 read as GBK");
const gbkAsLatin1 = () => t("text/mojibake.gbkAsLatin1", "GBK read as Latin-1");

const follows = `\\u0080-\\u00bf${windows1252}`;
const utf8InLatin = new RegExp(
  `(?:[\\u00c2-\\u00df][${follows}]|[\\u00e0-\\u00ef][${follows}]{2}|[\\u00f0-\\u00f4][${follows}]{3})+`,
  "g",
);

/** Sequences that occur in no language: the start of a garbled `’`, `，`, `。` or emoji. */
const neverReal = /â€|â\u0080|ã€|ã\u0080|ï¼|ï»¿|ðŸ|ð\u009f/;

/** A garbled Latin, Greek or Cyrillic letter of two bytes. Other pairs are more often real text than garbled text. */
const letterPair = new RegExp(`^[ÂÃÄÅÎÏÐÑ][${follows}]`);

/** UTF-8 or GBK, read as Latin-1 or Windows-1252. */
function latin(text: string): Misread[] {
  const found: (Misread & { readonly certain: boolean })[] = [];
  for (const { 0: run, index } of text.matchAll(utf8InLatin)) {
    const decoded = decode(run);
    if (decoded === undefined || decoded.includes("\ufffd")) continue;
    // In a lowercase word, no language has a capital letter before a symbol. `“AMANHÃ”` and `passé…”` are real text.
    const before = text[index - 1] ?? "";
    const after = text[index + run.length] ?? "";
    const inWord = letterPair.test(run) && (/[a-z]/.test(before + after) || /^\d[ÂÃ]/.test(before + run));
    const certain = inWord || neverReal.test(run) || (run.length >= 6 && [...decoded].length >= 2);
    const at = { start: index, end: index + run.length };
    found.push({ at, encoding: latin1, original: decoded.replaceAll("\ufeff", ""), certain });
  }
  // If some of the text is certainly garbled, everything that can be garbled is.
  const utf8 = found.some(({ certain }) => certain) ? found : [];
  return utf8.length > 0 ? utf8 : gbkInLatin(text);
}

const encoder = new TextEncoder();

/** The original bytes, decoded strictly as UTF-8; `undefined` if they are not UTF-8. */
function decode(run: string): string | undefined {
  const bytes = Uint8Array.from(run, (char) => {
    const special = windows1252.indexOf(char);
    return special >= 0 ? 0x80 + special : char.charCodeAt(0);
  });
  return utf8Of(bytes);
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * At least three characters of GB 2312's first level (rows 0xB0 to 0xD7) or its punctuation, with a symbol among their
 * bytes: `ÖÐ¹úÈË`. No language has six accented letters and symbols in a row, and a list of letters has no symbols.
 */
function gbkInLatin(text: string): Misread[] {
  const found: Misread[] = [];
  for (const { 0: run, index } of text.matchAll(
    /(?:[\u00b0-\u00d7][\u00a1-\u00fe]|[\u00a1\u00a3][\u00a1-\u00fe]){3,}/g,
  )) {
    if (!/[\u00a1-\u00bf]/.test(run) || !/[\u00c0-\u00d7]/.test(run)) continue;
    const original = new TextDecoder("gbk").decode(Uint8Array.from(run, (char) => char.charCodeAt(0)));
    if (/^[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+$/.test(original))
      found.push({ at: { start: index, end: index + run.length }, encoding: gbkAsLatin1, original });
  }
  return found;
}

let bytes: ReadonlyMap<string, number> | undefined;
let roles: Uint8Array | undefined;

/** The encoding table of GBK: the two bytes of each character. */
function gbkBytes(): ReadonlyMap<string, number> {
  if (bytes) return bytes;
  const written: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) written.push(lead, trail, 0x0a);
  const chars = new TextDecoder("gbk").decode(Uint8Array.from(written)).split("\n");
  bytes = new Map(
    chars.flatMap((char, index) => {
      const pair = ((written[index * 3] ?? 0) << 8) | (written[index * 3 + 1] ?? 0);
      return char.length === 1 && char !== "\ufffd" ? [[char, pair]] : [];
    }),
  );
  return bytes;
}

/**
 * Two Chinese characters in UTF-8 (six bytes) read as GBK are three characters. This table holds, by code unit, which of
 * the three it can be (bits 1, 2 and 4). Every Chinese article needs it, so it is built only from the byte pairs that can
 * occur: two bytes beyond ASCII decode to one code unit, known or U+FFFD
 * (https://encoding.spec.whatwg.org/#gb18030-decoder).
 */
function gbkRoles(): Uint8Array {
  if (roles) return roles;
  const all = Array.from({ length: 0x80 }, (_, byte) => byte + 0x80).filter((byte) => isLead(byte) || isTrail(byte));
  const pairs = new Uint8Array(all.length * all.length * 2);
  let at = 0;
  for (const lead of all)
    for (const trail of all) {
      // 0x80 is not a lead byte.
      pairs[at++] = lead === 0x80 ? 0x81 : lead;
      pairs[at++] = trail;
    }
  const chars = new TextDecoder("gbk").decode(pairs);
  roles = new Uint8Array(0x10000);
  for (let pair = 0; pair < chars.length; pair++) {
    const lead = pairs[pair * 2] ?? 0;
    const trail = pairs[pair * 2 + 1] ?? 0;
    roles[chars.charCodeAt(pair)] = isLead(lead) ? (isTrail(trail) ? 1 : 0) : isLead(trail) ? 2 : 4;
  }
  roles[0xfffd] = 0;
  return roles;
}

/** A Chinese character in UTF-8 is a byte from 0xE3 to 0xE9, or 0xEF, and two continuation bytes. */
const isLead = (byte: number): boolean => (byte >= 0xe3 && byte <= 0xe9) || byte === 0xef;
const isTrail = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf;

/** Where at least four Chinese characters in UTF-8 may have been read as six of GBK. Uses a table, since it scans all text. */
function gbkGroups(text: string): Range[] {
  if (!/[\u4e00-\u9fff]{2}/.test(text)) return [];
  const roles = gbkRoles();
  const role = (at: number): number => roles[text.charCodeAt(at)] ?? 0;
  const groups: Range[] = [];
  for (let at = 0; at + 6 <= text.length; at++) {
    let end = at;
    while (role(end) === 1 && role(end + 1) === 2 && role(end + 2) === 4) end += 3;
    if (end - at < 6) continue;
    groups.push({ start: at, end });
    at = end - 1;
  }
  return groups;
}

/** UTF-8 read as GBK. In real text, about one place in a billion looks like the two groups that are required. */
function gbk(text: string): Misread[] {
  const groups = gbkGroups(text);
  if (groups.length === 0) return [];
  const bytes = gbkBytes();
  const found: Misread[] = [];
  let last = 0;
  for (const at of groups) {
    // Lost characters cannot be restored by decoding: the characters were lost before.
    if (at.start < last || text.slice(at.start, at.end).includes("锟斤拷")) continue;
    let { start, end } = at;
    while (start > last && text.charCodeAt(start - 1) > 0x7f) start--;
    while (end < text.length && text.charCodeAt(end) > 0x7f) end++;
    last = end;
    const run = text.slice(start, end);
    const pairs = [...run].map((char) => bytes.get(char));
    const original = pairs.every((pair) => pair !== undefined)
      ? utf8Of(Uint8Array.from(pairs.flatMap((pair = 0) => [pair >> 8, pair & 0xff])))
      : undefined;
    const isWhole = original !== undefined && new TextDecoder("gbk").decode(encoder.encode(original)) === run;
    found.push(
      isWhole ? { at: { start, end }, encoding: asGbk, original } : { at, encoding: asGbk, original: undefined },
    );
  }
  return found;
}

/** Safe if the file has no other characters beyond ASCII: then all of it is garbled, and not quoted on purpose. */
function fixOf(misread: readonly Misread[], { text }: Article): Fix {
  const edits = misread.map(({ at, original = "" }): Edit => ({ range: at, text: original }));
  const size = misread.reduce((sum, { at }) => sum + at.end - at.start, 0);
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  const onlyMarks = misread.every(({ original }) => original === "");
  const all = foreign - mark === size && (misread.length > 1 || size >= 6);
  return {
    title: t("text/mojibake.fix.decode", "Restore the original characters"),
    safety: onlyMarks || all ? "safe" : "unsafe",
    changes: ["text", "attributes"],
    edits,
  };
}
