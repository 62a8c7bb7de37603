/**
 * Text from articles and servers as it may be printed: control characters, bidirectional controls, invisible
 * characters and line separators appear as `\u{..}`, so that none of them can move a cursor, hide or reorder text,
 * or start a line of its own.
 */
export const visible = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
