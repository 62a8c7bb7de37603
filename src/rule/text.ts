/** How messages show values, names and lists of them. */
import { t } from "../platform/i18n.js";

/**
 * The characters that Windows-1252, and so HTML in character references, has for U+0080 to U+009F:
 * https://encoding.spec.whatwg.org/#windows-1252. Not from `TextDecoder`: some versions of Node decode it as Latin-1.
 */
export const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Shortens a value for a message: if it is longer than `most`, the middle is left out. */
export function truncate(text: string, most = 72): string {
  if (text.length <= most) return text;
  const tail = Math.floor(most / 3);
  const head = text.slice(0, most - tail - 1).replace(/[\ud800-\udbff]$/, "");
  return `${head}…${text.slice(-tail).replace(/^[\udc00-\udfff]/, "")}`;
}

/** `"a" or "b"`: the names that an author may have meant. */
export function alternatives(names: readonly string[]): string {
  return names
    .map((name) => t("common.quoted", '"{dotted}"', { dotted: truncate(name) }))
    .reduce((before, name) => t("rule.or", "{before} or {name}", { before, name }));
}

/** `a, b or c`, without quotes. */
export function joinWithOr(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? last
    : t("rule.or", "{before} or {name}", { before: names.slice(0, -1).join(t("rule.comma", ", ")), name: last });
}

/** Quoted names for a message: at most two, then the number of others. */
export function formatNames(paths: readonly string[]): string {
  const [first = "", second] = paths
    .slice(0, 2)
    .map((path) => t("common.quoted", '"{dotted}"', { dotted: truncate(path) }));
  if (second === undefined) return first;
  return paths.length === 2
    ? t("rule.and", "{first} and {second}", { first, second })
    : t("rule.more", "{first}, {second} and {count} more", { first, second, count: paths.length - 2 });
}

/** `640 B`, `4 KB`, `2.4 MB`: with the units of 1,000 that browsers and file managers show. */
export function formatBytes(bytes: number): string {
  const [value, unit] = bytes < 1000 ? [bytes, "B"] : bytes < 999_500 ? [bytes / 1000, "KB"] : [bytes / 1e6, "MB"];
  const digits = value < 10 && unit !== "B" ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${unit}`;
}
