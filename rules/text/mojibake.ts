import {
  type Article,
  cut,
  defineRule,
  type Edit,
  type Fix,
  isWithin,
  type Range,
  t,
  windows1252,
  wordless,
} from "../../src/rule.js";

/** A stretch of text that was read in the wrong encoding, and what it meant if that can be told. */
interface Misread {
  readonly at: Range;
  readonly encoding: () => string;
  readonly meant: string | undefined;
}

export default defineRule({
  name: "text/mojibake",
  summary: "No text was read in the wrong encoding, and no character was lost in conversion",
  severity: "warning",
  presets: { accessibility: "warning" },
  fixable: "safe",
  messages: {
    lost: (d: { found: string; more: number }) =>
      t(
        "text/mojibake.lost",
        "{found} stands for characters that were lost in conversion{more}: restore them from the source",
        { found: d.found, more: also(d.more) },
      ),
    memory: (d: { found: string; more: number }) =>
      t(
        "text/mojibake.memory",
        '"{found}" is memory that was never written to{more}: restore the text from the source',
        { found: d.found, more: also(d.more) },
      ),
    mark: (d: { more: number }) =>
      t("text/mojibake.mark", '"ï»¿" is a byte order mark that was read as Latin-1{more}: remove it', {
        more: also(d.more),
      }),
    misread: (d: { found: string; encoding: () => string; meant: string; more: number }) =>
      t("text/mojibake.misread", '"{found}" is {encoding}{more}: write "{meant}"', {
        found: d.found,
        encoding: d.encoding(),
        more: also(d.more),
        meant: d.meant,
      }),
    garbled: (d: { found: string; encoding: () => string; more: number }) =>
      t(
        "text/mojibake.garbled",
        '"{found}" is {encoding}, and characters were lost{more}: restore the text from the source',
        { found: d.found, encoding: d.encoding(), more: also(d.more) },
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!suspicious.test(text) && gbkGroups(text).length === 0) return;
    const unread = wordless(article);
    const isRead = ({ start }: Range) => !isWithin(unread, start);

    const misread = [...latin(text), ...gbk(text)].filter(({ at }) => isRead(at));
    const repairable = misread.filter(({ meant }) => meant !== undefined);
    const [first] = repairable;
    if (first) {
      const { at, encoding, meant = "" } = first;
      const found = text.slice(at.start, at.end);
      const fix = repair(repairable, article);
      const more = repairable.length - 1;
      if (meant === "") report("mark", { at, data: { more }, fix });
      else report("misread", { at, data: { found: cut(found, 30), encoding, meant: cut(meant, 30), more }, fix });
    }
    const garbled = misread.filter(({ meant }) => meant === undefined);
    const [worst] = garbled;
    if (worst) {
      const found = cut(text.slice(worst.at.start, worst.at.end), 30);
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
          found: found[0] === "\ufffd" ? "U+FFFD" : t("common.quoted", '"{dotted}"', { dotted: cut(found, 30) }),
          more: lost.length - 1,
        },
      });
    }
    // 0xCC and 0xCD, which Visual C++ fills memory with, read as GBK. Three are an exclamation about hot food.
    const memory = marks(/烫{4,}|屯{4,}/g);
    if (memory[0])
      report("memory", {
        at: memory[0],
        data: { found: cut(text.slice(memory[0].start, memory[0].end), 30), more: memory.length - 1 },
      });
  },
});

function also(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and so in 1 more place)")
    : t("common.morePlaces", " (and so in {more} more places)", { more });
}

/** An article about the matter quotes it, or names it first: `“锟斤拷”`, `U+FFFD �`. */
const isQuoted = (text: string, { start, end }: Range): boolean =>
  (/["'“‘「『《(（]/.test(text[start - 1] ?? "") && /["'”’」』》)）]/.test(text[end] ?? "")) ||
  /U\+FFFD[`*_"'”’)）]*[\s(（]*$/i.test(text.slice(Math.max(0, start - 20), start));

/** What any of the patterns for Latin-1 and for lost characters begins with. */
const suspicious = /[\ufffdÂÃÄÅÎÏÐÑâãäåæçèéìíîïðÖÓÒ]|锟斤|烫烫烫烫|屯屯屯屯/;

const latin1 = () => t("text/mojibake.utfReadLatin", "UTF-8 that was read as Latin-1");
const asGbk = () => t("text/mojibake.utfReadGbk", "UTF-8 that was read as GBK");
const gbkAsLatin1 = () => t("text/mojibake.gbkReadLatin", "GBK that was read as Latin-1");

const follows = `\\u0080-\\u00bf${windows1252}`;
const utf8InLatin = new RegExp(
  `(?:[\\u00c2-\\u00df][${follows}]|[\\u00e0-\\u00ef][${follows}]{2}|[\\u00f0-\\u00f4][${follows}]{3})+`,
  "g",
);

/** Beginnings that no language has: of `’`, `，`, `。` and of pictures of faces. */
const neverReal = /â€|â\u0080|ã€|ã\u0080|ï¼|ï»¿|ðŸ|ð\u009f/;

/** Two bytes, each a letter of Latin, Greek or Cyrillic: the others were read wrongly more seldom than written. */
const letterPair = new RegExp(`^[ÂÃÄÅÎÏÐÑ][${follows}]`);

/** UTF-8 or GBK, read as Latin-1 or Windows-1252. */
function latin(text: string): Misread[] {
  const found: (Misread & { readonly certain: boolean })[] = [];
  for (const { 0: run, index } of text.matchAll(utf8InLatin)) {
    const decoded = decode(run);
    if (decoded === undefined || decoded.includes("\ufffd")) continue;
    // In a word of small letters a capital before a sign is nobody's spelling. `“AMANHÃ”` and `passé…”` are.
    const before = text[index - 1] ?? "";
    const after = text[index + run.length] ?? "";
    const inWord = letterPair.test(run) && (/[a-z]/.test(before + after) || /^\d[ÂÃ]/.test(before + run));
    const certain = inWord || neverReal.test(run) || (run.length >= 6 && [...decoded].length >= 2);
    const at = { start: index, end: index + run.length };
    found.push({ at, encoding: latin1, meant: decoded.replaceAll("\ufeff", ""), certain });
  }
  // Where some of it certainly is, so is what else can be.
  const utf8 = found.some(({ certain }) => certain) ? found : [];
  return utf8.length > 0 ? utf8 : gbkInLatin(text);
}

const encoder = new TextEncoder();

/** The bytes as they were, decoded strictly; `undefined` if they are not UTF-8. */
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
 * Characters of GB 2312's first level (rows 0xB0 to 0xD7) and its punctuation, at least three, with a sign among them:
 * `ÖÐ¹úÈË`. No language writes six accented letters and signs in a row; a list of letters has no signs.
 */
function gbkInLatin(text: string): Misread[] {
  const found: Misread[] = [];
  for (const { 0: run, index } of text.matchAll(
    /(?:[\u00b0-\u00d7][\u00a1-\u00fe]|[\u00a1\u00a3][\u00a1-\u00fe]){3,}/g,
  )) {
    if (!/[\u00a1-\u00bf]/.test(run) || !/[\u00c0-\u00d7]/.test(run)) continue;
    const meant = new TextDecoder("gbk").decode(Uint8Array.from(run, (char) => char.charCodeAt(0)));
    if (/^[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+$/.test(meant))
      found.push({ at: { start: index, end: index + run.length }, encoding: gbkAsLatin1, meant });
  }
  return found;
}

let bytes: ReadonlyMap<string, number> | undefined;
let roles: Uint8Array | undefined;

/** GBK's table turned round. */
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
 * By code unit, which of three Chinese characters of GBK, that were two in UTF-8, it can be; bits 1, 2 and 4. Every
 * Chinese article needs it, so it is made of no more of the table than these: of bytes that are all beyond ASCII, each two
 * are decoded to one code unit, a known one or U+FFFD (https://encoding.spec.whatwg.org/#gb18030-decoder).
 */
function gbkRoles(): Uint8Array {
  if (roles) return roles;
  const all = Array.from({ length: 0x80 }, (_, byte) => byte + 0x80).filter((byte) => begins(byte) || goesOn(byte));
  const pairs = new Uint8Array(all.length * all.length * 2);
  let at = 0;
  for (const lead of all)
    for (const trail of all) {
      // 0x80 is no lead.
      pairs[at++] = lead === 0x80 ? 0x81 : lead;
      pairs[at++] = trail;
    }
  const chars = new TextDecoder("gbk").decode(pairs);
  roles = new Uint8Array(0x10000);
  for (let pair = 0; pair < chars.length; pair++) {
    const lead = pairs[pair * 2] ?? 0;
    const trail = pairs[pair * 2 + 1] ?? 0;
    roles[chars.charCodeAt(pair)] = begins(lead) ? (goesOn(trail) ? 1 : 0) : begins(trail) ? 2 : 4;
  }
  roles[0xfffd] = 0;
  return roles;
}

/** UTF-8 of Chinese: a byte from 0xE3 to 0xE9, or 0xEF, and two that go on. */
const begins = (byte: number): boolean => (byte >= 0xe3 && byte <= 0xe9) || byte === 0xef;
const goesOn = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf;

/** Where four Chinese characters or more in UTF-8 can have been read as six of GBK. A table is asked, as all text is looked at. */
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

/** UTF-8 read as GBK. Of a real text, one place in a thousand million looks like the two groups that are asked for. */
function gbk(text: string): Misread[] {
  const groups = gbkGroups(text);
  if (groups.length === 0) return [];
  const bytes = gbkBytes();
  const found: Misread[] = [];
  let last = 0;
  for (const at of groups) {
    // What is lost was lost before it was read so.
    if (at.start < last || text.slice(at.start, at.end).includes("锟斤拷")) continue;
    let { start, end } = at;
    while (start > last && text.charCodeAt(start - 1) > 0x7f) start--;
    while (end < text.length && text.charCodeAt(end) > 0x7f) end++;
    last = end;
    const run = text.slice(start, end);
    const pairs = [...run].map((char) => bytes.get(char));
    const meant = pairs.every((pair) => pair !== undefined)
      ? utf8Of(Uint8Array.from(pairs.flatMap((pair = 0) => [pair >> 8, pair & 0xff])))
      : undefined;
    const whole = meant !== undefined && new TextDecoder("gbk").decode(encoder.encode(meant)) === run;
    found.push(whole ? { at: { start, end }, encoding: asGbk, meant } : { at, encoding: asGbk, meant: undefined });
  }
  return found;
}

/** Safe where nothing else in the file is beyond ASCII: then all of it was read so, and no article writes of it so. */
function repair(misread: readonly Misread[], { text }: Article): Fix {
  const edits = misread.map(({ at, meant = "" }): Edit => ({ range: at, text: meant }));
  const size = misread.reduce((sum, { at }) => sum + at.end - at.start, 0);
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  const onlyMarks = misread.every(({ meant }) => meant === "");
  const all = foreign - mark === size && (misread.length > 1 || size >= 6);
  return {
    title: t("text/mojibake.fix.decode", "decode it as what it was"),
    safety: onlyMarks || all ? "safe" : "unsafe",
    edits,
  };
}
