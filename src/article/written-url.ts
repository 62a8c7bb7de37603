/** Common mistakes in URLs and their corrections. */

/** Invisible characters that do not belong in a URL. */
export const invisibleInUrl = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** `https：／／`, as typed with a Chinese input method: the text as written, and the URL in ASCII. */
export function fullwidthScheme(url: string): { written: string; meant: string; fixed: string } | undefined {
  const written = /^https?[:：][/／]{2}/i.exec(url)?.[0];
  if (!written || !/[：／]/.test(written)) return undefined;
  const meant = written.replace("：", ":").replaceAll("／", "/");
  return { written, meant, fixed: meant + url.slice(written.length) };
}

/** `https://https://a.cn` or `http://https//a.cn`: the URL without the first scheme, and the length of that. */
export function doubledScheme(url: string): { length: number; fixed: string } | undefined {
  const [, first = "", second = ""] = /^(https?:\/\/)(https?(?::\/{0,2}|\/\/))(?=[\w-]+\.\w)/i.exec(url) ?? [];
  if (first === "") return undefined;
  return { length: first.length, fixed: `${second.replace(/\W*$/, "")}://${url.slice(first.length + second.length)}` };
}

/** Replaces full-width punctuation with ASCII. */
export const narrowPunctuation = (url: string): string =>
  url
    .replaceAll("：", ":")
    .replace(/[／＼]/g, "/")
    .replace(/[．。]/g, ".");

/** A non-ASCII space at one end of a value. Browsers only remove ASCII whitespace. */
export function wideSpaceAround(value: string): string | undefined {
  const ascii = "\t\n\f\r ";
  let start = 0;
  let end = value.length;
  while (start < end && ascii.includes(value[start] ?? "")) start++;
  while (end > start && ascii.includes(value[end - 1] ?? "")) end--;
  return [value[start], value[end - 1]].find((char) => char !== undefined && /\s/.test(char));
}

/** Whether a browser requests the same URL for both. */
export const isSameUrl = (a: string, b: string): boolean => {
  const base = "https://article.invalid/a/";
  const resolved = (url: string) => (URL.canParse(url, base) ? new URL(url, base).href : undefined);
  return resolved(a) === resolved(b);
};

/** Spaces that are hardly part of a name: after a delimiter or a file extension, and before what begins no word. */
const slip =
  /[:;=/#][ \t]|\.(?:html?|php|aspx?|js|css|png|jpe?g|gif|svg|webp|pdf|zip)[ \t]|[ \t](?![\p{L}\p{M}\p{N}([_&+.,'%$@~-])/iu;

/**
 * Whether a URL has signs of a mistake that percent-encoding would hide: a tag, a quotation mark or a newline where a
 * quotation mark is missing, a full-width percent sign or question mark, or a space that has slipped in, as in `/issues/141 #141`. In a query, text may have such spaces.
 */
export const hasHiddenMistake = (url: string): boolean =>
  /[<>"“”‘’\r\n]|[ \t]#|％[\da-f]{2}|[？＆][\w-]+=/i.test(url) || slip.test(url.trim().replace(/\?.*/s, ""));

/**
 * The offset of the first "%" without two hex digits after it, and the URL with `%25` for each. `fixed` is `undefined`
 * for `%u4E2D` (JavaScript's `escape`), which would change its meaning. Browsers send it unchanged.
 */
export function barePercent(url: string): { at: number; fixed: string | undefined } | undefined {
  const found = /%(?![0-9a-f]{2})/i.exec(url);
  if (!found) return undefined;
  const isEscape = /%u[0-9a-f]{4}/i.test(url);
  return { at: found.index, fixed: isEscape ? undefined : url.replace(/%(?![0-9a-f]{2})/gi, "%25") };
}

/** `U+3000` */
export const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
