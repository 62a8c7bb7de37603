/** Elements whose content HTML always parses as text. */
export const textElements: ReadonlySet<string> = new Set([
  "textarea",
  "title",
  "script",
  "style",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
  "plaintext",
]);
