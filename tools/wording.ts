/**
 * Patterns for wording that stet's messages and docs must not contain. The glossary with the reasons is
 * docs/writing.md.
 */

export interface WordingRule {
  readonly pattern: RegExp;
  /** What to write instead. */
  readonly instead: string;
}

/** For English texts: messages, help, docs. */
export const english: readonly WordingRule[] = [
  { pattern: /\bpictures?\b/i, instead: "image" },
  { pattern: /\bblanks\b|\bblank\b(?! lines?\b)/i, instead: "space, whitespace; only a line is blank" },
  { pattern: /\brepair(?:s|ed|ing)?\b|\bmend(?:s|ed|ing)?\b/i, instead: "fix" },
  { pattern: /\bfindings?\b/i, instead: "violation" },
  { pattern: /\b(?:stands?|stood|standing)\b(?! for| in for)/i, instead: "is, appears" },
  { pattern: /(?<!\bthere )\b(?:is|are) no\b(?! longer\b)/i, instead: "is not a, does not exist" },
  { pattern: /\bask(?:s|ed|ing)?\b/i, instead: "request, send a request" },
  { pattern: /\btell(?:s|ing)?\b|\btold\b/i, instead: "report, say which" },
  { pattern: /\bbehind\b/i, instead: "after" },
  { pattern: /\bbeside\b/i, instead: "next to, besides" },
  { pattern: /\bbeliev(?:e|es|ed|ing)\b/i, instead: "trust" },
  { pattern: /\bwithout a word\b/i, instead: "silently" },
  { pattern: /\bparted\b/i, instead: "separated" },
  { pattern: /\bthe very\b|\bthe like\b|\bof its own\b|\bis meant\b|\bmerely\b/i, instead: "a plain word" },
  { pattern: /\bwhole numbers?\b/i, instead: "integer" },
  { pattern: /\bwrong use\b/i, instead: "invalid usage" },
  { pattern: /\b(?:file )?endings\b/i, instead: "file extensions" },
  {
    pattern: /\bfullwidth\b|\bmisspelt\b|\bnormalis|\btime-outs?\b|\bcheck sum\b|\bsub folder\b|\blicence\b|\bcolour/i,
    instead: "full-width, misspelled, normaliz…, timeout, checksum, subfolder, license, color",
  },
  { pattern: /\d %/, instead: "80%" },
  {
    pattern: /\b(?:write|keep|name|correct) (?:it so|one|it)(?:[.,;]|$)/i,
    instead: "repeat the noun and show an example",
  },
];

/** For Chinese texts. */
export const chinese: readonly WordingRule[] = [
  { pattern: /您/, instead: "你，或省略" },
  { pattern: /违规/, instead: "问题" },
  { pattern: /通配符/, instead: "glob" },
  { pattern: /没有结束|没有关闭/, instead: "未闭合" },
  { pattern: /分份|各份/, instead: "分片" },
  { pattern: /[\d…] %/, instead: "80%" },
  { pattern: /：(?= )/, instead: "全角冒号后不加空格" },
  { pattern: /是不是想|是不是“/, instead: "是否应为“X”？" },
  { pattern: /(?<!互联网)档案馆/, instead: "互联网档案馆" },
  { pattern: /告诉读者|听众/, instead: "屏幕阅读器、读者……" },
  { pattern: /请(?!求).*请(?!求)/, instead: "每条最多一个“请”" },
  { pattern: /。$/, instead: "消息不带句号" },
];

/** The maximum length of a message in characters, without inserted values. */
export const longest = { english: 160, chinese: 70 } as const;

/** Messages that may be longer: lists of names that users type, and descriptions of configuration keys. */
export const mayBeLong = (id: string): boolean =>
  /^(?:options\.(?:format|preset)|config\.schema\..*|cli\.format\.contract)$/.test(id);

/** Sentences in a document, which end with a period in Chinese too. */
export const isProse = (id: string): boolean => id.startsWith("report.markdown.");

/** The text without placeholders, quoted values and code, in which any word may appear. */
export const prose = (text: string): string =>
  text
    .replace(/\{[A-Za-z]\w*\}/g, "…")
    .replace(/`[^`]*`/g, "``")
    .replace(/<[^<>]*>/g, "<>");

/** The faults of a text: one line for each rule that it breaks. */
export const faults = (text: string, rules: readonly WordingRule[]): string[] =>
  rules.flatMap(({ pattern, instead }) => {
    const [found] = pattern.exec(prose(text)) ?? [];
    return found === undefined ? [] : [`"${found}" -> ${instead}`];
  });

export interface WordingProblem {
  readonly id: string;
  readonly text: string;
  readonly problem: string;
}

/** All messages, English and Chinese, that break the style guide. */
export function wordingProblems(
  messages: readonly { readonly id: string; readonly text: string }[],
  translations: Readonly<Record<string, string>>,
): WordingProblem[] {
  return [...new Map(messages.map(({ id, text }) => [id, text]))].flatMap(([id, text]) => {
    const translation = translations[id] ?? "";
    const check = (one: string, rules: readonly WordingRule[], most: number): WordingProblem[] => {
      const long = prose(one).length > most && !mayBeLong(id) ? [`longer than ${most} characters`] : [];
      return [...faults(one, rules), ...long].map((problem) => ({ id, text: one, problem }));
    };
    const rules = isProse(id) ? chinese.filter(({ pattern }) => !pattern.test("。")) : chinese;
    return [...check(text, english, longest.english), ...check(translation, rules, longest.chinese)];
  });
}
