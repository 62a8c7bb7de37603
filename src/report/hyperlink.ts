/** Links in a terminal: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */

/**
 * `text` as a link. Only a URL in printable ASCII is linked, because the escape sequence cannot contain other
 * characters.
 */
export const hyperlink = (text: string, url: string): string =>
  /^[\x21-\x7e]+$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;

/** The `file:` URL of a path. Relative paths are resolved in `cwd`. */
export function fileUrl(path: string, cwd: string): string {
  const absolute = path.startsWith("/") || /^[A-Za-z]:[/\\]/.test(path) ? path : `${cwd}/${path}`;
  const slashed = absolute.replaceAll("\\", "/").replace(/\p{Cs}/gu, "\ufffd");
  const encoded = slashed.split("/").map(encodeURIComponent).join("/");
  return `file://${encoded.startsWith("/") ? encoded : `/${encoded.replace("%3A", ":")}`}`;
}
