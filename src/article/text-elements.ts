/** Elements whose content is text, whatever tags it looks like. */
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
