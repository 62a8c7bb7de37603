/** Markdown escapes in the URLs of HTML attributes, which programs leave there that escape a whole article. */

const markdownEscape = /\\(?=[_*()[\]~#&+!])/g;

/** `a\_b.jpg` without the backslashes, which browsers read as slashes. `undefined` if another backslash is in the URL. */
export function unescaped(
  url: string,
): { readonly at: number; readonly character: string; readonly url: string } | undefined {
  const [first] = url.matchAll(markdownEscape);
  const without = url.replace(markdownEscape, "");
  // Otherwise, they separate the folders of a Windows path.
  if (!first || without.includes("\\")) return undefined;
  return { at: first.index, character: url[first.index + 1] ?? "", url: without };
}
