/**
 * Words in the user's language. Code says what it says in English, tagged with `say`; a catalog of another language has
 * the same words by the English ones. Without a catalog, which is the rule, nothing is looked up.
 */

/** The languages that stet speaks, by their names in BCP 47. */
export type Locale = "en" | "zh-CN";

/** Words by the English ones, in which `{0}`, `{1}` stand for what is put in, in that order. */
export type Catalog = Readonly<Record<string, string>>;

let current: Locale = "en";
let catalog: Catalog | undefined;
/** The text before each value, the value's number, and the text behind the last. */
let templates = new WeakMap<TemplateStringsArray, Template | undefined>();

interface Template {
  readonly parts: readonly { readonly text: string; readonly value: number }[];
  readonly end: string;
}

/** From now on this thread speaks so. `words`: `undefined` for English. */
export function speak(locale: Locale, words: Catalog | undefined): void {
  current = locale;
  catalog = words;
  templates = new WeakMap();
}

/** What this thread speaks. */
export const spoken = (): Locale => current;

/** The key under which catalogs have these words. */
export const keyOf = (strings: readonly string[]): string =>
  strings.reduce((key, text, at) => `${key}{${at - 1}}${text}`);

/** A text in the user's language: say`the picture is ${size}`. What no catalog has is said in English. */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (catalog) {
    if (!templates.has(strings)) templates.set(strings, templateOf(catalog[keyOf(strings)]));
    const template = templates.get(strings);
    if (template) {
      const whole = template.parts.reduce(
        (done, { text, value }) => joined(joined(done, text), `${values[value]}`),
        "",
      );
      return joined(whole, template.end);
    }
  }
  let text = strings[0] ?? "";
  for (let at = 0; at < values.length; at++) text += values[at] + (strings[at + 1] ?? "");
  return text;
}

/**
 * What is put in may be a word of either script: Chinese has a blank between an ideograph and what is ASCII, but in dates
 * (`2026年11月`).
 */
function joined(before: string, behind: string): string {
  const seam = `${before.slice(-1)}${behind.slice(0, 1)}`;
  const isApart = /[\u4e00-\u9fff][!-~]|[!-~][\u4e00-\u9fff]/.test(seam) && !/\d[年月日]|[年月日]\d/.test(seam);
  return isApart ? `${before} ${behind}` : before + behind;
}

/** For texts that are written down before the language is known, such as the summary of a rule. */
export const translated = (text: string): string =>
  (catalog && Object.hasOwn(catalog, text) ? catalog[text] : undefined) ?? text;

function templateOf(words: string | undefined): Template | undefined {
  if (words === undefined) return undefined;
  const pieces = words.split(/\{(\d+)\}/);
  const parts: { text: string; value: number }[] = [];
  for (let at = 0; at + 1 < pieces.length; at += 2)
    parts.push({ text: pieces[at] ?? "", value: Number(pieces[at + 1]) });
  return { parts, end: pieces.at(-1) ?? "" };
}
