/** Which language is chosen. In a module of its own, because the help is printed without the program. */
import { UserError } from "../platform/errors.js";
import { type Locale, t } from "../platform/i18n.js";

export const locales = ["en", "zh-CN"] as const satisfies readonly Locale[];

/**
 * The language of `--locale`, otherwise that of the environment: LC_ALL, LC_MESSAGES, LANG, in the order of POSIX.
 *
 * @throws UserError if stet does not support the language of `--locale`.
 */
export function localeFrom(argv: readonly string[], env: NodeJS.ProcessEnv): Locale {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const at = argv.findLastIndex((argument, index) => index < end && /^--locale(?:=|$)/.test(argument));
  if (at === -1) return localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ?? "en";
  const wanted = argv[at]?.includes("=") ? (argv[at] ?? "").slice("--locale=".length) : (argv[at + 1] ?? "");
  const locale = localeOf(wanted);
  if (!locale)
    throw new UserError(
      t("locale.unknown", 'Unknown language "{value}" for --locale.', { value: wanted }),
      t("locale.choose", "Use one of {locales}, for example --locale en.", { locales: locales.join(", ") }),
    );
  return locale;
}

/** `zh_CN.UTF-8`, `zh-Hans-SG` and `zh` are Simplified Chinese; `undefined` for an unsupported language. */
export function localeOf(name: string): Locale | undefined {
  const [, language, rest = ""] = /^([a-z]{2,3})(?:[-_]([\w-]+))?(?:[.@].*)?$/i.exec(name) ?? [];
  if (language?.toLowerCase() === "en") return "en";
  // Users of Traditional Chinese get English instead of the other script.
  if (language?.toLowerCase() === "zh" && !/hant|tw|hk|mo/i.test(rest)) return "zh-CN";
  return undefined;
}
