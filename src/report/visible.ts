/** Control characters, bidirectional controls, invisible characters and line separators. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** What CI systems take for a command wherever it stands in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const commandAnywhere = /##(?=[a-z]*\[)/gi;

/**
 * Text from articles and servers as it may be printed: what is unprintable appears as `\u{..}`, so that none of it can
 * move a cursor, hide or reorder text, or start a line of its own; and so does a character of what a CI system would
 * obey, at the beginning of a line (`::error::`, also behind blanks) or anywhere.
 */
export const visible = (text: string): string =>
  text
    .replace(unprintable, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(commandAnywhere, "#\\u{23}")
    .replace(/^(\s*):(?=:)/, "$1\\u{3a}");

/** JSON of the same value whose text can be printed likewise: what must not be obeyed is written as `\u....`. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(commandAnywhere, "#\\u0023");
