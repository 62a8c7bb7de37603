/** Selects the user's language and loads its messages. Only languages other than English are loaded. */
import { type Locale, setLocale } from "../platform/i18n.js";

export { localeFrom, localeOf, locales } from "./choice.js";

/** Sets the language of this thread. */
export async function useLocale(locale: Locale): Promise<void> {
  setLocale(locale, locale === "zh-CN" ? (await import("./zh-CN/index.js")).catalog : undefined);
}
