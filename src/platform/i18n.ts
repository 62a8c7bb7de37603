/**
 * Messages in the user's language. The English text is in the code, next to an id that never changes; a catalog of
 * another language has its texts under the same ids. So the wording of either is free to change.
 */

/** The languages of stet, by their BCP 47 tags. */
export type Locale = "en" | "zh-CN";

/** Texts by message id, with the English text's placeholders: `{name}`. */
export type MessageCatalog = Readonly<Record<string, string>>;

/** The names of the placeholders in a text, so that the compiler requires each value. */
type PlaceholderIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}${" " | "{" | ":" | '"'}${string}` | "" ? never : Name) | PlaceholderIn<Rest>
  : never;
type ValuesFor<Text extends string> = [PlaceholderIn<Text>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderIn<Text>, string | number>>];

interface Template {
  readonly parts: readonly { readonly text: string; readonly name: string }[];
  /** The text after the last placeholder. */
  readonly end: string;
}

// State of the module: every message depends on it, and it is set once, before the first message.
let locale: Locale = "en";
let catalog: MessageCatalog | undefined;
/** By text. There are as many as messages in the code, so the map needs no bound. */
const templates = new Map<string, Template>();

/** Sets the language of this thread. `messages`: `undefined` for English. */
export function setLocale(name: Locale, messages: MessageCatalog | undefined): void {
  locale = name;
  catalog = messages;
}

/** The language of this thread. */
export const currentLocale = (): Locale => locale;

/**
 * A message in the user's language: `t("image/alt.missing", "Image {name} has no alt text.", { name })`.
 * @param id stable and unique; what no catalog has is shown in English
 * @param text the English text; `{name}` is replaced by the value of that name
 */
export function t<const Text extends string>(id: string, text: Text, ...values: ValuesFor<Text>): string {
  const translation = catalog?.[id];
  const given = values[0] as Readonly<Record<string, string | number>> | undefined;
  if (given === undefined) return translation ?? text;
  if (translation === undefined) return filled(text, given);
  const { parts, end } = templateOf(translation);
  let whole = "";
  for (const { text: before, name } of parts) whole = joined(joined(whole, before), `${given[name]}`);
  return joined(whole, end);
}

/** For texts that are data in the code, such as the summary of a rule. */
export const translate = (id: string, text: string): string =>
  (catalog && Object.hasOwn(catalog, id) ? catalog[id] : undefined) ?? text;

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  const { parts, end } = templateOf(text);
  let whole = "";
  for (const { text: before, name } of parts) whole += `${before}${values[name]}`;
  return whole + end;
}

function templateOf(text: string): Template {
  let template = templates.get(text);
  if (!template) {
    const pieces = text.split(/\{([A-Za-z]\w*)\}/);
    const parts: { text: string; name: string }[] = [];
    for (let at = 0; at + 1 < pieces.length; at += 2)
      parts.push({ text: pieces[at] ?? "", name: pieces[at + 1] ?? "" });
    template = { parts, end: pieces.at(-1) ?? "" };
    templates.set(text, template);
  }
  return template;
}

/**
 * Values may be words of either script. Chinese puts a space between an ideograph and ASCII, except in dates
 * (`2026年11月`).
 */
function joined(before: string, after: string): string {
  const seam = `${before.slice(-1)}${after.slice(0, 1)}`;
  const needsSpace = /[\u4e00-\u9fff][!-~]|[!-~][\u4e00-\u9fff]/.test(seam) && !/\d[年月日]|[年月日]\d/.test(seam);
  return needsSpace ? `${before} ${after}` : before + after;
}
