/**
 * Messages in the user's language. The English text is in the code, with an id that never changes. Catalogs of other
 * languages have their texts under the same ids, so the wording of each can change independently.
 */

/** The supported languages, as BCP 47 tags. */
export type Locale = "en" | "zh-CN";

/** Texts by message id, with the placeholders of the English text: `{name}`. */
export type MessageCatalog = Readonly<Record<string, string>>;

/** The names of the placeholders in a text, so that the compiler requires a value for each. */
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

// Module state: every message depends on it, and it is set once, before the first message.
let locale: Locale = "en";
let catalog: MessageCatalog | undefined;
/** By text. The number of messages in the code limits the size. */
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
 *
 * @param id stable and unique. Messages without a translation are shown in English.
 * @param text the English text. `{name}` is replaced by the value with that name.
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

/** Translates a text that is data in the code, such as the summary of a rule. */
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
 * Values may be Chinese or ASCII. Chinese style puts a space between an ideograph and ASCII, except in dates
 * (`2026年11月`).
 */
function joined(before: string, after: string): string {
  const seam = `${before.slice(-1)}${after.slice(0, 1)}`;
  const needsSpace = /[\u4e00-\u9fff][!-~]|[!-~][\u4e00-\u9fff]/.test(seam) && !/\d[年月日]|[年月日]\d/.test(seam);
  return needsSpace ? `${before} ${after}` : before + after;
}
