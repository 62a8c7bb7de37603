/** Compares values of two pages. */

/** What nobody knows without running the site: the result of an expression, or what a component shows. */
export const anything = "\uFFFC";

const decoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURI(bytes);
    } catch {
      return bytes;
    }
  });

/** An id or a URL. `%E6%B8%A1` is `渡`. */
export const comparable = (text: string): string => decoded(text).replaceAll("%22", '"');

/** Text that a typographer may have changed, or have written as a character reference in alternative text. */
export const typed = (text: string | null): string =>
  (text ?? "")
    .replace(/&#x27;|&[lr]squo;|[‘’]/g, "'")
    .replace(/&[lr]dquo;|[“”]/g, '"')
    .replace(/-{2,3}|[–—]/g, "—")
    .replace(/\.\.\.|…/g, "…");

export const plain = (value: unknown): string => JSON.stringify(value, (_, part) => (part === "" ? null : part));

const emoji = String.raw`[\p{Emoji_Presentation}\p{Extended_Pictographic}]\ufe0f?`;

/** Whether what stet reads is what was recorded. A shortcode such as `:ship:` may be shown as an emoji. */
export function agrees(is: unknown, was: unknown): boolean {
  const [one, other] = [plain(is), plain(was)];
  if (one === other) return true;
  if (!/\uFFFC|:[\w+-]+:/.test(one)) return false;
  const pattern = one
    .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replaceAll(`"${anything}"`, '(?:null|"[^"]*")')
    .replace(/(?:\\\\n)*[ ]?\uFFFC[ ]?(?:\\\\n)*/g, "[^]*?")
    .replace(/:[\w\\+-]+:/g, (name) => `(?:${name}|${emoji})`);
  return new RegExp(`^${pattern}$`, "u").test(other);
}
